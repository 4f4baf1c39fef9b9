"""Rules that change at a week: new rows that hold from there on. What earlier weeks cost stays."""

from studylib.changes.dated_tasks import date_tasks
from studylib.changes.dated_tiers import date_tiers
from studylib.changes.draft import Change, Draft, OvertakenError, find_clashes, make_change
from studylib.changes.rule_rows import list_rules
from studylib.changes.task_renaming import edit_tasks
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import tables
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import TASKS, TIERS

DATED = (TIERS, TASKS)
"""The tabs whose rows hold from a week on."""


def needs_week(draft: Draft) -> bool:
    """Check if it is open from which week on a draft holds. A row may say it. A new name alone holds everywhere."""
    if draft.layout not in DATED or is_renaming_alone(draft):
        return False
    says = all("from_week" in cells for cells in draft.changed.values())
    return bool(draft.deleted) or not (says and all(cells.get("from_week") for cells in draft.added))


def is_renaming_alone(draft: Draft) -> bool:
    """Check if a draft gives tasks other names and does nothing else."""
    changed = draft.changed.values()
    renames = draft.layout is TASKS and bool(changed) and all(set(cells) == {"task"} for cells in changed)
    return renames and not draft.added and not draft.deleted


def edit_rules(base: Workbook, now: Workbook, study: Study, draft: Draft, week: int) -> Change:
    """Make the change of a draft of rules. It holds from a week on, and was made on ``base``.

    ``study`` is that of ``now``. From week 1 a new name of a task goes into every tab. Raises the errors of
    ``make_change``. Raises a ChangeError if another person has changed rows that would be copied.
    """
    if draft.layout is TASKS and week == 1:
        return edit_tasks(base, now, study, draft)
    tab = tables.find_table(draft.layout, now).title
    if week == 1:
        return make_change(base, now, draft, sentence("Tab {tab} edited", tab=tab), study.language)
    if clashes := find_clashes(base, now, draft):
        raise OvertakenError(clashes)
    dated = hold_from(base, draft, week, study.language)
    if dated != hold_from(now, draft, week, study.language):
        why = sentence("Another person has changed the tab {tab}. Nothing was written. Save again.", tab=tab)
        raise ChangeError(why)
    what = sentence("Tab {tab} edited from week {week} on", tab=tab, week=week)
    return make_change(base, now, dated, what, study.language)


def hold_from(workbook: Workbook, draft: Draft, week: int, language: str) -> Draft:
    """Rewrite a draft of rules so that it holds from a week on. From week 1 it stays as it is.

    A set of tiers gets all its rows in force anew. A task ends with the week before, and a new one begins. Raises a
    ChangeError for a row that does not hold in that week.
    """
    if week == 1 or draft.layout not in DATED:
        return draft
    rules = list_rules(workbook, draft.layout)
    if draft.layout is TASKS:
        return date_tasks(rules, draft, week, language)
    return date_tiers(rules, draft, week, language)
