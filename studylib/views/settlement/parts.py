"""Draw the settlement by month: one month, then the season."""

from collections.abc import Sequence

import streamlit as st

from studylib.access.rights import Need
from studylib.money import closing, sums
from studylib.money.payments import Outstanding
from studylib.money.progress import find_progress
from studylib.money.settlement import Settlement
from studylib.text.message import sentence
from studylib.views.desk.outcome import draw_blocking
from studylib.views.settlement.choice import choose_month
from studylib.views.settlement.deposits import draw_low_deposits
from studylib.views.settlement.members import draw_participants
from studylib.views.settlement.month import (
    draw_pot_facts,
    draw_recomputed,
    draw_state,
)
from studylib.views.settlement.next_step import draw_next_step
from studylib.views.settlement.season import draw_season
from studylib.views.settlement.steps import draw_steps
from studylib.web import banners, derived, markup, settling
from studylib.web.visit import Visit


def draw_by_month(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Draw the chosen month, then the season. The chain has at least one month."""
    month = choose_month(visit, chain)
    outstanding = [each for each in settling.list_outstanding(visit) if each.month == month.month]
    draw_month(visit, month, outstanding)
    if visit.rights.may(Need.LEAD) and (low := draw_low_deposits(visit, chain)):
        st.html(low)
    draw_season(visit, chain)


def draw_month(visit: Visit, month: Settlement, outstanding: Sequence[Outstanding]) -> None:
    """Draw one month: the next step first, then its figures. ``outstanding`` are its open amounts."""
    of_round = settling.find_round(visit, month.month)
    progress = find_progress(month, of_round, visit.study.sent)
    st.html(markup.draw_block(draw_steps(visit, month, progress), draw_state(visit, month)))
    draw_what_blocks(visit, month)
    if month.final:
        draw_next_step(visit, month, of_round, progress)
    draw_figures(visit, month, outstanding)
    if not month.final:
        draw_next_step(visit, month, of_round, progress)


def draw_figures(visit: Visit, month: Settlement, outstanding: Sequence[Outstanding]) -> None:
    """Draw the pot of a month, and the figures of its members."""
    st.html(markup.draw_block(draw_pot_facts(visit, month, outstanding)))
    today = month.recomputed if visit.rights.may(Need.LEAD) else None
    if today:
        why = sentence(
            "With today’s answers and rules this month would come to other amounts. The closed figures "
            "stay. The difference is only shown."
        )
        banners.draw_strip(visit, why)
    if month.participants:
        st.html(markup.draw_block(draw_participants(visit, month, outstanding), kind="participants"))
    else:
        banners.draw_strip(visit, sentence("No member takes part in this month."), quiet=True)
    if today:
        drifts = [each for each in derived.list_drifts(visit) if each.month == month.month]
        st.html(draw_recomputed(visit, month, today, drifts))


def draw_what_blocks(visit: Visit, month: Settlement) -> None:
    """Tell the leader what blocks closing the month, if it could be closed otherwise."""
    blocking = closing.list_blocking(visit.study, visit.problems, month.month)
    if blocking and visit.rights.may(Need.LEAD) and sums.list_closable([month]):
        why = closing.explain_blocking(blocking, month.month)
        banners.draw_strip(visit, draw_blocking(visit, why, blocking))
