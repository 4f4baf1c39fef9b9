"""Draw whose record it is, and what the season comes to for the member."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from markupsafe import Markup

from studylib.money import record
from studylib.money.balances import Balance
from studylib.money.record import MemberMonth
from studylib.season import words
from studylib.season.kinds import PayThrough, Status
from studylib.season.passes import list_spent
from studylib.text.message import sentence
from studylib.views.record.parts import describe_payment, draw_part
from studylib.web import address, banners, derived, markup
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit


def choose_record(visit: Visit, names: Sequence[str]) -> str | None:
    """Draw the choice of a member. The address decides it."""
    say = visit.language.say
    asked = address.read_kept("name")
    if asked and asked not in names:
        banners.draw_strip(visit, sentence("There is no member of that name. Choose one from the list."))
    visit.fields["record_member"] = asked if asked in names else None
    return visit.fields.choose(
        "record_member",
        say("Member"),
        names,
        placeholder=say("Choose your name"),
        on_change=keep_member,
        args=(visit,),
        width=300,
    )


def keep_member(visit: Visit) -> None:
    """Copy the chosen member into the address. A name that was not offered is left."""
    with suppress(ForgedError):
        st.query_params["name"] = st.session_state["name"] = visit.fields["record_member"]


def draw_summary(visit: Visit, member: str, months: Sequence[MemberMonth]) -> Markup:
    """Build what the season comes to for the member so far."""
    language, say = visit.language, visit.language.say
    sums = record.sum_record(months)
    owed = words.name_outstanding(language, sums.outstanding)
    figures = [
        (say("Outstanding"), owed, say("of all final months")),
        (say("Fines"), language.won(sums.fines), ""),
        (say("Shares"), language.won(sums.shares), ""),
        (say("Paid"), describe_payment(visit, sums.paid), ""),
        *list_holdings(visit, member),
    ]
    counts = " · ".join(
        f"{words.name_status(language, status)} {count}"
        for status, count in count_statuses(visit, member).items()
    )
    account = draw_account(visit, sums.outstanding)
    return draw_part(member, markup.draw_paragraph(counts), markup.draw_facts(figures), account)


def list_holdings(visit: Visit, member: str) -> list[tuple[str, str, str]]:
    """List what is left of the deposit and the passes, if there are any."""
    language, say, study = visit.language, visit.language.say, visit.study
    holdings = [
        (say("Deposit"), language.won(each.amount), describe_deposit(visit, each))
        for each in derived.list_balances(visit)
        if each.member == member
    ]
    if study.pass_count:
        spent = sum(each.granted.member == member for each in list_spent(study, visit.now))
        left = say("{left} of {count} left", left=study.pass_count - spent, count=study.pass_count)
        holdings.append((say("Passes"), left, ""))
    return holdings


def describe_deposit(visit: Visit, balance: Balance) -> str:
    """Say what the deposit was, and what came out of it."""
    language = visit.language
    parts = [
        language.say("paid {amount}", amount=language.won(balance.paid_in)) if balance.paid_in else "",
        language.say("got {amount}", amount=language.won(balance.paid_out)) if balance.paid_out else "",
        language.say("fines {amount}", amount=language.won(balance.drawn)) if balance.drawn else "",
    ]
    return " · ".join(filter(None, parts))


def draw_account(visit: Visit, outstanding: int) -> Markup:
    """Build the account of the kitty for a member who owes and pays through it."""
    study = visit.study
    if outstanding <= 0 or not study.account or study.pay_through is not PayThrough.KITTY:
        return markup.NO_MARKUP
    account = visit.language.say("Account of the kitty: {account}", account=study.account)
    return markup.draw_paragraph(account, kind="aside")


def count_statuses(visit: Visit, member: str) -> dict[Status, int]:
    """Count the member's rows by status. A status without rows is left out."""
    rows = derived.judge_board(visit)
    counts = rows.loc[rows["member"] == member, "status"].value_counts()
    return {status: int(counts[status]) for status in Status if counts.get(status, 0)}
