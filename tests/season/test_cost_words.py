from datetime import timedelta

import pytest

from studylib.season.cost_words import count_late_units, tell_items, tell_tier
from studylib.season.study import Tier
from studylib.season.tasks import Task
from studylib.text.language import Language
from tests.season.duties import april, make_study

ENGLISH, KOREAN = Language("en"), Language("ko")
TEN = timedelta(minutes=10)


@pytest.mark.parametrize(
    ("tier", "amount", "step", "units", "said"),
    [
        (Tier("지각", 1, 3_000), 3_000, 0, 1, "지각 3,000원"),
        (Tier("지각", 1, 0), 0, 0, 1, "지각"),
        (Tier("지각", 1, 3_000), 4_000, 3, 1, "지각 3번째 4,000원"),
        (Tier("지각", 1, 1_000, per=TEN), 1_000, 0, 3, "지각 10분당 1,000원 × 3 = 3,000원"),
        (Tier("지각", 1, 1_000, per=TEN), 2_000, 2, 3, "지각 2번째 10분당 2,000원 × 3 = 6,000원"),
    ],
)
def test_a_tier_tells_its_amount_step_and_units(
    tier: Tier, amount: int, step: int, units: int, said: str
) -> None:
    assert tell_tier(tier, amount, step, units, KOREAN) == said


def test_units_are_counted_from_due() -> None:
    (duty,) = make_study().duties
    tier = Tier("지각", 1, 1_000, per=TEN)
    moments = (april(13), april(13, 0, 9, 59, 999), april(13, 0, 10))
    assert [count_late_units(tier, duty, at) for at in moments] == [1, 1, 2]
    assert (
        count_late_units(tier, duty, None) == count_late_units(Tier("지각", 1, 1_000), duty, april(14)) == 1
    )


def test_links_are_told_by_tier_with_their_sum() -> None:
    tiers = (Tier("late", 12, 500, itemised=True), Tier("absent", None, 2_000, itemised=True))
    study = make_study((Task("문제", count=5),), tiers=tiers)
    (duty,) = study.duties
    times = [april(7), april(13), april(13, 13)]
    (korean,) = tell_items(study, duty, times, 2, KOREAN)
    assert korean == "지각 1개 × 500원 + 결석 1개 × 2,000원 + 제출 없음 2개 × 2,000원 = 6,500원"
    (english,) = tell_items(study, duty, times[:1], 1, ENGLISH)
    assert english == "not handed in 1 × ₩2,000 = ₩2,000"
    assert list(tell_items(study, duty, times[:1], 0, ENGLISH)) == []
