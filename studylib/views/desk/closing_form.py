"""Draw the forms that close a month and reopen one."""

import streamlit as st

from studylib.changes.close import close_month
from studylib.money import sums
from studylib.season import closings
from studylib.season.kinds import SEASON, Period
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
    whole = visit.study.settle is Period.SEASON
    heading = say("Close the season") if whole else say("Close a month")
    draw_form_heading(heading, say("Its figures then stay, whatever changes later."))
    pots = {
        month.month: language.won(month.pot) for month in sums.list_closable(derived.settle_months(visit))
    }
    if not pots:
        none = say("The season is not final yet.") if whole else say("No month is both final and open.")
        if SEASON in closings.group_closed(visit.study):
            none = say("The season is closed.")
        st.html(markup.draw_block(markup.draw_paragraph(none)))
        draw_outcome(visit, "close")
        return
    month = visit.fields.choose(
        "close_month",
        say("Period") if whole else say("Month"),
        list(pots),
        index=None,
        format_func=lambda month: say("{month}, pot {pot}", month=language.period(month), pot=pots[month]),
        placeholder=say("Choose a period") if whole else say("Choose a month"),
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
    whole = SEASON in closed
    heading = say("Reopen the season") if whole else say("Reopen a month")
    draw_form_heading(heading, say("Its figures are computed again until you close it again."))
    month = visit.fields.choose(
        "reopen_month",
        say("Period") if whole else say("Month"),
        closed,
        index=None,
        format_func=language.period,
        placeholder=say("Choose a period") if whole else say("Choose a month"),
    )
    draw_button(visit, say("Reopen"), "reopen_save", save_chosen_reopening, ready=bool(month))


def save_chosen_reopening(visit: Visit) -> None:
    month = visit.fields["reopen_month"]
    if month is not None:
        save_reopening(visit, "reopen", month)
        visit.fields["reopen_month"] = None
