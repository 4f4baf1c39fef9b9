"""Say what the next season takes over from the present one, and where that one stays."""

from collections.abc import Iterator

import streamlit as st

from studylib.setup.plan import Carried, Plan
from studylib.web import banners, links, markup
from studylib.web.beginning import Way
from studylib.web.visit import Visit


def draw_carried(visit: Visit, way: Way, plan: Plan) -> None:
    """Draw what carries over, then what the leader should know. A first season has nothing of it."""
    if plan.carried is None:
        return
    say = visit.language.say
    rows = [*list_carried(visit, plan.carried), (say("The present season"), describe_kept(visit, way))]
    head = markup.draw_heading(say("What carries over"))
    st.html(markup.draw_block(head, markup.draw_terms(rows), kind="card"))
    for told in plan.carried.told:
        banners.draw_strip(visit, told, quiet=True)


def list_carried(visit: Visit, carried: Carried) -> Iterator[tuple[object, object]]:
    """List in plain words what carries over."""
    say, language = visit.language.say, visit.language
    yield say("Members"), say("all who have not left, with their e-mail addresses")
    yield say("Rules and settings"), say("all as they are now, unless you choose others below")
    if carried.rest:
        yield say("Carried over in the pot"), language.won(carried.rest)
    if carried.deposits:
        total = sum(payment.amount for payment in carried.deposits)
        yield say("Deposits"), language.won(total)


def describe_kept(visit: Visit, way: Way) -> str:
    """Say where the present season stays."""
    say = visit.language.say
    if way is Way.NEXT:
        return say("goes whole into a backup file beside the database. Nothing of it is lost.")
    return say("stays as it is, here.")


def draw_next_card(visit: Visit) -> None:
    """Draw the card at the desk that leads to the next season."""
    say = visit.language.say
    text = say(
        "The next season takes over the members, the rules, the settings and the kitty. You see it before it begins."
    )
    link = links.link_setup(say("Plan the next season"), "action quiet")
    st.html(
        markup.draw_block(
            markup.draw_heading(say("Next season")),
            markup.draw_paragraph(text, kind="aside"),
            markup.draw_paragraph(link, kind="actions"),
            kind="card apart",
        )
    )
