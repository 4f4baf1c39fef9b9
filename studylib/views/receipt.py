"""Draw what became of an answer: its card, and the button that takes it back."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.changes.answers import TAKE_BACK
from studylib.season import fines, reasons
from studylib.season.hand_ins import find_link_duty
from studylib.season.receipt import Pending, Receipt, judge_receipt
from studylib.season.tasks import Duty
from studylib.text.direction import join_texts
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence
from studylib.views import receipt_links
from studylib.views.duty_choice import MOST_LINKS
from studylib.web import anchors, banners, markup, writing
from studylib.web.visit import Visit
from studylib.web.writing import HandedIn
from studylib.workbook.answers import Answer


@dataclass(frozen=True)
class TakenBack:
    """What the member took back, and the change in words."""

    what: Sentence


def draw_receipts(visit: Visit, rows: pd.DataFrame) -> None:
    """Draw the outcome of the last click. ``rows`` is the board of the present.

    It is drawn once. A card stays as long as the answer can be taken back.
    """
    outcome = visit.fields.pop("handed_in", None)
    if outcome:
        with st.container(key="outcome"):
            draw_said(visit, rows, outcome)


def draw_said(visit: Visit, rows: pd.DataFrame, outcome: object) -> None:
    """Draw one outcome: why nothing was written, what was taken back, or the card of an answer."""
    if isinstance(outcome, Sentence):
        banners.draw_strip(visit, outcome, alert=True)
    elif isinstance(outcome, TakenBack):
        line = markup.draw_span(visit.language.say(outcome.what), role="status")
        banners.draw_strip(visit, line, quiet=True)
    elif isinstance(outcome, HandedIn):
        draw_card(visit, rows, outcome)


def draw_card(visit: Visit, rows: pd.DataFrame, handed: HandedIn) -> None:
    """Draw the card of an answer, and its button if it can be taken back."""
    answer = handed.answer
    receipt = judge_receipt(rows, answer.member, answer.week, answer.submitted_at, answer.task)
    st.html(draw_receipt(visit, answer, receipt))
    if writing.may_take_back(visit, handed):
        visit.fields["handed_in"] = handed
        until = visit.language.moment(answer.submitted_at + TAKE_BACK)
        with st.container(horizontal=True, vertical_alignment="center", key="undo"):
            label, icon = visit.language.say("Take it back"), ":material/undo:"
            key, args = visit.fields.key("hand_in_back"), (visit, handed)
            st.button(label, key=key, on_click=save_taking_back, args=args, icon=icon)
            aside = visit.language.say("Possible until {moment}.", moment=until)
            st.html(markup.draw_block(markup.draw_paragraph(aside, kind="aside")))


def save_taking_back(visit: Visit, handed: HandedIn) -> None:
    """Take the answer back. What was typed returns to the fields."""
    state = visit.fields
    try:
        change = writing.take_back(handed)
    except StudyboardError as error:
        state["handed_in"] = error.why
    else:
        state["handed_in"] = TakenBack(change.what)
        state["hand_in_link"], state["hand_in_note"] = handed.answer.link, handed.answer.note
        state.pop("hand_in_for", None)  # so that the form proposes the week again


def draw_receipt(visit: Visit, answer: Answer, receipt: Receipt | Pending) -> Markup:
    """Build the card that says how the answer was judged."""
    language = visit.language
    received = language.say("Received {moment}", moment=language.moment(answer.submitted_at))
    badge = markup.NO_MARKUP
    if receipt is Pending.NOT_JUDGED:
        lines = [received, language.say("{member} is not judged for that week.", member=answer.member)]
    elif receipt is Pending.NOT_READ_YET:
        lines = [received, explain_wait(visit)]
    else:
        assert isinstance(receipt, Receipt)
        word = fines.name_judgement(visit.study, language, receipt.status, receipt.tier)
        badge = markup.draw_status_badge(receipt.status, word)
        lines = list_judgements(visit, answer, receipt, received)
    heading = markup.draw_heading(join_texts([answer.member, language.week(answer.week), answer.task]))
    links = anchors.draw_links(answer.link.splitlines()[:MOST_LINKS])
    return markup.draw_block(
        markup.draw_row(heading, badge),
        *map(markup.draw_paragraph, lines),
        markup.draw_paragraph(links),
        kind="card",
        role="status",
    )


def explain_wait(visit: Visit) -> str:
    return visit.language.say("The board shows it as soon as the sheet returns it, in a minute or so.")


def list_judgements(visit: Visit, answer: Answer, receipt: Receipt, received: str) -> list[str]:
    """List what the judgement says, line by line."""
    duty = find_link_duty(visit.study.week_of[answer.week], answer.task)
    first = describe_judgement(visit, duty, receipt) if duty else ""
    counts = receipt_links.list_lines(visit, answer, receipt, duty) if duty and receipt.count > 1 else []
    lines = [first, *counts, received, *list_repeats(visit, receipt), *list_closing(visit, duty)]
    return [line for line in lines if line]


def describe_judgement(visit: Visit, duty: Duty, receipt: Receipt) -> str:
    """Say how early or late the task was done, and what that costs. It is empty if neither is known yet."""
    language = visit.language
    at = receipt.counted_at
    distance = reasons.describe_distance(duty, at, language) if at else ""
    fine = language.say("Fine {amount}", amount=language.won(receipt.fine)) if receipt.fine else ""
    return join_texts([distance, fine])


def list_repeats(visit: Visit, receipt: Receipt) -> list[str]:
    """Say which time counts, if the member handed in before."""
    if not receipt.repeated or receipt.counted_at is None:
        return []
    first = visit.language.moment(receipt.counted_at)
    return [
        visit.language.say("The first time counts, {moment}. The link shown is the new one.", moment=first)
    ]


def list_closing(visit: Visit, duty: Duty | None) -> list[str]:
    """Say that the duty was settled already, if it was."""
    if duty is None or duty.settled_in is None:
        return []
    say, language = visit.language.say, visit.language
    return [say("{month} is closed, so its fines stay as they are.", month=language.month(duty.settled_in))]
