"""정산: what each month comes to, who sends what to whom, and what it would come to under other rules."""

from collections.abc import Iterable, Sequence

import streamlit as st
from markupsafe import Markup

from studylib import charts, markup, notice, page, report, rules, settlement, values, words
from studylib.access import Need
from studylib.cells import WorkbookError
from studylib.language import Language
from studylib.page import Visit
from studylib.payments import Outstanding
from studylib.rules import Rules
from studylib.sentence import Sentence, sentence
from studylib.settlement import Participant, Settlement
from studylib.study import Pot, Tier
from studylib.weeks import milliseconds

NOBODY = "–"


# ---- one month ----


def asked_month(visit: Visit, months: Sequence[str]) -> str:
    """The month that the address asks for, else the newest one; an unknown one is told."""
    asked = st.query_params.get("month")
    if asked and asked not in months:
        page.strip(
            visit, sentence("There is no settlement of “{cell}”. The newest one is shown.", cell=asked)
        )
    return asked if asked in months else months[0]


def show_month() -> None:
    """Take over the month that was chosen into the address, so that it can be sent on."""
    st.query_params["month"] = st.session_state["settlement_month"]


def state(visit: Visit, month: Settlement) -> Markup:
    """How certain the figures of the month are, and from when on they stand."""
    say = visit.language.say
    if month.closed:
        word, why = say("Closed"), closed_at(visit, month)
    elif month.final:
        word, why = say("Final"), say("All its weeks have closed. The month itself is not closed yet.")
    else:
        word, why = say("Provisional"), until_final(visit, month)
    return Markup('<p class="lead"><span class="badge state{}">{}</span> {}</p>').format(
        " settled" if month.closed else "", word, why
    )


def closed_at(visit: Visit, month: Settlement) -> str:
    """When the month was closed, where the workbook says so."""
    moments = [row.closed_at for row in visit.study.settlements if row.month == month.month and row.closed_at]
    if not moments:
        return visit.language.say("What was closed stands, whatever changes later.")
    moment = visit.language.moment(max(moments, key=milliseconds))
    return visit.language.say("Since {moment}. It stands, whatever changes later.", moment=moment)


def until_final(visit: Visit, month: Settlement) -> str:
    """What the month waits for."""
    say = visit.language.say
    if month.final_at and milliseconds(month.final_at) > milliseconds(visit.now):
        return say("The figures may change until {moment}.", moment=visit.language.moment(month.final_at))
    if not visit.study.settlements_read:
        return say("Something of the settlements tab cannot be read, so the month may be closed already.")
    return say("The month before it is not final yet.")


def facts(visit: Visit, month: Settlement, open_amounts: Iterable[Outstanding]) -> Markup:
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
    return markup.facts(
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


def members(visit: Visit, month: Settlement, open_amounts: Sequence[Outstanding]) -> Markup:
    """Each member's fine, share, net and what is still outstanding; those too who take no part but have paid."""
    language, say = visit.language, visit.language.say
    still = {each.member: each for each in open_amounts}
    rows = [
        (
            name(visit, each),
            language.won(each.fine),
            language.won(each.share),
            Markup("<b>{}</b>").format(language.signed(each.net)),
            outstanding(visit, month, still.get(each.member)),
        )
        for each in month.participants
    ]
    there = {each.member for each in month.participants}
    rows += [
        (page.to_member(visit, each.member), NOBODY, NOBODY, NOBODY, outstanding(visit, month, each))
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
    return markup.table(say("Fines and shares of each"), head, rows, sums)


def name(visit: Visit, each: Participant) -> Markup:
    """A member as a link to their record, marked where in last place."""
    link = page.to_member(visit, each.member)
    if not each.last_place:
        return link
    return Markup("{}<small>{}</small>").format(link, visit.language.say("Last place"))


def outstanding(visit: Visit, month: Settlement, each: Outstanding | None) -> str | Markup:
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


def sendings(visit: Visit, month: Settlement) -> Markup:
    """Who sends what to whom."""
    language, say = visit.language, visit.language.say
    kitty = say("the kitty")
    lines = Markup("").join(
        Markup('<li><div class="row"><span>{} → {}</span><b>{}</b></div></li>').format(
            each.giver or kitty, each.receiver or kitty, language.won(each.amount)
        )
        for each in settlement.transfers(month)
    )
    note = "" if month.final else say("So far. Send nothing before the month is final.")
    aside = Markup('<p class="aside">{}</p>').format(note) if note else ""
    listed = (
        Markup('<ul class="lines">{}</ul>').format(lines) if lines else say("Nobody has to send anything.")
    )
    return Markup('<div class="sb part"><h2>{}</h2>{}{}</div>').format(
        say("Who sends what to whom"), aside, listed
    )


def recomputed(visit: Visit, month: Settlement, today: Settlement) -> Markup:
    """A closed month and what it would come to today: the pots, and the members for whom it would be another amount."""
    word = sentence("today {amount}")
    return Markup('<div class="sb part"><h2>{}</h2>{}{}</div>').format(
        visit.language.say("Closed, and computed today"),
        pots(visit, month, today, word),
        beside(visit, month, today, word),
    )


def one_month(visit: Visit, chain: Sequence[Settlement]) -> None:
    """The month that is chosen."""
    say, months = visit.language.say, {each.month: each for each in reversed(chain)}
    st.session_state["settlement_month"] = asked_month(visit, list(months))
    chosen = st.selectbox(
        say("Month"),
        list(months),
        format_func=visit.language.month,
        key="settlement_month",
        on_change=show_month,
        width=220,
    )
    month, still = months[chosen], [each for each in page.outstanding(visit) if each.month == chosen]
    st.html(Markup('<div class="sb">{}{}</div>').format(state(visit, month), facts(visit, month, still)))
    if month.recomputed:
        why = sentence(
            "With today’s answers and rules this month would come to something else. What was closed stands; "
            "the difference is only shown."
        )
        page.strip(visit, why)
    if month.participants:
        st.html(Markup('<div class="sb">{}</div>').format(members(visit, month, still)))
    else:
        page.strip(visit, sentence("Nobody takes part in this month."), quiet=True)
    if month.recomputed:
        st.html(recomputed(visit, month, month.recomputed))
    sent, told = st.columns(2)
    with sent:
        st.html(sendings(visit, month))
    with told:
        st.html(Markup('<div class="sb part"><h2>{}</h2></div>').format(say("For the group chat")))
        st.code(notice.text(visit.study.name, month, visit.language), language=None, wrap_lines=True)


# ---- two settlements beside each other ----


def beside(visit: Visit, shown: Settlement, other: Settlement, word: Sentence) -> Markup:
    """The members for whom two settlements of one month come to something else."""
    pairs = [(each.one, each.other) for each in settlement.differences(shown, other)]
    if pairs:
        return compared(visit, pairs, word)
    return Markup("<p>{}</p>").format(visit.language.say("It makes no difference to anybody."))


def compared(visit: Visit, pairs: Sequence[tuple[Participant, Participant]], word: Sentence) -> Markup:
    """The figures of the one side, under them those of the other, said with ``word``, where they are others; at the
    end what the other side gives each over the one."""
    language, say = visit.language, visit.language.say
    rows = [
        (
            page.to_member(visit, one.member),
            both(visit, language.won(one.fine), language.won(other.fine), word),
            both(visit, language.won(one.share), language.won(other.share), word),
            both(visit, language.signed(one.net), language.signed(other.net), word),
            difference(language, other.net - one.net),
        )
        for one, other in pairs
    ]
    head = (say("Member"), say("Fine"), say("Share"), say("Net"), say("Difference"))
    return markup.table(say("Difference by member"), head, rows)


def both(visit: Visit, shown: str, other: str, word: Sentence) -> str | Markup:
    """A figure, and the other one under it where it is another."""
    if shown == other:
        return shown
    return Markup('{}<small class="other">{}</small>').format(
        shown, visit.language.say(word.text, amount=other)
    )


def difference(language: Language, amount: int) -> str | Markup:
    return Markup("<b>{}</b>").format(language.signed(amount)) if amount else NOBODY


def pots(visit: Visit, shown: Settlement, other: Settlement, word: Sentence) -> Markup:
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


# ---- the season ----


def season(visit: Visit, chain: Sequence[Settlement]) -> None:
    """The pot of the whole season, and its files."""
    language, say = visit.language, visit.language.say
    st.html(Markup('<div class="sb part"><h2>{}</h2></div>').format(say("The pot over the season")))
    described = say("The pot by month: fines in, shares out, carried over; the table below has the figures.")
    figure = charts.pot(chain, language, visit.palette)
    st.plotly_chart(figure, config={"displayModeBar": False}, key="pot", alt=described)
    head = (say("Month"), say("Carried in"), say("Fines"), say("Shares"), say("Carried out"))
    rows = [
        (
            page.to_month(visit, each.month),
            *map(
                language.won,
                (
                    each.carried_in,
                    each.fines,
                    sum(one.share for one in each.participants),
                    each.carried_out,
                ),
            ),
        )
        for each in reversed(chain)
    ]
    table = markup.table(say("The pot over the season"), head, rows)
    st.html(Markup('<div class="sb">{}</div>').format(table))
    downloads(visit, chain)


def downloads(visit: Visit, chain: Sequence[Settlement]) -> None:
    """The settlements as files, one row a participant; the CSV is what the command line prints."""
    say, lines = visit.language.say, settlement.lines(chain)
    with st.container(horizontal=True):
        st.download_button(
            say("Download all settlements (CSV)"),
            report.to_csv(lines),
            "settlement.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        try:
            spreadsheet = page.spreadsheet(report.to_tab(lines, "settlement"))
        except WorkbookError as error:
            page.strip(visit, error.why, quiet=True)
            return
        st.download_button(
            say("Download all settlements (XLSX)"),
            spreadsheet,
            "settlement.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            on_click="ignore",
            icon=":material/download:",
        )


# ---- what if ----


def asks_what_if() -> bool:
    """Whether the address asks for other rules."""
    return any(key in st.query_params for key in ("what_if", "pot"))


def suppose(real: Rules, asked: Rules) -> None:
    """Put the rules into the address: there they are shown from, and from there they can be sent on."""
    for key in ("what_if", "pot"):
        st.query_params.pop(key, None)
    st.query_params.update(rules.query(asked, real))


def changed(real: Rules, asked: Rules) -> None:
    """Take over the rules that stand in the controls; those that contradict each other are told and left."""
    given = st.session_state
    tiers = [
        Tier(
            tier.label,
            None if tier.hours is None else given[f"what_if_hours_{place}"],
            given[f"what_if_amount_{place}"],
        )
        for place, tier in enumerate(asked.tiers)
    ]
    try:
        suppose(real, Rules(rules.read(rules.written(tiers)), given["what_if_pot"]))
    except values.Unreadable as unreadable:
        given["what_if_refused"] = unreadable.why


def controls(visit: Visit, real: Rules, asked: Rules) -> None:
    """The rules as they are asked for, to be changed."""
    language, say, given = visit.language, visit.language.say, st.session_state
    given["what_if_pot"] = asked.pot
    for place, tier in enumerate(asked.tiers):
        given[f"what_if_amount_{place}"] = tier.amount
        if tier.hours is not None:
            given[f"what_if_hours_{place}"] = tier.hours
    for place, tier in enumerate(asked.tiers):
        st.html(
            Markup('<div class="sb"><h3>{}. {}</h3></div>').format(place + 1, words.name_tier(language, tier))
        )
        with st.container(horizontal=True):
            st.number_input(
                say("Fine {number} (₩)", number=place + 1),
                min_value=0,
                max_value=values.HIGHEST_AMOUNT,
                step=500,
                key=f"what_if_amount_{place}",
                on_change=changed,
                args=(real, asked),
                width=160,
            )
            if tier.hours is not None:
                st.number_input(
                    say("Until hours after due {number}", number=place + 1),
                    min_value=0.0,
                    max_value=float(values.HIGHEST_HOURS),
                    step=1.0,
                    format="%g",
                    key=f"what_if_hours_{place}",
                    on_change=changed,
                    args=(real, asked),
                    width=160,
                )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Use of the pot"),
            list(Pot),
            format_func=language.pot,
            key="what_if_pot",
            on_change=changed,
            args=(real, asked),
            width=300,
        )
        if asked != real:
            st.button(
                say("Back to the real rules"),
                on_click=suppose,
                args=(real, real),
                key="what_if_back",
                icon=":material/undo:",
            )


def what_if(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Other rules beside the real ones, member by member, the season first and then its months, newest first."""
    say, real = visit.language.say, rules.of(visit.study)
    asked, unread = rules.asked(st.query_params.get("what_if"), st.query_params.get("pot"), real)
    explained = say(
        "Try other amounts, hours or another use of the pot. Nothing is saved; the address of this page leads "
        "to what you see, also for those you send it to."
    )
    st.html(Markup('<div class="sb"><p>{}</p></div>').format(explained))
    for why in unread:
        page.strip(visit, why)
    if refused := st.session_state.pop("what_if_refused", None):
        page.strip(visit, refused, alert=True)
    controls(visit, real, asked)
    if asked == real:
        as_it_is = say("These are the real rules. Change one to see the difference.")
        st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(as_it_is))
        return
    supposed = {each.month: each for each in page.settled(page.supposed(visit, asked))}
    months = [(each, supposed[each.month]) for each in chain if each.month in supposed]
    word = sentence("what if {amount}")
    st.html(
        Markup('<div class="sb part"><h2>{}</h2>{}</div>').format(
            say("The whole season"), compared(visit, summed(months), word)
        )
    )
    for month, other in reversed(months):
        st.html(
            Markup('<div class="sb part"><h2>{}</h2>{}{}</div>').format(
                visit.language.month(month.month),
                pots(visit, month, other, word),
                beside(visit, month, other, word),
            )
        )


def summed(months: Sequence[tuple[Settlement, Settlement]]) -> list[tuple[Participant, Participant]]:
    """What each member comes to over all months, on both sides."""
    sums: list[dict[str, tuple[int, int]]] = [{}, {}]
    for pair in months:
        for side, month in zip(sums, pair, strict=True):
            for each in month.participants:
                fine, share = side.get(each.member, (0, 0))
                side[each.member] = fine + each.fine, share + each.share
    return [
        tuple(Participant(member, *side.get(member, (0, 0)), last_place=False) for side in sums)
        for member in {**sums[0], **sums[1]}
    ]


visit = page.enter(Need.MONEY, people=True, money=True)

say = visit.language.say
chain = page.settled(visit)

st.html(Markup('<div class="sb"><h1>{}</h1></div>').format(say("Settlement")))
if not chain:
    page.strip(visit, sentence("The season has not begun, so there is nothing to settle yet."), quiet=True)
else:
    titles = [say("By month"), say("What if")]
    by_month, other_rules = st.tabs(titles, default=titles[asks_what_if()])
    with by_month:
        one_month(visit, chain)
        season(visit, chain)
    with other_rules:
        what_if(visit, chain)
page.foot(visit)
