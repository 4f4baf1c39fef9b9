"""Draw what can be downloaded: tables in the study's language, or with fixed names for scripts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from studylib import report
from studylib.access.rights import Need
from studylib.exports import board_table, csv_file, fine_table, settlement_table, spreadsheet
from studylib.exports.file_names import name_file, name_months
from studylib.exports.listing import ExportTable
from studylib.money import payments, shares
from studylib.money.settlement import Settlement
from studylib.season.fines import list_fines
from studylib.season.study import Study
from studylib.stores.xlsx import limits, write
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence
from studylib.web import banners, derived, markup, settling, way_out
from studylib.web.downloads import Download, draw_downloads
from studylib.web.visit import Visit
from studylib.workbook.cells import Workbook

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"
SPAN, ONE, ALL = "settlement_span", "one", "all"
"""The field that says which months of the settlement to download, and its values."""
MOST_ROWS = 10_000
"""Rows of the board that anybody may have written at a click. It takes seconds."""
CSV, XLSX = sentence("Download CSV"), sentence("Download Excel (.xlsx)")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page offers: its name for scripts, its title and time for people, and what makes its rows on demand."""

    name: str
    title: Sentence
    when: str
    write: Callable[[], Sequence[ExportTable]]
    """Writes the tables for people. The CSV is the first one."""
    list_lines: Callable[[], pd.DataFrame]
    """Lists the rows for scripts, as the command line prints them."""


def draw_board_files(visit: Visit) -> None:
    """Draw the files of the board at the moment shown. Without the right to money they have no fines."""
    study, board, language = *_judge(visit), Language(visit.study.language)
    if len(board) > MOST_ROWS:
        why = sentence("A file has up to {most} rows. The command board prints all.", most=MOST_ROWS)
        st.html(markup.draw_block(markup.draw_paragraph(visit.language.say(why))))
        return
    money = visit.rights.may(Need.MONEY)

    def list_lines() -> pd.DataFrame:
        lines = board_table.list_board_lines(study, board, language)
        return lines if money else lines.drop(columns="fine")

    day = f"{visit.now.astimezone(study.timezone):%Y-%m-%d}"
    write = partial(board_table.write_board, study, board, language, money=money)
    draw_offer(visit, Offer("board", sentence("Board"), day, lambda: [write()], list_lines))


def draw_fine_files(visit: Visit, places: Iterable[int], months: Iterable[str]) -> None:
    """Draw the files of the chosen fines. ``places`` are theirs in ``fines.list_fines``, ``months`` theirs, too."""
    study, board, language = *_judge(visit), Language(visit.study.language)
    chosen = sorted(places)
    offer = Offer(
        "fines",
        sentence("Fines"),
        name_months(months, language),
        lambda: [fine_table.write_fines(study, board, language, chosen)],
        lambda: list_fines(study, board, language).iloc[chosen],
    )
    if chosen:
        draw_offer(visit, offer)


def draw_settlement_files(visit: Visit, chain: Sequence[Settlement], month: str) -> None:
    """Draw the files of the settlement: of ``month``, which the page shows, or of all months."""
    spans = {ONE: visit.language.period(month), ALL: visit.language.say("All months")}
    if len(chain) > 1:
        label, into = visit.language.say("What to download"), st.container(width="content")
        visit.fields.choose_part(SPAN, label, list(spans), into, format_func=spans.get, default=ONE)
    whole = visit.fields.find(SPAN) == ALL
    draw_offer(visit, offer_settlement(visit, [each for each in chain if whole or each.month == month]))


def offer_settlement(visit: Visit, chain: Sequence[Settlement]) -> Offer:
    """Offer the settlement of these months."""
    language, paid = Language(visit.study.language), payments.sum_payments(visit.study, visit.now)
    outstanding = settling.list_outstanding(visit)
    return Offer(
        "settlement",
        sentence("Settlement"),
        name_months([each.month for each in chain], language),
        lambda: settlement_table.write_settlement(chain, outstanding, language),
        lambda: shares.list_shares(chain, paid),
    )


def draw_offer(visit: Visit, offer: Offer) -> None:
    """Draw the files of an offer, and the switch to the names for scripts. Within an app there is one way out."""
    if way_out.is_in_app():
        draw_downloads(visit.language)
        return
    switch = f"{offer.name}_for_scripts"
    with st.container(horizontal=True, vertical_alignment="center"):
        list_files = _list_script_files if visit.fields.find(switch) else _list_files
        draw_downloads(visit.language, *list_files(visit, offer))
        visit.fields.tick(switch, visit.language.say("For scripts: fixed names in English"))


def _list_files(visit: Visit, offer: Offer) -> list[Download]:
    """List the files for people. Nothing is made before one is asked for."""
    language, say = Language(visit.study.language), visit.language.say
    name = partial(name_file, visit.study.name, language.say(offer.title), offer.when)
    return [
        Download(say(CSV), lambda: csv_file.write_csv(offer.write()[0], language), name("csv"), CSV_TYPE),
        Download(
            say(XLSX), lambda: spreadsheet.pack_tables(offer.write(), language), name("xlsx"), XLSX_TYPE
        ),
    ]


def _list_script_files(visit: Visit, offer: Offer) -> list[Download]:
    """List the files for scripts. An Excel file that cannot hold a cell is left out, and the reason is said."""
    rows, say = offer.list_lines(), visit.language.say
    tab = report.to_tab(rows, offer.name)
    files = [Download(say(CSV), lambda: report.to_csv(rows), f"{offer.name}.csv", CSV_TYPE)]
    try:
        limits.check_cells(tab)
    except StudyboardError as error:
        banners.draw_strip(visit, error.why, quiet=True)
        return files
    book = Workbook((tab,))
    return [*files, Download(say(XLSX), lambda: write.pack_xlsx(book), f"{offer.name}.xlsx", XLSX_TYPE)]


def _judge(visit: Visit) -> tuple[Study, pd.DataFrame]:
    """Judge the board at the moment shown."""
    return derived.find_season(visit).study, derived.judge_board(visit)
