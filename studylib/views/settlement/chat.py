"""Draw the text for the group chat: folded, with its reasons if wanted, to copy and to share."""

from collections.abc import Mapping

import streamlit as st

from studylib.money import fine_reasons, notice
from studylib.money.settlement import Settlement
from studylib.text.width import measure_text
from studylib.web import derived, markup, own_address, share
from studylib.web.visit import Visit

SHOWN_LINES = 10
"""Lines of the text that show at first. style.css cuts there."""
PHONE_COLUMNS = 44
"""The columns of a line on a phone, of which a syllable takes two."""


def draw_notice(visit: Visit, month: Settlement, paid: Mapping[str, int]) -> None:
    """Draw the text for the group chat. ``paid`` is what was paid for the month, by member."""
    say = visit.language.say
    st.html(markup.draw_block(markup.draw_heading(say("For the group chat")), kind="part"))
    reasons = notice.NO_REASONS
    if month.fines and visit.fields.tick("chat_reasons", say("With the reason of each fine")):
        board, unplaced = derived.judge_board(visit), derived.list_unplaced(visit)
        reasons = fine_reasons.list_fine_reasons(visit.study, board, unplaced, month.month, visit.language)
    address = own_address.write_public_address({"study": visit.listing.id or ""})
    text = notice.write_notice(
        visit.study.name, month, visit.language, paid, reasons=reasons, address=address
    )
    is_long = count_lines(text) > SHOWN_LINES
    with st.container(key="chat_folded" if is_long else "chat", gap="small"):
        st.code(text, language=None, wrap_lines=True)
        unfold = share.draw_unfold(say("Show all"), say("Show less")) if is_long else markup.NO_MARKUP
        st.html(share.draw_copy_and_share(visit.language, text, unfold))


def count_lines(text: str) -> int:
    """Count the lines of a text on a phone, which wraps long ones."""
    return sum(1 + measure_text(line) // PHONE_COLUMNS for line in text.splitlines())
