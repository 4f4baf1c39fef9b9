"""Draw the rows that could not be read, to be fixed."""

import streamlit as st
from markupsafe import Markup

from studylib.season.study import Problem
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.views.desk.editor import make_fixer
from studylib.views.desk.outcome import draw_problems
from studylib.views.desk.tables import draw_table
from studylib.web import anchors, banners, markup
from studylib.web.visit import Visit
from studylib.workbook import layouts, tables, values


def draw_fixes(visit: Visit) -> None:
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
    if rows and any(tab.title == title for tab in visit.season.cells.tabs):
        draw_table(visit, make_fixer(title, problems, rows))


def draw_sheet_tabs(visit: Visit) -> Markup:
    """Build a link to each tab that Studyboard reads in a sheet."""
    known = {title for layout in layouts.TITLED for title in layout.titles}
    titles = [tab.title for tab in visit.season.cells.tabs if values.fold(tab.title) in known]
    titles += [table.title for table in tables.find_answer_tables(visit.season.cells)]
    links = (
        anchors.draw_link(address, mask_addresses(title))
        for title in titles
        if (address := visit.store.address_of(title))
    )
    return markup.draw_block(markup.draw_paragraph(markup.join_parts(links)))
