"""Decide who completed the season: 완주.

A season is over once its last duty has closed. A member completed it under two conditions:

- The member is judged for the last week, so took part until the end.
- The member did at least ``study.least_done`` percent of the weeks asked of them.

A week is done if all that was asked is done, on time or late. An excused week is not asked. Nor is one without a task
for the member, or with an unrecorded meeting alone. A week before joining is asked, and not done.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from studylib.season.kinds import Status
from studylib.season.membership import find_judged
from studylib.season.rates import NO_RATE, Rate, rate_members, select_counted
from studylib.season.study import Study, Week
from studylib.season.weeks import to_milliseconds


@dataclass(frozen=True, slots=True)
class Completion:
    """What a member did in a season: ``done`` of the ``asked`` weeks. ``rate`` is that on time.

    ``stayed``: took part until the end. ``least`` percent of the weeks complete it, inclusive.
    """

    member: str
    done: int
    asked: int
    rate: Rate
    stayed: bool
    least: int

    @property
    def is_complete(self) -> bool:
        """Whether the member completed the season."""
        return self.stayed and self.asked > 0 and 100 * self.done >= self.least * self.asked


def find_season_end(study: Study) -> datetime | None:
    """Find the moment at which the season is over. ``None`` without weeks."""
    return max((week.closes_at for week in study.weeks), key=to_milliseconds, default=None)


def is_over(study: Study, now: datetime) -> bool:
    """Check if the season is over at ``now`` (aware)."""
    end = find_season_end(study)
    return end is not None and to_milliseconds(end) <= to_milliseconds(now)


def list_completions(study: Study, board: pd.DataFrame, now: datetime) -> tuple[Completion, ...]:
    """List what each member did up to ``now``, in roster order. The board is judged then."""
    closed = [week for week in study.weeks if to_milliseconds(week.closes_at) <= to_milliseconds(now)]
    counted = select_counted(study, board, now)
    rates = rate_members(counted)
    done, asked = _count_weeks(study, counted, closed)
    stayed = find_judged(study.members, study.weeks[-1:])
    return tuple(
        Completion(
            member=each.name,
            done=int(done[at]),
            asked=int(asked[at]),
            rate=rates.get(each.name, NO_RATE),
            stayed=bool(stayed[at].all()),
            least=study.least_done,
        )
        for at, each in enumerate(study.members)
    )


def _count_weeks(study: Study, counted: pd.DataFrame, weeks: list[Week]) -> tuple[np.ndarray, np.ndarray]:
    """Count the weeks done and asked of each member."""
    numbers = np.array([week.number for week in weeks], dtype=np.int64)
    rows = counted[counted["week"].isin(numbers)]
    places = rows["member"].cat.codes.to_numpy(), np.searchsorted(numbers, rows["week"].to_numpy())
    asked = ~find_judged(study.members, weeks) & np.array(
        [bool(week.duties) for week in weeks], dtype=np.bool_
    )
    undone = asked.copy()
    asked[places] = True
    missed = ~rows["status"].isin((Status.ON_TIME, Status.LATE)).to_numpy()
    undone[places[0][missed], places[1][missed]] = True
    return (asked & ~undone).sum(axis=1), asked.sum(axis=1)
