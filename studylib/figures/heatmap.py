"""The board as figures. The door of plotly.

Every text that comes from a workbook is escaped: plotly reads tags in labels and hovers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from studylib.figures.palette import GLYPHS, LONGEST_LABEL, PLAIN, Figure, Palette, escape_label, style_hover
from studylib.season import fines, words
from studylib.season.study import Status, Study, Week
from studylib.text.language import Language

BREAK_WIDTH = 0.6
POINT = 6
"""Pixels. Small, so that points never overlap: of two that do plotly takes the first, not the nearer one."""


@dataclass(frozen=True)
class Slot:
    """One column of the heatmap: a study week, or (``week`` is ``None``) the days off between two of them."""

    left: float
    right: float
    first_day: date
    end_day: date
    week: Week | None

    @property
    def middle(self) -> float:
        """The place of the column's label."""
        return (self.left + self.right) / 2


def list_slots(study: Study) -> list[Slot]:
    """The columns from the left, calendar days ``[first_day, end_day)``; a run of skipped weeks is one narrow one."""
    found: list[Slot] = []
    at = 0.0
    for week in study.weeks:
        opens_on = week.opens_at.date()
        if found and opens_on > found[-1].end_day:
            found.append(Slot(at, at + BREAK_WIDTH, found[-1].end_day, opens_on, None))
            at += BREAK_WIDTH
        found.append(Slot(at, at + 1, opens_on, opens_on + timedelta(days=7), week))
        at += 1
    return found


def draw_heatmap(
    study: Study, board: pd.DataFrame, language: Language, today: date, palette: Palette, mark: str
) -> Figure:
    """Members by weeks, coloured and marked by status, breaks as gaps, the column of ``today``
    framed and named by ``mark``.

    ``board`` has the column ``reason`` besides its own: ``fines.reasons``. The points over the cells carry
    (member, week) as custom data, for selecting; a heatmap alone reports none.
    """
    columns = list_slots(study)
    figure = go.Figure(
        [_cells(study, board, columns, palette), _points(study, board, columns, language)],
        _layout(study, columns, language, palette),
    )
    for slot in columns:
        if slot.week is None:
            _mark_break(figure, slot, language, palette)
    for slot in columns:
        if slot.first_day <= today < slot.end_day:
            _mark_today(figure, slot, mark, palette)
    return figure


def _cells(study: Study, board: pd.DataFrame, columns: Sequence[Slot], palette: Palette) -> go.Heatmap:
    statuses = list(Status)
    place_of = {slot.week.number: place for place, slot in enumerate(columns) if slot.week}
    across = board["week"].map(place_of).to_numpy()
    down = board["member"].cat.codes.to_numpy()
    codes = board["status"].cat.codes.to_numpy()
    z = np.full((len(study.members), len(columns)), np.nan, dtype=np.float32)
    z[down, across] = codes
    text = np.full(z.shape, "", dtype=object)
    text[down, across] = np.array(
        [f'<b style="color:{palette.cells[each][1]}">{GLYPHS[each]}</b>' for each in statuses],
        dtype=object,
    )[codes]
    steps = [
        (edge, palette.cells[each][0])
        for at, each in enumerate(statuses)
        for edge in _band(at, len(statuses))
    ]
    return go.Heatmap(
        z=z,
        x=[slot.left for slot in columns] + [columns[-1].right],
        y=np.arange(len(study.members) + 1) - 0.5,
        zmin=-0.5,
        zmax=len(statuses) - 0.5,
        colorscale=steps,
        showscale=False,
        hoverinfo="skip",
        xgap=3,
        ygap=3,
        text=text,
        texttemplate="%{text}",
        textfont={"size": 17},
    )


def _band(at: int, count: int) -> tuple[float, float]:
    """Where the colour of the ``at``-th of ``count`` values begins and ends on the scale from 0 to 1."""
    return at / count, (at + 1) / count


def _points(study: Study, board: pd.DataFrame, columns: Sequence[Slot], language: Language) -> go.Scatter:
    """A point in the middle of every cell, those too in which a member does not answer: what is pressed is the
    nearest point, wherever in the cell."""
    middle_of = {slot.week.number: slot.middle for slot in columns if slot.week}
    row_of = {member.name: row for row, member in enumerate(study.members)}
    hovers = dict.fromkeys(product(row_of, middle_of), None) | _hovers(study, board, language)
    unseen = {"marker": {"opacity": 0}}
    return go.Scatter(
        x=[middle_of[week] for _, week in hovers],
        y=[row_of[member] for member, _ in hovers],
        mode="markers",
        marker={"symbol": "square", "size": POINT, "opacity": 0},
        selected=unseen,
        unselected=unseen,
        customdata=list(hovers),
        hovertext=[
            hover or escape_label(language.say("{member} is not judged for that week.", member=member))
            for (member, _), hover in hovers.items()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hovers(study: Study, board: pd.DataFrame, language: Language) -> dict[tuple[str, int], str]:
    """What the pointer tells over each row of the board, by member and week."""
    words = (
        fines.name_judgement(study, language, *each)
        for each in zip(board["status"], board["tier"], strict=True)
    )
    rows = zip(board["member"], board["week"].tolist(), words, board["reason"], strict=True)
    return {
        (member, week): "<br>".join(
            [
                f"<b>{escape_label(member)}</b> {escape_label(word)}",
                *(escape_label(part) for part in reason.split(" · ")),
            ]
        )
        for member, week, word, reason in rows
    }


def _layout(study: Study, columns: Sequence[Slot], language: Language, palette: Palette) -> go.Layout:
    weeks = [slot for slot in columns if slot.week]
    row = 44 if len(study.members) <= 12 else 30
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
        xaxis=axis
        | {
            "tickvals": [slot.middle for slot in weeks],
            "ticktext": [str(slot.week.number) for slot in weeks if slot.week],
            "range": [columns[0].left, columns[-1].right],
            "tickangle": 0,
            "tickfont": {"color": palette.text, "size": 13},
            "title": {
                "text": language.say("Week"),
                "standoff": 10,
                "font": {"color": palette.text, "size": 13},
            },
        },
        yaxis=axis
        | {
            "tickvals": list(range(len(study.members))),
            "ticktext": [escape_label(member.name, LONGEST_LABEL) for member in study.members],
            "range": [len(study.members) - 0.5, -0.5],
            "automargin": True,
            "tickfont": {"color": palette.text, "size": 14},
        },
    )


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


def describe_board(board: pd.DataFrame, language: Language) -> str:
    """The heatmap in one line, for those who do not see it: how many cells of each status."""
    counts = board["status"].value_counts()
    parts = [
        f"{words.name_status(language, status)} {counts[status]}"
        for status in Status
        if counts.get(status, 0)
    ]
    return language.say("Members by weeks: {parts}", parts=", ".join(parts))
