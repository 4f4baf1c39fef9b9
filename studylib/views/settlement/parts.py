"""Draw the settlement page: one month, the season, the files."""

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from studylib import report
from studylib.access.rights import Need
from studylib.figures import money
from studylib.money import closing, notice, payments, settlement, sums
from studylib.money.payments import Outstanding
from studylib.money.settlement import Settlement
from studylib.season import weeks
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence
from studylib.views.desk.outcome import draw_blocking
from studylib.views.settlement.month import (
    draw_participants,
    draw_pot_facts,
    draw_recomputed,
    draw_state,
    draw_transfers,
)
from studylib.web import banners, derived, links, markup
from studylib.web.visit import Visit

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# ---- one month ----


def draw_by_month(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Draw the chosen month, then the season. The chain has at least one month."""
    month = choose_month(visit, chain)
    outstanding = [each for each in derived.list_outstanding(visit) if each.month == month.month]
    draw_month(visit, month, outstanding)
    draw_season(visit, chain)


def choose_month(visit: Visit, chain: Sequence[Settlement]) -> Settlement:
    """Draw the choice of a month. The address decides it, or else the month that wants action is chosen."""
    months = {each.month: each for each in reversed(chain)}
    asked, first = st.query_params.get("month"), find_first_month(visit, chain)
    if asked and asked not in months:
        shown = visit.language.month(first)
        why = sentence("There is no settlement of “{cell}”. {month} is shown.", cell=asked, month=shown)
        banners.draw_strip(visit, why)
    st.session_state["settlement_month"] = asked if asked in months else first
    chosen = st.selectbox(
        visit.language.say("Month"),
        list(months),
        format_func=visit.language.month,
        key="settlement_month",
        on_change=keep_month,
        width=220,
    )
    return months[chosen]


def find_first_month(visit: Visit, chain: Sequence[Settlement]) -> str:
    """Find the oldest final month to close, else that of the present week, else the newest."""
    if ready := sums.list_closable(chain):
        return ready[0].month
    present = weeks.find_present_week(visit.study.weeks, visit.now)
    months = [each.month for each in chain]
    return present.month if present and present.month in months else months[-1]


def keep_month() -> None:
    """Copy the chosen month into the address, so that it can be sent on."""
    st.query_params["month"] = st.session_state["settlement_month"]


def draw_month(visit: Visit, month: Settlement, outstanding: Sequence[Outstanding]) -> None:
    """Draw one month. ``outstanding`` are its open amounts."""
    st.html(markup.draw_block(draw_state(visit, month), draw_pot_facts(visit, month, outstanding)))
    draw_what_blocks(visit, month)
    if month.recomputed:
        why = sentence(
            "With today’s answers and rules this month would come to other amounts. The closed figures "
            "stay. The difference is only shown."
        )
        banners.draw_strip(visit, why)
    if month.participants:
        st.html(markup.draw_block(draw_participants(visit, month, outstanding)))
    else:
        banners.draw_strip(visit, sentence("No member takes part in this month."), quiet=True)
    if month.recomputed:
        st.html(draw_recomputed(visit, month, month.recomputed))
    paid = {each.member: each.paid for each in outstanding if each.paid}
    transfers, chat = st.columns(2)
    with transfers:
        st.html(draw_transfers(visit, month, paid))
    with chat:
        draw_notice(visit, month, paid)


def draw_what_blocks(visit: Visit, month: Settlement) -> None:
    """Tell the leader what blocks closing the month, if it could be closed otherwise."""
    blocking = closing.list_blocking(visit.study, visit.problems, month.month)
    if blocking and visit.rights.may(Need.LEAD) and sums.list_closable([month]):
        why = closing.explain_blocking(blocking, month.month)
        banners.draw_strip(visit, draw_blocking(visit, why, blocking))


def draw_notice(visit: Visit, month: Settlement, paid: Mapping[str, int]) -> None:
    """Draw the text for the group chat, to be copied. ``paid`` is what was paid for the month, by member."""
    st.html(draw_part(visit.language.say("For the group chat")))
    text = notice.write_notice(visit.study.name, month, visit.language, paid)
    st.code(text, language=None, wrap_lines=True)


def draw_part(title: str) -> Markup:
    return markup.draw_block(markup.draw_heading(title), kind="part")


# ---- the season ----


def draw_season(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Draw the pot of the whole season, and its files."""
    language, say = visit.language, visit.language.say
    title = say("The pot over the season")
    st.html(draw_part(title))
    described = say("The pot by month: fines in, shares out, carried over. The table below has the figures.")
    figure = money.draw_pot(chain, language, visit.palette)
    st.plotly_chart(figure, config={"displayModeBar": False}, key="pot", alt=described)
    head = (say("Month"), say("Carried in"), say("Fines"), say("Shares"), say("Carried out"))
    rows = [list_pot_cells(visit, each) for each in reversed(chain)]
    st.html(markup.draw_block(markup.draw_table(title, head, rows)))
    draw_downloads(visit, chain)


def list_pot_cells(visit: Visit, month: Settlement) -> tuple[str | Markup, ...]:
    shares = sum(each.share for each in month.participants)
    amounts = (month.carried_in, month.fines, shares, month.carried_out)
    return links.link_month(visit, month.month), *map(visit.language.won, amounts)


def draw_downloads(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Draw the settlements as files with one row a participant. The CSV is what the command line prints."""
    say = visit.language.say
    lines = settlement.list_shares(chain, payments.sum_payments(visit.study, visit.now))
    with st.container(horizontal=True):
        draw_download(
            say("Download all settlements (CSV)"), report.to_csv(lines), "settlement.csv", "text/csv"
        )
        try:
            spreadsheet = derived.write_spreadsheet(report.to_tab(lines, "settlement"))
        except StudyboardError as error:
            banners.draw_strip(visit, error.why, quiet=True)
            return
        draw_download(say("Download all settlements (XLSX)"), spreadsheet, "settlement.xlsx", XLSX_TYPE)


def draw_download(label: str, content: str | bytes, name: str, mime: str) -> None:
    st.download_button(label, content, name, mime, on_click="ignore", icon=":material/download:")
