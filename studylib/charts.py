"""The board as figures. The door of plotly.

Every text that comes from a workbook is escaped: plotly reads tags in labels and hovers.
"""

import html
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, product
from typing import TypeAlias

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from studylib import fines, words
from studylib.language import Language
from studylib.settlement import Settlement
from studylib.study import Status, Study, Week

GLYPHS = {
    Status.ON_TIME: "✓",
    Status.LATE: "▲",
    Status.ABSENT: "✕",
    Status.EXCUSED: "–",
    Status.OVERDUE: "!",
    Status.OPEN: "…",
    Status.UPCOMING: "",
}
"""One sign a status, so that no colour has to be told from another."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme. Statuses stay apart for every kind of colour vision (tested); the first three are of
    Paul Tol's high-contrast scheme, https://personal.sron.nl/~pault/."""

    cells: dict[Status, tuple[str, str]]
    """Colour of the cell and of its glyph."""
    text: str
    ground: str
    quiet: str


LIGHT = Palette(
    {
        Status.ON_TIME: ("#4477AA", "#FFFFFF"),
        Status.LATE: ("#E5B13A", "#1F1F1F"),
        Status.ABSENT: ("#A63446", "#FFFFFF"),
        Status.EXCUSED: ("#A9ADB5", "#1F1F1F"),
        Status.OVERDUE: ("#F7C9B0", "#7A1F00"),
        Status.OPEN: ("#C7D7E8", "#1F1F1F"),
        Status.UPCOMING: ("#F0F1F3", "#1F1F1F"),
    },
    text="#1F2933",
    ground="#FFFFFF",
    quiet="#E3E5E8",
)
DARK = Palette(
    {
        Status.ON_TIME: ("#6699CC", "#0B0F14"),
        Status.LATE: ("#EECC66", "#0B0F14"),
        Status.ABSENT: ("#C0485A", "#FFFFFF"),
        Status.EXCUSED: ("#7C828C", "#0B0F14"),
        Status.OVERDUE: ("#FFF0E6", "#7A1F00"),
        Status.OPEN: ("#33475B", "#FFFFFF"),
        Status.UPCOMING: ("#23272F", "#FFFFFF"),
    },
    text="#E6E8EB",
    ground="#11151B",
    quiet="#3A3F47",
)

PALETTES = {"light": LIGHT, "dark": DARK}

MEMBER_COLOURS = ("#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377")
OTHERS_COLOUR = "#9AA0A6"
"""Paul Tol's bright scheme; his grey for all further members together."""

FINES_COLOUR, SHARES_COLOUR = "#4477AA", "#C26A1B"
"""What comes into the pot and what goes out of it."""

PLAIN = go.layout.Template()
"""Plotly's own template would be half of what a visitor is sent; Streamlit puts its theme in its place."""

Figure: TypeAlias = go.Figure
"""What a page draws."""

MOST_SUMS = 6
"""Months whose sums and names find room above and below their bars on a phone."""

BREAK_WIDTH = 0.6
POINT = 6
"""Pixels. Small, so that points never overlap: of two that do plotly takes the first, not the nearer one."""
LONGEST_LABEL = 14
"""Columns of a name beside the heatmap; a Hangul syllable takes two."""


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


def slots(study: Study) -> list[Slot]:
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


def heatmap(
    study: Study, board: pd.DataFrame, language: Language, today: date, palette: Palette, mark: str
) -> Figure:
    """Members by weeks, coloured and marked by status, breaks as gaps, the column of ``today``
    framed and named by ``mark``.

    ``board`` has the column ``reason`` besides its own: ``fines.reasons``. The points over the cells carry
    (member, week) as custom data, for selecting; a heatmap alone reports none.
    """
    columns = slots(study)
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
            hover or escaped(language.say("{member} does not answer for that week.", member=member))
            for (member, _), hover in hovers.items()
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hovers(study: Study, board: pd.DataFrame, language: Language) -> dict[tuple[str, int], str]:
    """What the pointer tells over each row of the board, by member and week."""
    words = (fines.word(study, language, *each) for each in zip(board["status"], board["tier"], strict=True))
    rows = zip(board["member"], board["week"].tolist(), words, board["reason"], strict=True)
    return {
        (member, week): "<br>".join(
            [f"<b>{escaped(member)}</b> {escaped(word)}", *(escaped(part) for part in reason.split(" · "))]
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
        hoverlabel=_hover_label(palette),
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
            "ticktext": [escaped(member.name, LONGEST_LABEL) for member in study.members],
            "range": [len(study.members) - 0.5, -0.5],
            "automargin": True,
            "tickfont": {"color": palette.text, "size": 14},
        },
    )


def _hover_label(palette: Palette) -> dict[str, object]:
    """Text on the ground of the other theme, so that it stands out from the cells around it."""
    return {
        "align": "left",
        "bgcolor": palette.text,
        "bordercolor": palette.text,
        "font": {"color": palette.ground, "size": 13},
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


def described(board: pd.DataFrame, language: Language) -> str:
    """The heatmap in one line, for those who do not see it: how many cells of each status."""
    counts = board["status"].value_counts()
    parts = [
        f"{words.name_status(language, status)} {counts[status]}"
        for status in Status
        if counts.get(status, 0)
    ]
    return language.say("Members by weeks: {parts}", parts=", ".join(parts))


def monthly(totals: pd.DataFrame, language: Language, palette: Palette) -> Figure:
    """The fines of each month as one bar, stacked by member; ``totals`` as of ``fines.totals``.

    The members with the highest sums have a colour each, all further ones share one.
    """
    shown = _shown(totals, language)
    months = [language.month(month) for month in shown.columns]
    figure = go.Figure(
        [
            go.Bar(
                x=months,
                y=row.to_numpy(),
                name=escaped(str(name), LONGEST_LABEL),
                marker={"color": colour, "line": {"width": 0}},
                customdata=[language.won(won) for won in row],
                hovertemplate="%{fullData.name}<br>%{x}<br><b>%{customdata}</b><extra></extra>",
            )
            for (name, row), colour in zip(shown.iterrows(), (*MEMBER_COLOURS, OTHERS_COLOUR), strict=False)
        ]
    )
    sums = shown.sum()
    for month, won in zip(months, sums, strict=True) if len(months) <= MOST_SUMS else ():
        figure.add_annotation(
            x=month,
            y=won,
            yanchor="bottom",
            text=f"<b>{language.won(won)}</b>",
            showarrow=False,
            font={"color": palette.text},
        )
    axis = {"fixedrange": True, "tickfont": {"color": palette.text}}
    figure.update_layout(
        barmode="stack",
        bargap=max(0.3, 0.85 - 0.1 * len(months)),
        height=340,
        dragmode=False,
        hoverlabel=_hover_label(palette),
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        legend={
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "traceorder": "normal",
            "font": {"color": palette.text},
        },
        xaxis=axis | {"type": "category", "nticks": MOST_SUMS},
        yaxis=axis
        | {"tickformat": ",d", "rangemode": "tozero", "range": [0, max(int(sums.max()), 1) * 1.15]},
    )
    return figure


def _shown(totals: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The members who were fined, in roster order; those beyond the colours summed up in one row."""
    fined = totals[totals.sum(axis=1) > 0]
    if len(fined) <= len(MEMBER_COLOURS):
        return fined
    highest = fined.sum(axis=1).nlargest(len(MEMBER_COLOURS)).index
    others = fined[~fined.index.isin(highest)].sum().rename(language.say("Others"))
    named = fined[fined.index.isin(highest)]
    return pd.concat([named.set_axis(named.index.astype("str")), others.to_frame().T])


def pot(chain: Sequence[Settlement], language: Language, palette: Palette) -> Figure:
    """The pot month by month: the fines that come in above the line, the shares that go out below it, and what is
    carried out of each month as a line of its own."""
    months = [language.month(each.month) for each in chain]
    fines_in = [each.fines for each in chain]
    shares_out = [sum(one.share for one in each.participants) for each in chain]
    carried = [each.carried_out for each in chain]
    told = "%{fullData.name}<br>%{x}<br><b>%{customdata}</b><extra></extra>"

    def bar(name: str, colour: str, amounts: Sequence[int], sign: int) -> go.Bar:
        won = [language.won(each) for each in amounts]
        return go.Bar(
            x=months,
            y=[sign * each for each in amounts],
            name=name,
            marker={"color": colour, "line": {"width": 0}},
            customdata=won,
            hovertemplate=told,
            text=[each if amount else "" for each, amount in zip(won, amounts, strict=True)]
            if len(chain) <= MOST_SUMS
            else None,
            textposition="outside",
            textfont={"color": palette.text},
            cliponaxis=False,
        )

    line = go.Scatter(
        x=months,
        y=carried,
        name=language.say("Carried over"),
        mode="lines+markers",
        line={"color": palette.text, "width": 2, "dash": "dot"},
        marker={"color": palette.text, "size": 9, "symbol": "diamond"},
        customdata=[language.won(each) for each in carried],
        hovertemplate=told,
    )
    highest, lowest = max([1, *fines_in, *carried]), max(shares_out, default=0)
    axis = {"fixedrange": True, "tickfont": {"color": palette.text}}
    return go.Figure(
        [
            bar(language.say("Fines"), FINES_COLOUR, fines_in, 1),
            bar(language.say("Shares"), SHARES_COLOUR, shares_out, -1),
            line,
        ],
        go.Layout(
            barmode="relative",
            bargap=max(0.3, 0.85 - 0.1 * len(months)),
            height=320,
            dragmode=False,
            hoverlabel=_hover_label(palette),
            margin={"l": 8, "r": 8, "t": 24, "b": 8},
            plot_bgcolor="rgba(0,0,0,0)",
            paper_bgcolor="rgba(0,0,0,0)",
            legend={"orientation": "h", "y": 1.04, "yanchor": "bottom", "font": {"color": palette.text}},
            xaxis=axis | {"type": "category", "nticks": MOST_SUMS},
            yaxis=axis | {"tickformat": ",d", "range": [-1.2 * lowest, 1.2 * highest]},
        ),
    )


def escaped(text: str, longest: int = 80) -> str:
    """A text as plotly shows it letter by letter, shortened to ``longest`` columns; wide characters take two."""
    line = " ".join(text.split())
    widths = accumulate(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
    room = [place for place, width in enumerate(widths, 1) if width <= longest]
    shown = line if len(room) == len(line) else f"{line[: len(room) - 1]}…"
    return html.escape(shown, quote=False)
