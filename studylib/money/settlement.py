"""The settlement: what a month's pot holds, who receives which share of it, and who sends what to whom.

The months of a season are a chain: what one carries out, the next carries in. An open month is computed, a closed
one is read as it was closed. Money is an integer number of won. Rules: DESIGN, section 1, "Settlement".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from studylib.season.study import ClosedShare, Pot, Study
from studylib.season.weeks import to_milliseconds

LINE_COLUMNS = (
    "month",
    "final",
    "closed",
    "pot",
    "carried_in",
    "carried_out",
    "member",
    "fine",
    "share",
    "net",
    "last_place",
)


@dataclass(frozen=True, slots=True)
class Participant:
    """What a month comes to for one who takes part in it, in won."""

    member: str
    fine: int
    share: int
    last_place: bool

    @property
    def net(self) -> int:
        """What the member gets of the month; negative: owes."""
        return self.share - self.fine


@dataclass(frozen=True, slots=True)
class Settlement:
    """One month (``YYYY-MM``), in won: the shares and what is carried out are the pot, always.

    ``participants`` are in roster order, those of a closed month in the order of its rows; a month may have none.
    ``final_at``: when the last week due in it closes, ``None`` where no week is due in it. ``use`` is the use of the
    pot that it was computed with, ``None`` for a closed month. ``recomputed`` is what a closed month would come to
    today, ``None`` where that is the same, and for an open month.
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

    @property
    def fines(self) -> int:
        """The fines of the month."""
        return sum(each.fine for each in self.participants)

    @property
    def pot(self) -> int:
        """The fines and what is carried in."""
        return self.fines + self.carried_in

    @property
    def share(self) -> int:
        """What each who receives gets, 0 where nobody does; the highest where a closed month was not shared equally."""
        return max((each.share for each in self.participants), default=0)

    @property
    def last_place(self) -> tuple[str, ...]:
        """All in last place; none where nobody was fined, or all who take part were fined the same."""
        return tuple(each.member for each in self.participants if each.last_place)


# ---- the chain of months ----


def settle(study: Study, board: pd.DataFrame, now: datetime) -> tuple[Settlement, ...]:
    """The months, rising and without a gap, on the board judged at ``now`` (aware).

    They run from the first in which a week of the season is due to the last with a week due that has opened by ``now``:
    the present month is there, provisional, and none that is still to come. Closed months are always there. A month is
    final from the moment on at which the last week due in it closes; one without weeks, when the month before it is.
    One that was closed after ``now`` is open yet.
    """
    closed, fines = _closed_by(study, now), _fines(board)
    chain: list[Settlement] = []
    for month in _months(study, closed, now):
        computed = _computed(study, month, fines.get(month, {}), chain[-1] if chain else None, now)
        chain.append(_as_closed(closed[month], computed) if month in closed else computed)
    return tuple(chain)


def _closed_by(study: Study, now: datetime) -> Mapping[str, Sequence[ClosedShare]]:
    """The rows of the months that were closed by ``now``; those that do not say when were."""
    months: dict[str, list[ClosedShare]] = {}
    for row in study.settlements:
        months.setdefault(row.month, []).append(row)
    at = to_milliseconds(now)
    return {
        month: rows
        for month, rows in months.items()
        if all(row.closed_at is None or to_milliseconds(row.closed_at) <= at for row in rows)
    }


def _fines(board: pd.DataFrame) -> Mapping[str, Mapping[str, int]]:
    """The fines of each month, by those who answer for at least one week of it, in roster order."""
    sums = board.groupby(["month", "member"], observed=True)["fine"].sum().reset_index()
    months: dict[str, dict[str, int]] = {}
    for month, member, fine in zip(sums["month"], sums["member"], sums["fine"].tolist(), strict=True):
        months.setdefault(month, {})[member] = fine
    return months


def _months(study: Study, closed: Mapping[str, Sequence[ClosedShare]], now: datetime) -> Iterator[str]:
    due = [week.month for week in study.weeks]
    begun = [week.month for week in study.weeks if to_milliseconds(week.opens_at) <= to_milliseconds(now)]
    if not begun and not closed:
        return
    month, last = min([*due, *closed]), max([*begun, *closed])
    while month <= last:
        yield month
        month = _next(month)


def _next(month: str) -> str:
    year, number = divmod(12 * int(month[:4]) + int(month[5:]), 12)
    return f"{year:04}-{number + 1:02}"


def _computed(
    study: Study, month: str, fines: Mapping[str, int], before: Settlement | None, now: datetime
) -> Settlement:
    carried_in = before.carried_out if before else 0
    last = find_last_place(fines)
    receivers = _receivers(fines, last, study.pot)
    pot = sum(fines.values()) + carried_in
    share, carried_out = divmod(pot, len(receivers)) if receivers else (0, pot)
    closes = (week.closes_at for week in study.weeks if week.month == month)
    final_at = max(closes, key=to_milliseconds, default=None)
    over = final_at is None or to_milliseconds(final_at) <= to_milliseconds(now)
    return Settlement(
        month=month,
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
    )


def find_last_place(fines: Mapping[str, int]) -> frozenset[str]:
    """Those of the highest fine, if it is more than 0; nobody where that would be all who take part."""
    highest = max(fines.values(), default=0)
    last = frozenset(member for member, fine in fines.items() if fine == highest > 0)
    return frozenset() if len(last) == len(fines) else last


def _receivers(fines: Mapping[str, int], last: frozenset[str], use: Pot) -> frozenset[str]:
    match use:
        case Pot.EQUAL_EXCEPT_LAST:
            return frozenset(fines) - last
        case Pot.EQUAL:
            return frozenset(fines)
        case Pot.FAULTLESS:
            return frozenset(member for member, fine in fines.items() if fine == 0)
        case Pot.KEEP:
            return frozenset()


def _as_closed(rows: Sequence[ClosedShare], computed: Settlement) -> Settlement:
    """The month as it was closed. What it carried in is what its pot holds over its fines."""
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
    return closed if _same(closed, computed) else replace(closed, recomputed=computed)


def _same(one: Settlement, other: Settlement) -> bool:
    carried = (one.carried_in, one.carried_out) == (other.carried_in, other.carried_out)
    return carried and not compare_settlements(one, other)


# ---- two settlements of one month beside each other ----


@dataclass(frozen=True, slots=True)
class Difference:
    """One member in two settlements of a month; who takes part in one alone has 0 in the other."""

    member: str
    one: Participant
    other: Participant


def compare_settlements(one: Settlement, other: Settlement) -> tuple[Difference, ...]:
    """Whose fine or share is another: those of ``one`` in its order, then those of ``other`` alone in theirs."""
    ones, others = ({each.member: each for each in side.participants} for side in (one, other))
    found = (
        Difference(member, ones.get(member, nothing), others.get(member, nothing))
        for member in {**ones, **others}
        for nothing in [Participant(member, 0, 0, False)]
    )
    return tuple(
        each for each in found if (each.one.fine, each.one.share) != (each.other.fine, each.other.share)
    )


# ---- as rows ----


def list_shares(chain: Sequence[Settlement]) -> pd.DataFrame:
    """One row a participant, with ``LINE_COLUMNS``: months rising, participants in their order."""
    rows = [
        (
            each.month,
            each.final,
            each.closed,
            each.pot,
            each.carried_in,
            each.carried_out,
            one.member,
            one.fine,
            one.share,
            one.net,
            one.last_place,
        )
        for each in chain
        for one in each.participants
    ]
    return pd.DataFrame(rows, columns=list(LINE_COLUMNS))
