"""Draw a tick for each transfer, and record the ticked ones."""

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st

from studylib.changes.receiving import OpenTransfer, receive
from studylib.money.transfers import Transfer
from studylib.text import labels
from studylib.views.desk import outcome
from studylib.views.settlement.saving import PLACE, save
from studylib.web import markup
from studylib.web.look import visit_now
from studylib.web.visit import Visit

HELD = "\u2004"
"""A space that no line is spread at. The style moves the amount to the other end of the row."""

MOST_OPEN = 12
"""Rows with a tick that stand open."""

LEAST_FOLDED = 4
"""Fewer rows than these are not folded."""

MOST_TICKS = 50
"""Rows with a tick. The others follow once these are recorded."""


def draw_receiving(visit: Visit, month: str, asked: Sequence[OpenTransfer], *, is_next: bool) -> None:
    """Draw the ticks and the button. Without a tick it records all, and first what members pay.

    ``is_next``: this is the next step of the settlement, so its button is the primary one.
    """
    with st.container(key="receiving"):
        ticked = draw_ticks(visit, month, asked[:MOST_TICKS])
        if len(asked) > MOST_TICKS:
            more = visit.language.say("and {count} more", count=len(asked) - MOST_TICKS)
            st.html(markup.draw_block(markup.draw_paragraph(more, kind="aside")))
        with st.container(key="receiving_button", gap="small"):
            outcome.draw_outcome(visit, PLACE)
            draw_record_button(visit, month, asked, ticked, is_next=is_next)


def draw_ticks(visit: Visit, month: str, asked: Sequence[OpenTransfer]) -> list[OpenTransfer]:
    """Draw the ticks, those of the step first. Fold the others and what is beyond ``MOST_OPEN``."""
    count = min(len(choose_all(asked)), MOST_OPEN)
    count = count if len(asked) - count >= LEAST_FOLDED else len(asked)
    first, rest = asked[:count], asked[count:]
    with st.container(key="received", gap=None):
        ticked = list_ticked(visit, month, first)
    if not rest:
        return ticked
    label, key = name_rest(visit, rest), visit.fields.key(f"rest_{month}")
    with st.expander(label, key=key), st.container(key="received_rest", gap=None):
        return ticked + list_ticked(visit, month, rest)


def list_ticked(visit: Visit, month: str, rows: Sequence[OpenTransfer]) -> list[OpenTransfer]:
    """Draw a tick for each row. List the ticked ones."""
    labels = ((each, write_label(visit, each.transfer)) for each in rows)
    return [each for each, label in labels if visit.fields.tick(name_tick(month, each), label)]


def name_rest(visit: Visit, rest: Sequence[OpenTransfer]) -> str:
    """Name the folded rows: what the kitty pays out, or how many more there are."""
    say = visit.language.say
    if all(each.transfer.giver is None for each in rest):
        return say("To be paid out by the kitty: {count}", count=len(rest))
    return say("Show {count} more", count=len(rest))


def draw_record_button(
    visit: Visit,
    month: str,
    asked: Sequence[OpenTransfer],
    ticked: Sequence[OpenTransfer],
    *,
    is_next: bool,
) -> None:
    """Draw the button. It stays in sight below a long list, as does what the last click came to."""
    st.button(
        write_action(visit, choose_all(asked), ticked),
        key=visit.fields.key(f"receive_{mark_rows(month, asked)}"),
        on_click=outcome.click,
        args=(visit, PLACE, save_received, month, tuple(asked)),
        type="primary" if is_next else "secondary",
        icon=":material/check:",
    )


def choose_all(asked: Sequence[OpenTransfer]) -> Sequence[OpenTransfer]:
    """Choose the rows of the step: what members pay, or else what the kitty still pays."""
    return [each for each in asked if each.transfer.giver is not None] or asked


def write_label(visit: Visit, transfer: Transfer) -> str:
    """Write the label of a row: who sends to whom, and the amount behind its only plain space."""
    names = (transfer.giver, transfer.receiver)
    kitty = visit.language.say("the kitty")
    giver, receiver = (kitty if name is None else labels.write_plain(name) for name in names)
    who = f"{giver} → {receiver}".replace(" ", HELD)
    return f"{who} {visit.language.won(transfer.amount)}"


def write_action(visit: Visit, every: Sequence[OpenTransfer], ticked: Sequence[OpenTransfer]) -> str:
    """Write what the button does: how many rows, and how much in all."""
    say, rows = visit.language.say, ticked or every
    amount = visit.language.won(sum(each.transfer.amount for each in rows))
    if ticked:
        return say("Record {count} ticked · {amount}", count=len(rows), amount=amount)
    if all(each.transfer.giver is None for each in rows):
        return say("All paid out: {count} · {amount}", count=len(rows), amount=amount)
    return say("All received: {count} · {amount}", count=len(rows), amount=amount)


def name_tick(month: str, asked: OpenTransfer) -> str:
    return f"received_{mark_rows(month, [asked])}"


def mark_rows(month: str, asked: Sequence[OpenTransfer]) -> str:
    """Mark rows as they are now. A late click on rows that have changed finds no button."""
    return sha256(repr((month, tuple(asked))).encode()).hexdigest()[:12]


def save_received(visit: Visit, month: str, asked: Sequence[OpenTransfer]) -> None:
    """Record the ticked rows, or all of the step."""
    ticked = [each for each in asked[:MOST_TICKS] if visit.fields[name_tick(month, each)]]
    record(visit, month, ticked or choose_all(asked))


def record(visit: Visit, month: str, asked: Sequence[OpenTransfer]) -> None:
    """Record these rows as paid today."""
    now = visit_now(visit).now
    today = now.astimezone(visit.study.timezone).date()
    save(visit, month, lambda at: receive(at.cells, at.study, month, asked, now, today))
