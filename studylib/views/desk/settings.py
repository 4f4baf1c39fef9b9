"""Draw the settings of the desk, and what each rule among them means."""

import streamlit as st

from studylib.views.desk.editor import Editor
from studylib.views.desk.tables import draw_editor
from studylib.web import markup
from studylib.web.visit import Visit
from studylib.workbook import layouts
from studylib.workbook.keys import KEYS
from studylib.workbook.template import choose_word

SETTINGS = Editor("settings", layouts.SETTINGS)


def draw_settings(visit: Visit) -> None:
    """Draw the table of settings. Say below it what each rule means."""
    say = visit.language.say
    draw_editor(visit, SETTINGS)
    sentences = {
        "cycle": say("Days of a cycle, 1 to 31. Empty: 7."),
        "due": say("When a week is due, such as 22:00 or Sun 22:00. Empty: at the end of its last day."),
        "settle": say("What is settled at once: month or season."),
        "pay_through": say("Whom members pay: members, or kitty for one account."),
        "account": say("The account of the kitty, as the texts show it."),
        "smallest_transfer": say("A transfer below this amount waits for the next settlement. Empty: 0."),
        "fines_from": say(
            "What fines come out of: deposit, as far as a member’s deposit reaches. Empty: each pays."
        ),
        "passes": say("How many passes each member has in the season."),
        "announce": say("TRUE: the group’s chat is told of what is handed in on the page."),
        "pass_hours": say("By how many hours before the deadline a pass is to be asked for. Empty: 0."),
        "completion": say("How much of the weeks completes the season, such as 80%. Empty: 80%."),
    }
    terms = [(choose_word(KEYS[key], visit.language.code), text) for key, text in sentences.items()]
    st.html(markup.draw_block(markup.draw_heading(say("Settings that are rules")), markup.draw_terms(terms)))
