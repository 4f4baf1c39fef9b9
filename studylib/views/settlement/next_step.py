"""Draw the next step of a settlement: its list, its text, and one button."""

import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.changes.close import close_month
from studylib.changes.receiving import list_open_transfers
from studylib.changes.sending import mark_sent
from studylib.money import closing
from studylib.money.progress import NextStep, SettlementProgress
from studylib.money.rounds import Round
from studylib.money.settlement import Settlement
from studylib.season.kinds import SEASON
from studylib.text.message import Sentence, sentence
from studylib.views.desk import outcome
from studylib.views.settlement.chat import draw_notice
from studylib.views.settlement.month import draw_account, draw_transfers
from studylib.views.settlement.part_paid import draw_part_paid
from studylib.views.settlement.receiving import draw_receiving
from studylib.views.settlement.saving import PLACE, save
from studylib.web import banners, derived, links, markup
from studylib.web.address import write_query
from studylib.web.anchors import draw_page_link
from studylib.web.look import visit_now
from studylib.web.visit import Visit


def may_act(visit: Visit) -> bool:
    """Tell whether the buttons of the steps are there: for the leader, now, in a workbook to write to."""
    return visit.rights.may(Need.LEAD) and visit.store.writable and visit.as_of is None


def draw_next_step(visit: Visit, month: Settlement, of_round: Round, progress: SettlementProgress) -> None:
    """Draw the transfers and the text, side by side. The one that the next step needs comes first."""
    is_to_send = progress.step is NextStep.SEND
    first, second = st.columns(2, gap="medium")
    with first if is_to_send else second:
        with st.container(key="settlement_text"):
            draw_notice(visit, month, of_round.given)
        if is_to_send and may_act(visit):
            draw_send_button(visit, month)
    with second if is_to_send else first:
        draw_receivable(visit, month, of_round, progress)
        if may_act(visit):
            draw_more(visit, month, of_round, progress)
        elif visit.rights.may(Need.LEAD) and not visit.store.writable:
            draw_elsewhere(visit)


def draw_receivable(visit: Visit, month: Settlement, of_round: Round, progress: SettlementProgress) -> None:
    """Draw the transfers: with ticks for who may record them."""
    if not (may_act(visit) and month.final and of_round.transfers):
        st.html(draw_transfers(visit, month, of_round))
        outcome.draw_outcome(visit, PLACE)
        return
    asked = list_open_transfers(month, of_round)
    heading = markup.draw_heading(visit.language.say("Who sends what to whom"))
    account = draw_account(visit, month, of_round.transfers)
    hint = describe_progress(visit, of_round, progress)
    st.html(markup.draw_block(heading, account, hint, kind="part"))
    is_next = progress.step in (NextStep.RECEIVE, NextStep.PAY_OUT)
    draw_receiving(visit, month.month, asked, is_next=is_next)


def describe_progress(visit: Visit, of_round: Round, progress: SettlementProgress) -> Markup:
    """Say how much is still to come in, and what a tick does."""
    language, text = visit.language, sentence("Tick what the kitty has paid out.")
    if any(each.giver is not None for each in of_round.transfers):
        amount = language.won(progress.left)
        text = sentence("Tick what has come in. {amount} is still to come.", amount=amount)
    return markup.draw_paragraph(language.say(text), kind="aside")


# ---- send ----


def draw_send_button(visit: Visit, month: Settlement) -> None:
    """Draw the button. It stays in sight below a long text."""
    with st.container(key="settlement_send"):
        st.button(
            visit.language.say("I have sent it"),
            key=visit.fields.key(f"sent_{month.month}"),
            on_click=outcome.click,
            args=(visit, PLACE, save_sent, month.month),
            type="primary",
            icon=":material/send:",
        )


def save_sent(visit: Visit, month: str) -> None:
    save(visit, month, lambda at: mark_sent(at.cells, at.study, month))


# ---- close ----


def draw_more(visit: Visit, month: Settlement, of_round: Round, progress: SettlementProgress) -> None:
    """Draw what else can be done now: record another amount, close the period."""
    with st.container(horizontal=True):
        if month.final and of_round.transfers:
            draw_part_paid(visit, month.month, list_open_transfers(month, of_round))
        draw_close_button(visit, month, progress)


def draw_close_button(visit: Visit, month: Settlement, progress: SettlementProgress) -> None:
    """Draw the button that closes the period. An open one before it is closed first."""
    if not month.final or month.closed or not month.participants:
        return
    if closing.list_blocking(visit.study, visit.problems, month.month):
        return  # the strip above the list says what blocks it
    before = closing.find_open_before(derived.settle_months(visit), month.month)
    if before:
        told = visit.language.say("Close the earlier one first:")
        line = markup.draw_paragraph(told, " ", links.link_month(visit, before), kind="aside")
        st.html(markup.draw_block(line))
        return
    is_next = progress.step is NextStep.CLOSE
    st.button(
        visit.language.say(choose_close(month.month, is_next=is_next)),
        key=visit.fields.key(f"close_{month.month}"),
        on_click=outcome.click,
        args=(visit, PLACE, save_closing, month.month),
        type="primary" if is_next else "secondary",
        icon=":material/lock:",
    )


def choose_close(month: str, *, is_next: bool) -> Sentence:
    """Choose the words of the button."""
    if not is_next:
        return sentence("Close without waiting")
    return sentence("Close the season") if month == SEASON else sentence("Close the month")


def save_closing(visit: Visit, month: str) -> None:
    now = visit_now(visit).now
    save(visit, month, lambda at: close_month(at.cells, at.study, at.list_problems(now), month, now))


def draw_elsewhere(visit: Visit) -> None:
    """Say where to record payments and close, because Studyboard does not write here."""
    if not visit.store.address:
        why = sentence(
            "{name} is read-only. Import it into a database to write to it.", name=visit.store.name
        )
        banners.draw_strip(visit, why, quiet=True)
        return
    told = visit.language.say("Studyboard only reads this workbook. The desk shows which cells to type.")
    desk = draw_page_link(f"desk?{write_query()}", visit.language.say("Leader’s desk"))
    banners.draw_strip(visit, markup.join_parts([told, desk], " "), quiet=True)
