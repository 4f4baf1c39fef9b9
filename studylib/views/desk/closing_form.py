"""Draw the forms that close a month and reopen one."""

import streamlit as st

from studylib.changes.close import close_month
from studylib.money import sums
from studylib.season import closings
from studylib.views.desk.outcome import (
    draw_button,
    draw_form_heading,
    draw_outcome,
    save_at,
    save_reopening,
)
from studylib.web import derived, look, markup
from studylib.web.visit import Visit


def draw_closing_forms(visit: Visit) -> None:
    """Draw the form that closes a month. Below it, draw the one that reopens a closed month, if there is one."""
    draw_close_form(visit)
    draw_reopen_form(visit)


# ---- close ----


def draw_close_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    draw_form_heading(say("Close a month"), say("Its figures then stay, whatever changes later."))
    pots = {
        month.month: language.won(month.pot) for month in sums.list_closable(derived.settle_months(visit))
    }
    if not pots:
        st.html(markup.draw_block(markup.draw_paragraph(say("No month is both final and open."))))
        draw_outcome(visit, "close")
        return
    month = visit.fields.choose(
        "close_month",
        say("Month"),
        list(pots),
        index=None,
        format_func=lambda month: say("{month}, pot {pot}", month=language.month(month), pot=pots[month]),
        placeholder=say("Choose a month"),
    )
    draw_button(visit, say("Close"), "close_save", save_closing, ready=bool(month))


def save_closing(visit: Visit) -> None:
    month = visit.fields["close_month"]
    if month is None:
        return
    now = look.visit_now(visit).now
    if save_at(
        visit,
        "close",
        lambda season: close_month(season.cells, season.study, season.list_problems(now), month, now),
    ):
        visit.fields["close_month"] = None


# ---- reopen ----


def draw_reopen_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    closed = sorted(closings.group_closed(visit.study), reverse=True)
    if not closed:
        draw_outcome(visit, "reopen")
        return
    draw_form_heading(say("Reopen a month"), say("Its figures are computed again until you close it again."))
    month = visit.fields.choose(
        "reopen_month",
        say("Month"),
        closed,
        index=None,
        format_func=language.month,
        placeholder=say("Choose a month"),
    )
    draw_button(visit, say("Reopen"), "reopen_save", save_chosen_reopening, ready=bool(month))


def save_chosen_reopening(visit: Visit) -> None:
    month = visit.fields["reopen_month"]
    if month is not None:
        save_reopening(visit, "reopen", month)
        visit.fields["reopen_month"] = None
