"""Draw the rows that could not be read, to be fixed."""

from dataclasses import dataclass, replace

import streamlit as st
from markupsafe import Markup

from studylib.season.problems import Problem
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.views.desk.editor import Editor, make_fixer
from studylib.views.desk.outcome import draw_problems
from studylib.views.desk.tables import draw_editor
from studylib.web import anchors, banners, fixing, markup
from studylib.web.address import read_parameter, write_query
from studylib.web.visit import Visit
from studylib.workbook import kinds, layouts, tables

LONGEST_NUMBER = 7
"""Digits of a row's number: a sheet has at most ten million cells."""


@dataclass(frozen=True)
class Asked:
    """The place that the page's address asks for. It is a row, or a whole tab, by the tab's title."""

    title: str
    row: int | None


def read_asked(visit: Visit) -> Asked | None:
    """Read ``?fix=`` and ``?row=``. ``None`` without a tab or row of the workbook that the desk can change."""
    fix, row = read_parameter("fix") or "", read_parameter("row") or ""
    if not fix or len(fix) > fixing.LONGEST_TITLE:
        return None
    for title, rows in fixing.list_rows(visit.season).items():
        if fixing.name_tab(title) == fix:
            asked = Asked(title, read_number(row))
            known = asked.row in rows or (not row and fixing.find_layout(visit.season, title))
            return asked if known else None
    return Asked(fix, None) if not row and fixing.find_layout(visit.season, fix) else None


def read_number(text: str) -> int | None:
    """Read a row's number. ``None`` for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def draw_fixes(visit: Visit) -> None:
    """Draw the row that the address asks for. Else draw all that is to fix."""
    if asked := read_asked(visit):
        draw_asked_fix(visit, asked)
    else:
        draw_all_fixes(visit)


def draw_asked_fix(visit: Visit, asked: Asked) -> None:
    """Draw one row or a whole tab with its findings. Link to all that is to fix."""
    say, findings = visit.language.say, (*visit.problems, *visit.notices)
    about = [each for each in findings if each.tab == asked.title and asked.row in (each.row, None)]
    heading = markup.draw_heading(mask_addresses(asked.title))
    lines = markup.join_lines(draw_problems(visit, about, tab=False)) or say("Nothing is left to fix here.")
    rest = anchors.draw_page_link(f"desk?{write_query(desk=say('To fix'))}", say("See all that is to fix"))
    st.html(markup.draw_block(heading, markup.draw_paragraph(lines), markup.draw_paragraph(rest)))
    if asked.row:
        fixer = make_fixer(fixing.list_tables(visit.season)[asked.title], about, {asked.row})
        draw_editor(visit, replace(fixer, name=f"row_{asked.row}_{fixer.name}"))
    elif layout := fixing.find_layout(visit.season, asked.title):
        draw_editor(visit, Editor(f"fix_{layout.titles[0]}", layout))


def draw_all_fixes(visit: Visit) -> None:
    """Draw each tab with unreadable rows: its problems, then those rows as a table."""
    problems = visit.problems
    if not problems:
        banners.draw_strip(visit, sentence("Everything in the workbook could be read."), quiet=True)
    for title in dict.fromkeys(problem.tab for problem in problems):
        draw_tab_fixes(visit, title, [problem for problem in problems if problem.tab == title])


def draw_tab_fixes(visit: Visit, title: str, problems: list[Problem]) -> None:
    """Draw the problems of one tab. A missing tab has no rows to fix."""
    lines = markup.join_lines(draw_problems(visit, problems, tab=False))
    st.html(markup.draw_block(markup.draw_heading(mask_addresses(title)), markup.draw_paragraph(lines)))
    rows = {problem.row for problem in problems if problem.row}
    tab = next((tab for tab in visit.season.cells.tabs if tab.title == title), None)
    table = tables.open_any(tab, visit.season.cells) if tab else None
    if table and table.places and rows:
        draw_editor(visit, make_fixer(table, problems, rows))


def draw_sheet_tabs(visit: Visit) -> Markup:
    """Build a link to each tab that Studyboard reads in a sheet."""
    cells = visit.season.cells
    tabs = [tab for layout in layouts.TITLED for tab in kinds.find_tabs(layout, cells)]
    titles = [tab.title for tab in cells.tabs if tab in tabs]
    titles += [table.title for table in tables.find_answer_tables(cells)]
    links = (
        anchors.draw_link(address, mask_addresses(title))
        for title in titles
        if (address := visit.store.address_of(title))
    )
    return markup.draw_block(markup.draw_paragraph(markup.join_parts(links)))
