"""Plan the changes of a write: which cells of which rows, checked against what is there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any

from studylib.stores.google.guards import check_target
from studylib.stores.google.look import SeenTab, Span, join_rows
from studylib.stores.google.tabs import COLUMNS, ROWS
from studylib.stores.google.written import KINDS, make_data, name_kind
from studylib.stores.store import WorkbookChangedError
from studylib.workbook.cells import Cell, Edit, Row, is_same_row, trim_row

Request = dict[str, Any]
ReadCell = Callable[[str, int, int, Mapping[str, Any]], Cell]
"""Reads a cell of an answer, by title, row and column from 0, as the last fetch would have."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Cells side by side to write. Row and column count from 0. ``moment``: with a number format."""

    row: int
    column: int
    data: tuple[Mapping[str, Any], ...]
    moment: bool


def list_spans(edits: Sequence[Edit], rows: int) -> list[Span]:
    """List the rows of a tab to look at before its edits, in a grid of so many rows.

    From the first new row on all are looked at: others may have added some.
    """
    spans = join_rows(edit.number for edit in edits if edit.before is not None and edit.number <= rows)
    first = min((edit.number for edit in edits if edit.before is None), default=rows + 1)
    return [*spans, (first, rows)] if first <= rows else spans


def check_rows(edits: Sequence[Edit], tab: SeenTab, read: ReadCell) -> None:
    """Raise WorkbookChangedError unless each row of a tab is still the ``before`` of its edit."""
    for edit in edits:
        cells = tab.cells.get(edit.number - 1, {})
        width = max([-1, *cells]) + 1
        now = [read(edit.title, edit.number - 1, at, cells.get(at, {})) for at in range(width)]
        if not is_row(now, edit.before or ()):
            raise WorkbookChangedError(edit.overtaken)
    new = [edit for edit in edits if edit.before is None]
    if new and find_last_row(new[0].title, tab, read) >= new[0].number:
        raise WorkbookChangedError(new[0].overtaken)


def find_last_row(title: str, tab: SeenTab, read: ReadCell) -> int:
    """Find the number of the last row with a cell that is not blank, of those that were looked at. 0 without any."""
    return max(
        (
            row + 1
            for row, cells in tab.cells.items()
            if any(read(title, row, at, data) is not None for at, data in cells.items())
        ),
        default=0,
    )


def is_row(now: Sequence[Cell], before: Row) -> bool:
    """Check if two rows hold the same cells. A fraction may differ in its last digit, as JSON writes it."""
    one, other = trim_row(now), trim_row(before)
    return is_same_row(one, other) or (len(one) == len(other) and all(map(_is_cell, one, other)))


def _is_cell(one: Cell, other: Cell) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-14)
    return is_same_row((one,), (other,))


def plan_tab(edits: Sequence[Edit], tab: SeenTab) -> list[Request]:
    """Plan the changes of a tab that is there. Raises a WorkbookError for a cell that is not to be overwritten."""
    segments = [each for edit in edits for each in _split_edit(edit, tab)]
    for each in segments:
        for at in range(len(each.data)):
            check_target(edits[0].title, tab, each.row, each.column + at)
    bottom = max((each.row + 1 for each in segments), default=0)
    right = max((each.column + len(each.data) for each in segments), default=0)
    grown = {"ROWS": bottom - tab.rows, "COLUMNS": right - tab.columns}
    return [
        *(
            {"appendDimension": {"sheetId": tab.number, "dimension": dimension, "length": length}}
            for dimension, length in grown.items()
            if length > 0
        ),
        *_write_segments(tab.number, segments),
    ]


def plan_new_tab(title: str, number: int, edits: Sequence[Edit]) -> list[Request]:
    """Plan a new tab with its first row frozen. ``number`` is its ``sheetId``, which no other tab has."""
    tab = SeenTab(number, 0, 0, {})
    segments = [each for edit in edits for each in _split_edit(edit, tab)]
    rows, columns = max(edit.number for edit in edits), max(len(edit.after) for edit in edits)
    grid = {"rowCount": max(ROWS, rows), "columnCount": max(COLUMNS, columns), "frozenRowCount": 1}
    properties = {"sheetId": number, "title": title, "gridProperties": grid}
    return [{"addSheet": {"properties": properties}}, *_write_segments(number, segments)]


def _split_edit(edit: Edit, tab: SeenTab) -> Iterator[Segment]:
    """Split an edit into runs of cells that differ, those with a number format apart."""
    before, after = edit.before or (), edit.after
    run: list[tuple[int, Mapping[str, Any], bool]] = []
    for at in range(max(len(before), len(after))):
        old, new = (row[at] if at < len(row) else None for row in (before, after))
        if is_same_row((old,), (new,)):
            continue
        kind = name_kind(new)
        form = tab.at(edit.number - 1, at).get("effectiveFormat", {}).get("numberFormat", {}).get("type")
        moment = kind in KINDS and form not in KINDS
        if run and (run[-1][0], run[-1][2]) != (at - 1, moment):
            yield _join_run(edit.number - 1, run)
            run = []
        run.append((at, make_data(new, kind if moment else None), moment))
    if run:
        yield _join_run(edit.number - 1, run)


def _join_run(row: int, run: Sequence[tuple[int, Mapping[str, Any], bool]]) -> Segment:
    return Segment(row, run[0][0], tuple(data for _, data, _ in run), run[0][2])


def _write_segments(number: int, segments: Sequence[Segment]) -> Iterator[Request]:
    """Write the segments, those of equal columns in rows that follow each other by one change."""
    left = sorted(segments, key=lambda each: (each.column, len(each.data), each.moment, each.row))
    while left:
        first = left[0]
        block = [first]
        for each in left[1:]:
            same = (each.column, len(each.data), each.moment) == (first.column, len(first.data), first.moment)
            if not same or each.row != block[-1].row + 1:
                break
            block.append(each)
        left = left[len(block) :]
        fields = "userEnteredValue"
        yield {
            "updateCells": {
                "start": {"sheetId": number, "rowIndex": first.row, "columnIndex": first.column},
                "rows": [{"values": list(each.data)} for each in block],
                "fields": f"{fields},userEnteredFormat.numberFormat" if first.moment else fields,
            }
        }
