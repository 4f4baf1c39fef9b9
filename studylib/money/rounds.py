"""Rounds: what each period still asks for, and the small amounts that members carry into the next."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from studylib.money import transfers
from studylib.money.settlement import Settlement
from studylib.money.transfers import Transfer


@dataclass(frozen=True, slots=True)
class Round:
    """What one period still asks for, in won. What is carried is above 0 if the member is owed it.

    ``paid`` is paid in less paid out for the period. ``transfers`` are to be made. A transfer below the smallest is in
    ``carried_out`` of both its members.
    """

    month: str
    paid: Mapping[str, int]
    carried_in: Mapping[str, int]
    transfers: tuple[Transfer, ...]
    carried_out: Mapping[str, int]

    @property
    def given(self) -> Mapping[str, int]:
        """What counts as paid: the payments, and what is carried in."""
        return add_amounts(self.paid, self.carried_in)


def list_rounds(chain: Sequence[Settlement], paid: Mapping[str, Mapping[str, int]]) -> tuple[Round, ...]:
    """List the rounds of the chain, in its order. ``paid`` is paid in less paid out, by period and member.

    Nothing is carried without a smallest transfer. At the season's end none is too small.
    """
    rounds: list[Round] = []
    carried: Mapping[str, int] = {}
    for each in chain:
        of_period = {member: won for member, won in paid.get(each.month, {}).items() if won}
        given = add_amounts(of_period, carried)
        matched = transfers.match_nets(each, given)
        rest = _sum_by_member(one for one in matched if one.amount < each.smallest)
        sent = tuple(one for one in matched if one.amount >= each.smallest)
        rounds.append(Round(each.month, of_period, carried, sent, rest))
        carried = rest
    return tuple(rounds)


def add_amounts(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    """Add amounts by member. Members with 0 are left out."""
    both = {name: one.get(name, 0) + other.get(name, 0) for name in [*one, *other]}
    return {name: won for name, won in both.items() if won}


def _sum_by_member(small: Iterable[Transfer]) -> Mapping[str, int]:
    """Sum what members carry. What the kitty carries is the rest, with its sign turned."""
    sums: Counter[str] = Counter()
    for each in small:
        if each.giver is not None:
            sums[each.giver] -= each.amount
        if each.receiver is not None:
            sums[each.receiver] += each.amount
    return {name: won for name, won in sums.items() if won}
