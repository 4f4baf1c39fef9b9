"""The board as a heatmap: members by weeks.

Every text of a workbook is escaped, since plotly reads tags in labels and hovers.
"""

from collections.abc import Sequence
from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from studylib.figures.palette import GLYPHS, LONGEST_LABEL, PLAIN, Figure, Palette, escape_label, style_hover
from studylib.figures.slots import Slot, list_slots
from studylib.season import fines, words
from studylib.season.kinds import Status
from studylib.season.study import Study
from studylib.text.language import Language

POINT = 6
"""Pixels. Small points never overlap: of two that do, plotly takes the first and not the nearer one."""
ROOMY_ROWS = 12
"""With more members, the rows are lower."""


# ---- the figure ----


def draw_heatmap(
    study: Study, board: pd.DataFrame, language: Language, today: date, palette: Palette, mark: str
) -> Figure:
    """Draw members by weeks, coloured and marked by status, with breaks as gaps.

    The column of ``today`` is framed and has ``mark`` above it. ``board`` has the further column ``reason``, of
    ``fines.explain_fines``. Plotly reports no selection of a heatmap's own cells. So points over them carry
    (member, week) as custom data.
    """
    slots = list_slots(study)
    traces = [_draw_cells(study, board, slots, palette), _draw_points(study, board, slots, language)]
    figure = go.Figure(traces, _lay_out(study, slots, language, palette))
    for slot in slots:
        if slot.week is None:
            _mark_break(figure, slot, language, palette)
    for slot in slots:
        if slot.first_day <= today < slot.end_day:
            _mark_today(figure, slot, mark, palette)
    return figure


def describe_board(board: pd.DataFrame, language: Language) -> str:
    """Describe the heatmap in one line for screen readers: how many cells have each status."""
    counts = board["status"].value_counts()
    parts = [
        f"{words.name_status(language, status)} {counts[status]}"
        for status in Status
        if counts.get(status, 0)
    ]
    return language.say("Members by weeks: {parts}", parts=", ".join(parts))


# ---- the cells ----


def _draw_cells(study: Study, board: pd.DataFrame, slots: Sequence[Slot], palette: Palette) -> go.Heatmap:
    statuses = list(Status)
    column_of = {slot.week.number: column for column, slot in enumerate(slots) if slot.week}
    across = board["week"].map(column_of).to_numpy()
    down = board["member"].cat.codes.to_numpy()
    codes = board["status"].cat.codes.to_numpy()
    z = np.full((len(study.members), len(slots)), np.nan, dtype=np.float32)
    z[down, across] = codes
    text = np.full(z.shape, "", dtype=object)
    text[down, across] = np.array([_write_glyph(palette, each) for each in statuses], dtype=object)[codes]
    return go.Heatmap(
        z=z,
        x=[slot.left for slot in slots] + [slots[-1].right],
        y=np.arange(len(study.members) + 1) - 0.5,
        zmin=-0.5,
        zmax=len(statuses) - 0.5,
        colorscale=_list_colour_steps(palette, statuses),
        showscale=False,
        hoverinfo="skip",
        xgap=3,
        ygap=3,
        text=text,
        texttemplate="%{text}",
        textfont={"size": 17},
    )


def _write_glyph(palette: Palette, status: Status) -> str:
    return f'<b style="color:{palette.cells[status][1]}">{GLYPHS[status]}</b>'


def _list_colour_steps(palette: Palette, statuses: Sequence[Status]) -> list[tuple[float, str]]:
    """List where each status's colour begins and ends, on the scale from 0 to 1."""
    return [
        (edge / len(statuses), palette.cells[status][0])
        for place, status in enumerate(statuses)
        for edge in (place, place + 1)
    ]


# ---- the points over the cells ----


def _draw_points(study: Study, board: pd.DataFrame, slots: Sequence[Slot], language: Language) -> go.Scatter:
    """Draw an invisible point in the middle of every cell, also of the blank ones.

    A press selects the nearest point, wherever in the cell it is.
    """
    middle_of = {slot.week.number: slot.middle for slot in slots if slot.week}
    row_of = {member.name: row for row, member in enumerate(study.members)}
    hovers = dict.fromkeys(product(row_of, middle_of), None) | _write_hovers(study, board, language)
    invisible = {"marker": {"opacity": 0}}
    return go.Scatter(
        x=[middle_of[week] for _, week in hovers],
        y=[row_of[member] for member, _ in hovers],
        mode="markers",
        marker={"symbol": "square", "size": POINT, "opacity": 0},
        selected=invisible,
        unselected=invisible,
        customdata=list(hovers),
        hovertext=[
            hover or escape_label(language.say("{member} is not judged for that week.", member=member))
            for (member, _), hover in hovers.items()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _write_hovers(study: Study, board: pd.DataFrame, language: Language) -> dict[tuple[str, int], str]:
    """Write the hover of each row of the board, by member and week."""
    judgements = (
        fines.name_judgement(study, language, *each)
        for each in zip(board["status"], board["tier"], strict=True)
    )
    rows = zip(board["member"], board["week"].tolist(), judgements, board["reason"], strict=True)
    return {
        (member, week): "<br>".join(
            [
                f"<b>{escape_label(member)}</b> {escape_label(judgement)}",
                *(escape_label(part) for part in reason.split(" · ")),
            ]
        )
        for member, week, judgement, reason in rows
    }


# ---- what is around the cells ----


def _lay_out(study: Study, slots: Sequence[Slot], language: Language, palette: Palette) -> go.Layout:
    row = 44 if len(study.members) <= ROOMY_ROWS else 30
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True, "showline": False, "ticks": ""}
    return go.Layout(
        template=PLAIN,
        height=row * len(study.members) + 84,
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
        yaxis=axis | _label_members(study, palette),
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


def _label_members(study: Study, palette: Palette) -> dict[str, object]:
    return {
        "tickvals": list(range(len(study.members))),
        "ticktext": [escape_label(member.name, LONGEST_LABEL) for member in study.members],
        "range": [len(study.members) - 0.5, -0.5],
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
