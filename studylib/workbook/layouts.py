"""Titles and columns of the tabs, in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from studylib.workbook import google_names, names, values
from studylib.workbook.cells import Row
from studylib.workbook.names import Names


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The titles and columns of one kind of tab, in English first, then in Korean. Equal only to itself."""

    titles: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    idle: frozenset[str] = frozenset()
    """Columns that change no fine."""
    others: Names = field(default_factory=dict)
    """Further names of columns, as sure as the first two."""
    vague: Names = field(default_factory=dict)
    """Names that count only if the column has no surer one."""
    doubtful: Names = field(default_factory=dict)
    """Names that are reported and not read."""
    other_titles: tuple[str, ...] = ()
    """Further titles, squeezed."""
    numbers: frozenset[str] = frozenset()
    """Columns that hold plain numbers, never days or times."""
    links: frozenset[str] = frozenset()
    """Columns that hold addresses."""
    marks: frozenset[str] = frozenset()
    """Columns that make no record by themselves, such as a column of empty check boxes."""
    later: frozenset[str] = frozenset()
    """Columns that an older workbook may have for itself. They make no record, and only misspelling is a doubt."""
    proofs: frozenset[str] = frozenset()
    """Columns that prove a tab to be of this kind. Empty: its title is enough."""
    clocks: frozenset[str] = frozenset()
    """Columns that hold times of day. A whole number there may be midnight."""


SETTINGS = Layout(
    ("settings", "설정"),
    {"key": ("key", "키"), "value": ("value", "값")},
    ("key", "value"),
    others=names.SETTINGS,
    vague=names.VAGUE_SETTINGS,
    other_titles=names.TITLES["settings"],
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
    names.TITLES["members"],
    numbers=frozenset({"turn"}),
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
    names.TITLES["weeks"],
    numbers=frozenset({"week"}),
    links=frozenset({"lecture", "lab", "reading", "post"}),
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
    other_titles=names.TITLES["breaks"],
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
    other_titles=names.TITLES["tiers"],
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
    other_titles=names.TITLES["excuses"],
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
    other_titles=names.TITLES["payments"],
    numbers=frozenset({"amount"}),
    later=frozenset({"account"}),
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
    },
    ("month", "member", "fine", "share", "carried_out"),
    others=names.SETTLEMENTS,
    other_titles=names.TITLES["settlements"],
    numbers=frozenset({"fine", "share", "carried_out", "weeks", "week_fines"}),
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
    other_titles=names.TITLES["answers"],
    numbers=frozenset({"week"}),
    links=frozenset({"link"}),
    marks=frozenset({"voided"}),
    later=frozenset({"task"}),
)
TASKS = Layout(
    ("tasks", "과제"),
    {
        "task": ("task", "과제"),
        "kind": ("kind", "종류"),
        "due": ("due", "마감"),
        "count": ("count", "횟수"),
        "per_day": ("per_day", "하루 최대"),
        "who": ("who", "대상"),
        "tiers": ("tiers", "벌금표"),
        "cap": ("cap", "상한"),
        "from_week": ("from_week", "주차부터"),
        "to_week": ("to_week", "주차까지"),
    },
    ("task",),
    others=names.TASKS,
    other_titles=names.TITLES["tasks"],
    numbers=frozenset({"count", "per_day", "cap", "from_week", "to_week"}),
    proofs=frozenset({"kind", "count", "per_day", "who", "tiers", "cap", "from_week", "to_week"}),
    clocks=frozenset({"due"}),
)
ATTENDANCE = Layout(
    ("attendance", "출석"),
    {
        "week": ("week", "주차"),
        "task": ("task", "과제"),
        "member": ("member", "이름"),
        "status": ("status", "구분"),
        "arrived_at": ("arrived_at", "도착"),
        "note": ("note", "메모"),
    },
    ("week", "member"),
    frozenset({"note"}),
    names.ATTENDANCE,
    names.VAGUE_PERSON,
    other_titles=names.TITLES["attendance"],
    numbers=frozenset({"week"}),
    proofs=frozenset({"status", "arrived_at"}),
    clocks=frozenset({"arrived_at"}),
)
PASSES = Layout(
    ("passes", "패스"),
    {
        "asked_at": ("asked_at", "신청일시"),
        "week": ("week", "주차"),
        "member": ("member", "이름"),
        "task": ("task", "과제"),
        "reason": ("reason", "사유"),
    },
    ("asked_at", "week", "member"),
    frozenset({"reason"}),
    names.PASSES,
    names.VAGUE_PERSON,
    other_titles=names.TITLES["passes"],
    numbers=frozenset({"week"}),
    proofs=frozenset({"asked_at"}),
)
STEPS = Layout(
    ("steps", "누적"),
    {
        "status": ("status", "구분"),
        "set": ("set", "벌금표"),
        "amounts": ("amounts", "금액들"),
        "then": ("then", "그다음"),
        "within": ("within", "기간"),
    },
    ("status", "amounts"),
    others=names.STEPS,
    other_titles=names.TITLES["steps"],
    proofs=frozenset({"amounts"}),
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


def write_header(layout: Layout, language: str) -> tuple[str, Row]:
    """Write the title and header of a new tab, in ``ko`` or ``en``."""
    place = -1 if language == "ko" else 0
    return layout.titles[place], tuple(written[place] for written in layout.columns.values())


def is_form_title(title: str) -> bool:
    """Check if Google gives this title to a tab that a form fills."""
    folded = values.fold(title[:LONGEST_TITLE])
    return bool(ANSWERS_TITLE.fullmatch(folded)) or folded.startswith(_OTHER_ANSWERS_TITLES)


def has_title(layout: Layout, title: str) -> bool:
    """Check if a tab has a title of this layout, in either language."""
    return len(title) <= LONGEST_TITLE and values.fold(title) in layout.titles
