"""The frame around every page: its name and its navigation. The main script of the server.

It must not be beside ``pages/``. There a cold server would run a page without its frame at the first direct visit.
"""

import streamlit as st

from studylib.config import robot
from studylib.web import address, look, masthead, window
from studylib.web.frame_pages import PAGES, make_page
from studylib.web.navigation import Entries
from studylib.web.page_titles import name_pages, write_title

name, language = look.read_title()
guessed = address.read_page()
# Before the navigation, or the window would fetch the icon of its page from elsewhere.
window.name_window(write_title(language, guessed, name))
titles = name_pages(language)
shown = look.choose_check_in()
add = [make_page(PAGES["add_study"], title=titles["add_study"], visibility="hidden")]
title, icon = titles["check_in"], ":material/how_to_reg:"
check_in = [make_page(PAGES["check_in"], title=title, icon=icon, visibility=shown)] if shown else []
pages = [
    make_page(PAGES["board"], title=titles[""], icon=":material/grid_on:", default=True),
    make_page(PAGES["hand_in"], title=titles["hand_in"], icon=":material/upload:"),
    *check_in,
    make_page(PAGES["fines"], title=titles["fines"], icon=":material/payments:"),
    make_page(PAGES["settlement"], title=titles["settlement"], icon=":material/balance:"),
    make_page(PAGES["curriculum"], title=titles["curriculum"], icon=":material/menu_book:"),
    make_page(
        PAGES["questions"],
        title=titles["questions"],
        icon=":material/forum:",
        visibility=look.choose_questions(),
    ),
    make_page(PAGES["season"], title=titles["season"], icon=":material/emoji_events:"),
    make_page(PAGES["certificate"], title=titles["certificate"], visibility="hidden"),
    make_page(PAGES["member"], title=titles["member"], icon=":material/person:"),
    make_page(PAGES["checks"], title=titles["checks"], icon=":material/fact_check:"),
    make_page(PAGES["desk"], title=titles["desk"], icon=":material/edit_note:"),
    make_page(
        PAGES["setup"],
        title=titles["setup"],
        icon=":material/rocket_launch:",
        visibility=look.choose_setup(),
    ),
    *(add if robot.takes_studies() else []),
]
page = st.navigation(pages, position="hidden")
address.keep_page(page.url_path)
if st.context.is_embedded:
    st.html(masthead.write_page_style())
else:
    of_study = page.url_path != "add_study"
    masthead.draw_masthead(
        name if of_study else "",
        language,
        look.choose_entries(pages) if of_study else Entries(),
        page.url_path,
    )
if page.url_path != guessed:
    window.name_window(write_title(language, page.url_path, name))
page.run()
