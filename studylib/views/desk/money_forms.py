"""Draw the form for a payment."""

import streamlit as st

from studylib.changes import actions
from studylib.money.deposits import keeps_deposits
from studylib.season import words
from studylib.season.kinds import SEASON, Account, Period
from studylib.season.study import Payment
from studylib.views.desk.outcome import draw_aside, draw_button, draw_form_heading, save_at
from studylib.views.desk.widgets import choose_member
from studylib.web import derived, settling
from studylib.web.visit import Visit
from studylib.workbook import values

SIGNS = {"in": 1, "out": -1}
"""The sign of an amount that is paid into the pot or out of it."""


def draw_pay_form(visit: Visit) -> None:
    say = visit.language.say
    today = visit.now.astimezone(visit.study.timezone).date()
    draw_form_heading(
        say("Record a payment"), say("Paid by a member into the pot, or from the pot to a member.")
    )
    member = choose_member(visit, "pay_member")
    account = choose_account(visit)
    month = choose_pay_month(visit) if account is Account.POT else ""
    draw_still_open(visit, member, month)
    draw_amount(visit)
    visit.fields.choose_day("pay_on", say("Paid on"), value=today)
    visit.fields.type_text("pay_note", say("Note (optional)"))
    draw_button(visit, say("Record"), "pay_save", save_payment, ready=bool(member and month is not None))


def choose_account(visit: Visit) -> Account:
    """Draw the choice of pot or deposit. The pot comes first. Without deposits there is no choice."""
    if not keeps_deposits(visit.study):
        return Account.POT
    say = visit.language.say
    names = {Account.POT.value: say("Fines"), Account.DEPOSIT.value: say("Deposit")}
    chosen = visit.fields.choose("pay_account", say("For"), list(names), format_func=names.__getitem__)
    return Account(chosen or Account.POT)


def read_account(visit: Visit) -> Account:
    return Account(visit.fields["pay_account"]) if keeps_deposits(visit.study) else Account.POT


def choose_pay_month(visit: Visit) -> str | None:
    """Draw the choice of a month of the season. None is chosen at first. The whole season needs no choice."""
    say = visit.language.say
    if visit.study.settle is Period.SEASON:
        return SEASON
    return visit.fields.choose(
        "pay_month",
        say("Month"),
        list(dict.fromkeys(duty.period for duty in visit.study.duties)),
        index=None,
        format_func=visit.language.month,
        placeholder=say("Choose a month"),
    )


def draw_still_open(visit: Visit, member: str | None, month: str | None) -> None:
    """Draw what the chosen member still owes of the chosen month, if it is final."""
    if month not in {each.month for each in derived.settle_months(visit) if each.final}:
        return
    for each in settling.list_outstanding(visit):
        if (each.member, each.month) == (member, month):
            amount = words.name_outstanding(visit.language, each.amount)
            said = visit.language.say(
                "Outstanding for {month}: {amount}", month=visit.language.month(month), amount=amount
            )
            draw_aside(said)


def draw_amount(visit: Visit) -> None:
    """Draw the way of a payment and its amount in won."""
    say = visit.language.say
    names = {"in": say("Paid in"), "out": say("Paid out")}
    way, amount = st.columns(2)
    visit.fields.choose_part(
        "pay_way", say("Way"), list(names), way, default="in", required=True, format_func=names.__getitem__
    )
    visit.fields.type_number(
        "pay_amount", say("Amount (won)"), 0, values.HIGHEST_AMOUNT, into=amount, step=1000, value=None
    )


def save_payment(visit: Visit) -> None:
    """Save the payment. Then its member is unchosen, so that a second click records nothing."""
    fields = visit.fields
    payment = read_payment(visit)
    if payment is None:
        return
    if save_at(visit, "pay", lambda season: actions.record_payment(season.cells, season.study, payment)):
        fields["pay_member"], fields["pay_amount"], fields["pay_note"] = None, None, ""


def read_payment(visit: Visit) -> Payment | None:
    """Read the payment in the form. An empty amount is 0. ``None`` while something is to be chosen."""
    fields, account = visit.fields, read_account(visit)
    if account is Account.DEPOSIT:
        month: str | None = ""
    else:
        month = SEASON if visit.study.settle is Period.SEASON else fields["pay_month"]
    if not fields["pay_member"] or month is None:
        return None
    amount = (fields["pay_amount"] or 0) * SIGNS[fields["pay_way"]]
    return Payment(fields["pay_on"], month, fields["pay_member"], amount, fields["pay_note"].strip(), account)
