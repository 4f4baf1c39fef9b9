"""Draw what other rules would come to."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from studylib.money import what_if
from studylib.money.settlement import Settlement
from studylib.money.what_if import Rules
from studylib.season import words
from studylib.season.study import Pot, Tier
from studylib.text.message import sentence
from studylib.views.settlement.compare import draw_beside, draw_compared, draw_pots, sum_months
from studylib.web import banners, derived
from studylib.web.visit import Visit
from studylib.workbook import values

# ---- what if ----


def is_what_if_asked() -> bool:
    """Whether the address asks for other rules."""
    return any(key in st.query_params for key in ("what_if", "pot"))


def keep_rules(real: Rules, asked: Rules) -> None:
    """Put the rules into the address: there they are shown from, and from there they can be sent on."""
    for key in ("what_if", "pot"):
        st.query_params.pop(key, None)
    st.query_params.update(what_if.rules_query(asked, real))


def keep_changed_rules(real: Rules, asked: Rules) -> None:
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
        keep_rules(real, Rules(what_if.parse_tiers(what_if.write_tiers(tiers)), given["what_if_pot"]))
    except values.CellError as unreadable:
        given["what_if_refused"] = unreadable.why


def draw_controls(visit: Visit, real: Rules, asked: Rules) -> None:
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
                on_change=keep_changed_rules,
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
                    on_change=keep_changed_rules,
                    args=(real, asked),
                    width=160,
                )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Use of the pot"),
            list(Pot),
            format_func=partial(words.name_pot, language),
            key="what_if_pot",
            on_change=keep_changed_rules,
            args=(real, asked),
            width=300,
        )
        if asked != real:
            st.button(
                say("Back to the real rules"),
                on_click=keep_rules,
                args=(real, real),
                key="what_if_back",
                icon=":material/undo:",
            )


def draw_what_if(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Other rules beside the real ones, member by member, the season first and then its months, newest first."""
    say, real = visit.language.say, what_if.current_rules(visit.study)
    asked, unread = what_if.read_rules(st.query_params.get("what_if"), st.query_params.get("pot"), real)
    explained = say(
        "Try other amounts, hours or another use of the pot. Nothing is saved; the address of this page leads "
        "to what you see, also for those you send it to."
    )
    st.html(Markup('<div class="sb"><p>{}</p></div>').format(explained))
    for why in unread:
        banners.draw_strip(visit, why)
    if refused := st.session_state.pop("what_if_refused", None):
        banners.draw_strip(visit, refused, alert=True)
    draw_controls(visit, real, asked)
    if asked == real:
        as_it_is = say("These are the real rules. Change one to see the difference.")
        st.html(Markup('<div class="sb"><p class="aside">{}</p></div>').format(as_it_is))
        return
    supposed = {each.month: each for each in derived.settle_months(derived.suppose_rules(visit, asked))}
    months = [(each, supposed[each.month]) for each in chain if each.month in supposed]
    word = sentence("what if {amount}")
    st.html(
        Markup('<div class="sb part"><h2>{}</h2>{}</div>').format(
            say("The whole season"), draw_compared(visit, sum_months(months), word)
        )
    )
    for month, other in reversed(months):
        st.html(
            Markup('<div class="sb part"><h2>{}</h2>{}{}</div>').format(
                visit.language.month(month.month),
                draw_pots(visit, month, other, word),
                draw_beside(visit, month, other, word),
            )
        )
