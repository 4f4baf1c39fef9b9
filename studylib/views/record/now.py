"""Draw what a member has to do now: hand in, send money, write for the team blog."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.money.sendings import Sending
from studylib.season import weeks
from studylib.season.kinds import TaskKind
from studylib.season.price_words import describe_price, describe_quote, name_moment
from studylib.season.prices import Quote
from studylib.season.rota import Turn
from studylib.season.standing import Waiting
from studylib.season.tasks import find_last_second
from studylib.text.direction import join_texts
from studylib.views.record.todo import ToDo
from studylib.views.season.completed import link_certificate
from studylib.web import anchors, links, markup, share
from studylib.web.address import write_query
from studylib.web.visit import Visit


def draw_now(visit: Visit, todo: ToDo) -> Markup:
    """Build the card of what is to be done now, or one calm sentence."""
    say = visit.language.say
    items = list(_list_items(visit, todo))
    if not items:
        calm = markup.draw_paragraph(describe_calm(visit, todo))
        return markup.draw_block(calm, draw_completion(visit, todo), kind="card now calm")
    title = say("To do now") if todo.is_own else say("What {member} has to do now", member=todo.member)
    if todo.is_complete:
        items.append(draw_completion(visit, todo))
    return markup.draw_block(markup.draw_heading(title), markup.draw_list(items), kind="card now")


def _list_items(visit: Visit, todo: ToDo) -> Iterator[Markup]:
    handed_in = [each for each in todo.duties if each[0].duty.task.kind is TaskKind.LINK]
    if handed_in:
        yield draw_hand_ins(visit, todo, handed_in)
    yield from (draw_sending(visit, each) for each in todo.sendings)
    received = sum(each.amount for each in todo.sendings) - todo.total if todo.sendings else 0
    if received > 0:
        yield markup.draw_paragraph(describe_received(visit, received), kind="aside")
    meetings = (each for each, _ in todo.duties if each.duty.task.kind is TaskKind.ATTENDANCE)
    yield from (draw_meeting(visit, each) for each in meetings)
    if todo.turn:
        yield draw_turn(visit, todo.turn)


# ---- to hand in ----


def draw_hand_ins(visit: Visit, todo: ToDo, waiting: Sequence[tuple[Waiting, Quote | None]]) -> Markup:
    """Build what is to be handed in, the most urgent first, above the one button."""
    lines = [line for each in waiting for line in _list_lines(visit, *each)]
    may_hand_in = visit.study.form or visit.rights.may(Need.INSIDE)
    if not (todo.is_own and may_hand_in) or visit.as_of:
        return markup.join_parts(lines, "")
    address = f"hand_in?{write_query(name=todo.member)}"
    button = anchors.draw_page_link(address, visit.language.say("Go to hand in"), kind="action")
    return markup.join_parts([*lines, markup.draw_paragraph(button, kind="actions")], "")


def _list_lines(visit: Visit, waiting: Waiting, quote: Quote | None) -> Iterator[Markup]:
    language, duty = visit.language, waiting.duty
    what = join_texts([language.week(duty.week), duty.task.name])
    told = (
        language.say("{what} is late. Hand it in now.", what=what)
        if waiting.late
        else language.say("Hand in {what} by {moment}.", what=what, moment=name_last(visit, duty.due_at))
    )
    count = duty.task.count
    asides = [f"{waiting.counted[0]}/{count}" if count > 1 else "", describe_time(visit, waiting, quote)]
    yield markup.draw_paragraph(markup.draw_strong(told))
    yield markup.draw_paragraph(join_texts(asides), kind="aside")


def describe_time(visit: Visit, waiting: Waiting, quote: Quote | None) -> str:
    """Say how long is left and what being late costs. For a late duty, say what it costs now."""
    language, duty = visit.language, waiting.duty
    if waiting.late:
        if quote:
            return describe_quote(quote, visit.now.astimezone(visit.study.timezone), language)
        return language.say("Absent after {moment}.", moment=name_last(visit, duty.closes_at))
    left = weeks.to_milliseconds(duty.due_at) - weeks.to_milliseconds(visit.now)
    span = language.say("{span} left", span=language.span(left / 1000, most=2))
    late = (
        language.say("late: {price}", price=describe_price(quote.then, language))
        if quote and quote.then
        else ""
    )
    return join_texts([span, late])


def name_last(visit: Visit, end: datetime) -> str:
    """Name the last moment before an end: ``내일 23:59`` through that minute, or its second."""
    zone = visit.study.timezone
    last = find_last_second(end).astimezone(zone)
    shown = last.replace(second=0) if last.second == 59 else last
    return name_moment(shown, visit.now.astimezone(zone), visit.language)


# ---- to pay ----


def draw_sending(visit: Visit, sending: Sending) -> Markup:
    """Build what is to be sent to whom, for which months. The kitty has its account and a button to copy it."""
    language, say = visit.language, visit.language.say
    amount = language.won(sending.amount)
    told = (
        say("Send {amount} to the kitty.", amount=amount)
        if sending.receiver is None
        else say("Send {amount} to {member}.", amount=amount, member=sending.receiver)
    )
    months = markup.join_parts(links.link_month(visit, each) for each in sending.periods)
    parts = [markup.draw_paragraph(markup.draw_strong(told))]
    if sending.account:
        copy = share.draw_copy(language, say("Copy the account"), sending.account)
        account = markup.draw_span(sending.account, kind="kitty")
        parts.append(markup.draw_row(markup.draw_span(say("Account of the kitty:"), " ", account), copy))
    return markup.join_parts([*parts, markup.draw_paragraph(months, kind="aside")], "")


# ---- to come, to write ----


def draw_meeting(visit: Visit, waiting: Waiting) -> Markup:
    language, duty = visit.language, waiting.duty
    what = join_texts([language.week(duty.week), duty.task.name])
    told = language.say("{what} starts {moment}.", what=what, moment=language.moment(duty.due_at))
    return markup.draw_paragraph(markup.draw_strong(told))


def draw_turn(visit: Visit, turn: Turn) -> Markup:
    language = visit.language
    facts = {"week": language.week(turn.week.number), "day": language.day(turn.week.days[1])}
    told = language.say("Write the team blog of {week} by {day}.", **facts)
    return markup.draw_paragraph(markup.draw_strong(told))


def draw_completion(visit: Visit, todo: ToDo) -> Markup:
    """Build the way to the certificate of who completed the season. Empty for others."""
    if not todo.is_complete:
        return markup.NO_MARKUP
    say = visit.language.say
    told = (
        say("You completed the season.")
        if todo.is_own
        else say("{member} completed the season.", member=todo.member)
    )
    button = link_certificate(todo.member, say("See the certificate"), kind="action")
    parts = markup.draw_paragraph(markup.draw_strong(told)), markup.draw_paragraph(button, kind="actions")
    return markup.join_parts(parts, "")


# ---- nothing ----


def describe_calm(visit: Visit, todo: ToDo) -> str:
    """Say that there is nothing to do, what comes next, and what is still to be received."""
    language, say = visit.language, visit.language.say
    coming = next((each for each in visit.study.weeks if each.opens_at > visit.now), None)
    parts = [
        say("There is nothing to do now."),
        say(
            "{week} opens on {day}.",
            week=language.week(coming.number),
            day=language.day(coming.opens_at.date()),
        )
        if coming
        else "",
        describe_received(visit, -todo.total) if todo.total < 0 else "",
    ]
    return " ".join(filter(None, parts))


def describe_received(visit: Visit, amount: int) -> str:
    """Say how many won are still to come to the member."""
    language = visit.language
    return language.say("{amount} is still to be received.", amount=language.won(amount))
