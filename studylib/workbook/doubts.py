"""Report the missing columns of a known tab. Report the unknown headers that look like one of them."""

from collections.abc import Iterator
from functools import lru_cache

from studylib.season.problems import ANYWHERE, NOWHERE, Problem
from studylib.text.direction import isolate
from studylib.text.message import Sentence, sentence
from studylib.workbook import asides, headers, index, likeness, questions, readings, values
from studylib.workbook.cells import Cell, Row, Tab
from studylib.workbook.formulas import is_failed
from studylib.workbook.headers import Places
from studylib.workbook.index import OTHER
from studylib.workbook.layouts import ANSWERS, Layout

LIKELY = 3
"""Most headers that a sentence names."""

DEEPEST = 1000
"""Rows below a header in which something must stand for the header to matter."""


def list_doubts(tab: Tab, start: int, layout: Layout, places: Places) -> list[Problem]:
    """List the problems of a header in row ``start``, from 0.

    Columns are missing, or headers look like one or are error values.
    """
    header = tab.rows[start] if tab.rows else ()
    missing = headers.list_missing_columns(layout, places)
    problems = [
        Problem(tab.title, start + 1, None, explain_missing(layout, header, places, column))
        for column in missing
    ]
    return [*problems, *_list_failed(tab, start, layout), *_list_alike(tab, start, layout, places)]


def _list_failed(tab: Tab, start: int, layout: Layout) -> Iterator[Problem]:
    """List the headers of a known tab that are error values."""
    header = tab.rows[start] if tab.rows and layout.columns else ()
    for cell in header:
        if is_failed(cell):
            yield Problem(tab.title, start + 1, values.show_text(cell), values.explain_failed(cell))


def explain_missing(layout: Layout, header: Row, places: Places, column: str) -> Sentence:
    """Explain that a column is missing, and name the headers that look like it."""
    both = " / ".join(layout.columns[column])
    alike = [at for at in headers.list_unknown(header, places) if is_alike(layout, column, header[at])]
    if layout is ANSWERS and not alike:
        alike = [at for at in headers.list_unknown(header, places) if questions.speaks_of(column, header[at])]
    if not alike:
        return sentence("There is no column {column}. Write that header in this row.", column=both)
    likely = ", ".join(f"“{isolate(values.show_masked(header[at]))}”" for at in alike[:LIKELY])
    return sentence(
        "There is no column {column}. {headers} looks like it. Rename it so, or add the setting columns / 열 with the "
        "value {name} = {header}.",
        column=both,
        headers=likely,
        name=layout.columns[column][-1],
        header=values.show_masked(header[alike[0]]),
    )


def _list_alike(tab: Tab, start: int, layout: Layout, places: Places) -> Iterator[Problem]:
    """List the unknown headers that look like an absent optional column. Leave out headers with nothing below them."""
    header = tab.rows[start] if tab.rows else ()
    if layout is ANSWERS:
        return
    absent = [column for column in layout.columns if column not in {*places, *layout.required}]
    below = tab.rows[start + 1 : start + 1 + DEEPEST]
    for at in headers.list_unknown(header, places):
        column = next((each for each in absent if _is_doubtful(layout, each, header[at])), None)
        if column and any(at < len(row) and not values.is_blank(row[at]) for row in below):
            why = sentence(
                "This header looks like the column {column}, but is not read. Write {name} if it is that column, or "
                "another word if it is not.",
                column=" / ".join(layout.columns[column]),
                name=layout.columns[column][-1],
            )
            reach = NOWHERE if column in layout.idle else ANYWHERE
            yield Problem(tab.title, start + 1, values.show_masked(header[at]), why, reach=reach)


def _is_doubtful(layout: Layout, column: str, cell: Cell) -> bool:
    """Check if a header looks like a column. An older workbook may have a word like a later column for itself."""
    if column not in layout.later:
        return is_alike(layout, column, cell)
    own = [readings.squeeze(name) for name in layout.columns[column]]
    distinct = [name for name in own if len(name) > (5 if name.isascii() else 2)]
    return any(
        likeness.is_one_off(reading, name) for reading in readings.list_readings(cell) for name in distinct
    )


@lru_cache(maxsize=256)
def _list_names(layout: Layout, column: str) -> tuple[str, ...]:
    return tuple(
        name for name, (of, rank, _) in index.index_loose(layout).items() if of == column and rank <= OTHER
    )


def is_alike(layout: Layout, column: str, cell: Cell) -> bool:
    """Check if a header looks like a column. It is one letter off, holds the column's name, or has a doubtful name."""
    said = readings.list_readings(cell)
    doubtful = {readings.squeeze(name) for name in layout.doubtful.get(column, ())}
    if doubtful & set(said):
        return True
    known = _list_names(layout, column)
    if any(likeness.is_one_off(reading, name) for reading in said for name in known):
        return True
    aside = any(word in reading for reading in said for word in asides.ASIDES)
    own = [readings.squeeze(name) for name in layout.columns[column]]
    return not aside and any(likeness.holds_word(reading, name) for reading in said for name in own)
