"""Build the board as a grid: members by weeks, a link a cell.

It is one string of classes and no colours, so all visitors of a language share it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup, escape

from studylib.figures.bands import Band, list_bands
from studylib.figures.cells import Cell, Spot, describe_board, find_cells
from studylib.figures.hovers import write_hovers
from studylib.figures.palette import GLYPHS, cut_label
from studylib.figures.slots import Slot, list_slots
from studylib.season.study import Study
from studylib.text.direction import isolate
from studylib.text.language import Language
from studylib.web.markup import NO_MARKUP, draw_element, draw_small, draw_span, draw_strong, name_class

LOW_FROM = 13
"""With so many rows, each is lower."""

UNREACHED = Markup(' tabindex="-1"')
"""Keeps a cell out of the way of the Tab key. Arrow keys reach it."""

QUERY = Markup(' href="?')
"""The beginning of every cell's address."""


@dataclass(frozen=True)
class _Parts:
    """What the rows of a grid are made of."""

    slots: Sequence[Slot]
    cells: dict[Spot, Cell]
    hovers: dict[Spot, str]
    day: date
    language: Language
    is_linked: bool


def draw_grid(
    study: Study,
    board: pd.DataFrame,
    language: Language,
    day: date,
    mark: str,
    *,
    by_task: bool = False,
    hovers: bool = True,
    linked: bool = True,
) -> Markup:
    """Draw members by weeks, coloured and marked by status, with breaks as gaps.

    The column of ``day`` is framed and has ``mark`` above it. ``board`` has the further column ``reason``, of
    ``reasons.explain_fines``. If there are tasks, a cell shows the worst of the week, what it costs and its links.
    With ``by_task`` each task has a row of its own. Cells that are not ``linked`` are plain.
    """
    bands = list_bands(study, board, by_task=by_task)
    parts = _Parts(
        list_slots(study),
        find_cells(study, board, language, by_task=by_task),
        write_hovers(study, board, language, by_task=by_task) if hovers else {},
        day,
        language,
        linked,
    )
    kinds = [
        "sums" if study.tasks else "",
        "low" if len(bands) >= LOW_FROM else "",
        "whole" if by_task else "",
    ]
    rows = Markup("").join(_draw_rows(parts, bands))
    table = draw_element(
        "table",
        draw_element("thead", _draw_weeks(parts, mark)),
        draw_element("tbody", rows.replace(UNREACHED, "", 1)),
        role="grid",
        aria_label=describe_board(board, language, by_task=by_task),
    )
    # Without links in it, the frame itself has to take the keys that scroll.
    reached = "" if linked else "0"
    return draw_element("div", table, kind=" ".join(["board", *filter(None, kinds)]), tabindex=reached)


def add_query(grid: Markup, query: str) -> Markup:
    """Add a query to the address of every cell, such as ``study=a``."""
    return grid.replace(QUERY, QUERY + escape(f"{query}&")) if query else grid


# ---- the weeks ----


def _draw_weeks(parts: _Parts, mark: str) -> Markup:
    started = [slot for slot in parts.slots if slot.first_day <= parts.day]
    corner = draw_element("th", parts.language.say("Week"), scope="col")
    heads = [_draw_week(parts, slot, mark, is_last=slot in started[-1:]) for slot in parts.slots]
    return draw_element("tr", corner, *heads)


def _draw_week(parts: _Parts, slot: Slot, mark: str, *, is_last: bool) -> Markup:
    """Draw the head of a column. The script brings the last one that has begun into view."""
    is_now = slot.holds(parts.day)
    kinds = ["" if slot.week else "off", "now" if is_now else "", "last" if is_last else ""]
    number = slot.week.number if slot.week else ""
    name = parts.language.week(slot.week.number) if slot.week else parts.language.say("Break")
    return draw_element(
        "th",
        draw_strong(mark) if is_now else "",
        number,
        scope="col",
        kind=" ".join(filter(None, kinds)),
        aria_label=f"{name}, {mark}" if is_now else name,
    )


# ---- the rows ----


def _draw_rows(parts: _Parts, bands: Sequence[Band]) -> Iterator[Markup]:
    is_opened = any(band.task for band in bands)
    for place, band in enumerate(bands):
        cells = Markup("").join(
            _draw_cell(parts, band, slot.week.number, is_now=slot.holds(parts.day))
            if slot.week
            else _draw_break(parts, slot, 0 if place else len(bands))
            for slot in parts.slots
        )
        kind = "first" if is_opened and place and band.is_first else ""
        yield draw_element("tr", _draw_name(band), cells, kind=kind)


def _draw_name(band: Band) -> Markup:
    """Draw the name of a row. The tasks of a member stand under one name."""
    name = cut_label(band.member)
    if band.task is None:
        return draw_element("th", name, scope="row", title=isolate(name))
    task = draw_small(cut_label(band.task))
    return draw_element("th", draw_strong(name) if band.is_first else "", task, scope="row")


def _draw_break(parts: _Parts, slot: Slot, rows: int) -> Markup:
    """Draw the days off. Their cell spans all ``rows``, so only the first row has one."""
    if not rows:
        return NO_MARKUP
    kind = "off now" if slot.holds(parts.day) else "off"
    return draw_element("td", parts.language.say("Break"), kind=kind, rowspan=str(rows))


def _draw_cell(parts: _Parts, band: Band, week: int, *, is_now: bool) -> Markup:
    """Draw one cell. It is blank if the member is not judged then."""
    spot = band.member, band.task, week
    cell, kind = parts.cells.get(spot), "now" if is_now else ""
    if cell is None:
        why = parts.language.say("{member} is not judged for that week.", member=cut_label(band.member))
        return draw_element("td", kind=kind, title=why if parts.hovers else "")
    sign: object = GLYPHS[cell.status]
    if cell.share or cell.fine:
        share = draw_span(cell.share) if cell.share else ""
        sign = draw_strong(sign) + share + (draw_small(cell.fine) if cell.fine else "")
    named = {"aria_label": cell.label, "title": parts.hovers.get(spot, "")}
    if parts.is_linked:
        leads = {"href": _write_address(*spot), "tabindex": "-1"}
        shown = draw_element("a", sign, kind=name_class(cell.status), **leads, **named)
    else:
        shown = draw_element("span", sign, kind=name_class(cell.status), role="img", **named)
    return draw_element("td", shown, kind=kind)


def _write_address(member: str, task: str | None, week: int) -> str:
    """Write the address of a cell. Its end is the same for all tasks of a week."""
    query = {"task": task} if task else {}
    return "?" + urlencode({**query, "member": member, "week": week})
