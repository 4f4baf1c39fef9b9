"""Draw the forms a leader uses every week."""

from datetime import datetime, time, timedelta

import streamlit as st
from markupsafe import Markup

from studylib.changes import actions
from studylib.changes.close import close_month
from studylib.season import rota, weeks
from studylib.season.study import Excuse, Payment
from studylib.text.message import sentence
from studylib.views.desk.outcome import draw_button, draw_heading, draw_outcome, save_at
from studylib.web import banners, derived, links, look, markup
from studylib.web.visit import Visit

# ---- what is done every week ----


def save_excuse(visit: Visit) -> None:
    given = st.session_state
    wanted = Excuse(given["excuse_week"], given["excuse_member"], given["excuse_reason"].strip())
    if save_at(visit, "excuse", lambda season: actions.excuse_member(season.cells, season.study, wanted)):
        given["excuse_reason"] = ""


def save_extension(visit: Visit) -> None:
    week, due_at = st.session_state["extend_week"], read_new_due(visit)
    base = visit.season.cells
    if save_at(
        visit, "extend", lambda season: actions.extend_week(base, season.cells, season.study, week, due_at)
    ):
        st.session_state.pop("extend_for")  # so that the form starts from the new deadline


def read_new_due(visit: Visit) -> datetime:
    """The moment that stands in the form, from which a link is late."""
    day, hour = st.session_state["extend_day"], st.session_state["extend_hour"]
    local = datetime.combine(day, time()) + timedelta(hours=hour)
    return local.replace(tzinfo=visit.study.timezone)


def save_swap(visit: Visit) -> None:
    week, writer = st.session_state["swap_week"], st.session_state["swap_writer"]
    base = visit.season.cells
    save_at(
        visit,
        "swap",
        lambda season: actions.swap_turn(base, season.cells, season.study, week, writer or None),
    )


def save_post(visit: Visit) -> None:
    week, links = st.session_state["post_week"], st.session_state["post_links"]
    base = visit.season.cells
    if save_at(
        visit, "post", lambda season: actions.record_post(base, season.cells, season.study, week, links)
    ):
        st.session_state.pop("post_for")  # so that the form starts from what was saved


def save_payment(visit: Visit) -> None:
    given = st.session_state
    paid = Payment(
        given["pay_on"],
        given["pay_month"],
        given["pay_member"],
        (given["pay_amount"] or 0) * (1 if given["pay_way"] == "in" else -1),
        given["pay_note"].strip(),
    )
    if save_at(visit, "pay", lambda season: actions.record_payment(season.cells, season.study, paid)):
        given["pay_amount"], given["pay_note"] = None, ""


def save_closing(visit: Visit) -> None:
    month = st.session_state["close_month"]
    save_at(
        visit,
        "close",
        lambda season: close_month(
            season.cells, season.study, season.problems, month, look.visit_now(visit).now
        ),
    )


def choose_week(visit: Visit, key: str) -> int:
    """The week that a form is about; at first the present one."""
    study = visit.study
    present = weeks.find_present_week(study.weeks, visit.now)
    assert present is not None
    numbers = [week.number for week in study.weeks]
    return st.selectbox(
        visit.language.say("Week"),
        numbers,
        index=numbers.index(present.number),
        key=key,
        format_func=lambda number: links.name_week(visit, number),
    )


def choose_member(visit: Visit, label: str, key: str) -> str:
    return st.selectbox(label, [member.name for member in visit.study.members], key=key)


def draw_excuse_form(visit: Visit) -> None:
    say = visit.language.say
    draw_heading(say("Excuse a member"), say("No fine for that week, however late."))
    choose_member(visit, say("Member"), "excuse_member")
    choose_week(visit, "excuse_week")
    st.text_input(say("Reason (optional)"), key="excuse_reason")
    draw_button(visit, say("Excuse"), "excuse_save", save_excuse)


def draw_extend_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    draw_heading(say("Extend a deadline"), say("For everybody, and for that week alone."))
    week = visit.study.week_of[choose_week(visit, "extend_week")]
    if st.session_state.get("extend_for") != week.number:
        st.session_state["extend_for"] = week.number
        st.session_state["extend_day"] = week.last_second.date() + timedelta(days=1)
        st.session_state["extend_hour"] = 24
    day, hour = st.columns(2)
    day.date_input(say("Last day"), key="extend_day", format="YYYY-MM-DD")
    hour.selectbox(say("Until"), range(1, 25), key="extend_hour", format_func=lambda at: f"{at:02}:00")
    now, then = week.last_second, read_new_due(visit) - timedelta(seconds=1)
    line = say("Due {now}, then {then}", now=language.moment(now), then=language.moment(then))
    st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(line))
    draw_button(visit, say("Extend"), "extend_save", save_extension)


def draw_swap_form(visit: Visit) -> None:
    say, study = visit.language.say, visit.study
    draw_heading(say("Swap a turn"), say("Somebody else writes the team blog that week."))
    number = choose_week(visit, "swap_week")
    turn = next((turn for turn in rota.assign_turns(study) if turn.week.number == number), None)
    queue = ""  # nobody is named, so the queue decides
    st.selectbox(
        say("Writer"),
        [*rota.list_able(study, number), queue],
        key="swap_writer",
        format_func=lambda name: name or say("By the queue again"),
    )
    now = say("Now it is nobody's turn.")
    if turn:
        now = say("Now it is the turn of {member}.", member=markup.name_writer(visit.language, turn))
    st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(now))
    draw_button(visit, say("Swap"), "swap_save", save_swap)


def draw_post_form(visit: Visit) -> None:
    say = visit.language.say
    draw_heading(say("Record a post"), say("The post of the team blog about that week."))
    week = visit.study.week_of[choose_week(visit, "post_week")]
    if st.session_state.get("post_for") != week.number:
        st.session_state["post_for"] = week.number
        st.session_state["post_links"] = "\n".join(week.topic.post)
    st.text_area(
        say("Link"),
        key="post_links",
        placeholder="https://",
        height=68,
        help=say("Several links: one a line. Without any, there is no post yet."),
    )
    draw_button(visit, say("Record"), "post_save", save_post)


def draw_pay_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    today = visit.now.astimezone(visit.study.timezone).date()
    months = list(dict.fromkeys(week.month for week in visit.study.weeks))
    passed = [month for month in months if month <= f"{today:%Y-%m}"]
    ways = {"in": say("Paid in"), "out": say("Paid out")}
    draw_heading(say("Record a payment"), say("Paid into the pot by a member, or out of it to one."))
    choose_member(visit, say("Member"), "pay_member")
    st.selectbox(
        say("Month"),
        months,
        index=max(len(passed) - 1, 0),
        key="pay_month",
        format_func=language.month,
    )
    way, amount = st.columns(2)
    way.segmented_control(
        say("Way"), list(ways), default="in", required=True, key="pay_way", format_func=ways.__getitem__
    )
    amount.number_input(say("Amount (won)"), min_value=0, step=1000, value=None, key="pay_amount")
    st.date_input(say("Paid on"), value=today, key="pay_on", format="YYYY-MM-DD")
    st.text_input(say("Note (optional)"), key="pay_note")
    draw_button(visit, say("Record"), "pay_save", save_payment)


def draw_close_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    draw_heading(say("Close a month"), say("Its figures then stay as they are, whatever changes later."))
    ready = [
        each for each in derived.settle_months(visit) if each.final and not each.closed and each.participants
    ]
    if not ready:
        st.html(Markup('<div class="sb"><p>{}</p></div>').format(say("No month is both final and open.")))
        draw_outcome(visit, "close")
        return
    pots = {each.month: language.won(each.pot) for each in ready}
    st.selectbox(
        say("Month"),
        list(pots),
        key="close_month",
        format_func=lambda month: say("{month}, pot {pot}", month=language.month(month), pot=pots[month]),
    )
    draw_button(visit, say("Close"), "close_save", save_closing)


def draw_weekly_forms(visit: Visit) -> None:
    """The forms for what a leader does most."""
    if not visit.study.members or not visit.study.weeks:
        banners.draw_strip(
            visit, sentence("First add members and weeks, and the start to the settings."), quiet=True
        )
        return
    columns = st.columns(2)
    for column, forms in zip(
        columns,
        (
            (draw_excuse_form, draw_swap_form, draw_close_form),
            (draw_extend_form, draw_post_form, draw_pay_form),
        ),
        strict=True,
    ):
        for form in forms:
            with column, st.container(border=True):
                form(visit)
