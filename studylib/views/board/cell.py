"""Draw the chosen cell of the board: one member in one week, with all tasks."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season import fines, words
from studylib.season.week_sums import find_worst
from studylib.text.direction import join_texts
from studylib.text.message import sentence
from studylib.views.judged import draw_task
from studylib.web import address, anchors, banners, derived, links, markup
from studylib.web.derived import JudgedCell
from studylib.web.visit import Visit

LONGEST_WEEK = 4
"""Digits of a week's number in an address."""


def read_week() -> int:
    """Read the week of the page's address. 0 if it names none."""
    asked = address.read_parameter("week") or ""
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_WEEK else 0


def draw_chosen_cell(visit: Visit) -> None:
    """Draw the details of the cell that the address names. Draw nothing without one."""
    member, week = address.read_parameter("member"), read_week()
    if member is None:
        return
    if week in visit.study.week_of and member in {each.name for each in visit.study.members}:
        draw_cell(visit, member, week)
    else:
        why = sentence("The address names no cell of this board. Choose one from the table.")
        banners.draw_strip(visit, why, quiet=True)


def draw_cell(visit: Visit, member: str, week: int) -> None:
    """Draw the details of one cell, or a line if the member is not judged then."""
    cells = derived.find_cells(visit, member, week)
    if cells:
        st.html(draw_tasks(visit, cells) if visit.study.tasks else draw_details(visit, cells[0]))
    else:
        why = sentence("{member} is not judged for that week.", member=member)
        banners.draw_strip(visit, why, quiet=True)


def draw_details(visit: Visit, cell: JudgedCell) -> Markup:
    """Build one cell of the board in words, with the links to the notes."""
    language, say = visit.language, visit.language.say
    notes = anchors.draw_links(cell.link.splitlines()) if pd.notna(cell.link) else say("No notes yet")
    terms = [
        (say("Topic"), visit.study.week_of[cell.week].topic.title),
        (say("How it was judged"), cell.reason),
        (say("Notes"), notes),
        *list_amounts(visit, [cell]),
    ]
    badge = markup.draw_status_badge(
        cell.status, fines.name_judgement(visit.study, language, cell.status, cell.tier)
    )
    return draw_card(visit, cell, badge, markup.draw_terms(terms))


def draw_tasks(visit: Visit, cells: Sequence[JudgedCell]) -> Markup:
    """Build all tasks of a cell. The worst status and the sum stand above them."""
    language, status = visit.language, find_worst(cell.status for cell in cells)
    terms = [
        (language.say("Topic"), visit.study.week_of[cells[0].week].topic.title),
        *list_amounts(visit, cells),
    ]
    badge = markup.draw_status_badge(status, words.name_status(language, status))
    tasks = markup.draw_list((draw_task(visit, cell) for cell in cells), kind="tasks")
    return draw_card(visit, cells[0], badge, markup.draw_terms(terms), tasks)


def list_amounts(visit: Visit, cells: Sequence[JudgedCell]) -> list[tuple[object, object]]:
    """List what the cells cost, for those who may see money. The leader also sees what they would cost today."""
    language, say = visit.language, visit.language.say
    fine, today = sum(cell.fine for cell in cells), sum(cell.fine_today for cell in cells)
    terms: list[tuple[object, object]] = []
    if visit.rights.may(Need.MONEY):
        terms.append((say("Fine"), language.won(fine) if fine else say("None")))
        terms += [
            (say("Deposit"), language.won(each.amount))
            for each in derived.list_balances(visit)
            if each.member == cells[0].member
        ]
    if visit.rights.may(Need.LEAD) and fine != today:
        terms.append((say("Computed today"), language.won(today)))
    return terms


def draw_card(visit: Visit, cell: JudgedCell, badge: Markup, *contents: Markup) -> Markup:
    """Build the card of a cell, headed by its member and week."""
    name = join_texts([cell.member, visit.language.week(cell.week)])
    heading = markup.draw_heading(links.link_member(visit, cell.member, name))
    return markup.draw_block(markup.draw_row(heading, badge), *contents, kind="card")
