"""What is wrong with a plan."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from studylib.season.kinds import Account, Period
from studylib.season.study import Member, Payment, Topic
from studylib.setup.checks import check_plan, list_notices
from studylib.setup.plan import Carried, Plan
from studylib.workbook import sizes
from studylib.workbook.cells import Tab
from tests.setup.plans import MEMBERS, NOW, TODAY, make_plan, tell

TOPICS = (Topic("a"), Topic("b"), Topic("c"))


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (make_plan(name=" \u200b"), "name"),
        (make_plan(name="가" * 101), "name"),
        (make_plan(name="garam@x.kr"), "name"),
        (make_plan(name="#REF!"), "name"),
        (make_plan(members=()), "members"),
        (make_plan(members=(Member("가람"),)), "members"),
        (make_plan(weeks=0), "weeks"),
        (make_plan(weeks=1000), "weeks"),
        (make_plan(due="10시"), "due"),
        (make_plan(due="48:00"), "due"),
        (make_plan(preset="none"), "preset"),
        (make_plan(language="fr"), "language"),
        (replace(make_plan(), timezone="Mars/X"), "timezone"),
        (replace(make_plan(), timezone=""), "timezone"),
        (replace(make_plan(), cycle=0), "cycle"),
        (replace(make_plan(), cycle=32), "cycle"),
        (replace(make_plan(due="일 22:00"), cycle=3), "due"),
        (replace(make_plan(preset="meeting"), cycle=2), "preset"),
        (replace(make_plan(weeks=2), curriculum=TOPICS), "curriculum"),
    ],
)
def test_a_faulty_field_is_told_in_one_sentence(plan: Plan, field: str) -> None:
    assert tell(check_plan(plan)) == [(field, None)]


@pytest.mark.parametrize(
    "plan", [make_plan(), make_plan(due="47:00"), replace(make_plan(), curriculum=TOPICS)]
)
def test_a_good_plan_has_no_fault(plan: Plan) -> None:
    assert check_plan(plan) == ()


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_members_times_weeks_have_a_limit(more: int) -> None:
    members = (MEMBERS[0], *(Member(f"m{at}") for at in range(sizes.MOST_MEMBERS - 1)))
    weeks = sizes.MOST_JUDGED // sizes.MOST_MEMBERS + more
    assert tell(check_plan(make_plan(members=members, weeks=weeks))) == [("weeks", None)] * (more > 0)


@pytest.mark.parametrize(
    ("day", "weeks", "good"),
    [
        (date(1999, 12, 31), 1, False),
        (date(2000, 1, 1), 1, True),
        (date(2099, 12, 22), 1, True),
        (date(2099, 12, 23), 1, False),
        (date(2099, 1, 1), 52, False),
        (date.max, 1, False),
    ],
)
def test_a_season_lies_within_the_years_of_a_workbook(day: date, weeks: int, good: bool) -> None:
    plan = replace(make_plan(weeks=weeks), starts_on=day)
    assert tell(check_plan(plan)) == [] if good else [("starts_on", None)]


@pytest.mark.parametrize(("weeks", "told"), [(3, []), (4, [("curriculum", None)])])
def test_weeks_without_a_topic_are_told(weeks: int, told: list[tuple[str, None]]) -> None:
    plan = replace(make_plan(weeks=weeks), curriculum=TOPICS)
    assert tell(tuple(list_notices(plan, TODAY)), notices=True) == told


@pytest.mark.parametrize(("days", "told"), [(6, False), (7, True), (8, True)])
def test_weeks_that_are_over_already_are_told(days: int, told: bool) -> None:
    plan = replace(make_plan(), starts_on=TODAY - timedelta(days=days))
    assert bool(list(list_notices(plan, TODAY))) is told


def test_a_deposit_of_nobody_is_told() -> None:
    deposits = tuple(Payment(TODAY, "", name, 5000, "", Account.DEPOSIT) for name in ("가람", "라온"))
    plan = replace(make_plan(), carried=Carried(NOW, deposits=deposits))
    (told,) = list_notices(plan, TODAY)
    assert told.message.values["member"] == "라온"


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (make_plan(), "Carried over into the first month: 777"),
        (replace(make_plan(), settle=Period.MONTH), "Carried over into the first month: 777"),
        (replace(make_plan(), settle=Period.SEASON), "777원 is left in the pot"),
    ],
)
def test_whether_the_rest_of_the_pot_goes_on_is_told_by_how_the_new_season_is_settled(
    plan: Plan, told: str
) -> None:
    """The leader may choose another way than that of the season before."""
    (notice,) = list_notices(replace(plan, carried=Carried(NOW, rest=777)), TODAY)
    assert (notice.field, notice.is_notice) == ("settle", True)
    assert told in str(notice.message)


def test_a_carried_rule_that_cannot_be_read_is_told_with_its_tab_and_row() -> None:
    tiers = Tab("벌금", (("구분", "마감 후 시간", "금액"), ("지각", 5, "많이"), ("결석", None, 900)))
    (fault,) = check_plan(replace(make_plan(), carried=Carried(NOW, rules=(("tiers", tiers),))))
    assert (fault.field, fault.message.values["tab"], fault.message.values["row"]) == ("preset", "벌금", 2)
