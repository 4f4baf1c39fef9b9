"""Check if the headers of a tab prove its kind. A title alone does not: a group may have its own tab ``과제``."""

from collections.abc import Sequence

from studylib.workbook import header_rows, headers, values
from studylib.workbook.cells import Row
from studylib.workbook.headers import NONE_GIVEN, Given
from studylib.workbook.index import OTHER, SURE
from studylib.workbook.layouts import ANSWERS, TASKS, Layout


def is_proven(layout: Layout, rows: Sequence[Row], given: Given = NONE_GIVEN) -> bool:
    """Check if the headers of a tab are surely those of a layout."""
    at = header_rows.find_header(layout, rows, given, SURE)
    header = rows[at] if rows else ()
    sure = headers.find_sure_columns(layout, header, given)
    proofs = len(layout.proofs & sure.keys())
    if layout is not TASKS:
        return bool(proofs) and not headers.list_missing_columns(layout, sure)
    if proofs > 1:
        return True
    if "task" not in headers.find_columns_by(layout, header, given, OTHER) or _is_of_answers(header):
        return False
    unknown = (cell for place, cell in enumerate(header) if place not in _list_places(sure))
    return bool(proofs) or ("task" in sure and all(map(values.is_blank, unknown)))


def _list_places(places: headers.Places) -> set[int]:
    return {at for each in places.values() for at in each}


def _is_of_answers(header: Row) -> bool:
    """Check if a header has a time, a person, a week or a link. Lists of answers have."""
    return not {"submitted_at", "name", "week", "link"}.isdisjoint(headers.find_sure_columns(ANSWERS, header))
