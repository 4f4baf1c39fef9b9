"""Draw what the months would come to under other rules."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from studylib.money import sums, what_if
from studylib.money.settlement import Settlement
from studylib.money.what_if import Rules
from studylib.season import words
from studylib.season.kinds import Limit, Pot
from studylib.season.study import Tier
from studylib.text.direction import isolate, join_texts
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence
from studylib.views.settlement.compare import draw_both_months, draw_differences
from studylib.web import banners, derived, markup
from studylib.web.address import read_parameter
from studylib.web.visit import Visit
from studylib.workbook import values

WORD = sentence("what if {amount}")

# ---- the rules asked for ----


def is_what_if_asked() -> bool:
    """Whether the address asks for other rules."""
    return any(key in st.query_params for key in ("what_if", "pot"))


def keep_rules(real: Rules, asked: Rules) -> None:
    """Write the rules into the address. The page draws them from there."""
    for key in ("what_if", "pot"):
        st.query_params.pop(key, None)
    st.query_params.update(what_if.rules_query(asked, real))


def keep_changed_rules(visit: Visit, real: Rules, asked: Rules) -> None:
    """Write the rules in the controls into the address. Contradicting tiers are refused."""
    try:
        changed = read_controls(visit, asked)
    except StudyboardError as unreadable:
        visit.fields["what_if_refused"] = unreadable.why
    else:
        keep_rules(real, changed)


def read_controls(visit: Visit, asked: Rules) -> Rules:
    """Read the rules in the controls. Raises a ``CellError`` if the tiers contradict each other."""
    controls = visit.fields
    tiers = [
        replace(
            tier,
            hours=controls[f"what_if_hours_{place}"] if _has_hours(tier) else tier.hours,
            amount=controls[f"what_if_amount_{place}"],
        )
        for place, tier in enumerate(asked.tiers)
    ]
    return Rules(what_if.parse_tiers(what_if.write_tiers(tiers)), controls["what_if_pot"])


def _has_hours(tier: Tier) -> bool:
    return tier.hours is not None and tier.limit is Limit.HOURS


def fill_controls(visit: Visit, asked: Rules) -> None:
    """Set the controls to the rules asked for."""
    controls = visit.fields
    controls["what_if_pot"] = asked.pot
    for place, tier in enumerate(asked.tiers):
        controls[f"what_if_amount_{place}"] = tier.amount
        if _has_hours(tier):
            controls[f"what_if_hours_{place}"] = tier.hours


# ---- the controls ----


def draw_controls(visit: Visit, real: Rules, asked: Rules) -> None:
    """Draw the rules asked for, to be changed."""
    fill_controls(visit, asked)
    for place in range(len(asked.tiers)):
        draw_tier_controls(visit, real, asked, place)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        draw_pot_controls(visit, real, asked)


def draw_tier_controls(visit: Visit, real: Rules, asked: Rules, place: int) -> None:
    """Draw the amount of one tier and, if its limit is in hours, these. Say another limit in words."""
    say, tier, number = visit.language.say, asked.tiers[place], place + 1
    title = join_texts(
        [f"{number}. {isolate(words.name_tier(visit.language, tier))}", *list_scope(visit, tier)]
    )
    st.html(markup.draw_block(markup.draw_heading(title, level=3)))
    with st.container(horizontal=True):
        visit.fields.type_number(
            f"what_if_amount_{place}",
            say("Fine {number} (₩)", number=number),
            0,
            values.HIGHEST_AMOUNT,
            step=500,
            on_change=keep_changed_rules,
            args=(visit, real, asked),
            width=160,
        )
        if _has_hours(tier):
            visit.fields.type_number(
                f"what_if_hours_{place}",
                say("Until hours after due {number}", number=number),
                0.0,
                float(values.HIGHEST_HOURS),
                step=1.0,
                format="%g",
                on_change=keep_changed_rules,
                args=(visit, real, asked),
                width=160,
            )
        elif tier.hours is not None:
            st.html(markup.draw_paragraph(words.explain_tier(visit.language, tier), kind="aside"))


def list_scope(visit: Visit, tier: Tier) -> list[str]:
    """List what tells a tier from those of other sets: its set, its first week, and how often it counts."""
    say, scope = visit.language.say, [tier.set]
    if tier.from_week > 1:
        scope.append(say("from week {week} on", week=tier.from_week))
    if tier.itemised:
        scope.append(say("per item"))
    elif tier.per:
        scope.append(say("per {span}", span=visit.language.span(tier.per.total_seconds())))
    return scope


def draw_pot_controls(visit: Visit, real: Rules, asked: Rules) -> None:
    """Draw the use of the pot. Other rules also get a way back to the real ones."""
    say = visit.language.say
    visit.fields.choose(
        "what_if_pot",
        say("Use of the pot"),
        list(Pot),
        format_func=partial(words.name_pot, visit.language),
        on_change=keep_changed_rules,
        args=(visit, real, asked),
        width=300,
    )
    if asked != real:
        st.button(
            say("Back to the real rules"),
            on_click=keep_rules,
            args=(real, real),
            key=visit.fields.key("what_if_back"),
            icon=":material/undo:",
        )


# ---- the outcome ----


def draw_what_if(visit: Visit, chain: Sequence[Settlement]) -> None:
    """Draw other rules beside the real ones: the season, then its months, newest first."""
    real = what_if.current_rules(visit.study)
    asked, unread = what_if.read_rules(read_parameter("what_if"), read_parameter("pot"), real)
    explained = visit.language.say(
        "Try other amounts, hours or another use of the pot. Nothing is saved. The address of this page "
        "leads to what you see, also for those you send it to."
    )
    st.html(markup.draw_block(markup.draw_paragraph(explained)))
    for why in unread:
        banners.draw_strip(visit, why)
    if refused := visit.fields.pop("what_if_refused", None):
        banners.draw_strip(visit, refused, alert=True)
    draw_controls(visit, real, asked)
    if asked == real:
        unchanged = visit.language.say("These are the real rules. Change one to see the difference.")
        st.html(markup.draw_block(markup.draw_paragraph(unchanged, kind="aside")))
    else:
        draw_comparison(visit, chain, asked)


def draw_comparison(visit: Visit, chain: Sequence[Settlement], asked: Rules) -> None:
    """Draw what the season and each month would come to under the rules asked for."""
    supposed = {each.month: each for each in derived.settle_months(derived.suppose_rules(visit, asked))}
    months = [(month, supposed[month.month]) for month in chain if month.month in supposed]
    draw_section(
        visit.language.say("The whole season"), draw_differences(visit, sums.sum_months(months), WORD)
    )
    for month, other in reversed(months):
        draw_section(visit.language.period(month.month), draw_both_months(visit, month, other, WORD))


def draw_section(title: str, *contents: object) -> None:
    st.html(markup.draw_block(markup.draw_heading(title), *contents, kind="part"))
