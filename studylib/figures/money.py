"""Charts of money: fines month by month, and the pot."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from studylib.figures.palette import (
    FINES_COLOUR,
    LONGEST_LABEL,
    MEMBER_COLOURS,
    OTHERS_COLOUR,
    SHARES_COLOUR,
    Figure,
    Palette,
    escape_label,
    style_hover,
)
from studylib.money.settlement import Settlement
from studylib.text.language import Language

MOST_SUMS = 6
"""Months whose sums and names find room above and below their bars on a phone."""


def draw_fines(totals: pd.DataFrame, language: Language, palette: Palette) -> Figure:
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
                name=escape_label(str(name), LONGEST_LABEL),
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
        hoverlabel=style_hover(palette),
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


def draw_pot(chain: Sequence[Settlement], language: Language, palette: Palette) -> Figure:
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
            hoverlabel=style_hover(palette),
            margin={"l": 8, "r": 8, "t": 24, "b": 8},
            plot_bgcolor="rgba(0,0,0,0)",
            paper_bgcolor="rgba(0,0,0,0)",
            legend={"orientation": "h", "y": 1.04, "yanchor": "bottom", "font": {"color": palette.text}},
            xaxis=axis | {"type": "category", "nticks": MOST_SUMS},
            yaxis=axis | {"tickformat": ",d", "range": [-1.2 * lowest, 1.2 * highest]},
        ),
    )
