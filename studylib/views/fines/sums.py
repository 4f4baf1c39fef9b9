"""Draw the sums of the fines: by member and month, and by task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.figures import money
from studylib.season import fines
from studylib.season.closings import Unplaced
from studylib.text.language import NO_FIGURE, Language
from studylib.web import charts, derived, links, markup
from studylib.web.visit import Visit

MOST_ROWS = 30
"""A table of more members shows those with the highest totals. The others are in a fold."""


def draw_sums(visit: Visit, rows: pd.DataFrame, unplaced: Sequence[Unplaced]) -> None:
    """Draw the fines by month as a chart, and by member and task as tables. ``rows`` is the board.

    ``unplaced`` are the closed fines that it lacks.
    """
    language, say = visit.language, visit.language.say
    totals = fines.total_fines(rows, unplaced)
    totals = totals.loc[:, totals.sum() > 0]
    st.html(markup.draw_block(markup.draw_heading(say("Fines by month")), kind="part"))
    described = say("Fines by month and member. The table below has the figures.")
    charts.draw_chart(visit, money.draw_fines(totals, language, visit.palette), "monthly", described)
    st.html(markup.draw_block(draw_members(visit, totals)))
    if visit.study.tasks:
        by_task = rows.pivot_table("fine", "task", "month", aggfunc="sum", fill_value=0, observed=True)
        by_task = by_task.loc[:, by_task.sum() > 0]
        table = draw_totals(TotalWords(language, say("Fines by task"), say("Task"), {}, {}), by_task)
        st.html(markup.draw_block(markup.draw_heading(say("Fines by task")), table, kind="part"))


def draw_members(visit: Visit, totals: pd.DataFrame) -> Markup:
    """Build the table by member. Those without a fine stand below it, if there are no deposits."""
    say = visit.language.say
    left = {each.member: each.amount for each in derived.list_balances(visit)}
    fined = totals if left else totals[totals.sum(axis=1) > 0]
    others = [str(name) for name in totals.index if name not in fined.index]
    spared = say("Without a fine: {names}", names=visit.language.names(others)) if others else ""
    names = {name: links.link_member(visit, name) for name in map(str, fined.index)}
    ways = TotalWords(visit.language, say("Fines by month"), say("Member"), names, left)
    table = draw_many(ways, fined) if len(fined) > MOST_ROWS else draw_totals(ways, fined)
    return table + (markup.draw_paragraph(spared, kind="aside apart") if spared else "")


@dataclass(frozen=True)
class TotalWords:
    """How a table of sums is written.

    ``names`` are what stands for the names of the rows, ``left`` the deposits, if there are any.
    """

    language: Language
    label: str
    head: str
    names: Mapping[str, Markup]
    left: Mapping[str, int]


def draw_many(ways: TotalWords, totals: pd.DataFrame) -> Markup:
    """Build the table of the highest totals with the sums of all, and a fold with the table of the others."""
    falling = totals.loc[totals.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    more = ways.language.say("{count} more", count=ways.language.number(len(totals) - MOST_ROWS))
    table = draw_rows(ways, falling.iloc[:MOST_ROWS], list_sums(ways, totals))
    return table + markup.draw_fold(more, draw_rows(ways, falling.iloc[MOST_ROWS:], ()), kind="rest")


def draw_totals(ways: TotalWords, totals: pd.DataFrame) -> Markup:
    """Build a table of won by months, the newest first. The sums of all rows are apart, at its foot."""
    return draw_rows(ways, totals, list_sums(ways, totals))


def draw_rows(ways: TotalWords, totals: pd.DataFrame, foot: Sequence[str]) -> Markup:
    """Build the table with that foot, if any."""
    language, months = ways.language, list(reversed(totals.columns))
    deposit = [language.say("Deposit")] if ways.left else []
    heads = [ways.head, language.say("Total"), *(language.month(str(month)) for month in months), *deposit]
    rows = [
        [
            ways.names.get(str(name), str(name)),
            *(write_won(language, int(won)) for won in (sum(amounts), *reversed(amounts))),
            *([language.won(ways.left.get(str(name), 0))] if ways.left else []),
        ]
        for name, amounts in zip(totals.index, totals.to_numpy().tolist(), strict=True)
    ]
    return markup.draw_element("div", markup.draw_table(ways.label, heads, rows, foot), kind="named")


def list_sums(ways: TotalWords, totals: pd.DataFrame) -> list[str]:
    """List the sums of all rows."""
    sums = [int(won) for won in totals.sum()]
    left = sum(ways.left.get(str(name), 0) for name in totals.index)
    amounts = [sum(sums), *reversed(sums), *([left] if ways.left else [])]
    return [ways.language.say("Total"), *map(ways.language.won, amounts)]


def write_won(language: Language, won: int) -> str:
    """Write an amount. Nothing is a dash, so that what costs stands out."""
    return language.won(won) if won else NO_FIGURE
