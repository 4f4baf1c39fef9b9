"""Draw two settlements beside each other."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from studylib.money.settlement import Difference, Settlement, compare_settlements
from studylib.text.language import NO_FIGURE, Language
from studylib.text.message import Sentence
from studylib.views.settlement.period_words import CARRIED, LEFT, choose_words
from studylib.web import links, markup
from studylib.web.visit import Visit

NO_WEEKS: Mapping[str, str] = {}


def draw_both_months(
    visit: Visit, one: Settlement, other: Settlement, word: Sentence, weeks: Mapping[str, str] = NO_WEEKS
) -> Markup:
    """Build the pots of two settlements of one month, and the members with another amount.

    ``word`` is the sentence that takes an ``amount`` of the other side. ``weeks`` names weeks by member.
    """
    differences = compare_settlements(one, other)
    members = (
        draw_differences(visit, differences, word, weeks)
        if differences
        else markup.draw_paragraph(visit.language.say("It makes no difference to any member."))
    )
    return draw_pots(visit, one, other, word) + members


def draw_differences(
    visit: Visit, differences: Sequence[Difference], word: Sentence, weeks: Mapping[str, str] = NO_WEEKS
) -> Markup:
    """Build a table of both sides by member. A different figure of the other side is put under that of the one.

    The last column is what the other side gives the member over the one. The weeks that differ are put under the name.
    """
    language, say = visit.language, visit.language.say
    rows = [
        (
            links.link_member(visit, each.member) + draw_weeks(weeks.get(each.member)),
            draw_both(visit, language.won(each.one.fine), language.won(each.other.fine), word),
            draw_both(visit, language.won(each.one.share), language.won(each.other.share), word),
            draw_both(visit, language.signed(each.one.net), language.signed(each.other.net), word),
            draw_amount(language, each.other.net - each.one.net),
        )
        for each in differences
    ]
    head = (say("Member"), say("Fine"), say("Share"), say("Net"), say("Difference"))
    return markup.draw_table(say("Difference by member"), head, rows)


def draw_weeks(weeks: str | None) -> Markup:
    return markup.draw_small(weeks) if weeks else markup.NO_MARKUP


def draw_both(visit: Visit, one: str, other: str, word: Sentence) -> str | Markup:
    """Build a figure, and the other one under it if it differs."""
    if one == other:
        return one
    return markup.join_parts(
        [one, markup.draw_small(visit.language.say(word.text, amount=other), kind="other")], ""
    )


def draw_amount(language: Language, amount: int) -> str | Markup:
    return markup.draw_strong(language.signed(amount)) if amount else NO_FIGURE


def draw_pots(visit: Visit, one: Settlement, other: Settlement, word: Sentence) -> Markup:
    """Build what the two pots hold and carry out."""
    say = visit.language.say
    figures = (
        (say("Pot"), one.pot, other.pot),
        (say(choose_words(one, CARRIED, LEFT)), one.carried_out, other.carried_out),
    )
    parts = (
        markup.join_parts([label, markup.draw_strong(describe_both(visit, amount, another, word))], " ")
        for label, amount, another in figures
    )
    return markup.draw_paragraph(markup.join_parts(parts), kind="aside")


def describe_both(visit: Visit, one: int, other: int, word: Sentence) -> str:
    """Write an amount, and the other one in parentheses if it differs."""
    language = visit.language
    if one == other:
        return language.won(one)
    return f"{language.won(one)} ({language.say(word.text, amount=language.won(other))})"
