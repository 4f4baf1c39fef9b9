"""Titles and columns of the tabs that came with tasks, in both languages.

An older group may have such a tab for itself. So columns must prove each.
"""

from studylib.workbook import names, title_names
from studylib.workbook.layout import Layout

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
    other_titles=title_names.TITLES["tasks"],
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
    other_titles=title_names.TITLES["attendance"],
    numbers=frozenset({"week"}),
    proofs=frozenset({"status", "arrived_at"}),
    clocks=frozenset({"arrived_at"}),
    days=frozenset({"arrived_at"}),
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
    other_titles=title_names.TITLES["passes"],
    numbers=frozenset({"week"}),
    proofs=frozenset({"asked_at"}),
    days=frozenset({"asked_at"}),
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
    other_titles=title_names.TITLES["steps"],
    proofs=frozenset({"amounts"}),
)
