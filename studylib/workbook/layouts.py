"""Titles and columns of the tabs, in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from studylib.workbook import values
from studylib.workbook.cells import Row


@dataclass(frozen=True, slots=True)
class Layout:
    """The titles and columns of one kind of tab, in English first, then in Korean."""

    titles: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    idle: frozenset[str] = frozenset()
    """Columns that change no fine."""


SETTINGS = Layout(("settings", "설정"), {"key": ("key", "키"), "value": ("value", "값")}, ("key", "value"))
MEMBERS = Layout(
    ("members", "멤버"),
    {
        "name": ("name", "이름"),
        "email": ("email", "이메일"),
        "turn": ("turn", "당번 순서"),
        "role": ("role", "역할"),
        "joined_on": ("joined_on", "참여일"),
        "left_on": ("left_on", "탈퇴일"),
        "github": ("github",),
    },
    ("name",),
    frozenset({"role", "github"}),
)
WEEKS = Layout(
    ("weeks", "주차"),
    {
        "week": ("week", "주차"),
        "title": ("title", "제목"),
        "lecture": ("lecture", "강의"),
        "lab": ("lab", "실습"),
        "reading": ("reading", "읽을거리"),
        "writer": ("writer", "팀블로그"),
        "post": ("post", "블로그 글"),
        "due_at": ("due_at", "마감"),
    },
    ("week",),
    frozenset({"title", "lecture", "lab", "reading", "post"}),
)
BREAKS = Layout(
    ("breaks", "휴식"),
    {
        "starts_on": ("starts_on", "시작"),
        "ends_on": ("ends_on", "끝"),
        "reason": ("reason", "사유"),
        "member": ("member", "이름"),
    },
    ("starts_on", "ends_on"),
)
TIERS = Layout(
    ("tiers", "벌금"),
    {"status": ("status", "구분"), "hours": ("hours", "마감 후 시간"), "amount": ("amount", "금액")},
    ("status", "hours", "amount"),
)
EXCUSES = Layout(
    ("excuses", "면제"),
    {"week": ("week", "주차"), "member": ("member", "이름"), "reason": ("reason", "사유")},
    ("week", "member"),
)
PAYMENTS = Layout(
    ("payments", "납부"),
    {
        "paid_on": ("paid_on", "납부일"),
        "month": ("month", "월"),
        "member": ("member", "이름"),
        "amount": ("amount", "금액"),
        "note": ("note", "메모"),
    },
    ("paid_on", "month", "member", "amount"),
)
SETTLEMENTS = Layout(
    ("settlements", "정산"),
    {
        "month": ("month", "월"),
        "member": ("member", "이름"),
        "fine": ("fine", "벌금"),
        "share": ("share", "분배"),
        "carried_out": ("carried_out", "이월"),
        "closed_at": ("closed_at", "정산일시"),
    },
    ("month", "member", "fine", "share", "carried_out"),
)
ANSWERS = Layout(
    (),
    {
        "submitted_at": ("timestamp", "타임스탬프"),
        "email": ("email address", "이메일 주소"),
        "name": ("name", "이름"),
        "week": ("week", "주차"),
        "link": ("link", "링크"),
        "note": ("note", "메모"),
    },
    ("submitted_at", "name", "week", "link"),
)
CHANGES = Layout(
    ("changes", "변경 기록"),
    {
        "change": ("change", "변경"),
        "changed_at": ("changed_at", "변경일시"),
        "what": ("what", "내용"),
        "tab": ("tab", "탭"),
        "row": ("row", "행"),
        "before": ("before", "이전"),
        "after": ("after", "이후"),
        "undoes": ("undoes", "되돌린 변경"),
    },
    ("change", "tab", "row", "before", "after"),
)
"""The desk's record of each change, no part of the study. Excel reserves the title "History"."""

TITLED = (SETTINGS, MEMBERS, WEEKS, BREAKS, TIERS, EXCUSES, PAYMENTS, SETTLEMENTS)

ANSWERS_TITLE = re.compile(r"form responses?\b.*|설문지 응답.*")
"""Google's titles for the tab of a form's answers, in English and Korean, folded."""


def find_columns(layout: Layout, header: Row) -> dict[str, list[int]]:
    """Find the positions of each known column, from 0, left to right."""
    names = {
        folded: column for column, written in layout.columns.items() for folded in map(values.fold, written)
    }
    places: dict[str, list[int]] = {}
    for at, cell in enumerate(header):
        if column := names.get(values.fold(cell)):
            places.setdefault(column, []).append(at)
    return places


def write_header(layout: Layout, language: str) -> tuple[str, Row]:
    """Write the title and header of a new tab, in ``ko`` or ``en``."""
    place = -1 if language == "ko" else 0
    return layout.titles[place], tuple(written[place] for written in layout.columns.values())


def is_form_title(title: str) -> bool:
    """Check if Google gives this title to a tab that a form fills."""
    return bool(ANSWERS_TITLE.fullmatch(values.fold(title)))
