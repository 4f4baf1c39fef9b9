"""Draw problems and notices: each with its place, its remedy and the way to its row."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.season.problems import Problem
from studylib.text.direction import isolate, join_texts
from studylib.text.language import Language
from studylib.text.masking import mask_addresses
from studylib.text.message import quote
from studylib.web import fixing, markup
from studylib.web.fixing import Fix
from studylib.web.visit import Visit

MOST_OPEN = 10
"""So many stand open."""
MOST_CARDS = 200
"""Up to so many are shown one by one. More go into a table that scrolls."""

LEAST_ALIKE = 3
"""So many notices that say the same are one item of the list."""

SHORTEST_NAME = 3
"""Characters of a subject that a message surely repeats if they are in it without quotes."""


def draw_findings(visit: Visit, findings: Sequence[Problem]) -> None:
    """Draw them one by one, or many as a table that scrolls."""
    if len(findings) <= MOST_CARDS:
        st.html(list_findings(visit, findings))
    else:
        draw_findings_table(visit, findings)


def list_findings(visit: Visit, findings: Sequence[Problem]) -> Markup:
    """Build the list of some problems or notices. Many are folded behind the first ones."""
    items = [draw_alike(visit, alike) for alike in group_alike(findings)]
    if len(items) <= MOST_OPEN + 1:
        return markup.draw_block(markup.draw_list(items))
    left = visit.language.number(len(items) - MOST_OPEN)
    more = visit.language.say("Show more ({count} left)", count=left)
    rest = markup.draw_fold(more, markup.draw_list(items[MOST_OPEN:]), kind="rest")
    return markup.draw_block(markup.draw_list(items[:MOST_OPEN]), rest)


def group_alike(findings: Sequence[Problem]) -> list[list[Problem]]:
    """Group the notices of a tab that say the same, in the order of the first. A problem stays by itself."""
    groups: dict[object, list[Problem]] = {}
    for place, each in enumerate(findings):
        alike = (each.tab, each.column, each.message.text) if each.is_notice else place
        groups.setdefault(alike, []).append(each)
    return [
        some
        for alike in groups.values()
        for some in ([alike] if len(alike) >= LEAST_ALIKE else [[each] for each in alike])
    ]


def draw_alike(visit: Visit, alike: Sequence[Problem]) -> Markup:
    """Build the first of some like findings, with their count. The rest is folded below it."""
    first, *rest = alike
    if not rest:
        return draw_finding(visit, first)
    count, left = (visit.language.number(len(each)) for each in (alike, rest))
    badge = markup.draw_badge(visit.language.say("{count} alike", count=count), "state")
    more = visit.language.say("Show {count} more", count=left)
    fold = markup.draw_fold(more, markup.draw_list(draw_finding(visit, each) for each in rest), kind="alike")
    return draw_finding(visit, first, badge) + fold


def draw_finding(visit: Visit, finding: Problem, badge: Markup = markup.NO_MARKUP) -> Markup:
    """Build a finding: its place with the badge, if any, what is wrong, and the way to its row."""
    message = visit.language.say(finding.message)
    link = fixing.link_fix(visit, finding)
    line = markup.join_parts([message, link and markup.draw_span(link, kind="fix")], " ")
    place = markup.draw_strong(draw_place(visit.language, finding, message))
    return markup.join_parts([place, badge], " ") + markup.draw_paragraph(line)


def draw_findings_table(visit: Visit, findings: Sequence[Problem]) -> None:
    """Draw a table of many problems or notices."""
    say, fixes = visit.language.say, [fixing.find_fix(visit, each) for each in findings]
    labels = say("Fix"), say("Tab"), say("Row"), say("Subject"), say("Column")
    link, row, message = labels[0], labels[2], say("What is wrong, and how to fix it")
    rows = [list_problem_cells(visit, each, fix) for each, fix in zip(findings, fixes, strict=True)]
    table = pd.DataFrame(rows, columns=[*labels, message]).astype({row: "Int64"})
    st.dataframe(
        table if any(table[link]) else table.drop(columns=link),
        hide_index=True,
        column_config={
            link: st.column_config.LinkColumn(display_text=link, width="small"),
            message: st.column_config.Column(width="large"),
        },
    )


def list_problem_cells(visit: Visit, problem: Problem, fix: Fix | None) -> tuple[object, ...]:
    """List the cells of one row of the table. The first is the address of the fix, or ``""``."""
    subject = join_texts(_name_subjects(visit.language, problem))
    message = visit.language.say(problem.message)
    if fix and not fix.address:
        message += f" {fix.text}"
    address = fix.address if fix else ""
    return address, *map(_shorten, (problem.tab, problem.row, subject, problem.column)), message


def draw_place(language: Language, problem: Problem, message: str, *, tab: bool = True) -> Markup:
    """Build the place of a problem, with its tab or not. Leave out a subject that the message repeats.

    Each part keeps its own direction of writing.
    """
    row = language.say("row {row}", row=problem.row) if problem.row else ""
    subjects = [each for each in _name_subjects(language, problem) if not _repeats(message, each)]
    parts = [problem.tab if tab else "", row, *subjects, problem.column]
    shown = (str(_shorten(part)) for part in parts if part)
    return markup.join_parts(shown)


def _name_subjects(language: Language, problem: Problem) -> list[str]:
    """Name the parts of a subject. A number of a week is named as a week."""
    parts = problem.subject.split(" · ")
    return [
        language.week(int(each)) if each.isascii() and each.isdigit() and len(each) <= 3 else each
        for each in parts
    ]


def _repeats(message: str, name: str) -> bool:
    return f"“{isolate(name)}”" in message or (len(name) >= SHORTEST_NAME and name in message)


def _shorten(part: object) -> object:
    return quote(mask_addresses(part)) if isinstance(part, str) else part
