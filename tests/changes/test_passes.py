"""Asking for a pass."""

from datetime import date, datetime, timedelta

import pytest

from studylib.changes.passes import ask_pass, count_left, explain_refusal
from studylib.season.passes import list_spent
from studylib.season.records import Pass
from studylib.text.errors import ChangeError
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from tests.changes.builders import saved, study_of
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

DUE = datetime(2022, 4, 13, tzinfo=SEOUL)
"""Week 1 is due."""
AT = DUE - timedelta(days=2)
MS = timedelta(milliseconds=1)
SETTINGS = ("key | value", "starts_on | 2022-04-06", "timezone | Asia/Seoul", "passes | 2")


def group(*settings: str, **tabs: Tab) -> Workbook:
    return book(settings=tab("settings", *SETTINGS, *settings), **tabs)


def refuse(cells: Workbook, wanted: Pass) -> str:
    return str(explain_refusal(study_of(cells), wanted) or "")


def test_a_pass_is_written_into_a_new_tab_and_counts() -> None:
    cells = group()
    after = saved(cells, ask_pass(cells, study_of(cells), Pass(AT, 1, "나래", reason="시험")))
    assert [tab.title for tab in after.tabs if tab.title in ("passes", "패스")] == ["패스"]
    (spent,) = list_spent(study_of(after), DUE)
    assert (spent.granted, spent.number) == (Pass(AT, 1, "나래", None, "시험"), 1)
    assert count_left(study_of(after), "나래", 1, None, DUE).left == 1
    assert [each for each in reader.read(after)[1] if each.tab == "패스"] == []


def test_a_time_with_an_offset_is_the_same_moment() -> None:
    cells = group()
    after = saved(cells, ask_pass(cells, study_of(cells), Pass(AT, 1, "나래"), with_offset=True))
    assert study_of(after).passes == (Pass(AT, 1, "나래"),)


@pytest.mark.parametrize(("hours", "ends"), [("0", DUE), ("24", DUE - timedelta(hours=24))])
def test_a_pass_can_be_asked_for_until_so_many_hours_before_due(hours: str, ends: datetime) -> None:
    cells = group(f"pass_hours | {hours}")
    assert refuse(cells, Pass(ends - MS, 1, "나래")) == ""
    for late in (ends, ends + MS):
        assert "It is too late for a pass for week 1." in refuse(cells, Pass(late, 1, "나래"))


def test_no_more_passes_are_taken_than_a_member_has() -> None:
    cells = group()
    for week in (1, 2):
        cells = saved(cells, ask_pass(cells, study_of(cells), Pass(AT + week * MS, week, "나래")))
    assert refuse(cells, Pass(AT + 3 * MS, 3, "나래")) == "나래 has used all 2 passes."
    assert refuse(cells, Pass(AT + 3 * MS, 3, "가람")) == ""
    with pytest.raises(ChangeError, match="나래 has used all 2 passes"):
        ask_pass(cells, study_of(cells), Pass(AT + 3 * MS, 3, "나래"))


@pytest.mark.parametrize(
    "tabs",
    [
        {"excuses": tab("excuses", "week | member", "1 | 나래")},
        {"passes": tab("passes", "asked_at | week | member", "2022-04-07 12:00:00 | 1 | 나래")},
        {
            "breaks": tab(
                "breaks",
                ("starts_on", "ends_on", "reason", "member"),
                (date(2022, 4, 8), date(2022, 4, 8), "여행", "나래"),
            )
        },
    ],
)
def test_who_is_excused_already_needs_no_pass(tabs: dict[str, Tab]) -> None:
    cells = group(**tabs)
    assert refuse(cells, Pass(AT, 1, "나래")) == "나래 is already excused from week 1, so no pass is needed."
    assert refuse(cells, Pass(AT, 2, "나래")) == ""
    assert refuse(cells, Pass(AT, 1, "가람")) == ""


def test_a_pass_for_a_task_is_written_with_it_and_refused_for_one_of_others() -> None:
    cells = group(tasks=tab("tasks", "task | who", "글 |", "복습 | 나래"))
    after = saved(cells, ask_pass(cells, study_of(cells), Pass(AT, 1, "가람", "글")))
    assert study_of(after).passes == (Pass(AT, 1, "가람", "글"),)
    assert "복습 of week 1 is for 나래 alone." in refuse(cells, Pass(AT, 1, "가람", "복습"))
    assert "has no such task" in refuse(cells, Pass(AT, 1, "가람", "없음"))


@pytest.mark.parametrize(("week", "member"), [(9, "가람"), (1, "마루")])
def test_what_the_season_lacks_is_refused(week: int, member: str) -> None:
    assert refuse(group(), Pass(AT, week, member))
