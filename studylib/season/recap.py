"""Sum up a season: rates, streaks and fines, by member and by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from studylib.season.completion import Completion, is_over, list_completions
from studylib.season.rates import NO_RATE, Rate, rate_all, rate_members, rate_weeks, select_counted
from studylib.season.streaks import Streak, count_streaks
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds


@dataclass(frozen=True, slots=True)
class MemberRecap:
    """A member's season so far."""

    member: str
    rate: Rate
    streak: Streak


@dataclass(frozen=True, slots=True)
class WeekRecap:
    """A week by its number. ``fine`` is the total of its rows, in won."""

    week: int
    rate: Rate
    fine: int


@dataclass(frozen=True, slots=True)
class Recap:
    """A season so far.

    ``members`` have the best rate first. ``weeks`` are those due, rising. ``best`` and ``worst`` are the numbers of the
    weeks that tie for it. Both are empty if no two weeks differ. ``completions`` are empty until the season is over.
    """

    whole: Rate
    members: tuple[MemberRecap, ...]
    weeks: tuple[WeekRecap, ...]
    best: tuple[int, ...]
    worst: tuple[int, ...]
    completions: tuple[Completion, ...]

    @property
    def longest(self) -> tuple[Streak, ...]:
        """The longest streaks, in the order of ``members``. Empty if nobody has any."""
        most = max((each.streak.longest for each in self.members), default=0)
        return tuple(each.streak for each in self.members if most and each.streak.longest == most)


def sum_season(study: Study, board: pd.DataFrame, now: datetime) -> Recap:
    """Sum up the season at ``now`` (aware). The board is judged then."""
    counted = select_counted(study, board, now)
    weeks = _sum_weeks(study, board, counted, now)
    return Recap(
        whole=rate_all(counted),
        members=_sum_members(study, board, counted, now),
        weeks=weeks,
        best=_find_ties(weeks, best=True),
        worst=_find_ties(weeks, best=False),
        completions=list_completions(study, board, now) if is_over(study, now) else (),
    )


def _sum_members(
    study: Study, board: pd.DataFrame, counted: pd.DataFrame, now: datetime
) -> tuple[MemberRecap, ...]:
    """Sum up the members. Equal rates stand by streak, then as in the roster."""
    rates = rate_members(counted)
    streaks = count_streaks(study, board, now)
    sums = (MemberRecap(each.member, rates.get(each.member, NO_RATE), each) for each in streaks)
    return tuple(sorted(sums, key=_rank, reverse=True))


def _rank(each: MemberRecap) -> tuple[object, ...]:
    share = each.rate.share
    return share is not None, share or 0, each.streak.longest, each.rate.counted


def _sum_weeks(
    study: Study, board: pd.DataFrame, counted: pd.DataFrame, now: datetime
) -> tuple[WeekRecap, ...]:
    """Sum up the weeks of which something is due."""
    rates = rate_weeks(counted)
    fines = board.groupby("week")["fine"].sum().to_dict()
    at = to_milliseconds(now)
    due = [
        week.number for week in study.weeks if any(to_milliseconds(duty.due_at) <= at for duty in week.duties)
    ]
    return tuple(WeekRecap(each, rates.get(each, NO_RATE), int(fines.get(each, 0))) for each in due)


def _find_ties(weeks: Sequence[WeekRecap], *, best: bool) -> tuple[int, ...]:
    shares = {each.week: each.rate.share for each in weeks if each.rate.share is not None}
    if len(set(shares.values())) < 2:
        return ()
    edge = max(shares.values()) if best else min(shares.values())
    return tuple(week for week, share in shares.items() if share == edge)
