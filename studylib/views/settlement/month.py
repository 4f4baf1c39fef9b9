"""Draw one month: its pot, its members, its transfers."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from studylib.money import transfers
from studylib.money.payments import Outstanding
from studylib.money.settlement import Participant, Settlement
from studylib.season import words
from studylib.season.weeks import to_milliseconds
from studylib.text.message import sentence
from studylib.views.settlement.compare import NOBODY, draw_beside, draw_pots
from studylib.web import links, markup
from studylib.web.visit import Visit


def draw_state(visit: Visit, month: Settlement) -> Markup:
    """How certain the figures of the month are, and from when on they stand."""
    say = visit.language.say
    if month.closed:
        word, why = say("Closed"), describe_closed_at(visit, month)
    elif month.final:
        word, why = say("Final"), say("All its weeks have closed. The month itself is not closed yet.")
    else:
        word, why = say("Provisional"), describe_until_final(visit, month)
    return Markup('<p class="lead"><span class="badge state{}">{}</span> {}</p>').format(
        " settled" if month.closed else "", word, why
    )


def describe_closed_at(visit: Visit, month: Settlement) -> str:
    """When the month was closed, where the workbook says so."""
    moments = [row.closed_at for row in visit.study.settlements if row.month == month.month and row.closed_at]
    if not moments:
        return visit.language.say("What was closed stands, whatever changes later.")
    moment = visit.language.moment(max(moments, key=to_milliseconds))
    return visit.language.say("Since {moment}. It stands, whatever changes later.", moment=moment)


def describe_until_final(visit: Visit, month: Settlement) -> str:
    """What the month waits for."""
    say = visit.language.say
    if month.final_at and to_milliseconds(month.final_at) > to_milliseconds(visit.now):
        return say("The figures may change until {moment}.", moment=visit.language.moment(month.final_at))
    if not visit.study.settlements_read:
        return say("Something of the settlements tab cannot be read, so the month may be closed already.")
    return say("The month before it is not final yet.")


def draw_facts(visit: Visit, month: Settlement, open_amounts: Iterable[Outstanding]) -> Markup:
    """The pot, where it came from, and where it goes."""
    language, say = visit.language, visit.language.say
    receivers = sum(each.share > 0 for each in month.participants)
    use = words.name_pot(language, month.use) if month.use else ""
    people = say("shared by {count}", count=receivers) if receivers else ""
    came_from = say(
        "Fines {fines} + carried in {carried}",
        fines=language.won(month.fines),
        carried=language.won(month.carried_in),
    )
    still = sum(each.amount for each in open_amounts if each.amount > 0)
    return markup.draw_facts(
        [
            (say("Pot"), language.won(month.pot), came_from),
            (say("Share of each"), language.won(month.share), " · ".join(filter(None, [use, people]))),
            (say("Carried into the next month"), language.won(month.carried_out), say("the kitty")),
            (
                say("Still to be paid in"),
                language.won(still) if month.final else NOBODY,
                "" if month.final else say("once the month is final"),
            ),
        ]
    )


def draw_members(visit: Visit, month: Settlement, open_amounts: Sequence[Outstanding]) -> Markup:
    """Each member's fine, share, net and what is still outstanding; those too who take no part but have paid."""
    language, say = visit.language, visit.language.say
    still = {each.member: each for each in open_amounts}
    rows: list[tuple[str | Markup, ...]] = [
        (
            draw_name(visit, each),
            language.won(each.fine),
            language.won(each.share),
            Markup("<b>{}</b>").format(language.signed(each.net)),
            draw_outstanding(visit, month, still.get(each.member)),
        )
        for each in month.participants
    ]
    there = {each.member for each in month.participants}
    rows += [
        (links.link_member(visit, each.member), NOBODY, NOBODY, NOBODY, draw_outstanding(visit, month, each))
        for each in open_amounts
        if each.member not in there and (each.amount or each.paid)
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


def draw_name(visit: Visit, each: Participant) -> Markup:
    """A member as a link to their record, marked where in last place."""
    link = links.link_member(visit, each.member)
    if not each.last_place:
        return link
    return Markup("{}<small>{}</small>").format(link, visit.language.say("Last place"))


def draw_outstanding(visit: Visit, month: Settlement, each: Outstanding | None) -> str | Markup:
    """What a member still owes of the month, in words, and with all months before it where that is another amount."""
    if each is None or not (month.final or each.paid):
        return NOBODY
    said = words.name_outstanding(visit.language, each.amount)
    if each.total == each.amount:
        return said
    whole = visit.language.say(
        "with earlier months: {amount}", amount=words.name_outstanding(visit.language, each.total)
    )
    return Markup("{}<small>{}</small>").format(said, whole)


def draw_transfers(visit: Visit, month: Settlement) -> Markup:
    """Who sends what to whom."""
    language, say = visit.language, visit.language.say
    kitty = say("the kitty")
    lines = Markup("").join(
        Markup('<li><div class="row"><span>{} → {}</span><b>{}</b></div></li>').format(
            each.giver or kitty, each.receiver or kitty, language.won(each.amount)
        )
        for each in transfers.list_transfers(month)
    )
    note = "" if month.final else say("So far. Send nothing before the month is final.")
    aside = Markup('<p class="aside">{}</p>').format(note) if note else ""
    listed = Markup('<ul class="lines">{}</ul>').format(lines) if lines else say("There is nothing to send.")
    return Markup('<div class="sb part"><h2>{}</h2>{}{}</div>').format(
        say("Who sends what to whom"), aside, listed
    )


def draw_recomputed(visit: Visit, month: Settlement, today: Settlement) -> Markup:
    """A closed month and what it would come to today: the pots, and the members for whom it would be another amount."""
    word = sentence("today {amount}")
    return Markup('<div class="sb part"><h2>{}</h2>{}{}</div>').format(
        visit.language.say("Closed, and computed today"),
        draw_pots(visit, month, today, word),
        draw_beside(visit, month, today, word),
    )
