"""The keys of the settings tab, in both languages."""

from studylib.workbook import values
from studylib.workbook.cells import Cell

KEYS = {
    "name": ("name", "스터디"),
    "starts_on": ("starts_on", "시작일"),
    "timezone": ("timezone", "시간대"),
    "language": ("language", "언어"),
    "cycle": ("cycle", "주기"),
    "due": ("due", "마감"),
    "pot": ("pot", "정산 방식"),
    "settle": ("settle", "정산 주기"),
    "fines_from": ("fines_from", "벌금 출처"),
    "pay_through": ("pay_through", "정산 방법"),
    "account": ("account", "계좌"),
    "smallest_transfer": ("smallest_transfer", "최소 송금"),
    "sent_settlements": ("sent_settlements", "보낸 정산"),
    "passes": ("passes", "패스권"),
    "pass_hours": ("pass_hours", "패스 신청"),
    "form_url": ("form_url", "설문지"),
    "form_name_entry": ("form_name_entry", "설문지 이름 항목"),
    "form_week_entry": ("form_week_entry", "설문지 주차 항목"),
    "form_task_entry": ("form_task_entry", "설문지 과제 항목"),
    "repository": ("repository", "저장소"),
    "curriculum_url": ("curriculum_url", "커리큘럼"),
    "access": ("access", "공개"),
    "public_money": ("public_money", "벌금 공개"),
    "short_names": ("short_names", "이름 가리기"),
    "remind_hours": ("remind_hours", "알림 시간"),
    "completion": ("completion", "완주 기준"),
    "announce": ("announce", "제출 소식"),
    "columns": ("columns", "열"),
    "id": ("id", "식별자"),
    "sample": ("sample", "예시"),
}
"""The keys, in English and in Korean. Studyboard ignores other keys."""

_BY_NAME = {values.fold(name): key for key, names in KEYS.items() for name in names}

COSTLY = frozenset(
    {
        "starts_on",
        "timezone",
        "cycle",
        "due",
        "pot",
        "settle",
        "fines_from",
        "smallest_transfer",
        "passes",
        "pass_hours",
        "columns",
    }
)
"""Keys whose values decide fines or shares, or are kept as a month is closed. No other key changes a fine."""

NUMBERS = frozenset({"remind_hours", "completion", "cycle", "passes", "pass_hours", "smallest_transfer"})
"""Keys whose values are plain numbers, never days or times."""

CLOCKS = frozenset({"due"})
"""Keys whose values are times of day. A whole number there may be midnight."""

DAYS = frozenset({"starts_on", "sent_settlements"})
"""Keys whose values are days, or a month that a sheet takes for one."""

LATER = frozenset(
    {
        "announce",
        "completion",
        "cycle",
        "due",
        "settle",
        "fines_from",
        "pay_through",
        "account",
        "smallest_transfer",
        "sent_settlements",
        "passes",
        "pass_hours",
    }
)
"""Keys that an older workbook may have words like, for itself."""

LINKS = frozenset({"form_url", "repository", "curriculum_url"})
"""Keys whose values are addresses."""


def find_key(cell: Cell) -> str | None:
    """Find the key that a cell names. ``None`` if it names no known one."""
    return _BY_NAME.get(values.fold(cell))
