"""What is typed into the set-up form."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.kinds import Period, Pot
from studylib.setup.fields import TypedPlan, choose_preset, read_plan, write_plan
from studylib.setup.following import plan_next
from studylib.workbook import reader
from tests.setup.plans import LONG_AFTER, NOW, TODAY, make_sample, read, tell


def test_only_name_and_members_have_no_default() -> None:
    plan, faults = read_plan(TypedPlan(), TODAY)
    assert tell(faults) == [("name", None), ("members", None)]
    assert (plan.starts_on, plan.weeks, plan.language, plan.timezone) == (
        date(2022, 5, 16),
        12,
        "ko",
        "Asia/Seoul",
    )


def test_all_that_is_typed_is_in_the_plan() -> None:
    plan, faults = read(
        name="  MLOps\u200b  1기 ",
        starts_on="2022. 6. 1",
        weeks="10주",
        due=" 일  22:00",
        settle="시즌",
        pot="적립",
        cycle="2주",
        preset="evening",
    )
    assert tell(faults) == []
    assert (plan.name, plan.starts_on, plan.weeks, plan.due) == (
        "MLOps 1기",
        date(2022, 6, 1),
        10,
        "일 22:00",
    )
    assert (plan.settle, plan.pot, plan.cycle, plan.preset) == (Period.SEASON, Pot.KEEP, 14, "evening")


@pytest.mark.parametrize("day", [date(2022, 6, 1), datetime(2022, 6, 1), "2022-06-01", "2022년 6월 1일"])
def test_the_first_day_may_be_picked_or_typed(day: date | str) -> None:
    assert read(starts_on=day)[0].starts_on == date(2022, 6, 1)


@pytest.mark.parametrize(("curriculum", "weeks"), [("", 12), ("a\nb\nc", 3), ("fsdl", 12)])
def test_the_lines_of_the_curriculum_propose_the_number_of_weeks(curriculum: str, weeks: int) -> None:
    assert read(curriculum=curriculum)[0].weeks == weeks


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("starts_on", "2022-13-01"),
        ("starts_on", "1999-12-31"),
        ("weeks", "twelve"),
        ("weeks", 0),
        ("weeks", "9" * 15),
        ("cycle", "40"),
        ("settle", "year"),
        ("pot", "?"),
        ("due", "x" * 10_000),
        ("name", "x" * 10_000),
        ("preset", "x"),
        ("members", "가람\n가람"),
        ("curriculum", "ftp://x.kr"),
    ],
)
def test_each_faulty_field_is_told_once(field: str, typed: str) -> None:
    found = {each.field for each in read(**{field: typed})[1]} - {"starts_on" if field == "weeks" else ""}
    assert found == {field}
    assert len([each for each in read(**{field: typed})[1] if each.field == field]) == 1


@pytest.mark.parametrize("later", [NOW, LONG_AFTER])
def test_the_plan_of_a_next_season_fills_the_form_and_is_read_back_the_same(later: datetime) -> None:
    cells = make_sample(("마감", "토 22:00"), ("주기", "10일"))
    plan = plan_next(cells, reader.read(cells)[0], later)
    again, faults = read_plan(write_plan(plan), TODAY, plan.carried)
    assert (again, tell(faults)) == (plan, [])


def test_other_rules_take_their_own_due_time_and_money() -> None:
    typed = choose_preset(TypedPlan(name="x", due="22:00", cycle=10, settle="season", pot="keep"), "evening")
    assert typed == TypedPlan(name="x", preset="evening")


@given(st.builds(TypedPlan, *[st.text(max_size=60)] * 9))
def test_nothing_that_is_typed_raises(typed: TypedPlan) -> None:
    read_plan(typed, TODAY)
