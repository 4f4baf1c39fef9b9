"""Draw the participants of one settlement: their fines, shares, nets and open amounts."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.money.payments import Outstanding
from studylib.money.settlement import Participant, Settlement
from studylib.season import words
from studylib.text.language import NO_FIGURE
from studylib.views.settlement.deposits import draw_drawn, draw_fine
from studylib.web import links, markup
from studylib.web.visit import Visit


def draw_participants(visit: Visit, month: Settlement, outstanding: Sequence[Outstanding]) -> Markup:
    """Build a table of fines, shares, nets and open amounts. Members who only paid come last."""
    say, still = visit.language.say, {each.member: each for each in outstanding}
    participating = {each.member for each in month.participants}
    rows = [list_figures(visit, month, each, still.get(each.member)) for each in month.participants]
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
    return markup.draw_table(say("Fines and shares of each"), head, rows, list_sums(visit, month))


def list_figures(
    visit: Visit, month: Settlement, participant: Participant, still: Outstanding | None
) -> tuple[str | Markup, ...]:
    """List the cells of a participant."""
    language = visit.language
    return (
        draw_name(visit, participant),
        draw_fine(language, participant),
        language.won(participant.share),
        markup.draw_strong(language.signed(participant.net)),
        draw_outstanding(visit, month, still),
    )


def list_sums(visit: Visit, month: Settlement) -> tuple[str | Markup, ...]:
    """List the sums of the columns."""
    language = visit.language
    return (
        language.say("Total"),
        markup.join_parts([language.won(month.fines), draw_drawn(language, month.from_deposits)], ""),
        language.won(sum(each.share for each in month.participants)),
        language.signed(sum(each.net for each in month.participants)),
        "",
    )


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
    language, parts = visit.language, []
    if still.total != still.amount:
        total = words.name_outstanding(language, still.total)
        parts.append(language.say("with earlier months: {amount}", amount=total))
    if still.carried and month.final:
        later = words.name_outstanding(language, still.carried)
        parts.append(language.say("in the next settlement: {amount}", amount=later))
    owed = words.name_outstanding(language, still.amount)
    return markup.join_parts([owed, *map(markup.draw_small, parts)], "") if parts else owed
