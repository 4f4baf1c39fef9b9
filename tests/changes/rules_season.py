"""A season of one member who hands in nothing, for changes of its rules. Its first day is Monday, 2026-03-02."""

from studylib.workbook.cells import Tab, Workbook
from tests.season.seasons import tab

SETTINGS = tab("settings", "key | value", "name | 시험", "starts_on | 2026-03-02")
TIER_TAB = tab("tiers", "status | hours | amount", ("late", 12, 3000), ("absent", None, 4000))
TASK_TAB = tab("tasks", "task | count | from_week | to_week", ("글", 1), ("문제", 5, 2, 4))


def make_cells(*more: Tab, weeks: int = 6) -> Workbook:
    members = tab("members", "name", ("가람",))
    answers = tab("Form Responses 1", "Timestamp | name | week | link")
    season = tab("weeks", "week", *((number,) for number in range(1, weeks + 1)))
    return Workbook((SETTINGS, members, season, answers, *more))
