"""Begin a season from a page: in which way, and the write itself."""

from collections.abc import Callable
from enum import Enum

from studylib.access.rights import Need
from studylib.source import begin
from studylib.source.begin import Begun
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.web.visit import Visit
from studylib.web.writing import allow
from studylib.workbook import template
from studylib.workbook.cells import Workbook


class Way(Enum):
    """In which way a season begins at the workbook of a visit."""

    EMPTY = "empty"
    """It fills an empty workbook."""
    SAMPLE = "sample"
    """It takes the place of the sample. A changed one goes into a backup."""
    NEXT = "next"
    """It takes the place of the present season, which goes into a backup."""
    FILE = "file"
    """Studyboard does not replace that workbook, so the season goes into a file."""


def find_way(visit: Visit) -> Way:
    """Find the way in which a season begins here, by the cells as last read."""
    if not visit.store.writable:
        return Way.FILE
    if template.is_bare(visit.season.cells):
        return Way.EMPTY
    if visit.study.sample and not visit.store.remote:
        return Way.SAMPLE
    return Way.FILE if begin.explain_kept(visit.store) else Way.NEXT


def begin_season(way: Way, make: Callable[[Visit], Workbook]) -> Begun:
    """Write the workbook that ``make`` gives for a fresh look, if the visitor still leads.

    Raises a StudyboardError if nothing was written. One is a way that is no longer open.
    """
    visit = allow(Need.LEAD)
    if find_way(visit) is not way:
        raise WorkbookError(
            sentence(
                "The workbook was changed meanwhile. Nothing was written. Look at the page as it is now."
            )
        )
    if way is Way.NEXT:
        return begin.begin_next(visit.store, make(visit), visit.season.cells, visit.present)
    return begin.begin_season(visit.store, make(visit), visit.present)
