"""Draw the deposits of a settlement."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.money import balances
from studylib.money.settlement import Participant, Settlement
from studylib.text.language import Language
from studylib.web import markup
from studylib.web.visit import Visit


def draw_fine(language: Language, participant: Participant) -> str | Markup:
    """Build a fine. What came out of the deposit, and what is left, stand below."""
    fine = language.won(participant.fine)
    if participant.balance is None:
        return fine
    return markup.join_parts(
        [
            fine,
            draw_drawn(language, participant.from_deposit),
            markup.draw_small(
                language.say("{amount} left", amount=language.won(participant.balance)), kind="together"
            ),
        ],
        "",
    )


def draw_drawn(language: Language, amount: int) -> str | Markup:
    """Build what comes out of deposits. Nothing is said of nothing."""
    if not amount:
        return ""
    return markup.draw_small(language.say("deposit {amount}", amount=language.signed(-amount)))


def draw_low_deposits(visit: Visit, chain: Sequence[Settlement]) -> Markup:
    """Build whose deposit is below zero, used up or too low. Only the leader is told."""
    told = balances.explain_balances(visit.study, chain, visit.now)
    if not told:
        return markup.NO_MARKUP
    heading = markup.draw_heading(visit.language.say("Deposits to fill up"))
    return markup.draw_block(heading, markup.draw_list(map(visit.language.say, told)), kind="part")
