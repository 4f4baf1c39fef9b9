"""A season of one member who hands in nothing, for changes of its rules. Its first day is Monday, 2026-03-02."""

from studylib.changes.dated_rules import hold_from
from studylib.changes.draft import Draft
from studylib.season import board
from studylib.season.study import Study
from studylib.workbook.cells import Tab, Workbook
from tests.changes.builders import drafted, saved
from tests.season.seasons import tab
from tests.workbook.presets.seasons import LONG_AFTER

SETTINGS = tab("settings", "key | value", "name | 시험", "starts_on | 2026-03-02")
TIER_TAB = tab("tiers", "status | hours | amount", ("late", 12, 3000), ("absent", None, 4000))
TASK_TAB = tab("tasks", "task | count | from_week | to_week", ("글", 1), ("문제", 5, 2, 4))


def make_cells(*more: Tab, weeks: int = 6) -> Workbook:
    members = tab("members", "name", ("가람",))
    answers = tab("Form Responses 1", "Timestamp | name | week | link")
    season = tab("weeks", "week", *((number,) for number in range(1, weeks + 1)))
    return Workbook((SETTINGS, members, season, answers, *more))


def save(cells: Workbook, draft: Draft, week: int) -> Workbook:
    """Save a draft of rules that holds from a week on."""
    return saved(cells, drafted(cells, hold_from(cells, draft, week, "en")))


def list_costs(study: Study) -> list[int]:
    judged = board.judge(study, LONG_AFTER)
    return [int(fine) for fine in judged["fine"]]
