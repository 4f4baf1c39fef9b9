"""Draw the fines: by month, by tier, each with its reason."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.elements.lib.column_types import ColumnConfig

from studylib.figures import money
from studylib.money import sums
from studylib.season import fines, reasons
from studylib.season.closings import Unplaced
from studylib.season.kinds import Status
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.web import banners, derived, markup
from studylib.web.visit import Visit

MOST_CARDS = 200
"""Up to so many fines are shown one by one. More go into a table that scrolls."""
MOST_LINES = 10_000
"""Up to so many fines are on the page, and up to so many in its file."""
FILTERS = ("month", "task", "member", "tier")
"""The columns that can be filtered, as far as there are any."""
NO_FIGURE = "–"


# ---- the sums ----


def draw_sums(visit: Visit, rows: pd.DataFrame, unplaced: Sequence[Unplaced]) -> None:
    """Draw the fines by month and member, as a figure and as a table. ``rows`` is the board.

    ``unplaced`` are the closed fines that it lacks.
    """
    language = visit.language
    totals = fines.total_fines(rows, unplaced)
    totals = totals.loc[:, totals.sum() > 0]
    described = language.say("Fines by month and member. The table below has the figures.")
    figure = money.draw_fines(totals, language, visit.palette)
    st.plotly_chart(figure, config={"displayModeBar": False}, key="monthly", alt=described)
    table = write_sums(totals, language, language.say("Member"))
    if left := {each.member: each.amount for each in derived.list_balances(visit)}:
        deposits = [left.get(str(name), 0) for name in totals.index]
        table[language.say("Deposit")] = [*deposits, sum(deposits)]
    draw_table(table, language)
    if visit.study.tasks:
        by_task = rows.pivot_table("fine", "task", "month", aggfunc="sum", fill_value=0, observed=True)
        by_task = by_task.loc[:, by_task.sum() > 0]
        st.html(markup.draw_block(markup.draw_heading(language.say("Fines by task"))))
        draw_table(write_sums(by_task, language, language.say("Task")), language)


def draw_table(table: pd.DataFrame, language: Language) -> None:
    """Draw a table of won. Its first column has names."""
    won = make_won_column(language)
    st.dataframe(table, hide_index=True, column_config=dict.fromkeys(table.columns[1:], won))


def write_sums(totals: pd.DataFrame, language: Language, head: str) -> pd.DataFrame:
    """Write a table by months, headed and summed in words. ``head`` stands above the names of its rows."""
    total = language.say("Total")
    months = [language.month(month) for month in totals.columns]
    return sums.add_sums(totals, total).set_axis([head, total, *months], axis=1)


# ---- each fine ----


def choose_newest(visit: Visit, fined: pd.DataFrame) -> pd.DataFrame:
    """Choose the last ``MOST_LINES`` of the fines, which rise in time. Say how many there are."""
    if len(fined) <= MOST_LINES:
        return fined
    why = sentence(
        "The list has the newest {most} of {count} fines. The command fines prints all.",
        most=MOST_LINES,
        count=len(fined),
    )
    banners.draw_strip(visit, why, quiet=True)
    return fined.tail(MOST_LINES)


def draw_each(visit: Visit, fined: pd.DataFrame, unplaced: Sequence[Unplaced]) -> pd.DataFrame:
    """Draw the filters, and the fines that they leave. ``unplaced`` are closed fines without a row of the board.

    The fines left are returned. Their index is that of ``fines.list_fines``.
    """
    labels = name_columns(visit)
    st.html(markup.draw_block(markup.draw_heading(visit.language.say("Each fine and its reason"))))
    described = [describe_fines(visit, fined), describe_unplaced(visit, unplaced)]
    both = pd.concat([each for each in described if len(each)]).sort_values(
        "at", kind="stable", ignore_index=True
    )
    lines = choose_fines(both, visit)
    if len(lines) <= MOST_CARDS:
        st.html(draw_fine_cards(visit, lines))
    else:
        table = lines[list(labels)].set_axis(list(labels.values()), axis=1)
        won = make_won_column(visit.language)
        st.dataframe(table, hide_index=True, column_config={labels["fine"]: won})
    return lines


def name_columns(visit: Visit) -> dict[str, str]:
    """Name the columns of the list. A study without tasks has no column of them."""
    say = visit.language.say
    return {
        "month": say("Month"),
        **({"task": say("Task")} if visit.study.tasks else {}),
        "member": say("Member"),
        "tier": say("Status"),
        "fine": say("Fine"),
        "reason": say("Reason"),
    }


def describe_fines(visit: Visit, fined: pd.DataFrame) -> pd.DataFrame:
    """Write the fines for people: month, task, member, tier in words, won, reason.

    ``at`` is the month as ``YYYY-MM``.
    """
    language = visit.language
    judged = zip(fined["status"], fined["tier"], strict=True)
    return pd.DataFrame(
        {
            "month": [language.month(month) for month in fined["month"]],
            "task": fined["task"].astype("str").fillna(""),
            "member": fined["member"].astype("str"),
            "tier": [
                fines.name_judgement(visit.study, language, Status(status), tier) for status, tier in judged
            ],
            "fine": fined["fine"],
            "reason": reasons.explain_fines(visit.study, fined, language),
            "status": fined["status"],
            "at": fined["month"].astype("str"),
        }
    )


def describe_unplaced(visit: Visit, unplaced: Sequence[Unplaced]) -> pd.DataFrame:
    """Write closed fines without a row of the board as ``describe_fines`` does. They have no status."""
    language = visit.language
    rows = [
        (
            language.month(each.month),
            NO_FIGURE,
            each.member,
            NO_FIGURE,
            each.fine,
            fines.explain_unplaced(each, language),
            None,
            each.month,
        )
        for each in unplaced
    ]
    return pd.DataFrame(rows, columns=["month", "task", "member", "tier", "fine", "reason", "status", "at"])


def choose_fines(lines: pd.DataFrame, visit: Visit) -> pd.DataFrame:
    """Draw the filters and apply them. An empty filter leaves all fines."""
    labels = name_columns(visit)
    with st.container(horizontal=True):
        for column in filter(labels.__contains__, FILTERS):
            chosen = visit.fields.choose_several(
                f"fines_{column}",
                labels[column],
                list(dict.fromkeys(lines[column])),
                width=260,
                placeholder=visit.language.say("All"),
            )
            if chosen:
                lines = lines[lines[column].isin(chosen)]
    return lines


def draw_fine_cards(visit: Visit, lines: pd.DataFrame) -> Markup:
    """Build the list of fines with their reasons."""
    columns = (lines[name] for name in ("member", "status", "tier", "fine", "reason"))
    items = (
        markup.draw_row(
            markup.draw_strong(member),
            markup.draw_span(draw_badge(status, tier), " ", markup.draw_strong(visit.language.won(fine))),
        )
        + markup.draw_paragraph(reason, kind="aside")
        for member, status, tier, fine, reason in zip(*columns, strict=True)
    )
    return markup.draw_block(markup.draw_list(items))


def draw_badge(status: str | None, tier: str) -> Markup:
    """Build the status of a fine in words. A fine without a row of the board has none."""
    return markup.NO_MARKUP if pd.isna(status) else markup.draw_status_badge(Status(status), tier)


def make_won_column(language: Language) -> ColumnConfig:
    return st.column_config.NumberColumn(format=language.say("₩%,d"))
