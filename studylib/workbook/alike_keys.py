"""Find what a key that is no setting may mean."""

from collections.abc import Iterator

from studylib.workbook import likeness, readings, values
from studylib.workbook.cells import Cell
from studylib.workbook.keys import KEYS, LATER

_ALIKE = {
    "name": ("이름", "스터디명", "스터디이름", "모임이름", "study", "studyname", "title"),
    "starts_on": (
        "시작",
        "시작날짜",
        "시작일자",
        "개강일",
        "start",
        "startdate",
        "startday",
        "startson",
        "begins",
    ),
    "timezone": ("타임존", "표준시", "tz", "zone"),
    "language": ("lang",),
    "pot": ("정산", "분배", "분배방식"),
    "form_url": ("설문지링크", "설문지주소", "폼", "구글폼", "form", "formlink"),
    "repository": ("깃허브", "레포", "repo", "github"),
    "remind_hours": ("알림", "리마인드", "reminder", "remind"),
    "columns": ("열이름", "컬럼", "column"),
}
"""Squeezed names that groups give to a key. They are reported, not read."""

ELSEWHERE = {
    "tiers / 벌금": ("벌금", "지각", "결석", "fine", "late", "absent"),
    "breaks / 휴식": ("휴식", "휴가", "break", "breaks"),
    "excuses / 면제": ("면제", "excuse", "excuses"),
}
"""What is no setting, by the tab that it belongs to."""

_DUE = ("마감", "due", "deadline")
"""Beginnings of what may be the key ``due``."""


def find_alike(cell: Cell) -> tuple[str, bool] | None:
    """Find the known key that an unknown one looks like. ``True`` means that only a letter or a sign differs."""
    written = readings.squeeze(values.fold(cell))
    for key, squeezed in _list_squeezed():
        if written == squeezed or likeness.is_one_off(written, squeezed):
            return key, True
    for key, squeezed in _list_squeezed():
        # ``스터디 규칙`` is no name, and ``계좌 번호`` may be a member's
        if key not in ("name", *LATER) and likeness.holds_word(written, squeezed):
            return key, False
    if written.startswith(_DUE):
        return "due", False
    return next(((key, False) for key, alike in _ALIKE.items() if written in alike), None)


def _list_squeezed() -> Iterator[tuple[str, str]]:
    return ((key, readings.squeeze(name)) for key, both in KEYS.items() for name in both)


def find_elsewhere(cell: Cell) -> str | None:
    """Find the tab that a key without a setting belongs to. ``지각 벌금`` is a tier."""
    written = readings.squeeze(values.fold(cell))
    return next(
        (place for place, words in ELSEWHERE.items() if any(written.startswith(word) for word in words)), None
    )
