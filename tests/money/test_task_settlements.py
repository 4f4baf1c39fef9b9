"""The settlements of random seasons with tasks against a second one, written from the rules alone."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from studylib.money import balances, payments, settlement, transfers
from studylib.season import board
from tests.season import reference_tasks as reference
from tests.season import task_seasons
from tests.season.reference_tasks import Facts, Line, Settled


def settle(facts: Facts, now: datetime) -> list[Settled]:
    """The periods that the program settles, in plain Python, before any payment of them."""
    study = task_seasons.study(facts)
    found = []
    for each in settlement.settle(study, board.judge(study, now), now):
        nets = transfers.find_nets(each)
        lines = tuple(
            Line(
                one.member,
                one.fine,
                one.share,
                one.last_place,
                owed=one.fine - one.from_deposit,
                net=nets.get(one.member, 0),
            )
            for one in each.participants
        )
        kitty = nets.get(None, 0)
        found.append(
            Settled(each.month, each.final, each.carried_in, each.pot, each.carried_out, kitty, lines)
        )
    return found


@given(st.data())
def test_the_settlement_is_what_the_slow_one_says(data: st.DataObject) -> None:
    facts = data.draw(task_seasons.seasons())
    now = data.draw(task_seasons.moments(facts))
    assert settle(facts, now) == reference.settle(facts, now)


@given(st.data())
def test_no_won_comes_from_nowhere(data: st.DataObject) -> None:
    facts = data.draw(task_seasons.seasons())
    now = data.draw(task_seasons.moments(facts))
    carried = 0
    for each in settle(facts, now):
        assert each.carried_in == carried
        assert sum(line.net for line in each.lines) + each.kitty == 0
        assert sum(line.share for line in each.lines) + each.carried_out == each.pot
        assert each.pot == sum(line.fine for line in each.lines) + each.carried_in
        assert all(line.net == line.share - line.owed for line in each.lines)
        carried = each.carried_out


@given(st.data())
def test_what_is_left_of_deposits_and_still_to_pay_is_what_the_slow_one_says(data: st.DataObject) -> None:
    facts = data.draw(task_seasons.seasons())
    now = data.draw(task_seasons.moments(facts))
    study = task_seasons.study(facts)
    chain = settlement.settle(study, board.judge(study, now), now)
    left = reference.balances(facts, reference.settle(facts, now), now)
    found = balances.list_balances(study, chain, now)
    assert {each.member: each.paid_in - each.paid_out - each.drawn for each in found} in (left, {})
    assert bool(found) is (
        facts.fines_from == "deposit" or any(each.account == "deposit" for each in facts.payments)
    )
    totals = dict.fromkeys(left, 0) | {
        each.member: each.total for each in payments.list_outstanding(study, chain, now)
    }
    assert totals == reference.outstanding(facts, now)
