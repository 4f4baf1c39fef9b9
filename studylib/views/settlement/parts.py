"""Draw the settlement page: one month, the season, the files."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from studylib import report
from studylib.figures import money
from studylib.money import notice, settlement
from studylib.money.settlement import Settlement
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence
from studylib.views.settlement.month import (
    draw_facts,
    draw_members,
    draw_recomputed,
    draw_state,
    draw_transfers,
)
from studylib.web import banners, derived, links, markup
from studylib.web.visit import Visit

# ---- one month ----


def find_asked_month(visit: Visit, months: Sequence[str]) -> str:
    """The month that the address asks for, else the newest one; an unknown one is told."""
    asked = st.query_params.get("month")
    if asked and asked not in months:
        banners.draw_strip(
            visit, sentence("There is no settlement of “{cell}”. The newest one is shown.", cell=asked)
        )
    return asked if asked and asked in months else months[0]


def keep_month() -> None:
    """Take over the month that was chosen into the address, so that it can be sent on."""
    st.query_params["month"] = st.session_state["settlement_month"]


def draw_month(visit: Visit, chain: Sequence[Settlement]) -> None:
    """The month that is chosen."""
    say, months = visit.language.say, {each.month: each for each in reversed(chain)}
    st.session_state["settlement_month"] = find_asked_month(visit, list(months))
    chosen = st.selectbox(
        say("Month"),
        list(months),
        format_func=visit.language.month,
        key="settlement_month",
        on_change=keep_month,
        width=220,
    )
    month, still = months[chosen], [each for each in derived.list_outstanding(visit) if each.month == chosen]
    st.html(
        Markup('<div class="sb">{}{}</div>').format(draw_state(visit, month), draw_facts(visit, month, still))
    )
    if month.recomputed:
        why = sentence(
            "With today’s answers and rules this month would come to something else. What was closed stands; "
            "the difference is only shown."
        )
        banners.draw_strip(visit, why)
    if month.participants:
        st.html(Markup('<div class="sb">{}</div>').format(draw_members(visit, month, still)))
    else:
        banners.draw_strip(visit, sentence("Nobody takes part in this month."), quiet=True)
    if month.recomputed:
        st.html(draw_recomputed(visit, month, month.recomputed))
    sent, told = st.columns(2)
    with sent:
        st.html(draw_transfers(visit, month))
    with told:
        st.html(Markup('<div class="sb part"><h2>{}</h2></div>').format(say("For the group chat")))
        st.code(notice.write_notice(visit.study.name, month, visit.language), language=None, wrap_lines=True)


# ---- the season ----


def draw_season(visit: Visit, chain: Sequence[Settlement]) -> None:
    """The pot of the whole season, and its files."""
    language, say = visit.language, visit.language.say
    st.html(Markup('<div class="sb part"><h2>{}</h2></div>').format(say("The pot over the season")))
    described = say("The pot by month: fines in, shares out, carried over; the table below has the figures.")
    figure = money.draw_pot(chain, language, visit.palette)
    st.plotly_chart(figure, config={"displayModeBar": False}, key="pot", alt=described)
    head = (say("Month"), say("Carried in"), say("Fines"), say("Shares"), say("Carried out"))
    rows = [
        (
            links.link_month(visit, each.month),
            *map(
                language.won,
                (
                    each.carried_in,
                    each.fines,
                    sum(one.share for one in each.participants),
                    each.carried_out,
                ),
            ),
        )
        for each in reversed(chain)
    ]
    table = markup.draw_table(say("The pot over the season"), head, rows)
    st.html(Markup('<div class="sb">{}</div>').format(table))
    draw_downloads(visit, chain)


def draw_downloads(visit: Visit, chain: Sequence[Settlement]) -> None:
    """The settlements as files, one row a participant; the CSV is what the command line prints."""
    say, lines = visit.language.say, settlement.list_shares(chain)
    with st.container(horizontal=True):
        st.download_button(
            say("Download all settlements (CSV)"),
            report.to_csv(lines),
            "settlement.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        try:
            spreadsheet = derived.write_spreadsheet(report.to_tab(lines, "settlement"))
        except StudyboardError as error:
            banners.draw_strip(visit, error.why, quiet=True)
            return
        st.download_button(
            say("Download all settlements (XLSX)"),
            spreadsheet,
            "settlement.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            icon=":material/download:",
        )
