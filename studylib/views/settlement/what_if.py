"""Draw what other rules would come to."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from studylib.money import what_if as rules
from studylib.money.settlement import Settlement
from studylib.money.what_if import Rules
from studylib.season import words
from studylib.season.study import Pot, Tier
from studylib.text.message import sentence
from studylib.views.settlement.compare import beside, compared, pots, summed
from studylib.web import banners, derived
from studylib.web.visit import Visit
from studylib.workbook import values

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
            format_func=partial(words.name_pot, language),
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
        banners.strip(visit, why)
    if refused := st.session_state.pop("what_if_refused", None):
        banners.strip(visit, refused, alert=True)
    controls(visit, real, asked)
    if asked == real:
        as_it_is = say("These are the real rules. Change one to see the difference.")
        st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(as_it_is))
        return
    supposed = {each.month: each for each in derived.settled(derived.supposed(visit, asked))}
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
