"""Draw one member's record."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st
from markupsafe import Markup, escape

from studylib.money import record
from studylib.money.record import MemberMonth
from studylib.season import words
from studylib.season.kinds import Status
from studylib.season.rota import Turn
from studylib.season.study import Payment, VoidedAnswer
from studylib.text.message import sentence
from studylib.views.judged import draw_judged, draw_task
from studylib.web import address, anchors, banners, derived, links, markup, team_blog
from studylib.web.derived import JudgedCell
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit

NO_FIGURE = "–"


# ---- which member ----


def choose_record(visit: Visit, names: Sequence[str]) -> str | None:
    """Draw the choice of a member. The address decides it, so that a record can be sent on."""
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


# ---- the record ----


def list_judged(visit: Visit, member: str) -> list[tuple[JudgedCell, ...]]:
    """List the member's rows of the board by week, weeks rising."""
    weeks = (derived.find_cells(visit, member, week.number) for week in visit.study.weeks)
    return [cells for cells in weeks if cells]


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
    ]
    counts = " · ".join(
        f"{words.name_status(language, status)} {count}"
        for status, count in count_statuses(visit, member).items()
    )
    return draw_part(member, markup.draw_paragraph(counts), markup.draw_facts(figures))


def count_statuses(visit: Visit, member: str) -> dict[Status, int]:
    """Count the member's weeks by status. A status without weeks is left out."""
    rows = derived.judge_board(visit)
    counts = rows.loc[rows["member"] == member, "status"].value_counts()
    return {status: int(counts[status]) for status in Status if counts.get(status, 0)}


def draw_part(title: str, *contents: object) -> Markup:
    return markup.draw_block(markup.draw_heading(title), *contents, kind="part")


# ---- money ----


def draw_months(visit: Visit, months: Sequence[MemberMonth]) -> Markup:
    """Build the member's months as a table, newest first."""
    say = visit.language.say
    columns = (say("Month"), say("Fine"), say("Share"), say("Paid"), say("Outstanding"))
    rows = (list_month_cells(visit, month) for month in reversed(months))
    title = say("Month by month")
    return draw_part(title, markup.draw_table(title, columns, rows))


def list_month_cells(visit: Visit, month: MemberMonth) -> tuple[object, ...]:
    language, participant, still = visit.language, month.participant, month.outstanding
    heading = links.link_month(visit, still.month) if month.settlement else language.month(still.month)
    figures = (
        (language.won(participant.fine), language.won(participant.share))
        if participant
        else (NO_FIGURE, NO_FIGURE)
    )
    is_certain = month.final or still.paid
    outstanding = (
        words.name_outstanding(language, still.amount) if is_certain else language.say("Provisional")
    )
    return heading, *figures, describe_payment(visit, still.paid), outstanding


def describe_payment(visit: Visit, amount: int) -> str:
    """Say how much was paid in or, below 0, paid out."""
    if not amount:
        return NO_FIGURE
    won = visit.language.won(abs(amount))
    return (
        visit.language.say("paid {amount}", amount=won)
        if amount > 0
        else visit.language.say("got {amount}", amount=won)
    )


def draw_payments(visit: Visit, payments: Sequence[Payment]) -> Markup:
    say = visit.language.say
    return draw_part(say("Payments"), markup.draw_list(draw_payment(visit, payment) for payment in payments))


def draw_payment(visit: Visit, payment: Payment) -> Markup:
    language = visit.language
    month = language.say("for {month}", month=language.month(payment.month))
    return markup.draw_row(
        markup.draw_span(language.full_day(payment.paid_on)),
        markup.draw_strong(describe_payment(visit, payment.amount)),
    ) + markup.draw_paragraph(markup.join_parts([month, payment.note]), kind="aside")


# ---- turns of the team blog ----


def draw_turns(visit: Visit, turns: Sequence[Turn], coming: Turn | None) -> Markup:
    """Build the member's turns: the next one in words, then all with their posts."""
    say = visit.language.say
    ahead = describe_next_turn(visit, coming) if coming else say("No turn is left.")
    items = (draw_turn(visit, turn) for turn in turns)
    return draw_part(say("Turns of the team blog"), markup.draw_paragraph(ahead), markup.draw_list(items))


def draw_turn(visit: Visit, turn: Turn) -> Markup:
    week = markup.draw_span(links.name_week(visit, turn.week.number), draw_swap(visit, turn))
    return markup.draw_row(week, markup.draw_span(draw_post(visit, turn)))


def describe_next_turn(visit: Visit, turn: Turn) -> str:
    """Say when the member's next turn is, and in how many days."""
    language, week = visit.language, turn.week
    opens, last = week.days
    facts = {"week": language.week(week.number), "opens": language.day(opens), "last": language.day(last)}
    if turn.has_opened(visit.now):
        return language.say("Your turn now: {week}, {opens} to {last}", **facts)
    days = (opens - visit.now.astimezone(visit.study.timezone).date()).days
    span = language.span(days * 86_400)
    return language.say("Next turn: {week}, {opens} to {last}, in {span}", span=span, **facts)


def draw_swap(visit: Visit, turn: Turn) -> Markup:
    """Build the note of a swap: the member who would have written, if any."""
    if not turn.swap:
        return markup.NO_MARKUP
    other = turn.instead_of
    swap = visit.language.say("for {other}", other=other) if other else visit.language.say("swap")
    return " " + markup.draw_span(f"({swap})", kind="aside")


def draw_post(visit: Visit, turn: Turn) -> Markup:
    """Build the post of a turn. Before its week opens, say from which day on it can be written."""
    if post := team_blog.draw_post(visit.language, turn, visit.now):
        return post
    return escape(visit.language.say("from {day} on", day=visit.language.day(turn.week.opens_at.date())))


# ---- week by week ----


def draw_judgements(visit: Visit, weeks: Sequence[Sequence[JudgedCell]]) -> Markup:
    """Build each week with its judgement, its links and its fine. A week with tasks has them below its sum."""
    draw = draw_week_of_tasks if visit.study.tasks else draw_week
    items = (draw(visit, cells) for cells in weeks)
    return draw_part(visit.language.say("Week by week"), markup.draw_list(items))


def draw_week(visit: Visit, cells: Sequence[JudgedCell]) -> Markup:
    week = markup.draw_strong(links.name_week(visit, cells[0].week))
    return draw_judged(visit, cells[0], week)


def draw_week_of_tasks(visit: Visit, cells: Sequence[JudgedCell]) -> Markup:
    fine = sum(cell.fine for cell in cells)
    week = markup.draw_strong(links.name_week(visit, cells[0].week))
    total = markup.draw_strong(visit.language.won(fine)) if fine and len(cells) > 1 else ""
    return markup.draw_row(week, total) + markup.draw_list(
        (draw_task(visit, cell) for cell in cells), kind="tasks"
    )


# ---- what was voided ----


def list_voided(visit: Visit, member: str) -> list[VoidedAnswer]:
    """List the member's voided answers that had come by the moment shown, each once."""
    return [
        each
        for each in dict.fromkeys(visit.study.voided)
        if each.member == member and (each.submitted_at is None or each.submitted_at <= visit.now)
    ]


def draw_voided(visit: Visit, voided: Sequence[VoidedAnswer]) -> Markup:
    """Build the answers that the leader has voided, struck through, each with the reason."""
    say = visit.language.say
    items = (draw_voided_answer(visit, each) for each in voided)
    return draw_part(say("Void submissions"), markup.draw_list(items))


def draw_voided_answer(visit: Visit, voided: VoidedAnswer) -> Markup:
    language, at = visit.language, voided.submitted_at
    week = language.week(voided.week) if voided.week is not None else None
    moment = language.moment(at.astimezone(visit.study.timezone)) if at else None
    head = markup.draw_span(markup.join_parts([week, moment]), kind="void")
    why = language.say("Void: {reason}", reason=voided.reason) if voided.reason else language.say("Void")
    links_ = markup.draw_span(anchors.draw_links(voided.link.splitlines()), kind="void")
    return markup.draw_row(head) + markup.draw_paragraph(why, kind="aside") + links_
