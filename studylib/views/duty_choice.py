"""Draw the choice of who hands in, for which week and which task, and what is done of it so far."""

import pandas as pd
import streamlit as st

from studylib.season.hand_ins import explain_others, find_link_duty, list_link_duties, list_link_weeks
from studylib.season.proposal import propose_duty, propose_task
from studylib.season.receipt import find_row
from studylib.season.study import Week
from studylib.season.tasks import Duty
from studylib.text.direction import join_texts
from studylib.views.own_name import draw_own_name, keep_first
from studylib.views.prices import draw_price
from studylib.web import anchors, banners, links, markup
from studylib.web.own_name import find_own_name
from studylib.web.visit import Visit

FORM_WIDTH = 560
"""Pixels. A wider form is hard to read."""

MOST_LINKS = 20
"""How many of the links that count are shown."""


SENDER = "hand_in_member"
"""The field of who hands in."""


def choose_sender(visit: Visit) -> str | None:
    """Draw the choice of a name. A signed-in member hands in only as themselves. Others begin with their own name."""
    say, signed_in = visit.language.say, visit.rights.member
    own = find_own_name(visit)
    names = [signed_in] if signed_in else [each.name for each in visit.study.members]
    chosen = visit.fields.choose(
        SENDER,
        say("Member"),
        names,
        index=names.index(own) if own else None,
        placeholder=say("Choose your name"),
        disabled=signed_in is not None,
        on_change=keep_first,
        args=(visit, SENDER),
        width=FORM_WIDTH,
    )
    draw_own_name(visit, SENDER)
    return chosen


def choose_week(visit: Visit, rows: pd.DataFrame, member: str | None) -> Week:
    """Draw the choice of a week. Another member gets another proposal. ``rows`` is the board."""
    state = visit.fields
    if "hand_in_week" not in state or state.get("hand_in_for") != member:
        proposed = propose_duty(visit.study, rows, member, visit.now)
        state["hand_in_for"] = member
        state["hand_in_week"] = proposed.week
        state["hand_in_task"], state["hand_in_task_for"] = proposed.task, (member, proposed.week)
    number = state.choose(
        "hand_in_week",
        visit.language.say("Week"),
        [week.number for week in list_link_weeks(visit.study.weeks)],
        format_func=lambda number: links.name_week(visit, number),
        width=FORM_WIDTH,
    )
    assert number is not None, "a week is always chosen"
    return visit.study.week_of[number]


def choose_duty(visit: Visit, rows: pd.DataFrame, member: str | None, week: Week) -> Duty | None:
    """Draw the choice of a task if the week takes links for two. ``None`` if none is chosen yet.

    It begins with the one that waits for the member, if there is one alone.
    """
    state, duties = visit.fields, list_link_duties(week)
    if len(duties) < 2:
        return duties[0]
    if state.get("hand_in_task_for") != (member, week.number):
        state["hand_in_task"] = propose_task(rows, week, member)
        state["hand_in_task_for"] = (member, week.number)
    task = state.choose(
        "hand_in_task",
        visit.language.say("Task"),
        [str(duty.task.name) for duty in duties],
        index=None,
        placeholder=visit.language.say("Choose the task"),
        width=FORM_WIDTH,
    )
    return find_link_duty(week, task) if task else None


# ---- what is known of the chosen duty ----


def draw_duty(visit: Visit, rows: pd.DataFrame, member: str | None, duty: Duty) -> None:
    """Draw when the duty is due, what handing in costs now, and what is done so far. ``rows`` is the board."""
    due = join_texts([duty.task.name, describe_due(visit, duty)])
    price = draw_price(visit, duty, member)
    again = explain_again(visit, rows, member, duty)
    lines = [
        markup.draw_paragraph(due),
        markup.draw_paragraph(price, kind="price") if price else "",
        markup.draw_paragraph(again, kind="aside") if again else "",
    ]
    st.html(markup.draw_block(*lines, kind="due"))
    if member and (why := explain_others(visit.study, duty, member)):
        banners.draw_strip(visit, why, quiet=True)
    elif duty.task.count > 1:
        draw_progress(visit, rows, member, duty)


def explain_again(visit: Visit, rows: pd.DataFrame, member: str | None, duty: Duty) -> str:
    """Say what another link does, if the member has handed in the only one."""
    row = find_row(rows, member, duty.week, duty.task.name) if duty.task.count == 1 else None
    if row is None or not row["counted"]:
        return ""
    return visit.language.say(
        "Handed in already. Another link replaces the one shown, and the first time counts."
    )


def describe_due(visit: Visit, duty: Duty) -> str:
    """Say when the duty is due, and how far away that is."""
    language = visit.language
    due = language.say("Due {moment}", moment=language.moment(duty.last_second))
    left = (duty.due_at - visit.now).total_seconds()
    if left > 0:
        return f"{due} · " + language.say("{span} left", span=language.span(left, most=2))
    return f"{due} · " + language.say("{span} late", span=language.span(-left, most=2))


def draw_progress(visit: Visit, rows: pd.DataFrame, member: str | None, duty: Duty) -> None:
    """Draw how many links count so far, which ones, and how many a day."""
    say, task = visit.language.say, duty.task
    limit = say("at most {most} new ones a day", most=task.per_day) if task.per_day else ""
    row = find_row(rows, member, duty.week, task.name)
    if row is None:
        need = say("{count} different links", count=task.count)
        st.html(markup.draw_block(markup.draw_paragraph(join_texts([need, limit]), kind="aside")))
        return
    counted = int(row["counted"])
    done = say("{counted}/{count} so far", counted=counted, count=task.count)
    texts = str(row["link"]).splitlines()[:MOST_LINKS] if counted else []
    shown = markup.draw_list(anchors.draw_link(each) for each in texts) if texts else markup.NO_MARKUP
    st.html(markup.draw_block(markup.draw_paragraph(join_texts([done, limit])), shown))
