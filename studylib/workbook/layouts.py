"""Titles and columns of the tabs, in both languages."""

import re

from studylib.workbook import google_names, names, title_names, values
from studylib.workbook.cells import Row
from studylib.workbook.layout import Layout
from studylib.workbook.task_layouts import ATTENDANCE, PASSES, STEPS, TASKS

__all__ = [
    "ANSWERS",
    "ANSWERS_TITLE",
    "ATTENDANCE",
    "BREAKS",
    "CHANGES",
    "EXCUSES",
    "LONGEST_TITLE",
    "MEMBERS",
    "PASSES",
    "PAYMENTS",
    "SETTINGS",
    "SETTLEMENTS",
    "STEPS",
    "TASKS",
    "TIERS",
    "TITLED",
    "WEEKS",
    "Layout",
    "has_title",
    "is_form_title",
    "list_names",
    "write_header",
]

SETTINGS = Layout(
    ("settings", "설정"),
    {"key": ("key", "키"), "value": ("value", "값")},
    ("key", "value"),
    others=names.SETTINGS,
    vague=names.VAGUE_SETTINGS,
    other_titles=title_names.TITLES["settings"],
)
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
    frozenset({"role", "github", "turn"}),
    names.MEMBERS,
    names.VAGUE_MEMBERS,
    names.DOUBTFUL_MEMBERS,
    title_names.TITLES["members"],
    numbers=frozenset({"turn"}),
    days=frozenset({"joined_on", "left_on"}),
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
    frozenset({"title", "lecture", "lab", "reading", "post", "writer"}),
    names.WEEKS,
    names.VAGUE_WEEKS,
    names.DOUBTFUL_WEEKS,
    title_names.TITLES["weeks"],
    numbers=frozenset({"week"}),
    links=frozenset({"lecture", "lab", "reading", "post"}),
    days=frozenset({"due_at"}),
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
    frozenset({"reason"}),
    names.BREAKS,
    names.VAGUE_PERSON,
    other_titles=title_names.TITLES["breaks"],
    days=frozenset({"starts_on", "ends_on"}),
)
TIERS = Layout(
    ("tiers", "벌금"),
    {
        "status": ("status", "구분"),
        "hours": ("hours", "마감 후 시간"),
        "amount": ("amount", "금액"),
        "set": ("set", "벌금표"),
        "per": ("per", "단위"),
        "from_week": ("from_week", "주차부터"),
    },
    ("status", "hours", "amount"),
    others=names.TIERS,
    vague=names.VAGUE_TIERS,
    other_titles=title_names.TITLES["tiers"],
    numbers=frozenset({"hours", "amount", "from_week"}),
    later=frozenset({"set", "per", "from_week"}),
)
EXCUSES = Layout(
    ("excuses", "면제"),
    {
        "week": ("week", "주차"),
        "member": ("member", "이름"),
        "reason": ("reason", "사유"),
        "task": ("task", "과제"),
    },
    ("week", "member"),
    frozenset({"reason"}),
    names.EXCUSES,
    names.VAGUE_PERSON,
    other_titles=title_names.TITLES["excuses"],
    numbers=frozenset({"week"}),
    later=frozenset({"task"}),
)
PAYMENTS = Layout(
    ("payments", "납부"),
    {
        "paid_on": ("paid_on", "납부일"),
        "month": ("month", "월"),
        "member": ("member", "이름"),
        "amount": ("amount", "금액"),
        "note": ("note", "메모"),
        "account": ("account", "계정"),
    },
    ("paid_on", "month", "member", "amount"),
    frozenset({"note"}),
    names.PAYMENTS,
    names.VAGUE_PERSON,
    other_titles=title_names.TITLES["payments"],
    numbers=frozenset({"amount"}),
    later=frozenset({"account"}),
    days=frozenset({"paid_on", "month"}),
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
        "weeks": ("weeks", "주차"),
        "week_fines": ("week_fines", "주차별 벌금"),
        "smallest_transfer": ("smallest_transfer", "최소 송금"),
    },
    ("month", "member", "fine", "share", "carried_out"),
    others=names.SETTLEMENTS,
    other_titles=title_names.TITLES["settlements"],
    numbers=frozenset({"fine", "share", "carried_out", "weeks", "week_fines", "smallest_transfer"}),
    days=frozenset({"month", "closed_at"}),
    later=frozenset({"smallest_transfer"}),
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
        "voided": ("voided", "무효"),
        "task": ("task", "과제"),
    },
    ("submitted_at", "name", "week", "link"),
    frozenset({"note"}),
    names.ANSWERS,
    names.VAGUE_ANSWERS,
    other_titles=title_names.TITLES["answers"],
    numbers=frozenset({"week"}),
    links=frozenset({"link"}),
    marks=frozenset({"voided"}),
    later=frozenset({"task"}),
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
    days=frozenset({"changed_at"}),
)
"""The desk's record of each change, no part of the study. Excel reserves the title "History"."""

TITLED = (
    *(SETTINGS, MEMBERS, WEEKS, BREAKS, TIERS, EXCUSES, PAYMENTS, SETTLEMENTS),
    *(TASKS, ATTENDANCE, PASSES, STEPS),
)

ANSWERS_TITLE = re.compile(r"form responses?\b.*|설문지 응답.*")
"""Google's titles for the tab of a form's answers, in English and Korean, folded."""

LONGEST_TITLE = 500
"""Letters of a title that are compared. Google and Excel allow fewer."""

_OTHER_ANSWERS_TITLES = tuple(map(values.fold, google_names.TITLES))


def list_names(layout: Layout) -> tuple[tuple[str, str], ...]:
    """List the names that surely mean a column, folded, each with its column. Google's translations are among them.

    The task of an answer has none here, because a question of that title may ask for the link.
    """
    apart = layout.later if layout is ANSWERS else ()
    written = [
        (name, column) for column, names_ in layout.columns.items() if column not in apart for name in names_
    ]
    if layout is ANSWERS:
        written += [(name, "submitted_at") for name in google_names.TIMESTAMPS]
        written += [(name, "email") for name in google_names.ADDRESSES]
    return tuple((values.fold(name), column) for name, column in written)


def write_header(layout: Layout, language: str, *, with_later: bool = True) -> tuple[str, Row]:
    """Write the title and header of a new tab, in ``ko`` or ``en``. Some groups do without the later columns."""
    place = -1 if language == "ko" else 0
    left_out = frozenset() if with_later else layout.later
    header = (names_[place] for column, names_ in layout.columns.items() if column not in left_out)
    return layout.titles[place], tuple(header)


def is_form_title(title: str) -> bool:
    """Check if Google gives this title to a tab that a form fills."""
    folded = values.fold(title[:LONGEST_TITLE])
    return bool(ANSWERS_TITLE.fullmatch(folded)) or folded.startswith(_OTHER_ANSWERS_TITLES)


def has_title(layout: Layout, title: str) -> bool:
    """Check if a tab has a title of this layout, in either language."""
    return len(title) <= LONGEST_TITLE and values.fold(title) in layout.titles
