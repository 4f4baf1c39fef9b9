"""Draw one month: its pot, its members, its transfers."""

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from studylib.money import notice, record, transfers
from studylib.money.payments import Outstanding
from studylib.money.settlement import Participant, Settlement
from studylib.season import words
from studylib.season.drifts import Drift
from studylib.season.weeks import to_milliseconds
from studylib.text.message import sentence
from studylib.views.drifts import name_weeks
from studylib.views.settlement.compare import NO_FIGURE, draw_both_months
from studylib.web import links, markup
from studylib.web.visit import Visit

# ---- how certain it is ----


def draw_state(visit: Visit, month: Settlement) -> Markup:
    """Build how certain the month's figures are, and since when or until when."""
    say = visit.language.say
    if month.closed:
        word, why = say("Closed"), describe_closed_at(visit, month)
    elif month.final:
        word, why = say("Final"), say("All its weeks have closed. The month itself is not closed yet.")
    else:
        word, why = say("Provisional"), describe_until_final(visit, month)
    badge = markup.draw_badge(word, "state settled" if month.closed else "state")
    return markup.draw_paragraph(badge, f" {why}", kind="lead")


def describe_closed_at(visit: Visit, month: Settlement) -> str:
    """Say when the month was closed, if the workbook does."""
    closed_at = record.find_closed_at(visit.study, month.month)
    if closed_at is None:
        return visit.language.say("Its figures stay, whatever changes later.")
    moment = visit.language.moment(closed_at)
    return visit.language.say("Since {moment}. Its figures stay, whatever changes later.", moment=moment)


def describe_until_final(visit: Visit, month: Settlement) -> str:
    """Say what the month waits for."""
    say = visit.language.say
    if month.final_at and to_milliseconds(month.final_at) > to_milliseconds(visit.now):
        return say("The figures may change until {moment}.", moment=visit.language.moment(month.final_at))
    if not visit.study.settlements_read:
        return say("Part of the settlements tab cannot be read, so the month may be closed already.")
    return say("The month before it is not final yet.")


# ---- its pot ----


def draw_pot_facts(visit: Visit, month: Settlement, outstanding: Iterable[Outstanding]) -> Markup:
    """Build the pot: its origin, its use, and what is still to be paid in."""
    language, say = visit.language, visit.language.say
    came_from = say(
        "Fines {fines} + carried in {carried}",
        fines=language.won(month.fines),
        carried=language.won(month.carried_in),
    )
    unpaid = sum(each.amount for each in outstanding if each.amount > 0)
    to_pay, when = (language.won(unpaid), "") if month.final else (NO_FIGURE, say("once the month is final"))
    return markup.draw_facts(
        [
            (say("Pot"), language.won(month.pot), came_from),
            (say("Share of each"), language.won(month.share), describe_use(visit, month)),
            (say("Carried into the next month"), language.won(month.carried_out), say("the kitty")),
            (say("Still to be paid in"), to_pay, when),
        ]
    )


def describe_use(visit: Visit, month: Settlement) -> str:
    """Say by which rule and among how many members the pot is shared."""
    language = visit.language
    receivers = sum(each.share > 0 for each in month.participants)
    use = words.name_pot(language, month.use) if month.use else ""
    people = language.say("shared by {count}", count=receivers) if receivers else ""
    return " · ".join(filter(None, [use, people]))


# ---- its members ----


def draw_participants(visit: Visit, month: Settlement, outstanding: Sequence[Outstanding]) -> Markup:
    """Build a table of fines, shares, nets and open amounts. Members who only paid come last."""
    language, say = visit.language, visit.language.say
    still = {each.member: each for each in outstanding}
    participating = {each.member for each in month.participants}
    rows: list[tuple[str | Markup, ...]] = [
        (
            draw_name(visit, each),
            language.won(each.fine),
            language.won(each.share),
            markup.draw_strong(language.signed(each.net)),
            draw_outstanding(visit, month, still.get(each.member)),
        )
        for each in month.participants
    ]
    rows += [
        (
            links.link_member(visit, each.member),
            *[NO_FIGURE] * 3,
            draw_outstanding(visit, month, each),
        )
        for each in outstanding
        if each.member not in participating and (each.amount or each.paid)
    ]
    head = (say("Member"), say("Fine"), say("Share"), say("Net"), say("Outstanding"))
    sums = (
        say("Total"),
        language.won(month.fines),
        language.won(sum(each.share for each in month.participants)),
        language.signed(sum(each.net for each in month.participants)),
        "",
    )
    return markup.draw_table(say("Fines and shares of each"), head, rows, sums)


def draw_name(visit: Visit, participant: Participant) -> Markup:
    """Build a member's link to their record, with a mark on the last place."""
    link = links.link_member(visit, participant.member)
    if not participant.last_place:
        return link
    return link + markup.draw_small(visit.language.say("Last place"))


def draw_outstanding(visit: Visit, month: Settlement, still: Outstanding | None) -> str | Markup:
    """Build what a member still owes of the month. A different total is put under it."""
    if still is None or not (month.final or still.paid):
        return NO_FIGURE
    owed = words.name_outstanding(visit.language, still.amount)
    if still.total == still.amount:
        return owed
    total = words.name_outstanding(visit.language, still.total)
    whole = visit.language.say("with earlier months: {amount}", amount=total)
    return markup.join_parts([owed, markup.draw_small(whole)], "")


# ---- its transfers ----


def draw_transfers(visit: Visit, month: Settlement, paid: Mapping[str, int]) -> Markup:
    """Build who still sends what to whom. ``paid`` is paid in less paid out for the month, by member."""
    language, say = visit.language, visit.language.say
    kitty, left = say("the kitty"), transfers.list_transfers(month, paid)
    lines = [
        markup.draw_row(
            markup.draw_span(f"{each.giver or kitty} → {each.receiver or kitty}"),
            markup.draw_strong(language.won(each.amount)),
        )
        for each in left
    ]
    warning = (
        markup.NO_MARKUP
        if month.final
        else markup.draw_paragraph(say("So far. Send nothing before the month is final."), kind="aside")
    )
    return markup.draw_block(
        markup.draw_heading(say("Who sends what to whom")),
        warning,
        markup.draw_list(lines) if lines else say(notice.choose_heading(month, left)),
        kind="part",
    )


# ---- beside today's figures ----


def draw_recomputed(visit: Visit, month: Settlement, today: Settlement, drifts: Sequence[Drift]) -> Markup:
    """Build a closed month beside what it would come to today. ``drifts`` name the weeks that differ."""
    weeks = {each.member: name_weeks(visit, each) for each in drifts}
    return markup.draw_block(
        markup.draw_heading(visit.language.say("Closed, and computed today")),
        draw_both_months(visit, month, today, sentence("today {amount}"), weeks),
        kind="part",
    )
