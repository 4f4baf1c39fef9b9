"""Draw the rules as cards. One click chooses one."""

import streamlit as st

from studylib.setup.cards import RuleCard, list_cards
from studylib.setup.plan import Plan
from studylib.views.setup.form import AS_BEFORE
from studylib.web.visit import Visit

ALL = "setup_all_rules"
"""The field that says that all rules are shown, not only the common ones."""


def draw_cards(visit: Visit, plan: Plan) -> None:
    """Draw the choice of rules, each with what it costs. A next season may keep its own."""
    say, cards = visit.language.say, list_offered(visit, plan)
    lines = {AS_BEFORE: say("As before")} if plan.carried else {}
    examples = {AS_BEFORE: say("The rules of the present season stay.")} if plan.carried else {}
    lines |= {card.id: card.line for card in cards}
    examples |= {card.id: card.example for card in cards}
    visit.fields.choose_card(
        "setup_preset",
        say("Rules"),
        list(lines),
        [examples[id] for id in lines],
        format_func=lines.__getitem__,
        width="stretch",
        label_visibility="collapsed",
        persist_state="session",
    )
    if rest := len(list_cards(visit.language.code)) - len(cards):
        label = say("Show {count} more rules", count=rest)
        key, icon = visit.fields.key("setup_more_rules"), ":material/expand_more:"
        st.button(label, key=key, on_click=show_all, args=(visit,), type="tertiary", icon=icon)


def list_offered(visit: Visit, plan: Plan) -> list[RuleCard]:
    """List the cards to show: the common ones, or none of a next season, which has rules.

    The visitor may ask for all. A chosen card is always among them.
    """
    cards, chosen = list_cards(visit.language.code), visit.fields.find("setup_preset")
    few = [card for card in cards if card.common and not plan.carried]
    is_among = chosen in (AS_BEFORE, None, *(card.id for card in few))
    return few if is_among and not visit.fields.get(ALL) else list(cards)


def show_all(visit: Visit) -> None:
    visit.fields[ALL] = True
