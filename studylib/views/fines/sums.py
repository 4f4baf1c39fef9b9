"""Draw the sums of the fines: by member and month, and by task."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.figures import money
from studylib.season import fines
from studylib.season.closings import Unplaced
from studylib.text.language import Language
from studylib.web import charts, derived, links, markup
from studylib.web.visit import Visit


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
        table = draw_totals(language, say("Fines by task"), say("Task"), by_task)
        st.html(markup.draw_block(markup.draw_heading(say("Fines by task")), table, kind="part"))


def draw_members(visit: Visit, totals: pd.DataFrame) -> Markup:
    """Build the table by member. Those without a fine stand below it, if there are no deposits."""
    say = visit.language.say
    left = {each.member: each.amount for each in derived.list_balances(visit)}
    fined = totals if left else totals[totals.sum(axis=1) > 0]
    others = [str(name) for name in totals.index if name not in fined.index]
    spared = say("Without a fine: {names}", names=visit.language.names(others)) if others else ""
    table = draw_totals(
        visit.language,
        say("Fines by month"),
        say("Member"),
        fined,
        {name: links.link_member(visit, name) for name in map(str, fined.index)},
        left,
    )
    return table + (markup.draw_paragraph(spared, kind="aside apart") if spared else "")


def draw_totals(
    language: Language,
    label: str,
    head: str,
    totals: pd.DataFrame,
    names: Mapping[str, Markup] | None = None,
    left: Mapping[str, int] | None = None,
) -> Markup:
    """Build a table of won by months, the newest first. The sums of all rows are apart, at its foot.

    ``names`` are what stands for the names of the rows. ``left`` are the deposits, if there are any.
    """
    months = [str(month) for month in reversed(totals.columns)]
    more = [language.say("Deposit")] if left else []
    heads = [head, language.say("Total"), *map(language.month, months), *more]
    totals = totals.assign(total=totals.sum(axis=1))[["total", *months]]
    rows = [
        [
            (names or {}).get(str(name), str(name)),
            *(write_won(language, int(won)) for won in amounts),
            *([language.won(left.get(str(name), 0))] if left else []),
        ]
        for name, amounts in zip(totals.index, totals.to_numpy(), strict=True)
    ]
    foot = [
        language.say("Total"),
        *(language.won(int(won)) for won in totals.sum()),
        *([language.won(sum(left.get(str(name), 0) for name in totals.index))] if left else []),
    ]
    return markup.draw_table(label, heads, rows, foot)


def write_won(language: Language, won: int) -> str:
    """Write an amount. Nothing is a dash, so that what costs stands out."""
    return language.won(won) if won else "–"
