"""Draw the form in which a member asks for a pass."""

from datetime import timedelta

import streamlit as st

from studylib import clock
from studylib.changes.draft import Change
from studylib.changes.passes import ask_pass, count_left
from studylib.season.passes import find_asking_end
from studylib.season.records import Pass
from studylib.season.study import Week
from studylib.season.weeks import add_time, to_milliseconds
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.views.duty_choice import FORM_WIDTH
from studylib.web import banners, links, markup
from studylib.web.own_changes import save_own_change
from studylib.web.visit import Visit


def draw_pass_form(visit: Visit, member: str | None) -> None:
    """Draw how many passes the member has left, and the form that asks for one. Draw nothing if nobody has any."""
    if not visit.study.pass_count or not visit.store.writable:
        return
    say = visit.language.say
    with st.container(border=True, width=FORM_WIDTH):
        st.html(markup.draw_block(markup.draw_heading(say("Passes")), draw_left(visit, member)))
        draw_asked_pass(visit)
        weeks = list_open_weeks(visit)
        if not weeks:
            why = sentence("It is too late for a pass in each week of the season.")
            banners.draw_strip(visit, why, quiet=True)
        elif member:
            draw_fields(visit, member, weeks)


def draw_left(visit: Visit, member: str | None) -> str:
    """Build the line that counts the member's passes, or names how many each has."""
    say, most = visit.language.say, visit.study.pass_count
    if member is None:
        text = say("Each member has {most} a season. One excuses from a week or a task.", most=most)
    else:
        left = count_left(visit.study, member, visit.study.weeks[0].number, None, visit.now).left
        text = say("{left} of {most} left. One excuses from a week or a task.", left=left, most=most)
    return markup.draw_paragraph(text, kind="aside")


def list_open_weeks(visit: Visit) -> list[Week]:
    """List the weeks for which a pass can still be asked for."""
    return [week for week in visit.study.weeks if list_choices(visit, week)]


def list_choices(visit: Visit, week: Week) -> list[str | None]:
    """List what a pass of a week may still be for: the whole week (``None``), or one of several tasks."""
    tasks = [duty.task.name for duty in week.duties] if len(week.duties) > 1 else []
    return [each for each in (None, *tasks) if is_open(visit, week, each)]


def is_open(visit: Visit, week: Week, task: str | None) -> bool:
    """Check if a pass can still be asked for."""
    ends_at = find_asking_end(visit.study, week.number, task)
    return ends_at is not None and to_milliseconds(visit.now) < to_milliseconds(ends_at)


def draw_fields(visit: Visit, member: str, weeks: list[Week]) -> None:
    """Draw the choice of the week and the task, until when it can be asked for, and the button."""
    say, language = visit.language.say, visit.language
    number = visit.fields.choose(
        "pass_week",
        say("Week"),
        [week.number for week in weeks],
        format_func=lambda number: links.name_week(visit, number),
    )
    week = visit.study.week_of[number] if number else weeks[0]
    choices = list_choices(visit, week)
    task = choices[0]
    if len(choices) > 1:
        names = {each or "": each for each in choices}
        chosen = visit.fields.choose(
            "pass_task", say("For"), list(names), format_func=lambda name: name or say("The whole week")
        )
        task = names.get(chosen or "", task)
    ends_at = find_asking_end(visit.study, week.number, task)
    if ends_at:
        last = language.moment(add_time(ends_at, -timedelta(seconds=1)))
        until = say("To be asked for by {moment}.", moment=last)
        st.html(markup.draw_block(markup.draw_paragraph(until, kind="aside")))
    visit.fields.type_text("pass_reason", say("Reason (optional)"))
    st.button(
        say("Take a pass"),
        key=visit.fields.key("pass_save"),
        on_click=save_pass,
        args=(visit, member, week.number, task),
        icon=":material/confirmation_number:",
    )


# ---- to save ----


def save_pass(visit: Visit, member: str, week: int, task: str | None) -> None:
    """Write the pass. The outcome is kept until the page is drawn again."""
    state = visit.fields
    try:
        now = clock.now().astimezone(visit.study.timezone)
        asked_at = now.replace(microsecond=now.microsecond // 1000 * 1000)
        wanted = Pass(asked_at, week, member, task, str(state["pass_reason"]).strip())
        state["pass_said"] = save_own_change(
            member,
            lambda season: ask_pass(season.cells, season.study, wanted, with_offset=visit.store.remote),
        )
    except StudyboardError as error:
        state["pass_said"] = error.why
    else:
        state["pass_reason"] = ""


def draw_asked_pass(visit: Visit) -> None:
    """Draw the outcome of the last click, once."""
    outcome = visit.fields.pop("pass_said", None)
    if isinstance(outcome, Sentence):
        banners.draw_strip(visit, outcome, alert=True)
    elif isinstance(outcome, Change):
        saved = visit.language.say("Saved: {what}", what=visit.language.say(outcome.what))
        banners.draw_strip(visit, markup.draw_span(saved, role="status"), quiet=True)
