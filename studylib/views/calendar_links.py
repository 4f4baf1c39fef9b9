"""Draw the ways to the season's calendar: add it to a phone, to Google, or download it."""

from urllib.parse import urlsplit

import streamlit as st

from studylib.access.rights import Need
from studylib.calendar.subscription import explain_google, write_google_link, write_webcal_link
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.web import banners, calendar, markup, way_out
from studylib.web.downloads import Download, draw_downloads
from studylib.web.visit import Visit


def draw_calendar(visit: Visit) -> None:
    """Draw the calendar's links, its file and its address. Say what of it does not work here, and why."""
    try:
        address = calendar.find_subscription(visit)
    except StudyboardError as error:
        draw_file(visit)
        banners.draw_strip(visit, error.why, quiet=True)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="calendar"):
        if address and can_open(address):
            draw_links(visit, address)
        draw_file(visit)
        if address:
            draw_address(visit, address)
    if why := explain_missing(visit, address):
        st.html(markup.draw_block(markup.draw_paragraph(visit.language.say(why), kind="aside")))


def can_open(address: str) -> bool:
    """Tell whether a link to the address opens. None does within an app, or while the server's host is unknown."""
    return bool(urlsplit(address).hostname) and not way_out.is_in_app()


def draw_links(visit: Visit, address: str) -> None:
    """Draw the links that add the calendar to the visitor's own."""
    say = visit.language.say
    st.link_button(say("Add to my calendar"), write_webcal_link(address), icon=":material/event_available:")
    if explain_google(address) is None:
        label = say("Add to Google Calendar")
        st.link_button(label, write_google_link(address), icon=":material/calendar_add_on:")


def draw_address(visit: Visit, address: str) -> None:
    say = visit.language.say
    with st.popover(say("Subscribe"), icon=":material/rss_feed:"):
        how = say("Add this address to your calendar. Changes here then show there, too.")
        st.html(markup.draw_paragraph(how, kind="sb"))
        st.code(address, language=None, wrap_lines=True)


def draw_file(visit: Visit) -> None:
    file = Download(
        visit.language.say("Calendar (.ics)"),
        lambda: calendar.write_calendar(visit.season, visit.language.code),
        "deadlines.ics",
        "text/calendar",
        ":material/event:",
    )
    draw_downloads(visit.language, file)


def explain_missing(visit: Visit, address: str | None) -> Sentence | None:
    """Say what the calendar cannot do here, and how to change it. ``None`` if it does all."""
    if address:
        return explain_google(address) if can_open(address) else None
    if visit.rights.may(Need.LEAD):
        return sentence(
            'To let members subscribe, write token = "…" under [calendar] in .streamlit/secrets.toml.'
        )
    if visit.rights.may(Need.INSIDE):
        return sentence("To subscribe, ask the leader to set up a token for the calendar.")
    return None
