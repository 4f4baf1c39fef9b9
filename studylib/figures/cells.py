"""The cells of the heatmap: their colours, glyphs and figures."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from studylib.figures.bands import Band
from studylib.figures.palette import GLYPHS, Palette
from studylib.figures.slots import Slot
from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.season.week_sums import sum_weeks
from studylib.text.language import Language

GLYPH_SIZE, SUM_SIZE = 17, 11
"""Pixels of the letters in a cell: the glyph alone, or what stands beside and under it."""


def list_cells(board: pd.DataFrame, *, by_task: bool) -> pd.DataFrame:
    """List the cells: the rows of the board, or their sums by week."""
    return board if by_task or board["task"].isna().all() else sum_weeks(board)


def draw_cells(
    study: Study,
    cells: pd.DataFrame,
    bands: Sequence[Band],
    slots: Sequence[Slot],
    language: Language,
    palette: Palette,
) -> go.Heatmap:
    statuses = list(Status)
    column_of = {slot.week.number: column for column, slot in enumerate(slots) if slot.week}
    across = cells["week"].map(column_of).to_numpy()
    down = _place_cells(cells, bands)
    codes = cells["status"].cat.codes.to_numpy()
    z = np.full((len(bands), len(slots)), np.nan, dtype=np.float32)
    z[down, across] = codes
    text = np.full(z.shape, "", dtype=object)
    if study.tasks:
        text[down, across] = _write_sums(cells, language, palette)
    else:
        text[down, across] = np.array([_write_glyph(palette, each) for each in statuses], dtype=object)[codes]
    return go.Heatmap(
        z=z,
        x=[slot.left for slot in slots] + [slots[-1].right],
        y=[band.top for band in bands] + [bands[-1].bottom],
        zmin=-0.5,
        zmax=len(statuses) - 0.5,
        colorscale=_list_colour_steps(palette, statuses),
        showscale=False,
        hoverinfo="skip",
        xgap=3,
        ygap=3,
        text=text,
        texttemplate="%{text}",
        textfont={"size": SUM_SIZE if study.tasks else GLYPH_SIZE},
    )


def _place_cells(cells: pd.DataFrame, bands: Sequence[Band]) -> list[int]:
    """Find the row of each cell."""
    row_of = {(band.member, band.task): row for row, band in enumerate(bands)}
    if not any(band.task for band in bands):
        return [row_of[member, None] for member in cells["member"]]
    return [row_of[each] for each in zip(cells["member"], cells["task"], strict=True)]


def _write_glyph(palette: Palette, status: Status) -> str:
    return f'<b style="color:{palette.cells[status][1]}">{GLYPHS[status]}</b>'


def _write_sums(cells: pd.DataFrame, language: Language, palette: Palette) -> list[str]:
    """Write each cell: the glyph, the links that count, the won."""
    rows = zip(cells["status"], cells["counted"], cells["count"], cells["fine"], strict=True)
    return [_write_sum(palette, language, Status(status), *figures) for status, *figures in rows]


def _write_sum(
    palette: Palette, language: Language, status: Status, counted: int, count: int, fine: int
) -> str:
    is_idle = status in (Status.UPCOMING, Status.EXCUSED) and not counted
    share = f" {counted}/{count}" if count > 1 and not is_idle else ""
    won = f"<br>{language.number(fine)}" if fine else ""
    glyph = f'<b style="font-size:{GLYPH_SIZE - 2}px">{GLYPHS[status]}</b>'
    return f'<span style="color:{palette.cells[status][1]}">{glyph}{share}{won}</span>'


def _list_colour_steps(palette: Palette, statuses: Sequence[Status]) -> list[tuple[float, str]]:
    """List where each status's colour begins and ends, on the scale from 0 to 1."""
    return [
        (edge / len(statuses), palette.cells[status][0])
        for place, status in enumerate(statuses)
        for edge in (place, place + 1)
    ]
