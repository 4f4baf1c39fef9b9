"""Draw one member's record."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.money.payments import Outstanding
from studylib.money.settlement import Participant, Settlement
from studylib.season import fines, words
from studylib.season.rota import Turn
from studylib.season.study import Payment, Status
from studylib.text.message import sentence
from studylib.web import address, banners, derived, markup
from studylib.web.derived import JudgedCell
from studylib.web.links import link_month, name_week
from studylib.web.visit import Visit

NOTHING = "–"


class MemberMonth(NamedTuple):
    """One month for one member; ``settlement`` is ``None`` where something was paid for a month that is not there
    yet, ``taken`` where the member takes no part in it."""

    settlement: Settlement | None
    taken: Participant | None
    still: Outstanding


def list_names(visit: Visit) -> list[str]:
    """Whose record there is: the roster, then those who are no longer on it but in a settlement or a payment."""
    of_money = (each.member for each in derived.list_outstanding(visit))
    return list(dict.fromkeys([*(member.name for member in visit.study.members), *of_money]))


def find_asked_member(visit: Visit, members: Sequence[str]) -> str | None:
    """The member that the address asks for; one who is not there is told."""
    asked = address.read_kept("name")
    if asked and asked not in members:
        banners.draw_strip(visit, sentence("There is no member of that name. Choose one of the list."))
    return asked if asked in members else None


def keep_member() -> None:
    """Take over the member who was chosen into the address, so that the record can be sent on."""
    st.query_params["name"] = st.session_state["name"] = st.session_state["record_member"]


def list_months(visit: Visit, member: str) -> list[MemberMonth]:
    """The months that have to do with the member, rising."""
    chain = {each.month: each for each in derived.settle_months(visit)}
    found = []
    for still in derived.list_outstanding(visit):
        month = chain.get(still.month)
        participants = month.participants if month else ()
        taken = next((each for each in participants if each.member == member), None)
        if still.member == member and (taken or still.paid):
            found.append(MemberMonth(month, taken, still))
    return found


def draw_head(visit: Visit, member: str, months: Sequence[MemberMonth]) -> Markup:
    """What the season comes to for the member so far."""
    language, say = visit.language, visit.language.say
    taken = [month.taken for month in months if month.taken]
    figures = [
        (
            say("Outstanding"),
            words.name_outstanding(language, months[-1].still.total if months else 0),
            say("of all final months"),
        ),
        (say("Fines"), language.won(sum(each.fine for each in taken)), ""),
        (say("Shares"), language.won(sum(each.share for each in taken)), ""),
        (say("Paid"), describe_payment(visit, sum(each.still.paid for each in months)), ""),
    ]
    rows = derived.judge_board(visit)
    counts = rows.loc[rows["member"] == member, "status"].value_counts()
    so_far = " · ".join(
        f"{words.name_status(language, each)} {counts[each]}" for each in Status if counts.get(each, 0)
    )
    return Markup('<div class="sb part"><h2>{}</h2><p>{}</p>{}</div>').format(
        member, so_far, markup.draw_facts(figures)
    )


def draw_money(visit: Visit, months: Sequence[MemberMonth]) -> Markup:
    """What each month comes to for the member, newest first."""
    say = visit.language.say
    columns = (say("Month"), say("Fine"), say("Share"), say("Paid"), say("Outstanding"))
    table = markup.draw_table(
        say("Month by month"), columns, (list_month_cells(visit, each) for each in reversed(months))
    )
    return Markup('<div class="sb part"><h2>{}</h2>{}</div>').format(say("Month by month"), table)


def list_month_cells(visit: Visit, month: MemberMonth) -> tuple[object, ...]:
    language, taken, still = visit.language, month.taken, month.still
    heading = link_month(visit, still.month) if month.settlement else language.month(still.month)
    final = month.settlement is not None and month.settlement.final
    figures = (language.won(taken.fine), language.won(taken.share)) if taken else (NOTHING, NOTHING)
    outstanding = (
        words.name_outstanding(language, still.amount) if final or still.paid else language.say("Provisional")
    )
    return heading, *figures, describe_payment(visit, still.paid), outstanding


def list_payments(visit: Visit, member: str) -> list[Payment]:
    """The payments of the member until the day that is shown, newest first."""
    today = visit.now.astimezone(visit.study.timezone).date()
    found = [each for each in visit.study.payments if each.member == member and each.paid_on <= today]
    return sorted(found, key=lambda each: each.paid_on, reverse=True)


def describe_payment(visit: Visit, amount: int) -> str:
    """What was paid in or, below 0, paid out, in words."""
    if not amount:
        return NOTHING
    won = visit.language.won(abs(amount))
    return (
        visit.language.say("paid {amount}", amount=won)
        if amount > 0
        else visit.language.say("got {amount}", amount=won)
    )


def draw_payments(visit: Visit, payments: Sequence[Payment]) -> Markup:
    """Each payment."""
    language, say = visit.language, visit.language.say
    lines = Markup("").join(
        Markup('<li><div class="row"><span>{}</span><b>{}</b></div><p class="aside">{}</p></li>').format(
            language.full_day(each.paid_on),
            describe_payment(visit, each.amount),
            " · ".join(filter(None, [say("for {month}", month=language.month(each.month)), each.note])),
        )
        for each in payments
    )
    return Markup('<div class="sb part"><h2>{}</h2><ul class="lines">{}</ul></div>').format(
        say("Payments"), lines
    )


def draw_turns(visit: Visit, taken: Sequence[Turn], coming: Turn | None) -> Markup:
    """The weeks in which the member writes the team blog: above all the next one, then each with its post."""
    lines = Markup("").join(
        Markup('<li><div class="row"><span>{}{}</span><span>{}</span></div></li>').format(
            name_week(visit, turn.week.number), describe_turn(visit, turn), draw_post(visit, turn)
        )
        for turn in taken
    )
    said = describe_next_turn(visit, coming) if coming else visit.language.say("No turn is left.")
    return Markup('<div class="sb part"><h2>{}</h2><p>{}</p><ul class="lines">{}</ul></div>').format(
        visit.language.say("Turns of the team blog"), said, lines
    )


def describe_next_turn(visit: Visit, turn: Turn) -> str:
    """When the member's next turn is, and in how many days."""
    language, week = visit.language, turn.week
    opens, last = week.days
    facts = {"week": language.week(week.number), "opens": language.day(opens), "last": language.day(last)}
    if turn.has_opened(visit.now):
        return language.say("Your turn now: {week}, {opens} to {last}", **facts)
    days = (opens - visit.now.astimezone(visit.study.timezone).date()).days
    span = language.span(days * 86_400)
    return language.say("Next turn: {week}, {opens} to {last}, in {span}", span=span, **facts)


def describe_turn(visit: Visit, turn: Turn) -> Markup:
    """In whose place the member writes, where it is a swap."""
    if not turn.swap:
        return Markup("")
    said = (
        visit.language.say("for {other}", other=turn.instead_of)
        if turn.instead_of
        else visit.language.say("swap")
    )
    return Markup(' <span class="aside">({})</span>').format(said)


def draw_post(visit: Visit, turn: Turn) -> Markup:
    """The post of a turn, or what there is instead of it."""
    if said := markup.draw_post(visit.language, turn, visit.now):
        return said
    day = visit.language.day(turn.week.opens_at.date())
    return Markup("{}").format(visit.language.say("from {day} on", day=day))


def draw_judgements(visit: Visit, cells: Sequence[JudgedCell]) -> Markup:
    """Each week with its judgement in words, the links handed in, and the fine."""
    return Markup('<div class="sb part"><h2>{}</h2><ul class="lines">{}</ul></div>').format(
        visit.language.say("Week by week"), Markup("").join(draw_judgement(visit, each) for each in cells)
    )


def draw_judgement(visit: Visit, cell: JudgedCell) -> Markup:
    language, status = visit.language, Status(cell.status)
    badge = markup.draw_status_badge(status, fines.name_judgement(visit.study, language, status, cell.tier))
    fine = Markup(" <b>{}</b>").format(language.won(cell.fine)) if cell.fine else ""
    links = Markup("<br>").join(map(markup.draw_link, cell.link.splitlines())) if pd.notna(cell.link) else ""
    return Markup(
        '<li><div class="row"><b>{}</b><span>{}{}</span></div><p class="aside">{}</p>{}</li>'
    ).format(name_week(visit, cell.week), badge, fine, cell.reason, links)


def list_cells(visit: Visit, member: str) -> Iterator[JudgedCell]:
    """The member's rows of the board, weeks rising."""
    for week in visit.study.weeks:
        if cell := derived.find_cell(visit, member, week.number):
            yield cell
