"""Draw the fields of the form, each with its faults below it."""

from functools import partial

import streamlit as st

from studylib.season import words
from studylib.season.kinds import Period, Pot
from studylib.season.study import Study
from studylib.setup.curriculum import COURSE
from studylib.setup.plan import PlanFault
from studylib.text.direction import join_texts
from studylib.views.rules import describe_due_time
from studylib.views.setup.cards import draw_cards
from studylib.views.setup.form import AS_RULES, NO_TOPICS, PASTED, TRIED, FilledForm
from studylib.web import markup
from studylib.web.visit import Visit
from studylib.workbook import dues
from studylib.workbook.sizes import LONGEST_NAME
from studylib.workbook.values import CellError

MOST_WEEKS = 200
"""The most weeks that the field takes."""

DAYS = {"ko": "월화수목금토일", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
"""The weekdays as the setting ``due`` takes them."""

# ---- the whole form ----


def draw_form(visit: Visit, filled: FilledForm, study: Study | None) -> None:
    """Draw the eight fields. ``study`` is what they make, ``None`` if it cannot be drawn."""
    say = visit.language.say
    draw_section(say("The study"))
    draw_name(visit, filled)
    draw_days(visit, filled)
    draw_due(visit, filled, study)
    draw_members(visit, filled)
    draw_section(say("The rules"))
    with st.container(key=visit.fields.key("setup_rules")):
        draw_cards(visit, filled.plan)
    draw_faults(visit, filled, "preset")
    draw_settlement(visit, filled)
    draw_section(say("Curriculum"))
    draw_curriculum(visit, filled)


def draw_section(title: str) -> None:
    st.html(markup.draw_block(markup.draw_heading(title), kind="part"))


def draw_faults(visit: Visit, filled: FilledForm, *fields: str) -> None:
    """Draw what is wrong with a field, one sentence each. An empty field waits until the button was pressed."""
    faults = [fault for fault in filled.faults if fault.field in fields]
    if not visit.fields.get(TRIED):
        faults = [fault for fault in faults if visit.fields.find(f"setup_{fault.field}") != ""]
    for fault in faults[:MOST_FAULTS]:
        kind = "aside" if fault.is_notice else "fault"
        line = markup.draw_paragraph(describe_fault(visit, fault), kind=kind, role="alert")
        st.html(markup.draw_block(line))


MOST_FAULTS = 3
"""How many faults of a field are told at once."""


def describe_fault(visit: Visit, fault: PlanFault) -> str:
    """Say what is wrong, with the number of the pasted line if there is one."""
    say = visit.language.say
    message = say(fault.message)
    return message if fault.line is None else say("Line {line}: {why}", line=fault.line, why=message)


def draw_note(text: str) -> None:
    """Draw what a field comes to, below it."""
    st.html(markup.draw_block(markup.draw_paragraph(text, kind="aside")))


# ---- the study ----


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
    if study and study.weeks:
        last = visit.language.moment(study.weeks[0].last_second)
        draw_note(say("The first deadline: {moment}", moment=last))


def list_dues(visit: Visit) -> list[str]:
    """List the due times to choose from, as the setting takes them."""
    days = DAYS[visit.language.code]
    return ["", "22:00", "26:00", *(f"{day} {at}" for at in ("23:59", "22:00") for day in days)]


def name_due(visit: Visit, cell: str) -> str:
    """Name a due time for people: ``일요일 22:00``. What was typed stays as it is."""
    say = visit.language.say
    if not cell:
        return say("At the end of the week’s last day")
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


# ---- the rules ----


def draw_settlement(visit: Visit, filled: FilledForm) -> None:
    """Draw how often fines are settled, and who shares them."""
    say = visit.language.say
    choices = [AS_RULES, *(f"{period} {pot}" for period in Period for pot in Pot)]
    visit.fields.choose(
        "setup_settle",
        say("Settlement"),
        choices,
        format_func=partial(name_settlement, visit, is_next=filled.plan.carried is not None),
        persist_state="session",
    )
    draw_faults(visit, filled, "settle", "pot")


def name_settlement(visit: Visit, choice: str, *, is_next: bool) -> str:
    """Name a choice of the settlement: its period and the use of the pot."""
    say = visit.language.say
    if choice == AS_RULES:
        return say("As before") if is_next else say("As usual for these rules")
    period, _, pot = choice.partition(" ")
    name = words.name_pot(visit.language, Pot(pot))
    if period == Period.SEASON:
        return say("Once at the end of the season: {pot}", pot=name)
    return say("Each month: {pot}", pot=name)


# ---- what is studied ----


def draw_curriculum(visit: Visit, filled: FilledForm) -> None:
    """Draw where the topics come from, and the field to paste them into."""
    say = visit.language.say
    names = {
        NO_TOPICS: say("None yet"),
        PASTED: say("Paste"),
        COURSE: say("Full Stack Deep Learning"),
    }
    visit.fields.choose_part(
        "setup_curriculum",
        say("Curriculum"),
        list(names),
        st.container(),
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    source = visit.fields.find("setup_curriculum")
    if source == PASTED:
        visit.fields.type_lines(
            "setup_topics",
            say("Topics and links, one week a line"),
            height=130,
            placeholder="\n".join(
                [
                    say("Neural networks https://course.example/1"),
                    say("Convolutions https://course.example/2"),
                ]
            ),
            persist_state="session",
        )
    draw_faults(visit, filled, "curriculum", "topics")
    if filled.plan.curriculum:
        draw_note(say("{count} weeks of topics", count=len(filled.plan.curriculum)))
