"""The page for a page that has failed. Only the log gets the error, which may quote the workbook."""

import streamlit as st
from streamlit import config

from studylib.text.language import CODES, Language
from studylib.text.message import sentence
from studylib.web import markup
from studylib.web.address import read_language
from studylib.web.style import write_style

config.set_option("logger.enableRich", False)  # a server started elsewhere does not read our config.toml


def show_error(error: Exception) -> bool:
    """Draw one line in the visitor's language. ``True`` keeps Streamlit from drawing the error, which it has logged."""
    language = Language(read_language() or CODES[0])
    text = sentence("Something went wrong here. Load the page again. If that does not help, tell the leader.")
    st.html(write_style(st.context.theme.type or "light"))
    st.html(markup.draw_alert(language.say(text)))
    return True
