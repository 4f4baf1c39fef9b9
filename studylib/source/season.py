"""The season: one version of a workbook, with results derived from it."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

from studylib.money import balances, settlement
from studylib.money.deposits import keeps_deposits
from studylib.season import board, closings, events
from studylib.season.problems import NOWHERE, Problem
from studylib.season.study import ClosedShare, Study
from studylib.season.weeks import find_midnight, from_milliseconds, to_milliseconds
from studylib.source.shelf import Kept, Key, Shelf
from studylib.stores.store import Store
from studylib.workbook import ahead, layouts, reader, tables
from studylib.workbook.cells import Workbook
from studylib.workbook.tables import Dated

SHELF = Shelf()
"""The results that all seasons of this process keep."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Season:
    """One version of a workbook: its cells, their study, and the findings of reading them.

    A season equals only itself, so that it can keep the results derived from it.
    """

    cells: Workbook
    study: Study
    findings: tuple[Problem, ...] = ()
    """Problems and notices of any moment, in the order of the cells."""
    dated: tuple[Dated, ...] = ()
    """The rows with a moment that only the past can hold, rising."""

    def list_problems(self, now: datetime, present: datetime | None = None) -> tuple[Problem, ...]:
        """List the problems at ``now`` (aware), those of moments that are still to come last.

        ``present`` is the clock, ``None`` if it shows ``now``. A look back sees nothing of what came since, so such a
        row is no problem.
        """
        return tuple(each for each in self._list_findings(now, present) if not each.is_notice)

    def list_notices(self, now: datetime, present: datetime | None = None) -> tuple[Problem, ...]:
        """List the notices at ``now``, as ``list_problems`` does. Deposits that are too low come last."""
        findings = [each for each in self._list_findings(now, present) if each.is_notice]
        if not keeps_deposits(self.study):
            return tuple(findings)
        study = closings.look_back(self.study, now, present or now)
        today = now.astimezone(study.timezone).date()
        event = events.find_last_event(self.events, now)
        return (*findings, *_explain_deposits(self, study.settlements, event, today))

    def _list_findings(self, now: datetime, present: datetime | None) -> list[Problem]:
        latest = max(to_milliseconds(now), to_milliseconds(present or now))
        holding = (each for each in self.findings if each.holds(now))
        return [*holding, *_explain_ahead(self, bisect_right(self.ends, latest))]

    @cached_property
    def ends(self) -> list[int]:
        """The moments from which each row of ``dated`` is not ahead, in milliseconds since 1970 UTC."""
        return [to_milliseconds(ahead.find_present_start(each)) for each in self.dated]

    @cached_property
    def kept(self) -> OrderedDict[Key, Kept]:
        """Results that ``keep_with_season`` has kept, by function and its other arguments."""
        return OrderedDict()

    @cached_property
    def events(self) -> npt.NDArray[np.int64]:
        """Moments at which the board may change, as ``board.list_events`` lists them."""
        return events.list_events(self.study)


def keep_with_season(work: Callable[Concatenate[Season, P], T]) -> Callable[Concatenate[Season, P], T]:
    """Keep the results of a function of a season as long as the season itself.

    So each study keeps its own results. A replaced season leaves nothing behind. The shelf bounds them.
    """

    @wraps(work)
    def call(season: Season, /, *arguments: P.args, **named: P.kwargs) -> T:
        assert not named
        try:
            result: T = SHELF.find(season, (work, arguments))
        except KeyError:
            result = work(season, *arguments, **named)
            SHELF.keep(season, (work, arguments), result)
        return result

    return call


@keep_with_season
def _explain_ahead(season: Season, start: int) -> tuple[Problem, ...]:
    """Explain the rows from place ``start`` of ``dated`` on, from 0."""
    return tuple(map(ahead.explain_ahead, season.dated[start:]))


@keep_with_season
def _explain_deposits(
    season: Season, settlements: tuple[ClosedShare, ...], event: int, today: date
) -> tuple[Problem, ...]:
    """Explain which deposits are too low on a day, with these closings and the board of the last event."""
    study = replace(season.study, settlements=settlements)
    moments = from_milliseconds(event), find_midnight(today, study.timezone)
    now = max(moments, key=to_milliseconds)
    chain = settlement.settle(study, board.judge(study, now), now)
    tab = tables.find_table(layouts.PAYMENTS, season.cells).title
    told = balances.explain_balances(study, chain, now)
    return tuple(Problem(tab, None, None, why, reach=NOWHERE, is_notice=True) for why in told)


def load_season(store: Store) -> Season:
    """Load the season as it is now in the store. Raises a WorkbookError if the store cannot be read."""
    return read_season(store.fetch())


def read_season(cells: Workbook) -> Season:
    study, findings, rows = reader.read_dated(cells)
    return Season(cells, study, tuple(findings), rows)
