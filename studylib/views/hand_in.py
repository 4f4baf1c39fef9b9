"""Draw the hand-in form, and write what is in it."""

import streamlit as st

from studylib import clock
from studylib.form.link import prefill_form
from studylib.season.hand_ins import find_link_duty, list_link_duties, list_link_weeks
from studylib.season.study import FormLink, Week
from studylib.season.tasks import Duty
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.views.duty_choice import FORM_WIDTH
from studylib.web import banners, markup, writing
from studylib.web.visit import Visit
from studylib.workbook import values
from studylib.workbook.answers import Answer
from studylib.workbook.keys import KEYS
from studylib.workbook.links import parse_pasted_links

# ---- the form ----


def fill_in_form(visit: Visit, form: FormLink, member: str | None, week: Week, duty: Duty | None) -> str:
    """Write the address of the Google Form, filled in in the workbook's language."""
    task = duty.task.name if duty else None
    return prefill_form(form, member, Language(visit.study.language).week(week.number), task)


def draw_form_problem(visit: Visit) -> None:
    """Say why the form's address of the settings opens nothing, if there is an unreadable one."""
    for problem in visit.problems if visit.study.form is None else ():
        if values.fold(problem.subject) in KEYS["form_url"]:
            banners.draw_strip(visit, problem.message)


def draw_form_of(visit: Visit, form: FormLink, member: str | None, week: Week, duty: Duty | None) -> None:
    """Draw the link to the form, filled in. A week that is not open yet asks first."""
    if is_early(week) and visit.fields.get("hand_in_meant") != (member, week.number):
        label = visit.language.say("Open the form for week {week} all the same", week=week.number)
        ask_first(visit, member, week, label)
    else:
        draw_form_link(visit, fill_in_form(visit, form, member, week, duty))


def draw_form_link(visit: Visit, address: str) -> None:
    label = visit.language.say("Open the form")
    st.link_button(label, address, type="primary", icon=":material/open_in_new:")


def draw_fields(visit: Visit, member: str | None, week: Week) -> None:
    """Draw the fields of an answer and the button that writes it. A week that is not open yet asks first."""
    say = visit.language.say
    visit.fields.type_lines(
        "hand_in_link",
        say("Link to your notes, several one a line"),
        height=80,
        placeholder="https://",
        width=FORM_WIDTH,
    )
    visit.fields.type_text("hand_in_note", say("Note (optional)"), width=FORM_WIDTH)
    if visit.fields.get("hand_in_asked") == (member, week.number) and is_early(week):
        ask_first(visit, member, week, say("Hand in for week {week} all the same", week=week.number))
    else:
        icon = ":material/upload:"
        with st.container(key="send"):
            st.button(say("Hand in"), on_click=save_answer, args=(visit,), type="primary", icon=icon)


# ---- a week that is not open yet ----


def is_early(week: Week) -> bool:
    """Tell whether the week opens later than now."""
    return clock.now() < week.opens_at


def ask_first(visit: Visit, member: str | None, week: Week, label: str) -> None:
    """Ask whether a week that is not open yet is really meant. ``label``: of the button that says so."""
    with st.container(key="ask"):
        early = markup.draw_paragraph(describe_early(visit, week), kind="strip", role="alert")
        st.html(markup.draw_block(early))
        with st.container(horizontal=True):
            args = (visit, (member, week.number))
            st.button(label, key=visit.fields.key("hand_in_sure"), on_click=confirm_week, args=args)
            if present := find_open_weeks(visit):
                draw_other(visit, present[-1].number)


def draw_other(visit: Visit, number: int) -> None:
    """Draw the button that chooses an open week instead."""
    label, key = visit.language.say("Choose week {week}", week=number), visit.fields.key("hand_in_other")
    st.button(label, key=key, on_click=choose_other, args=(visit, number), type="primary")


def describe_early(visit: Visit, week: Week) -> str:
    """Say when the week opens, and which week is open now."""
    language = visit.language
    opens = language.say(
        "{week} is not open yet. It opens on {day}.",
        week=language.week(week.number),
        day=language.day(week.opens_at.date()),
    )
    names = language.names([language.week(each.number) for each in find_open_weeks(visit)])
    now = language.say("Open now: {weeks}.", weeks=names) if names else language.say("No week is open now.")
    return f"{opens} {now}"


def find_open_weeks(visit: Visit) -> list[Week]:
    now = clock.now()
    return [
        week
        for week in list_link_weeks(visit.study.weeks)
        if any(duty.opens_at <= now < duty.due_at for duty in list_link_duties(week))
    ]


def confirm_week(visit: Visit, asked: tuple[str | None, int]) -> None:
    """Hand in for the member and week that were asked about, or open the form for them."""
    visit.fields["hand_in_meant"] = asked
    if visit.study.form is None:
        save_answer(visit)


def choose_other(visit: Visit, number: int) -> None:
    visit.fields["hand_in_week"] = number
    visit.fields.pop("hand_in_asked", None)


# ---- to save ----


def save_answer(visit: Visit) -> None:
    """Write the answer in the fields, or ask first. Its outcome is kept until the page is drawn again."""
    state = visit.fields
    meant: tuple[str | None, int] | None = state.pop("hand_in_meant", None)
    state.pop("hand_in_asked", None)
    try:
        answer = read_answer(visit)
        place = answer.member, answer.week
        if is_early(visit.study.week_of[answer.week]) and meant != place:
            state["hand_in_asked"] = place
            return
        handed = writing.write_answer(answer)
    except StudyboardError as error:
        state["handed_in"] = error.why
    else:
        state["handed_in"], state["hand_in_link"], state["hand_in_note"] = handed, "", ""
        if not takes_more(visit, answer):
            state.pop("hand_in_for", None)  # so that the form proposes the next week


def takes_more(visit: Visit, answer: Answer) -> bool:
    """Check if the task of an answer takes several links."""
    duty = find_link_duty(visit.study.week_of[answer.week], answer.task)
    return duty is not None and duty.task.count > 1


def read_answer(visit: Visit) -> Answer:
    """Read the answer in the fields. Raises a ``CellError`` without a name, or if a line is no link."""
    fields = visit.fields
    member = visit.rights.member or fields["hand_in_member"]
    if member is None:
        raise values.CellError(sentence("Choose your name first."))
    duty = _find_duty(visit)
    addresses = parse_pasted_links(fields["hand_in_link"])
    now = clock.now().astimezone(visit.study.timezone)
    submitted_at = now.replace(microsecond=now.microsecond // 1000 * 1000)
    link, note = "\n".join(addresses), fields["hand_in_note"]
    return Answer(member, duty.week, submitted_at, link, note, duty.task.name)


def _find_duty(visit: Visit) -> Duty:
    """Find the chosen duty. Raises a CellError if its task is still to be chosen, or is no longer there."""
    week = visit.study.week_of.get(visit.fields["hand_in_week"])
    is_alone = week is not None and len(list_link_duties(week)) == 1
    duty = find_link_duty(week, None if is_alone else visit.fields.get("hand_in_task")) if week else None
    if duty is None:
        raise values.CellError(sentence("Choose the task first."))
    return duty
