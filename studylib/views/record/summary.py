"""Draw the season of a member: its weeks, and what it comes to."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from studylib.money import record
from studylib.money.balances import Balance
from studylib.money.record import MemberMonth
from studylib.season import streaks, words
from studylib.season.kinds import Status
from studylib.season.passes import list_spent
from studylib.text.direction import join_texts
from studylib.views.record import squares
from studylib.views.record.parts import describe_payment, draw_part
from studylib.web import derived, markup
from studylib.web.visit import Visit


def draw_season(visit: Visit, member: str, rows: pd.DataFrame, chosen: int) -> Markup:
    """Build the member's weeks as a strip, with the counts above and the streak below.

    ``rows`` are the member's of the board. ``chosen`` is the week whose details are shown, or 0.
    """
    found = streaks.count_streaks(visit.study, rows, visit.now)
    streak = next((each for each in found if each.member == member), None)
    told = squares.draw_streak(visit.study, streak, visit.language) if streak else ""
    return markup.draw_block(
        markup.draw_row(
            markup.draw_heading(member), markup.draw_span(describe_counts(visit, rows), kind="aside")
        ),
        squares.draw_squares(visit, rows, member, chosen),
        told,
        kind="part",
    )


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
    return draw_part(say("The season so far"), markup.draw_facts(figures))


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


def describe_counts(visit: Visit, rows: pd.DataFrame) -> str:
    """Count the member's rows by status, in words. A status without rows is left out."""
    counts = rows["status"].value_counts()
    return join_texts(
        f"{words.name_status(visit.language, status)} {counts[status]}"
        for status in Status
        if counts.get(status, 0)
    )
