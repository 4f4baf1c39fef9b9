"""The settlement: the pot of each period and the share of each participant.

A period is a month, or the whole season if it is settled at once. The periods are a chain: each carries its rest into
the next. An open one is computed. A closed one is read as it was closed. Money is an integer number of won.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from studylib.money.chain import find_smallest, list_periods
from studylib.money.deposits import find_drawing_day, keeps_deposits, sum_deposits
from studylib.season.closings import group_closed
from studylib.season.kinds import Account, PayThrough, Pot
from studylib.season.periods import find_periods
from studylib.season.study import ClosedShare, Study
from studylib.season.weeks import to_milliseconds


@dataclass(frozen=True, slots=True)
class Participant:
    """The figures of one member in one period, in won.

    ``from_deposit`` is the part of the fine that comes out of the member's deposit. ``balance`` is what is left of it
    then, ``None`` without deposits.
    """

    member: str
    fine: int
    share: int
    last_place: bool
    from_deposit: int = 0
    balance: int | None = None

    @property
    def owed(self) -> int:
        """The part of the fine that the deposit does not cover."""
        return self.fine - self.from_deposit

    @property
    def net(self) -> int:
        """What the member gets. Negative: owes."""
        return self.share - self.owed

    def owe(self, paid: int) -> int:
        """Return what the member still owes after paying ``paid`` in. Negative: is owed."""
        return -self.net - paid


@dataclass(frozen=True, slots=True)
class Settlement:
    """One period, in won: a ``month`` (``YYYY-MM``) or ``season``. The shares and ``carried_out`` always make its pot.

    ``participants`` are in roster order, those of a closed month in the order of its rows. A month may have none.
    ``final_at`` is when the last week due in it closes (``None``: no week is due). ``use`` is the use of the pot
    (``None``: closed). ``recomputed`` is a closed month computed today (``None``: the same, or open). ``pay_through``
    is whom the members pay, and ``account`` that of the kitty. A transfer below ``smallest`` won is carried.
    """

    month: str
    final: bool
    closed: bool
    final_at: datetime | None
    use: Pot | None
    carried_in: int
    participants: tuple[Participant, ...]
    carried_out: int
    recomputed: "Settlement | None" = None
    pay_through: PayThrough = PayThrough.MEMBERS
    account: str = ""
    smallest: int = 0

    @property
    def fines(self) -> int:
        """The sum of all fines."""
        return sum(each.fine for each in self.participants)

    @property
    def from_deposits(self) -> int:
        """The part of the fines that the kitty hands over from the deposits."""
        return sum(each.from_deposit for each in self.participants)

    @property
    def pot(self) -> int:
        """The fines and ``carried_in``."""
        return self.fines + self.carried_in

    @property
    def share(self) -> int:
        """The share each receiver gets. 0 if there are none. The largest if a closed month was split unequally."""
        return max((each.share for each in self.participants), default=0)


# ---- the chain of months ----


def settle(study: Study, board: pd.DataFrame, now: datetime) -> tuple[Settlement, ...]:
    """Settle the periods, rising and without a gap, on the board judged at ``now`` (aware).

    The first month is that of the first due week. The last is that of the last due week that has opened by ``now``. So
    the present month is provisional, and later ones are left out. Closed months are always included. A month is
    final from the moment its last due week closes. A month without weeks is final with the month before it. A month
    with rows is closed: ``closings.look_back`` opens those that were closed later. The whole season comes after the
    closed months.
    """
    closed, fines = group_closed(study), _sum_fines(study, board)
    chain: list[Settlement] = []
    for period in list_periods(study, closed, now):
        rows, before = closed.get(period, ()), chain[-1] if chain else None
        computed = _compute(study, period, fines.get(period, {}), before, now)
        smallest = find_smallest(study, period, rows)
        chain.append(replace(_apply_closing(rows, computed) if rows else computed, smallest=smallest))
    return _draw_deposits(study, chain, now) if keeps_deposits(study) else tuple(chain)


def _draw_deposits(study: Study, chain: Sequence[Settlement], now: datetime) -> tuple[Settlement, ...]:
    """Take the fines of final periods out of the deposits, in the order of the periods."""
    drawn: Counter[str] = Counter()
    drawing = []
    for each in chain:
        balances = sum_deposits(study, find_drawing_day(study, each.month, each.closed, each.final_at, now))
        balances.subtract(drawn)
        today = each.recomputed and _draw(study, each.recomputed, balances)
        drawing.append(replace(_draw(study, each, balances), recomputed=today))
        drawn.update({one.member: one.from_deposit for one in drawing[-1].participants})
    return tuple(drawing)


def _draw(study: Study, settlement: Settlement, balances: Mapping[str, int]) -> Settlement:
    """Take the fines out of the deposits as far as these reach, if the period is final."""
    draws = settlement.final and study.fines_from is Account.DEPOSIT
    participants = []
    for each in settlement.participants:
        balance = balances.get(each.member, 0)
        taken = min(each.fine, max(balance, 0)) if draws else 0
        participants.append(replace(each, from_deposit=taken, balance=balance - taken))
    return replace(settlement, participants=tuple(participants))


def _sum_fines(study: Study, board: pd.DataFrame) -> Mapping[str, Mapping[str, int]]:
    """Sum the fines that the rules give, by period and member. Members judged in no week of it are left out.

    In an open period these are the fines. In a closed one they tell what it would come to today.
    """
    keys = [find_periods(study, board).rename("period"), board["member"]]
    sums = board["fine_today"].groupby(keys, observed=True).sum().reset_index()
    periods: dict[str, dict[str, int]] = {}
    for period, member, fine in zip(sums["period"], sums["member"], sums["fine_today"].tolist(), strict=True):
        periods.setdefault(period, {})[member] = fine
    return periods


def _compute(
    study: Study,
    period: str,
    fines: Mapping[str, int],
    before: Settlement | None,
    now: datetime,
) -> Settlement:
    carried_in = before.carried_out if before else 0
    last = find_last_place(fines)
    receivers = _choose_receivers(fines, last, study.pot)
    pot = sum(fines.values()) + carried_in
    share, carried_out = divmod(pot, len(receivers)) if receivers else (0, pot)
    closes = (duty.closes_at for duty in study.duties if duty.period == period)
    final_at = max(closes, key=to_milliseconds, default=None)
    over = final_at is None or to_milliseconds(final_at) <= to_milliseconds(now)
    return Settlement(
        month=period,
        final=over and study.settlements_read and (before is None or before.final),
        closed=False,
        final_at=final_at,
        use=study.pot,
        carried_in=carried_in,
        participants=tuple(
            Participant(member, fine, share if member in receivers else 0, member in last)
            for member, fine in fines.items()
        ),
        carried_out=carried_out,
        pay_through=study.pay_through,
        account=study.account,
    )


def find_last_place(fines: Mapping[str, int]) -> frozenset[str]:
    """Find all with the highest fine, if it is more than 0. Nobody is last if all participants tie."""
    highest = max(fines.values(), default=0)
    last = frozenset(member for member, fine in fines.items() if fine == highest > 0)
    return frozenset() if len(last) == len(fines) else last


def _choose_receivers(fines: Mapping[str, int], last: frozenset[str], use: Pot) -> frozenset[str]:
    match use:
        case Pot.EQUAL_EXCEPT_LAST:
            return frozenset(fines) - last
        case Pot.EQUAL:
            return frozenset(fines)
        case Pot.FAULTLESS:
            return frozenset(member for member, fine in fines.items() if fine == 0)
        case Pot.KEEP:
            return frozenset()


def _apply_closing(rows: Sequence[ClosedShare], computed: Settlement) -> Settlement:
    """Put the figures as closed into the month. It carried in the part of its pot beyond the fines."""
    fines = {row.member: row.fine for row in rows}
    last, carried_out = find_last_place(fines), rows[0].carried_out
    closed = replace(
        computed,
        final=True,
        closed=True,
        use=None,
        carried_in=sum(row.share for row in rows) + carried_out - sum(fines.values()),
        participants=tuple(Participant(row.member, row.fine, row.share, row.member in last) for row in rows),
        carried_out=carried_out,
    )
    return closed if _is_same(closed, computed) else replace(closed, recomputed=computed)


def _is_same(one: Settlement, other: Settlement) -> bool:
    carried = (one.carried_in, one.carried_out) == (other.carried_in, other.carried_out)
    return carried and not compare_settlements(one, other)


# ---- two settlements of one month beside each other ----


@dataclass(frozen=True, slots=True)
class Difference:
    """One member in two settlements of a month. A participant of only one has 0 in the other."""

    member: str
    one: Participant
    other: Participant


def compare_settlements(one: Settlement, other: Settlement) -> tuple[Difference, ...]:
    """List the members with another fine or share: those of ``one``, then those only in ``other``."""
    ones, others = ({each.member: each for each in side.participants} for side in (one, other))
    pairs = (
        Difference(member, ones.get(member, nothing), others.get(member, nothing))
        for member in {**ones, **others}
        for nothing in [Participant(member, 0, 0, False)]
    )
    return tuple(
        each for each in pairs if (each.one.fine, each.one.share) != (each.other.fine, each.other.share)
    )
