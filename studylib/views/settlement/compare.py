"""Draw two settlements beside each other."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.money import settlement
from studylib.money.settlement import Participant, Settlement
from studylib.text.language import Language
from studylib.text.message import Sentence
from studylib.web import links, markup
from studylib.web.visit import Visit

NOBODY = "–"


# ---- two settlements beside each other ----


def draw_beside(visit: Visit, shown: Settlement, other: Settlement, word: Sentence) -> Markup:
    """The members for whom two settlements of one month come to something else."""
    pairs = [(each.one, each.other) for each in settlement.compare_settlements(shown, other)]
    if pairs:
        return draw_compared(visit, pairs, word)
    return Markup("<p>{}</p>").format(visit.language.say("It makes no difference to anybody."))


def draw_compared(visit: Visit, pairs: Sequence[tuple[Participant, Participant]], word: Sentence) -> Markup:
    """The figures of the one side, under them those of the other, said with ``word``, where they are others; at the
    end what the other side gives each over the one."""
    language, say = visit.language, visit.language.say
    rows = [
        (
            links.link_member(visit, one.member),
            draw_both(visit, language.won(one.fine), language.won(other.fine), word),
            draw_both(visit, language.won(one.share), language.won(other.share), word),
            draw_both(visit, language.signed(one.net), language.signed(other.net), word),
            draw_difference(language, other.net - one.net),
        )
        for one, other in pairs
    ]
    head = (say("Member"), say("Fine"), say("Share"), say("Net"), say("Difference"))
    return markup.draw_table(say("Difference by member"), head, rows)


def draw_both(visit: Visit, shown: str, other: str, word: Sentence) -> str | Markup:
    """A figure, and the other one under it where it is another."""
    if shown == other:
        return shown
    return Markup('{}<small class="other">{}</small>').format(
        shown, visit.language.say(word.text, amount=other)
    )


def draw_difference(language: Language, amount: int) -> str | Markup:
    return Markup("<b>{}</b>").format(language.signed(amount)) if amount else NOBODY


def draw_pots(visit: Visit, shown: Settlement, other: Settlement, word: Sentence) -> Markup:
    """What the two pots hold and carry out."""
    language, say = visit.language, visit.language.say
    parts = [
        Markup("{} <b>{}</b>").format(
            label,
            language.won(one)
            if one == another
            else f"{language.won(one)} ({language.say(word.text, amount=language.won(another))})",
        )
        for label, one, another in (
            (say("Pot"), shown.pot, other.pot),
            (say("Carried into the next month"), shown.carried_out, other.carried_out),
        )
    ]
    return Markup('<p class="aside">{}</p>').format(Markup(" · ").join(parts))


def sum_months(months: Sequence[tuple[Settlement, Settlement]]) -> list[tuple[Participant, Participant]]:
    """What each member comes to over all months, on both sides."""
    sums: list[dict[str, tuple[int, int]]] = [{}, {}]
    for pair in months:
        for side, month in zip(sums, pair, strict=True):
            for each in month.participants:
                fine, share = side.get(each.member, (0, 0))
                side[each.member] = fine + each.fine, share + each.share
    return [
        (
            Participant(member, *sums[0].get(member, (0, 0)), last_place=False),
            Participant(member, *sums[1].get(member, (0, 0)), last_place=False),
        )
        for member in {**sums[0], **sums[1]}
    ]
