"""Draw the fields of the study itself: name, days, deadline, members."""

from functools import partial

import streamlit as st

from studylib.season.study import Study
from studylib.text.direction import join_texts
from studylib.views.rules import describe_due_time
from studylib.views.setup.deadlines import describe_first
from studylib.views.setup.faults import draw_faults, draw_note
from studylib.views.setup.form import FilledForm
from studylib.web.visit import Visit
from studylib.workbook import dues
from studylib.workbook.sizes import LONGEST_NAME
from studylib.workbook.values import CellError

MOST_WEEKS = 200
"""The most weeks that the field takes."""

DAYS = {"ko": "월화수목금토일", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
"""The weekdays as the setting ``due`` takes them."""


def draw_name(visit: Visit, filled: FilledForm) -> None:
    say = visit.language.say
    visit.fields.type_text(
        "setup_name",
        say("Name of the study"),
        most=LONGEST_NAME,
        placeholder=say("Algorithms together"),
        persist_state="session",
    )
    draw_faults(visit, filled, "name")


def draw_days(visit: Visit, filled: FilledForm) -> None:
    """Draw the first day and the number of weeks, side by side."""
    say = visit.language.say
    first, weeks = st.columns(2)
    visit.fields.choose_day("setup_starts_on", say("First day"), into=first, persist_state="session")
    visit.fields.type_number(
        "setup_weeks", say("Number of weeks"), 1, MOST_WEEKS, into=weeks, step=1, persist_state="session"
    )
    draw_faults(visit, filled, "starts_on", "weeks", "cycle")


def draw_due(visit: Visit, filled: FilledForm, study: Study | None) -> None:
    """Draw when a week is due, and below it the first deadline."""
    say = visit.language.say
    visit.fields.choose_or_type(
        "setup_due",
        say("When a week is due"),
        list_dues(visit),
        format_func=partial(name_due, visit),
        placeholder=say("Such as Sun 22:00"),
        help=say("Choose one, or type a weekday and a time, such as Sun 22:00."),
        persist_state="session",
    )
    draw_faults(visit, filled, "due")
    if study and study.duties:
        draw_note(say("The first deadline: {moment}", moment=describe_first(study, visit.language)))


def list_dues(visit: Visit) -> list[str]:
    """List the due times to choose from, as the setting takes them."""
    days = DAYS[visit.language.code]
    return ["", "22:00", "26:00", *(f"{day} {at}" for at in ("23:59", "22:00") for day in days)]


def name_due(visit: Visit, cell: str) -> str:
    """Name a due time for people: ``일요일 22:00``. What was typed stays as it is."""
    say = visit.language.say
    if not cell:
        return say("As these rules say, else at the end of the week’s last day")
    try:
        due = dues.parse_due(cell)
    except CellError:
        return cell
    clock = describe_due_time(visit.language, due)
    return clock if due.weekday is not None else say("On the last day at {time}", time=clock)


def draw_members(visit: Visit, filled: FilledForm) -> None:
    """Draw the members to paste, and below them how many there are and who leads."""
    say, members = visit.language.say, filled.plan.members
    visit.fields.type_lines(
        "setup_members",
        say("Members, one a line"),
        height=150,
        placeholder="\n".join([say("Kim Hana, hana@school.example"), say("Lee Duri")]),
        help=say("An e-mail address after the name lets the member sign in. The first one leads."),
        persist_state="session",
    )
    draw_faults(visit, filled, "members")
    leaders = visit.language.names([member.name for member in members if member.leader])
    if members:
        leading = say("Leader: {names}", names=leaders) if leaders else ""
        draw_note(join_texts([say("{count} members", count=len(members)), leading]))
