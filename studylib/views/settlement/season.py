"""Draw the pot over the season, and its files."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from studylib.figures import money
from studylib.money.settlement import Settlement
from studylib.season.kinds import SEASON
from studylib.views import files
from studylib.views.settlement.period_words import LEFT
from studylib.web import charts, links, markup
from studylib.web.visit import Visit


def draw_part(title: str) -> Markup:
    return markup.draw_block(markup.draw_heading(title), kind="part")


def draw_season(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Draw the pot of the whole season, and its files."""
    language, say = visit.language, visit.language.say
    title = say("The pot over the season")
    st.html(draw_part(title))
    described = say("The pot by month: fines in, shares out, carried over. The table below has the figures.")
    figure = money.draw_pot(chain, language, visit.palette)
    charts.draw_chart(visit, figure, "pot", described)
    st.html(markup.draw_block(draw_pots(visit, chain, title)))
    month = visit.fields.find("settlement_month")
    files.draw_settlement_files(visit, chain, month or chain[-1].month)


def draw_pots(visit: Visit, chain: Sequence[Settlement], title: str) -> Markup:
    """Build the table of the pots, the last period first. One pot of a whole season is carried from none."""
    say, whole = visit.language.say, all(each.month == SEASON for each in chain)
    head = [say("Month"), say("Carried in"), say("Fines"), say("Shares"), say("Carried out")]
    if whole:
        head = [say("Period"), say("Fines"), say("Shares"), say(LEFT)]
    rows = [list_pot_cells(visit, each, whole) for each in reversed(chain)]
    return markup.draw_table(title, head, rows)


def list_pot_cells(visit: Visit, month: Settlement, whole: bool) -> tuple[str | Markup, ...]:
    shares = sum(each.share for each in month.participants)
    amounts = [month.fines, shares, month.carried_out]
    carried = [] if whole else [month.carried_in]
    return links.link_month(visit, month.month), *map(visit.language.won, carried + amounts)
