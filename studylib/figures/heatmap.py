"""The board as a heatmap: members by weeks.

Every text of a workbook is escaped, since plotly reads tags in labels and hovers.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from studylib.figures.bands import Band, list_bands
from studylib.figures.cells import draw_cells, list_cells
from studylib.figures.hovers import draw_points
from studylib.figures.palette import PLAIN, Figure, Palette, style_hover
from studylib.figures.slots import Slot, list_slots
from studylib.season import words
from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.text.language import Language

ROOMY_ROWS = 12
"""With more members, the rows are lower."""
ROW, LOW_ROW = 44, 30
"""Pixels of a row's height."""
LOW_ROW_OF_SUMS = 38
"""It has room for a second line."""


# ---- the figure ----


def draw_heatmap(
    study: Study,
    board: pd.DataFrame,
    language: Language,
    today: date,
    palette: Palette,
    mark: str,
    *,
    by_task: bool = False,
) -> Figure:
    """Draw members by weeks, coloured and marked by status, with breaks as gaps.

    The column of ``today`` is framed and has ``mark`` above it. ``board`` has the further column ``reason``, of
    ``fines.explain_fines``. If there are tasks, a cell shows the worst of the week, what it costs and its links. With
    ``by_task`` each task has a row of its own. Plotly reports no selection of a heatmap's own cells. So points over
    them carry (member, week) as custom data.
    """
    slots, bands = list_slots(study), list_bands(study, board, by_task=by_task)
    traces = [
        draw_cells(study, list_cells(board, by_task=by_task), bands, slots, language, palette),
        draw_points(study, board, bands, slots, language),
    ]
    figure = go.Figure(traces, _lay_out(bands, slots, language, palette, sums=bool(study.tasks)))
    for slot in slots:
        if slot.week is None:
            _mark_break(figure, slot, language, palette)
    for slot in slots:
        if slot.first_day <= today < slot.end_day:
            _mark_today(figure, slot, mark, palette)
    return figure


def describe_board(board: pd.DataFrame, language: Language, *, by_task: bool = False) -> str:
    """Describe the heatmap in one line for screen readers: how many cells have each status."""
    counts = list_cells(board, by_task=by_task)["status"].value_counts()
    parts = ", ".join(
        f"{words.name_status(language, status)} {counts[status]}"
        for status in Status
        if counts.get(status, 0)
    )
    if by_task:
        return language.say("Members and their tasks by weeks: {parts}", parts=parts)
    return language.say("Members by weeks: {parts}", parts=parts)


def list_statuses(board: pd.DataFrame, *, by_task: bool = False) -> tuple[Status, ...]:
    """List the statuses that the heatmap shows."""
    drawn = set(list_cells(board, by_task=by_task)["status"].unique())
    return tuple(status for status in Status if status in drawn)


# ---- what is around the cells ----


def _lay_out(
    bands: Sequence[Band], slots: Sequence[Slot], language: Language, palette: Palette, *, sums: bool
) -> go.Layout:
    low = LOW_ROW_OF_SUMS if sums else LOW_ROW
    row = ROW if len(bands) <= ROOMY_ROWS else low
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True, "showline": False, "ticks": ""}
    return go.Layout(
        template=PLAIN,
        height=round(row * (bands[-1].bottom - bands[0].top)) + 84,
        margin={"l": 8, "r": 8, "t": 28, "b": 44},
        dragmode=False,
        clickmode="event+select",
        hovermode="closest",
        hoverdistance=-1,
        hoverlabel=style_hover(palette),
        showlegend=False,
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        xaxis=axis | _label_weeks(slots, language, palette),
        yaxis=axis | _label_bands(bands, palette),
    )


def _label_weeks(slots: Sequence[Slot], language: Language, palette: Palette) -> dict[str, object]:
    font = {"color": palette.text, "size": 13}
    return {
        "tickvals": [slot.middle for slot in slots if slot.week],
        "ticktext": [str(slot.week.number) for slot in slots if slot.week],
        "range": [slots[0].left, slots[-1].right],
        "tickangle": 0,
        "tickfont": font,
        "title": {"text": language.say("Week"), "standoff": 10, "font": font},
    }


def _label_bands(bands: Sequence[Band], palette: Palette) -> dict[str, object]:
    rows = [band for band in bands if band.member]
    return {
        "tickvals": [band.middle for band in rows],
        "ticktext": [band.label for band in rows],
        "range": [bands[-1].bottom, bands[0].top],
        "automargin": True,
        "tickfont": {"color": palette.text, "size": 14},
    }


def _mark_break(figure: go.Figure, slot: Slot, language: Language, palette: Palette) -> None:
    figure.add_vrect(
        slot.left + 0.12, slot.right - 0.12, fillcolor=palette.quiet, line_width=0, layer="below"
    )
    figure.add_annotation(
        x=slot.middle,
        y=0.5,
        yref="paper",
        text=language.say("Break"),
        textangle=-90,
        showarrow=False,
        font={"size": 12, "color": palette.text},
    )


def _mark_today(figure: go.Figure, slot: Slot, mark: str, palette: Palette) -> None:
    figure.add_vrect(
        slot.left + 0.01,
        slot.right - 0.01,
        line={"color": palette.text, "width": 2},
        fillcolor="rgba(0,0,0,0)",
    )
    figure.add_annotation(
        x=slot.middle,
        y=1,
        yref="paper",
        yanchor="bottom",
        text=f"<b>{mark}</b>",
        showarrow=False,
        font={"size": 12, "color": palette.text},
    )
