"""Where the season comes from: an address, opened, fetched and read."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from studylib import board, clock, sample, stores, workbook
from studylib.cells import Workbook
from studylib.stores import Store
from studylib.study import Problem, Study


@dataclass(frozen=True, eq=False)
class Season:
    """One version of a workbook: its cells, the study they describe, what could not be read, and when it was read.

    A season is equal to itself alone, so that what is worked out of it can be kept under it.
    """

    cells: Workbook
    study: Study
    problems: tuple[Problem, ...]
    read_at: datetime

    @cached_property
    def events(self) -> npt.NDArray[np.int64]:
        """The moments at which its board may change, as ``board.events`` gives them."""
        return board.events(self.study)


def store(given: str | None = None) -> Store:
    """The store at the address given, or else at the one that is set up, or else the sample.

    Raises ``WorkbookError`` where there is none. Only the default database is made where it is missing.
    """
    address = stores.resolve(given)
    if address == stores.DEFAULT:
        return stores.open_store(address, first=lambda: sample.workbook(clock.now()), create=True)
    return stores.open_store(address)


def load(opened: Store) -> Season:
    """The season as it now stands in the store; raises ``WorkbookError`` where it cannot be had."""
    cells = opened.fetch()
    study, problems = workbook.read(cells)
    return Season(cells, study, tuple(problems), clock.now())
