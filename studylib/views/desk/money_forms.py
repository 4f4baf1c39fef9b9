"""Draw the forms for a payment and for closing a month."""

from datetime import date

import streamlit as st

from studylib.changes import actions
from studylib.changes.close import close_month
from studylib.money import sums
from studylib.season.study import Payment
from studylib.views.desk.outcome import draw_button, draw_form_heading, draw_outcome, save_at
from studylib.views.desk.widgets import choose_member
from studylib.web import derived, look, markup
from studylib.web.visit import Visit

SIGNS = {"in": 1, "out": -1}
"""The sign of an amount that is paid into the pot or out of it."""


# ---- record a payment ----


def draw_pay_form(visit: Visit) -> None:
    say = visit.language.say
    today = visit.now.astimezone(visit.study.timezone).date()
    draw_form_heading(
        say("Record a payment"), say("Paid by a member into the pot, or from the pot to a member.")
    )
    choose_member(visit, "pay_member")
    choose_pay_month(visit, today)
    draw_amount(visit)
    st.date_input(say("Paid on"), value=today, key="pay_on", format="YYYY-MM-DD")
    st.text_input(say("Note (optional)"), key="pay_note")
    draw_button(visit, say("Record"), "pay_save", save_payment)


def choose_pay_month(visit: Visit, today: date) -> None:
    """Draw the choice of a month of the season. The last one that has begun is chosen at first."""
    months = list(dict.fromkeys(week.month for week in visit.study.weeks))
    begun = [month for month in months if month <= f"{today:%Y-%m}"]
    st.selectbox(
        visit.language.say("Month"),
        months,
        index=max(len(begun) - 1, 0),
        key="pay_month",
        format_func=visit.language.month,
    )


def draw_amount(visit: Visit) -> None:
    """Draw the way of a payment and its amount in won."""
    say = visit.language.say
    names = {"in": say("Paid in"), "out": say("Paid out")}
    way, amount = st.columns(2)
    way.segmented_control(
        say("Way"), list(names), default="in", required=True, key="pay_way", format_func=names.__getitem__
    )
    amount.number_input(say("Amount (won)"), min_value=0, step=1000, value=None, key="pay_amount")


def save_payment(visit: Visit) -> None:
    fields, payment = st.session_state, read_payment()
    if save_at(visit, "pay", lambda season: actions.record_payment(season.cells, season.study, payment)):
        fields["pay_amount"], fields["pay_note"] = None, ""


def read_payment() -> Payment:
    """Read the payment in the form. An empty amount is 0."""
    fields = st.session_state
    amount = (fields["pay_amount"] or 0) * SIGNS[fields["pay_way"]]
    return Payment(
        fields["pay_on"], fields["pay_month"], fields["pay_member"], amount, fields["pay_note"].strip()
    )


# ---- close a month ----


def draw_close_form(visit: Visit) -> None:
    say, language = visit.language.say, visit.language
    draw_form_heading(say("Close a month"), say("Its figures then stay, whatever changes later."))
    pots = {
        month.month: language.won(month.pot) for month in sums.list_closable(derived.settle_months(visit))
    }
    if not pots:
        st.html(markup.draw_block(markup.draw_paragraph(say("No month is both final and open."))))
        draw_outcome(visit, "close")
        return
    st.selectbox(
        say("Month"),
        list(pots),
        key="close_month",
        format_func=lambda month: say("{month}, pot {pot}", month=language.month(month), pot=pots[month]),
    )
    draw_button(visit, say("Close"), "close_save", save_closing)


def save_closing(visit: Visit) -> None:
    month = st.session_state["close_month"]
    now = look.visit_now(visit).now
    save_at(
        visit,
        "close",
        lambda season: close_month(season.cells, season.study, season.list_problems(now), month, now),
    )
