"""Draw the checks: the problems, the source, the rules in force."""

import streamlit as st
from markupsafe import Markup

from studylib import report
from studylib.season import words
from studylib.season.study import Break
from studylib.text.language import Language
from studylib.text.masking import mask_addresses
from studylib.text.message import sentence
from studylib.web import banners, markup
from studylib.web.visit import Visit

MOST_CARDS = 200
"""Up to so many problems are shown one by one. More go into a table that scrolls."""


# ---- the problems ----


def draw_problems(visit: Visit) -> None:
    """Draw each problem with its place and its remedy."""
    say, problems = visit.language.say, visit.problems
    if not problems:
        banners.draw_strip(visit, sentence("Everything in the workbook could be read."), quiet=True)
        return
    count = sentence(
        "Could not be read: {count}. These entries do not count until they are fixed.", count=len(problems)
    )
    banners.draw_strip(visit, count)
    if len(problems) <= MOST_CARDS:
        st.html(draw_problem_cards(visit))
    else:
        headers = [
            say("Tab"),
            say("Row"),
            say("Subject"),
            say("Column"),
            say("What is wrong, and how to fix it"),
        ]
        table = report.list_findings(problems, visit.language).drop(columns="kind").set_axis(headers, axis=1)
        st.dataframe(table, hide_index=True)


def draw_problem_cards(visit: Visit) -> Markup:
    """Build the list of problems."""
    language = visit.language
    items = []
    for problem in visit.problems:
        row = language.say("row {row}", row=problem.row) if problem.row else None
        place = mask_addresses(" · ".join(filter(None, [problem.tab, row, problem.subject, problem.column])))
        items.append(markup.draw_strong(place) + markup.draw_paragraph(language.say(problem.message)))
    return markup.draw_block(markup.draw_list(items))


# ---- the source and the rules ----


def draw_rows(title: str, rows: list[tuple[str, object]]) -> Markup:
    """Build a card of terms under a heading."""
    return markup.draw_block(markup.draw_heading(title), markup.draw_terms(rows), kind="card")


def list_source(visit: Visit) -> list[tuple[str, object]]:
    """List the source of the data and its age."""
    language, study = visit.language, visit.study
    read_at = visit.reading.read_at.astimezone(study.timezone)
    age = (visit.now - read_at).total_seconds()
    moment = language.moment(read_at)
    if age >= 60:
        moment = language.say("{moment}, {span} ago", moment=moment, span=language.span(age, most=2))
    writable = (
        language.say("members can hand in on the page") if visit.store.writable else language.say("read only")
    )
    return [
        (language.say("Workbook"), mask_addresses(visit.store.name)),
        (language.say("Access"), writable),
        (language.say("Read"), moment),
        (language.say("Answers that count"), language.number(len(study.submissions))),
    ]


def list_rules(visit: Visit) -> list[tuple[str, object]]:
    """List the rules in force."""
    language, study = visit.language, visit.study
    say = language.say
    start = language.full_day(study.starts_on) if study.starts_on else say("missing")
    size = say("{weeks} weeks, {members} members", weeks=len(study.weeks), members=len(study.members))
    tiers = markup.join_lines(words.explain_tier(language, tier) for tier in study.tiers)
    breaks = markup.join_lines(describe_break(language, each) for each in study.breaks)
    return [
        (say("Time zone"), study.timezone.key),
        (say("Start"), start),
        (say("Weeks and members"), size),
        (say("Fines"), tiers),
        (say("Breaks"), breaks or say("None")),
        (say("Use of the pot"), words.name_pot(language, study.pot)),
    ]


def describe_break(language: Language, days_off: Break) -> str:
    days = f"{language.full_day(days_off.starts_on)} – {language.full_day(days_off.ends_on)}"
    return " · ".join(filter(None, [days, days_off.member, days_off.reason]))
