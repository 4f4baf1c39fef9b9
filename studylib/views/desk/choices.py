"""The choices of a table's columns."""

from collections.abc import Mapping, Sequence

from studylib.changes.editing import EditableTab
from studylib.season.kinds import Account, TaskKind
from studylib.season.study import Study, Tier
from studylib.workbook import keys, layouts, template
from studylib.workbook.layouts import Layout
from studylib.workbook.tiers import ABSENT, LATE

CLOSED: Mapping[Layout, Mapping[str, tuple[tuple[str, str], ...]]] = {
    layouts.TASKS: {"kind": (("link", "제출"), ("attendance", "출석"))},
    layouts.STEPS: {
        "then": (("last", "마지막 금액"), ("repeat", "처음부터")),
        "within": (("month", "월"), ("season", "시즌")),
    },
    layouts.PAYMENTS: {"account": (("pot", "벌금 모음"), ("deposit", "예치금"))},
}
"""Columns whose cells are one of a few words, in English and in Korean."""

RECORDED = (("on time", "출석"), ("late", "지각"), ("absent", "결석"), ("excused", "면제"))
"""What is recorded of a member at a meeting, in English and in Korean."""


def list_choices(study: Study, layout: Layout, grid: EditableTab) -> dict[str, list[str]]:
    """List the choices by column, then what the column already holds. Other columns take any text."""
    known = _list_known(study, layout, grid.language)
    return {
        column: list(dict.fromkeys([*options, *(row[column] for row in grid.rows.values() if row[column])]))
        for column, options in known.items()
        if column in grid.headers
    }


def is_idle(study: Study, layout: Layout, column: str) -> bool:
    """Check if a column means nothing in this study. A task needs tasks. An account needs deposits."""
    if (layout, column) == (layouts.EXCUSES, "task"):
        return not study.tasks
    return (layout, column) == (layouts.PAYMENTS, "account") and study.fines_from is Account.POT


def _list_known(study: Study, layout: Layout, language: str) -> Mapping[str, Sequence[str]]:
    names = [member.name for member in study.members]
    known: dict[str, Sequence[str]] = {"member": names, "writer": names}
    if layout is layouts.SETTINGS:
        known = {"key": [template.choose_word(each, language) for each in keys.KEYS.values()]}
    for column, pairs in CLOSED.get(layout, {}).items():
        known[column] = [template.choose_word(pair, language) for pair in pairs]
    sets = list(dict.fromkeys(tier.set for tier in study.tiers if tier.set))
    if layout is layouts.STEPS:
        known |= {"set": sets, "status": _name_tiers(study, language)}
    elif layout is layouts.TASKS:
        known["tiers"] = sets
    elif layout is layouts.ATTENDANCE:
        known["status"] = list_recordable(study, language)
        known["task"] = [task.name for task in study.tasks if task.name and task.kind is TaskKind.ATTENDANCE]
    elif layout in (layouts.EXCUSES, layouts.PASSES):
        known["task"] = [task.name for task in study.tasks if task.name]
    return known


def _name_tiers(study: Study, language: str) -> list[str]:
    return list(dict.fromkeys(write_label(tier, language) for tier in study.tiers))


def write_label(tier: Tier, language: str) -> str:
    """Write the label of a tier as the workbook has it: the usual ones in a language."""
    usual = next((names for names in (LATE, ABSENT) if names[0] == tier.label), None)
    return template.choose_word(usual, language) if usual else tier.label


def list_recordable(study: Study, language: str) -> list[str]:
    """List what can be recorded of a member instead of a time."""
    given = [template.choose_word(pair, language) for pair in RECORDED]
    sets = {task.tiers for task in study.tasks if task.kind is TaskKind.ATTENDANCE}
    labels = [write_label(tier, language) for tier in study.tiers if tier.set in sets]
    return list(dict.fromkeys([*given, *labels]))
