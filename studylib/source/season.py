"""The season: one version of a workbook, with results derived from it."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

from studylib.season import events
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds
from studylib.source.shelf import Kept, Key, Shelf
from studylib.stores.store import Store
from studylib.workbook import ahead, reader
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
        """List the notices at ``now``, as ``list_problems`` does."""
        return tuple(each for each in self._list_findings(now, present) if each.is_notice)

    def _list_findings(self, now: datetime, present: datetime | None) -> list[Problem]:
        latest = max(to_milliseconds(now), to_milliseconds(present or now))
        holding = (each for each in self.findings if each.holds(now))
        return [*holding, *_explain_ahead(self, bisect_right(self.ends, latest))]

    @cached_property
    def ends(self) -> list[int]:
        """The moments from which each row of ``dated`` is not ahead, in milliseconds since 1970 UTC."""
        return [to_milliseconds(ahead.find_end(each)) for each in self.dated]

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


def load_season(store: Store) -> Season:
    """Load the season as it is now in the store. Raises a WorkbookError if the store cannot be read."""
    return read_season(store.fetch())


def read_season(cells: Workbook) -> Season:
    study, findings, rows = reader.read_dated(cells)
    return Season(cells, study, tuple(findings), rows)
