"""Draw the pot over the season, and its files."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from studylib import report
from studylib.figures import money
from studylib.money import payments, shares
from studylib.money.settlement import Settlement
from studylib.season.kinds import SEASON
from studylib.text.errors import StudyboardError
from studylib.views.settlement.period_words import LEFT
from studylib.web import banners, charts, derived, downloads, links, markup
from studylib.web.downloads import Download
from studylib.web.visit import Visit

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    draw_downloads(visit, chain)


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


def draw_downloads(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Draw the settlements as files with one row a participant. The CSV is what the command line prints."""
    say = visit.language.say
    lines = shares.list_shares(chain, payments.sum_payments(visit.study, visit.now))
    files = [
        Download(say("Download all settlements (CSV)"), report.to_csv(lines), "settlement.csv", "text/csv")
    ]
    failure = None
    try:
        spreadsheet = derived.write_spreadsheet(report.to_tab(lines, "settlement"))
    except StudyboardError as error:
        failure = error.why
    else:
        label = say("Download all settlements (XLSX)")
        files.append(Download(label, spreadsheet, "settlement.xlsx", XLSX_TYPE))
    with st.container(horizontal=True):
        downloads.draw_downloads(visit.language, *files)
        if failure:
            banners.draw_strip(visit, failure, quiet=True)
