"""Draw the deposits of a settlement: what came out of each, what is left, and whose is too low."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.money import balances
from studylib.money.settlement import Participant, Settlement
from studylib.text.language import Language
from studylib.views.settlement.compare import NO_FIGURE
from studylib.web import markup
from studylib.web.visit import Visit


def has_deposits(month: Settlement) -> bool:
    """Check if any participant has a deposit."""
    return any(each.balance is not None for each in month.participants)


def draw_deposit(language: Language, participant: Participant | None) -> str | Markup:
    """Build what came out of a member's deposit, with what is left of it under it."""
    if participant is None or participant.balance is None:
        return NO_FIGURE
    drawn = language.won(participant.from_deposit) if participant.from_deposit else NO_FIGURE
    left = language.say("{amount} left", amount=language.won(participant.balance))
    return markup.join_parts([drawn, markup.draw_small(left)], "")


def draw_low_deposits(visit: Visit, chain: Sequence[Settlement]) -> Markup:
    """Build whose deposit is below zero, used up, or too low for the fines to come. Only the leader is told."""
    told = balances.explain_balances(visit.study, chain, visit.now)
    if not told:
        return markup.NO_MARKUP
    heading = markup.draw_heading(visit.language.say("Deposits to fill up"))
    return markup.draw_block(heading, markup.draw_list(map(visit.language.say, told)), kind="part")
