"""Charts of money: fines month by month, and the pot."""

from collections.abc import Mapping, Sequence

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
from studylib.season.kinds import SEASON
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence

LEAST_PERIODS = 2
"""A chart compares months with won in them. A single one has its figures in the table."""
FEWEST_WON = 10
"""Below it, an axis would repeat whole numbers. It then has a tick for each won."""
MOST_SUMS = 6
"""How many months have room for sums and names at their bars on a phone."""
HOVER = "%{fullData.name}<br>%{x}<br><b>%{customdata}</b><extra></extra>"


# ---- fines by month and member ----


def draw_fines(totals: pd.DataFrame, language: Language, palette: Palette) -> Figure | Sentence:
    """Draw the fines of each month as one bar, stacked by member. ``totals``: those of ``fines.total_fines``.

    Its columns are the months to show. The members with the highest sums have a colour each, and all others share
    one. In a group too large for that, all share one. Say why if there is nothing to compare.
    """
    if why := _explain_lack({str(month): int(won) for month, won in totals.sum().items()}):
        return why
    named = _sum_others(totals, language)
    is_whole = len(named) == 1
    months = [language.month(month) for month in named.columns]
    colours = (FINES_COLOUR,) if is_whole else (*MEMBER_COLOURS, OTHERS_COLOUR)
    bars = [
        _draw_member_bars(str(name), row, months, colour, language)
        for (name, row), colour in zip(named.iterrows(), colours, strict=False)
    ]
    sums = named.sum()
    figure = go.Figure(bars)
    for month, won in zip(months, sums, strict=True) if len(months) <= MOST_SUMS else ():
        _write_sum(figure, month, won, language, palette)
    highest = max(int(sums.max()), 1)
    figure.update_layout(
        _lay_out(len(months), palette)
        | {
            "barmode": "stack",
            "height": 340,
            "showlegend": not is_whole,
            "legend": _lay_out_legend(1.02, palette) | {"traceorder": "normal"},
            "yaxis": _lay_out_won(0, highest, 1.15, palette) | {"rangemode": "tozero"},
        }
    )
    return figure


def _sum_others(totals: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Keep a row for each fined member, in roster order. Members beyond the colours share the last row.

    If that were more than half of all, all members share one row.
    """
    fined = totals[totals.sum(axis=1) > 0]
    if len(fined) <= len(MEMBER_COLOURS):
        return fined
    highest = fined.sum(axis=1).nlargest(len(MEMBER_COLOURS)).index
    others = fined[~fined.index.isin(highest)].sum().rename(language.say("Others"))
    named = fined[fined.index.isin(highest)]
    if 2 * others.sum() > fined.to_numpy().sum():
        return fined.sum().rename(language.say("Fines")).to_frame().T
    return pd.concat([named.set_axis(named.index.astype("str")), others.to_frame().T])


def _draw_member_bars(
    name: str, row: pd.Series, months: Sequence[str], colour: str, language: Language
) -> go.Bar:
    return go.Bar(
        x=months,
        y=row.to_numpy(),
        name=escape_label(name, LONGEST_LABEL),
        marker={"color": colour, "line": {"width": 0}},
        customdata=[language.won(won) for won in row],
        hovertemplate=HOVER,
    )


def _write_sum(figure: go.Figure, month: str, won: int, language: Language, palette: Palette) -> None:
    figure.add_annotation(
        x=month,
        y=won,
        yanchor="bottom",
        text=f"<b>{language.won(won)}</b>",
        showarrow=False,
        font={"color": palette.text},
    )


# ---- the pot by month ----


def draw_pot(chain: Sequence[Settlement], language: Language, palette: Palette) -> Figure | Sentence:
    """Draw the pot by month: fines above zero, shares below it, the carried sum as a line.

    Say why if there is nothing to compare.
    """
    amounts = {each.month: max(each.fines, each.carried_out) for each in chain}
    filled = {month: won for month, won in amounts.items() if won}
    if why := _explain_lack(filled):
        return why
    months = [language.period(each.month) for each in chain]
    fines_in = [each.fines for each in chain]
    shares_out = [sum(one.share for one in each.participants) for each in chain]
    carried = [each.carried_out for each in chain]
    highest, lowest = max([1, *fines_in, *carried]), max(shares_out, default=0)
    return go.Figure(
        [
            _draw_pot_bars(months, fines_in, 1, language.say("Fines"), FINES_COLOUR, language, palette),
            _draw_pot_bars(months, shares_out, -1, language.say("Shares"), SHARES_COLOUR, language, palette),
            _draw_carried(months, carried, language, palette),
        ],
        _lay_out(len(chain), palette)
        | {
            "barmode": "relative",
            "height": 320,
            "legend": _lay_out_legend(1.04, palette),
            "yaxis": _lay_out_won(-lowest, highest, 1.2, palette),
        },
    )


def _draw_pot_bars(
    months: Sequence[str],
    amounts: Sequence[int],
    sign: int,
    name: str,
    colour: str,
    language: Language,
    palette: Palette,
) -> go.Bar:
    """Draw a bar a month, above the line (``sign`` 1) or below it (-1). Amounts are written without their sign."""
    won = [language.won(each) for each in amounts]
    texts = [each if amount else "" for each, amount in zip(won, amounts, strict=True)]
    return go.Bar(
        x=months,
        y=[sign * each for each in amounts],
        name=name,
        marker={"color": colour, "line": {"width": 0}},
        customdata=won,
        hovertemplate=HOVER,
        text=texts if len(months) <= MOST_SUMS else None,
        textposition="outside",
        textfont={"color": palette.text},
        cliponaxis=False,
    )


def _draw_carried(
    months: Sequence[str], carried: Sequence[int], language: Language, palette: Palette
) -> go.Scatter:
    return go.Scatter(
        x=months,
        y=carried,
        name=language.say("Carried over"),
        mode="lines+markers",
        line={"color": palette.text, "width": 2, "dash": "dot"},
        marker={"color": palette.text, "size": 9, "symbol": "diamond"},
        customdata=[language.won(each) for each in carried],
        hovertemplate=HOVER,
    )


# ---- what both charts look like ----


def _explain_lack(amounts: Mapping[str, int]) -> Sentence | None:
    """Say why there is nothing to draw: no won in any period, or a single period. ``None`` if there is."""
    if not any(amounts.values()):
        return sentence("There are no fines yet.")
    if len(amounts) >= LEAST_PERIODS:
        return None
    if SEASON in amounts:
        return sentence("The season is settled at once, so there are no months to compare.")
    return sentence("The chart begins when a second month has fines.")


def _lay_out(month_count: int, palette: Palette) -> dict[str, object]:
    return {
        "bargap": max(0.3, 0.85 - 0.1 * month_count),
        "dragmode": False,
        "hoverlabel": style_hover(palette),
        "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
        "plot_bgcolor": "rgba(0,0,0,0)",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "xaxis": _lay_out_axis(palette)
        | {"type": "category", "tickangle": 0, "nticks": MOST_SUMS if month_count <= MOST_SUMS else 4},
    }


def _lay_out_axis(palette: Palette) -> dict[str, object]:
    return {"fixedrange": True, "tickfont": {"color": palette.text}}


def _lay_out_won(lowest: int, highest: int, room: float, palette: Palette) -> dict[str, object]:
    """Lay out the axis of amounts. ``room``: how far it goes beyond them."""
    ticks: dict[str, object] = {"dtick": 1} if highest - lowest < FEWEST_WON else {}
    return _lay_out_axis(palette) | ticks | {"tickformat": ",d", "range": [room * lowest, room * highest]}


def _lay_out_legend(height: float, palette: Palette) -> dict[str, object]:
    return {"orientation": "h", "y": height, "yanchor": "bottom", "font": {"color": palette.text}}
