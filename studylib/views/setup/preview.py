"""Preview the season of a plan: its board, its first deadlines and its first fine, by the real reader and judge."""

from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from studylib.season import board, events, reasons
from studylib.season.study import Member
from studylib.setup.book import make_workbook
from studylib.setup.examples import explain_cost
from studylib.setup.plan import Plan
from studylib.source.season import read_season
from studylib.views.setup.deadlines import describe_week
from studylib.views.setup.form import FilledForm
from studylib.web import derived, markup
from studylib.web.visit import Visit
from studylib.workbook.sizes import MOST_MEMBERS

FIRST_WEEKS = 3
"""How many deadlines the preview lists."""

PREVIEWED = "preview"
"""The identity of a season that nobody keeps."""


def suppose_season(visit: Visit, filled: FilledForm) -> Visit | None:
    """Move the visit to the season of a plan, just made. ``None`` if it has no weeks to draw.

    Without members it shows invented ones. So it does for more than a study takes.
    """
    plan = filled.plan
    if {fault.field for fault in filled.blocking} & {"starts_on", "weeks", "cycle"}:
        return None
    if not 0 < len(plan.members) <= MOST_MEMBERS:
        plan = replace(plan, members=invent_members(visit))
    season = read_season(make_workbook(plan, PREVIEWED))
    if not season.study.weeks or not season.study.members:
        return None
    event = events.find_last_event(season.events, visit.present)
    reading = replace(visit.reading, season=season)
    return replace(visit, reading=reading, now=visit.present, as_of=None, event=event)


def invent_members(visit: Visit) -> tuple[Member, ...]:
    """Invent members for a board that nobody is on yet."""
    return tuple(Member(visit.language.say("Name {number}", number=number)) for number in (1, 2, 3))


def draw_preview(visit: Visit, plan: Plan, supposed: Visit | None) -> None:
    """Draw the preview beside the form."""
    say = visit.language.say
    title = plan.name or say("Your study")
    kicker = markup.draw_paragraph(say("Preview"), kind="kicker")
    st.html(markup.draw_block(kicker, markup.draw_heading(title)))
    if supposed is None:
        draw_nothing(visit)
        return
    st.html(derived.draw_board(supposed, linked=False).grid)
    if not plan.members:
        invented = say("The names are examples until you add yours.")
        st.html(markup.draw_block(markup.draw_paragraph(invented, kind="aside")))
    st.html(markup.draw_block(markup.draw_terms(list_facts(supposed))))


def draw_nothing(visit: Visit) -> None:
    why = visit.language.say("The board appears here once there are weeks.")
    st.html(markup.draw_block(markup.draw_paragraph(why, kind="aside")))


def list_facts(supposed: Visit) -> Iterator[tuple[object, object]]:
    """List the first deadlines and the last one, what being late costs, and the first fine as the board explains it."""
    say, weeks = supposed.language.say, supposed.study.weeks
    first = [describe_week(week, supposed.language) for week in weeks[:FIRST_WEEKS]]
    last = [describe_week(week, supposed.language) for week in weeks[FIRST_WEEKS:][-1:]]
    between = ["⋮"] if len(weeks) > FIRST_WEEKS + 1 else []
    yield say("Deadlines"), markup.join_lines([*first, *between, *last])
    yield say("Time zone"), supposed.study.timezone.key
    yield say("Fines"), explain_cost(supposed.study, supposed.language.code)
    yield say("The first fine"), describe_first_fine(supposed)


def describe_first_fine(supposed: Visit) -> str:
    """Explain the first fine of a member who never hands in. ``""`` if the rules have none."""
    study = supposed.study
    end = study.weeks[-1].closes_at
    rows = board.judge(study, end)
    fined = rows[rows["fine"] > 0].head(1)
    return str(reasons.explain_fines(study, fined, supposed.language).iloc[0]) if len(fined) else ""
