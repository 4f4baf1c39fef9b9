"""The steps of a settlement, in their order."""

from dataclasses import replace

import pytest

from studylib.money import progress, rounds
from studylib.money.progress import NextStep
from studylib.money.settlement import Participant, Settlement
from studylib.season.kinds import PayThrough, Pot

APRIL = Settlement(
    month="2022-04",
    final=True,
    closed=False,
    final_at=None,
    use=Pot.EQUAL,
    carried_in=0,
    participants=(
        Participant("가람", 3_000, 0, last_place=True),
        Participant("나래", 1_000, 0, last_place=False),
        Participant("다온", 0, 4_000, last_place=False),
    ),
    carried_out=0,
    pay_through=PayThrough.KITTY,
)
ALL = {"가람": 3_000, "나래": 1_000, "다온": -4_000}


def find(paid: dict[str, int], *sent: str, of: Settlement = APRIL) -> progress.SettlementProgress:
    (of_month,) = rounds.list_rounds([of], {of.month: paid})
    return progress.find_progress(of, of_month, sent)


@pytest.mark.parametrize(
    ("of", "paid", "sent", "step"),
    [
        (replace(APRIL, final=False), {}, (), NextStep.FINAL),
        (APRIL, {}, (), NextStep.SEND),
        (APRIL, {}, ("2022-05",), NextStep.SEND),
        (APRIL, {}, ("2022-04",), NextStep.RECEIVE),
        (APRIL, {"가람": 1_000}, (), NextStep.RECEIVE),
        (replace(APRIL, closed=True), {}, (), NextStep.RECEIVE),
        (APRIL, {"가람": 3_000, "나래": 1_000}, (), NextStep.PAY_OUT),
        (APRIL, ALL, (), NextStep.CLOSE),
        (replace(APRIL, closed=True), ALL, (), NextStep.DONE),
        (replace(APRIL, participants=()), {}, (), NextStep.DONE),
        (replace(APRIL, smallest=5_000), {}, (), NextStep.CLOSE),
    ],
)
def test_a_period_has_one_next_step(
    of: Settlement, paid: dict[str, int], sent: tuple[str, ...], step: NextStep
) -> None:
    assert find(paid, *sent, of=of).step is step


def test_who_has_paid_all_is_counted_and_who_has_paid_a_part_is_not() -> None:
    none, part, one, both = (
        find(paid) for paid in ({}, {"가람": 2_999}, {"가람": 3_000}, {"가람": 3_000, "나래": 1_000})
    )
    assert [each.payers for each in (none, part, one, both)] == [2, 2, 2, 2]
    assert [each.paid for each in (none, part, one, both)] == [0, 0, 1, 2]
    assert [each.left for each in (none, part, one, both)] == [4_000, 1_001, 1_000, 0]
