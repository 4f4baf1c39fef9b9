"""One version of a workbook and what is worked out of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

from studylib.season import board
from studylib.season.study import Problem, Study
from studylib.stores.store import Store
from studylib.workbook import reader
from studylib.workbook.cells import Workbook

MOST_KEPT = 16
"""Of a season: the moments that people look at, times two languages and two themes."""

KEEPING = Lock()
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Season:
    """One version of a workbook: its cells, the study they describe, and what could not be read.

    A season is equal to itself alone, so that what is worked out of it can be kept under it.
    """

    cells: Workbook
    study: Study
    problems: tuple[Problem, ...]

    @cached_property
    def kept(self) -> dict[Callable[..., Any], dict[Any, Any]]:
        """What ``kept_with_season`` has kept: by function, by its other arguments."""
        return {}

    @cached_property
    def events(self) -> npt.NDArray[np.int64]:
        """The moments at which its board may change, as ``board.events`` gives them."""
        return board.list_events(self.study)


def keep_with_season(work: Callable[Concatenate[Season, P], T]) -> Callable[Concatenate[Season, P], T]:
    """Keep what a function works out of a season for as long as that season is read by anybody.

    So each study of a deployment has its own, however many there are, and a season that a newer one has replaced
    leaves nothing behind. Of each function the results for ``MOST_KEPT`` arguments are kept, the newest.
    """

    @wraps(work)
    def kept(season: Season, /, *asked: P.args, **named: P.kwargs) -> T:
        assert not named
        mine = season.kept.setdefault(work, {})
        try:
            found: T = mine[asked]
        except KeyError:
            found = work(season, *asked, **named)
            with KEEPING:
                while len(mine) >= MOST_KEPT:
                    del mine[next(iter(mine))]
                mine[asked] = found
        return found

    return kept


def load_season(opened: Store) -> Season:
    """The season as it now stands in the store; raises ``WorkbookError`` where it cannot be had."""
    return read_season(opened.fetch())


def read_season(cells: Workbook) -> Season:
    study, problems = reader.read(cells)
    return Season(cells, study, tuple(problems))
