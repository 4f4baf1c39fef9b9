"""Draw the forms that a leader uses every week."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from studylib.changes import actions
from studylib.season.study import Week
from studylib.text.message import sentence
from studylib.views.desk.closing_form import draw_closing_forms
from studylib.views.desk.excuse_forms import draw_excuse_form, draw_pass_form
from studylib.views.desk.money_forms import draw_pay_form
from studylib.views.desk.outcome import draw_aside, draw_button, draw_form_heading, save_at
from studylib.views.desk.turn_forms import draw_post_form, draw_swap_form
from studylib.views.desk.widgets import choose_week
from studylib.web import banners, markup
from studylib.web.fields import ForgedError
from studylib.web.lack import draw_beginning
from studylib.web.visit import Visit


def draw_weekly_forms(visit: Visit) -> None:
    """Draw the forms in two columns. They need at least one member and one week."""
    if not visit.study.members or not visit.study.weeks:
        why = sentence("First add members and weeks, and the start in the settings.")
        banners.draw_strip(visit, why, quiet=True)
        if button := draw_beginning(visit):
            st.html(markup.draw_block(button))
        return
    columns = list_forms(visit)
    st.html(draw_jumps([form for column in columns for form in column]))
    for column, forms in zip(st.columns(2), columns, strict=True):
        for form in forms:
            with column, st.container(border=True, key=form.place):
                form.draw(visit)


class WeeklyForm(NamedTuple):
    """A form. ``place``: the key of its frame."""

    place: str
    label: str
    draw: Callable[[Visit], None]


def list_forms(visit: Visit) -> tuple[list[WeeklyForm], list[WeeklyForm]]:
    """List the forms of the left column and of the right one."""
    say = visit.language.say
    passes = [WeeklyForm("weekly_pass", say("Use a pass"), draw_pass_form)] if visit.study.pass_count else []
    return [
        WeeklyForm("weekly_excuse", say("Excuse a member"), draw_excuse_form),
        *passes,
        WeeklyForm("weekly_swap", say("Swap a turn"), draw_swap_form),
        WeeklyForm("weekly_close", say("Settlement"), draw_closing_forms),
    ], [
        WeeklyForm("weekly_extend", say("Extend a deadline"), draw_extend_form),
        WeeklyForm("weekly_post", say("Record a post"), draw_post_form),
        WeeklyForm("weekly_pay", say("Record a payment"), draw_pay_form),
    ]


def draw_jumps(forms: Sequence[WeeklyForm]) -> Markup:
    """Build links to the forms, for a phone where they stand below each other. The script follows them."""
    links = (markup.draw_element("a", each.label, href=f"#{each.place}", target="_self") for each in forms)
    return markup.draw_block(*links, kind="jumps")


# ---- extend a deadline ----


def draw_extend_form(visit: Visit) -> None:
    say = visit.language.say
    draw_form_heading(say("Extend a deadline"), say("For all members, and for that week alone."))
    week = choose_week(visit, "extend_week")
    if week:
        draw_new_due(visit, week)
    else:
        visit.fields.pop("extend_for", None)
    draw_button(visit, say("Extend"), "extend_save", save_extension, ready=bool(week))


def draw_new_due(visit: Visit, week: Week) -> None:
    """Draw the last day and hour of the chosen week. At first they are one day later than the present ones."""
    say, language = visit.language.say, visit.language
    if visit.fields.get("extend_for") != week.number:
        visit.fields["extend_for"] = week.number
        visit.fields["extend_day"] = week.last_second.date() + timedelta(days=1)
        visit.fields["extend_hour"] = 24
    day, hour = st.columns(2)
    visit.fields.choose_day("extend_day", say("Last day"), into=day)
    visit.fields.choose(
        "extend_hour", say("Until"), range(1, 25), into=hour, format_func=lambda at: f"{at:02}:00"
    )
    with suppress(ForgedError):
        now, then = week.last_second, read_due(visit) - timedelta(seconds=1)
        draw_aside(say("Due {now}, then {then}", now=language.moment(now), then=language.moment(then)))


def save_extension(visit: Visit) -> None:
    """Save the extension. Then its week is unchosen, so that a second click extends nothing."""
    week = visit.fields["extend_week"]
    if week is None:
        return
    base, due_at = visit.season.cells, read_due(visit)
    if save_at(visit, "extend", lambda now: actions.extend_week(base, now.cells, now.study, week, due_at)):
        visit.fields["extend_week"] = None
        visit.fields.pop("extend_for")  # so that the form starts from the new deadline


def read_due(visit: Visit) -> datetime:
    """Read the due moment in the form (aware). From that moment on a link is late."""
    day, hour = visit.fields["extend_day"], visit.fields["extend_hour"]
    local = datetime.combine(day, time()) + timedelta(hours=hour)
    return local.replace(tzinfo=visit.study.timezone)
