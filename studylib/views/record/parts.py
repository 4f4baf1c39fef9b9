"""The part of a record under one heading, and the words for payments in it."""

from markupsafe import Markup

from studylib.text.language import NO_FIGURE
from studylib.web import markup
from studylib.web.visit import Visit


def draw_part(title: str, *contents: object) -> Markup:
    return markup.draw_block(markup.draw_heading(title), *contents, kind="part")


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
