"""Draw one month: its pot, its members, its transfers."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from studylib.money import notice, record
from studylib.money.payments import Outstanding
from studylib.money.rounds import Round
from studylib.money.settlement import Settlement
from studylib.money.transfers import Transfer
from studylib.season import words
from studylib.season.drifts import Drift
from studylib.season.kinds import SEASON
from studylib.season.weeks import to_milliseconds
from studylib.text.direction import join_texts
from studylib.text.language import NO_FIGURE
from studylib.text.message import sentence
from studylib.views.drifts import name_weeks
from studylib.views.settlement.compare import draw_both_months
from studylib.views.settlement.period_words import (
    CARRIED,
    FINAL,
    FINAL_SEASON,
    LEFT,
    SO_FAR,
    SO_FAR_SEASON,
    UNREAD,
    UNREAD_SEASON,
    WHEN_FINAL,
    WHEN_FINAL_SEASON,
    choose_words,
)
from studylib.web import markup, share
from studylib.web.visit import Visit

# ---- how certain it is ----


def draw_state(visit: Visit, month: Settlement) -> Markup:
    """Build how certain the month's figures are, and since when or until when."""
    say = visit.language.say
    if month.closed:
        word, why = say("Closed"), describe_closed_at(visit, month)
    elif month.final:
        word, why = say("Final"), say(choose_words(month, FINAL, FINAL_SEASON))
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
        return say(choose_words(month, UNREAD, UNREAD_SEASON))
    return say("The month before it is not final yet.")


# ---- its pot ----


def draw_pot_facts(visit: Visit, month: Settlement, outstanding: Iterable[Outstanding]) -> Markup:
    """Build the pot: its origin, its use, and what is still to be paid in."""
    language, say = visit.language, visit.language.say
    came_from = describe_origin(visit, month)
    unpaid = sum(each.amount for each in outstanding if each.amount > 0)
    to_pay, when = (
        (language.won(unpaid), "")
        if month.final
        else (NO_FIGURE, say(choose_words(month, WHEN_FINAL, WHEN_FINAL_SEASON)))
    )
    return markup.draw_facts(
        [
            (say("Pot"), language.won(month.pot), came_from),
            (say("Share of each"), language.won(month.share), describe_use(visit, month)),
            (
                say(choose_words(month, CARRIED, LEFT)),
                language.won(month.carried_out),
                say("the kitty") if month.month != SEASON else "",
            ),
            (say("Still to be paid in"), to_pay, when),
        ]
    )


def describe_origin(visit: Visit, month: Settlement) -> str:
    """Say what the pot was made of, and what of it came out of deposits."""
    language = visit.language
    origin = language.say(
        "Fines {fines} + carried in {carried}",
        fines=language.won(month.fines),
        carried=language.won(month.carried_in),
    )
    if not month.from_deposits:
        return origin
    drawn = language.say("{amount} out of deposits", amount=language.won(month.from_deposits))
    return join_texts([origin, drawn])


def describe_use(visit: Visit, month: Settlement) -> str:
    """Say by which rule and among how many members the pot is shared."""
    language = visit.language
    receivers = sum(each.share > 0 for each in month.participants)
    use = words.name_pot(language, month.use) if month.use else ""
    people = language.say("shared by {count}", count=receivers) if receivers else ""
    return " · ".join(filter(None, [use, people]))


# ---- its transfers ----


def draw_transfers(visit: Visit, month: Settlement, of_round: Round) -> Markup:
    """Build who still sends what to whom."""
    language, say = visit.language, visit.language.say
    kitty, left = say("the kitty"), of_round.transfers
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
        else markup.draw_paragraph(say(choose_words(month, SO_FAR, SO_FAR_SEASON)), kind="aside")
    )
    return markup.draw_block(
        markup.draw_heading(say("Who sends what to whom")),
        warning,
        markup.draw_list(lines) if lines else say(notice.choose_heading(month, left)),
        draw_account(visit, month, left),
        kind="part",
    )


def draw_account(visit: Visit, month: Settlement, left: Iterable[Transfer]) -> Markup:
    """Build the account of the kitty, if anybody still pays into it."""
    if not month.account or all(each.receiver for each in left):
        return markup.NO_MARKUP
    say = visit.language.say
    account = markup.draw_paragraph(say("Account of the kitty: {account}", account=month.account))
    copied = share.draw_copy(visit.language, say("Copy the account"), month.account)
    return markup.draw_block(account, copied, kind="account")


# ---- beside today's figures ----


def draw_recomputed(visit: Visit, month: Settlement, today: Settlement, drifts: Sequence[Drift]) -> Markup:
    """Build a closed month beside what it would come to today. ``drifts`` name the weeks that differ."""
    weeks = {each.member: name_weeks(visit, each) for each in drifts}
    return markup.draw_block(
        markup.draw_heading(visit.language.say("Closed, and computed today")),
        draw_both_months(visit, month, today, sentence("today {amount}"), weeks),
        kind="part",
    )
