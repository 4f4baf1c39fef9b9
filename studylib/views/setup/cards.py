"""Draw the rules as cards. One click chooses one."""

from functools import cache

import streamlit as st

from studylib.setup import cards
from studylib.setup.cards import RuleCard
from studylib.setup.plan import Plan
from studylib.text.language import Language
from studylib.views.setup.form import AS_BEFORE
from studylib.web.visit import Visit

ALL = "setup_all_rules"
"""The field that says that all rules are shown, not only the common ones."""


def draw_cards(visit: Visit, plan: Plan) -> None:
    """Draw the choice of rules, the common ones at first. A next season may keep its own."""
    say = visit.language.say
    offered = list_offered(visit, plan)
    captions = {AS_BEFORE: say("The rules of the present season stay.")}
    captions |= {card.id: say(card.example) for card in list_cards(visit.language)}
    lines = {AS_BEFORE: say("As before")} | {card.id: card.line for card in list_cards(visit.language)}
    visit.fields.choose_card(
        "setup_preset",
        say("Rules"),
        offered,
        [captions[id] for id in offered],
        format_func=lines.__getitem__,
        width="stretch",
        label_visibility="collapsed",
        persist_state="session",
    )
    if rest := len(list_cards(visit.language)) - cards.COMMON if not shows_all(visit) else 0:
        label = say("Show {count} more rules", count=rest)
        key = visit.fields.key("setup_more_rules")
        st.button(
            label, key=key, on_click=show_all, args=(visit,), type="tertiary", icon=":material/expand_more:"
        )


def list_offered(visit: Visit, plan: Plan) -> list[str]:
    """List the ids of the cards to show. The chosen one is always among them."""
    ids = [card.id for card in list_cards(visit.language)]
    shown = ids if shows_all(visit) else ids[: cards.COMMON]
    first = [AS_BEFORE] if plan.carried else []
    return [*first, *shown]


def shows_all(visit: Visit) -> bool:
    """Tell whether all rules are shown: the visitor asked for them, or chose one of the others."""
    common = [card.id for card in list_cards(visit.language)[: cards.COMMON]]
    return bool(visit.fields.get(ALL)) or visit.fields.find("setup_preset") not in (AS_BEFORE, *common)


def show_all(visit: Visit) -> None:
    visit.fields[ALL] = True


@cache
def list_cards(language: Language) -> tuple[RuleCard, ...]:
    """List the cards in a language. The judge computes their examples once."""
    return cards.list_cards(language.code)
