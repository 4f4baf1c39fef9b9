from datetime import timedelta

import pytest

from studylib.season import words
from studylib.season.kinds import Limit, Period, Pot, Status
from studylib.season.records import Step
from studylib.season.study import Tier
from studylib.text.language import Language

KOREAN, ENGLISH = Language("ko"), Language("en")


@pytest.mark.parametrize(
    ("amount", "korean", "english"),
    [
        (3_000, "낼 돈 3,000원", "owes ₩3,000"),
        (0, "없음", "Settled"),
        (-3_000, "받을 돈 3,000원", "is owed ₩3,000"),
    ],
)
def test_an_outstanding_amount_says_whether_the_member_owes_it(
    amount: int, korean: str, english: str
) -> None:
    assert (words.name_outstanding(KOREAN, amount), words.name_outstanding(ENGLISH, amount)) == (
        korean,
        english,
    )


def test_weeks_statuses_tiers_and_pots() -> None:
    assert (KOREAN.week(3), ENGLISH.week(3)) == ("3주차", "Week 3")
    assert [words.name_status(KOREAN, each) for each in Status] == [
        "제시간",
        "지각",
        "결석",
        "면제",
        "미제출",
        "진행 중",
        "예정",
    ]
    assert [words.name_status(ENGLISH, each) for each in Status] == [
        "On time",
        "Late",
        "Absent",
        "Excused",
        "Overdue",
        "Open",
        "Upcoming",
    ]
    assert words.name_tier(KOREAN, Tier("late", 12, 0)) == "지각"
    assert (
        words.name_tier(KOREAN, Tier("Late!", 12, 0))
        == words.name_tier(ENGLISH, Tier("Late!", 12, 0))
        == "Late!"
    )
    assert [words.name_pot(KOREAN, each) for each in Pot] == ["꼴찌 제외 1/n", "1/n", "무벌금 1/n", "적립"]
    assert len({words.name_pot(ENGLISH, each) for each in Pot}) == len(Pot)


@pytest.mark.parametrize(
    ("tier", "korean", "english"),
    [
        (Tier("late", 12, 1), "지각: 마감 후 12시간까지 1원", "Late: until 12 hr after due, ₩1"),
        (
            Tier("late", 12, 1, Limit.CLOCK),
            "지각: 마감 뒤 처음 오는 11:59:59까지 1원",
            "Late: until the next 11:59:59 after due, ₩1",
        ),
        (
            Tier("late", 24, 1, Limit.CLOCK),
            "지각: 마감 뒤 처음 오는 23:59:59까지 1원",
            "Late: until the next 23:59:59 after due, ₩1",
        ),
        (Tier("late", 24, 1, Limit.DAYS), "지각: 마감 후 1일까지 1원", "Late: until 1 day after due, ₩1"),
    ],
)
def test_a_tier_that_ends_at_a_time_of_day_tells_its_last_second(
    tier: Tier, korean: str, english: str
) -> None:
    assert (words.explain_tier(KOREAN, tier), words.explain_tier(ENGLISH, tier)) == (korean, english)


@pytest.mark.parametrize(
    ("tier", "korean", "english"),
    [
        (Tier("late", 1, 1_000), "1,000원", "₩1,000"),
        (Tier("late", 1, 1_000, per=timedelta(minutes=10)), "10분당 1,000원", "₩1,000 per 10 min"),
        (Tier("late", 24, 500, per=timedelta(hours=2)), "2시간당 500원", "₩500 per 2 hr"),
        (Tier("late", 72, 500, per=timedelta(days=1)), "1일당 500원", "₩500 per 1 day"),
        (Tier("absent", None, 2_000, itemised=True), "개당 2,000원", "₩2,000 per item"),
    ],
)
def test_a_price_names_its_unit(tier: Tier, korean: str, english: str) -> None:
    assert (words.price_tier(KOREAN, tier), words.price_tier(ENGLISH, tier)) == (korean, english)


def test_a_growing_fine_says_within_which_period_and_what_comes_then() -> None:
    said = {
        words.price_tier(
            ENGLISH, Tier("late", 1, 1), Step("late", "", (1, 2), repeats=repeats, within=within)
        )
        for repeats in (True, False)
        for within in Period
    }
    assert said == {
        f"₩1 → ₩2 (each further time within {period}, then {then})"
        for period in ("a month", "the season")
        for then in ("the last", "from the start")
    }


def test_a_meeting_starts_and_is_not_due() -> None:
    clock = Tier("late", 12, 1, Limit.CLOCK)
    said = [words.explain_tier(KOREAN, tier, of_meeting=True) for tier in (Tier("late", 12, 1), clock)]
    assert said == ["지각: 시작 후 12시간까지 1원", "지각: 시작한 뒤 처음 오는 11:59:59까지 1원"]
