"""Draw the hand-in form and the outcome of an answer."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib import clock
from studylib.form.link import prefill_form
from studylib.season import fines, reasons
from studylib.season.proposal import propose_week
from studylib.season.receipt import Pending, Receipt, judge_receipt
from studylib.season.study import FormLink, Week
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence
from studylib.web import banners, links, markup, writing
from studylib.web.visit import Visit
from studylib.workbook import values
from studylib.workbook.answers import Answer
from studylib.workbook.links import parse_links

FORM_WIDTH = 560
"""Pixels. A wider form is hard to read."""


# ---- the form ----


def choose_sender(visit: Visit) -> str | None:
    """Draw the choice of a name. A signed-in member hands in only as themselves."""
    say, own = visit.language.say, visit.rights.member
    return st.selectbox(
        say("Member"),
        [own] if own else [each.name for each in visit.study.members],
        index=0 if own else None,
        key="hand_in_member",
        placeholder=say("Choose your name"),
        disabled=own is not None,
        width=FORM_WIDTH,
    )


def choose_week(visit: Visit, rows: pd.DataFrame, member: str | None) -> Week:
    """Draw the choice of a week. Another member gets another proposal. ``rows`` is the board."""
    state = st.session_state
    if "hand_in_week" not in state or state.get("hand_in_for") != member:
        state["hand_in_for"] = member
        state["hand_in_week"] = propose_week(visit.study, rows, member, visit.now)
    number = st.selectbox(
        visit.language.say("Week"),
        [week.number for week in visit.study.weeks],
        key="hand_in_week",
        format_func=lambda number: links.name_week(visit, number),
        width=FORM_WIDTH,
    )
    return visit.study.week_of[number]


def describe_due(visit: Visit, week: Week) -> str:
    """Say when the week is due, and how far away that is."""
    language = visit.language
    due = language.say("Due {moment}", moment=language.moment(week.last_second))
    left = (week.due_at - visit.now).total_seconds()
    if left > 0:
        return f"{due} · " + language.say("{span} left", span=language.span(left, most=2))
    return f"{due} · " + language.say("{span} late", span=language.span(-left, most=2))


def fill_in_form(visit: Visit, form: FormLink, member: str | None, week: Week) -> str:
    """Write the address of the Google Form, filled in in the workbook's language."""
    return prefill_form(form, member, Language(visit.study.language).week(week.number))


def draw_form_link(visit: Visit, address: str) -> None:
    label = visit.language.say("Open the form")
    st.link_button(label, address, type="primary", icon=":material/open_in_new:")


def draw_fields(visit: Visit) -> None:
    """Draw the fields of an answer and the button that writes it."""
    say = visit.language.say
    st.text_area(
        say("Link to your notes, several one a line"),
        key="hand_in_link",
        height=80,
        placeholder="https://",
        width=FORM_WIDTH,
    )
    st.text_input(say("Note (optional)"), key="hand_in_note", width=FORM_WIDTH)
    icon = ":material/upload:"
    st.button(say("Hand in"), on_click=save_answer, args=(visit,), type="primary", icon=icon)


# ---- the outcome ----


def save_answer(visit: Visit) -> None:
    """Write the answer in the fields. Its outcome is kept until the page is drawn again."""
    state = st.session_state
    try:
        answer = writing.write_answer(read_answer(visit))
    except StudyboardError as error:
        state["handed_in"] = error.why
    else:
        state["handed_in"], state["hand_in_link"], state["hand_in_note"] = answer, "", ""
        state.pop("hand_in_for", None)  # so that the form proposes the next week


def read_answer(visit: Visit) -> Answer:
    """Read the answer in the fields. Raises a ``CellError`` without a name, or if a line is no link."""
    fields = st.session_state
    member = visit.rights.member or fields["hand_in_member"]
    if member is None:
        raise values.CellError(sentence("Choose your name first."))
    addresses = parse_links(fields["hand_in_link"])
    now = clock.now().astimezone(visit.study.timezone)
    submitted_at = now.replace(microsecond=now.microsecond // 1000 * 1000)
    return Answer(member, fields["hand_in_week"], submitted_at, "\n".join(addresses), fields["hand_in_note"])


def draw_outcome(visit: Visit, rows: pd.DataFrame) -> None:
    """Draw the outcome of the last answer once. ``rows`` is the board of the present."""
    outcome = st.session_state.pop("handed_in", None)
    if isinstance(outcome, Sentence):
        banners.draw_strip(visit, outcome, alert=True)
    elif isinstance(outcome, Answer):
        receipt = judge_receipt(rows, outcome.member, outcome.week, outcome.submitted_at)
        st.html(draw_receipt(visit, outcome, receipt))


def draw_receipt(visit: Visit, answer: Answer, receipt: Receipt | Pending) -> Markup:
    """Build the card that says how the answer was judged."""
    language = visit.language
    received = language.say("Received {moment}", moment=language.moment(answer.submitted_at))
    badge = markup.NO_MARKUP
    if receipt is Pending.NOT_JUDGED:
        lines = [received, language.say("{member} is not judged for that week.", member=answer.member)]
    elif receipt is Pending.NOT_READ_YET:
        wait = language.say("The board shows it as soon as the sheet returns it, in a minute or so.")
        lines = [received, wait]
    else:
        assert isinstance(receipt, Receipt)
        word = fines.name_judgement(visit.study, language, receipt.status, receipt.tier)
        badge = markup.draw_status_badge(receipt.status, word)
        lines = [describe_judgement(visit, answer, receipt), received, *list_repeats(visit, receipt)]
    heading = markup.draw_heading(f"{answer.member} · {language.week(answer.week)}")
    return markup.draw_block(
        markup.draw_row(heading, badge), *map(markup.draw_paragraph, lines), kind="card", role="status"
    )


def describe_judgement(visit: Visit, answer: Answer, receipt: Receipt) -> str:
    """Say how early or late the answer was, and what that costs."""
    language, week = visit.language, visit.study.week_of[answer.week]
    distance = reasons.describe_distance(week, receipt.counted_at, language)
    if not receipt.fine:
        return distance
    return f"{distance} · " + language.say("Fine {amount}", amount=language.won(receipt.fine))


def list_repeats(visit: Visit, receipt: Receipt) -> list[str]:
    """Say which time counts, if the member handed in before."""
    if not receipt.repeated:
        return []
    first = visit.language.moment(receipt.counted_at)
    return [
        visit.language.say("The first time counts, {moment}. The link shown is the new one.", moment=first)
    ]
