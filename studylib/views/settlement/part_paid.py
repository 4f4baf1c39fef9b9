"""Draw the form for another amount than a row asks for."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from studylib.changes.receiving import OpenTransfer
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.views.desk import outcome
from studylib.views.settlement.receiving import mark_rows, record
from studylib.views.settlement.saving import PLACE
from studylib.web.visit import Visit


def draw_part_paid(visit: Visit, month: str, asked: Sequence[OpenTransfer]) -> None:
    """Draw the form: which row, and how much of it. All that is open is proposed."""
    say, language, kitty = visit.language.say, visit.language, visit.language.say("the kitty")
    names = [f"{each.transfer.giver or kitty} → {each.transfer.receiver or kitty}" for each in asked]
    with st.popover(say("Another amount"), icon=":material/edit:", key=visit.fields.key("part_paid")):
        place = visit.fields.choose(
            "part_row", say("Transfer"), range(len(asked)), format_func=names.__getitem__
        )
        row = asked[place or 0]
        mark = mark_rows(month, [row])
        visit.fields.type_number(
            f"part_{mark}",
            say("Amount (won)"),
            1,
            row.transfer.amount,
            value=row.transfer.amount,
            step=1000,
            help=say("Open: {amount}", amount=language.won(row.transfer.amount)),
        )
        st.button(
            say("Record"),
            key=visit.fields.key(f"part_save_{mark}"),
            on_click=outcome.click,
            args=(visit, PLACE, save_part, month, row),
        )


def save_part(visit: Visit, month: str, row: OpenTransfer) -> None:
    """Record a part of a row. The rest stays in the list."""
    amount = visit.fields[f"part_{mark_rows(month, [row])}"]
    if not isinstance(amount, int):
        raise ChangeError(sentence("A field of the form is empty. Fill it in, then try again."))
    record(visit, month, [replace(row, transfer=replace(row.transfer, amount=amount))])
