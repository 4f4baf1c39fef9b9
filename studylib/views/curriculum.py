"""Draw the curriculum: weeks, links, notes and turns."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from studylib.season.rota import Turn
from studylib.season.study import Week
from studylib.text.errors import StudyboardError
from studylib.web import banners, calendar, links, markup
from studylib.web.visit import Visit


def draw_card(visit: Visit, week: Week, rows: pd.DataFrame, turn: Turn | None, *, is_present: bool) -> Markup:
    """One week."""
    language, topic = visit.language, week.topic
    opens, _ = week.days
    parts = [
        (language.say("Lecture"), draw_references(topic.lecture)),
        (language.say("Lab"), draw_references(topic.lab)),
        (language.say("Reading"), draw_references(topic.reading)),
        (language.say("Team blog"), draw_team_blog(visit, week, turn)),
        (language.say("Notes"), draw_notes(rows)),
    ]
    dates = [
        language.say("{opens} to {due}", opens=language.day(opens), due=language.moment(week.last_second))
    ]
    if week.extended:
        dates.append(language.say("extended"))
    heading = links.name_week(visit, week.number)
    return Markup(
        '<section class="card{}"><div class="row"><h2>{}{}</h2><span class="aside">{}</span></div>{}</section>'
    ).format(
        " present" if is_present else "",
        draw_mark(visit) if is_present else "",
        heading,
        " · ".join(dates),
        markup.draw_terms(parts),
    )


def draw_mark(visit: Visit) -> Markup:
    """The sign of the present week."""
    return Markup("{} ").format(markup.draw_badge(visit.language.say("This week"), "present"))


def draw_references(entries: tuple[str, ...]) -> Markup:
    """Links and texts, one a line."""
    return Markup("<br>").join(markup.draw_link(entry) for entry in entries)


def draw_team_blog(visit: Visit, week: Week, turn: Turn | None) -> Markup:
    """Who writes, in whose place, and the post or that it is not there yet; of a week that nobody writes, its post."""
    if turn is None:
        return draw_references(week.topic.post)
    writer = Markup("{}").format(markup.name_writer(visit.language, turn))
    return Markup(" · ").join(filter(None, [writer, markup.draw_post(visit.language, turn, visit.now)]))


def draw_notes(rows: pd.DataFrame) -> Markup:
    """Each member's notes, by name; of several the further ones by number."""
    handed_in = rows[rows["link"].notna()]
    found = [
        markup.draw_link(link, f"{member} {at}" if at > 1 else member)
        for member, links in zip(handed_in["member"], handed_in["link"], strict=True)
        for at, link in enumerate(links.splitlines(), 1)
    ]
    return Markup(" · ").join(found)


def draw_calendar(visit: Visit) -> None:
    """The season for everybody's own calendar: as a file and, for those who may know it, as an address."""
    say = visit.language.say
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("Calendar (.ics)"),
            lambda: calendar.write_calendar(visit.season, visit.language),
            "deadlines.ics",
            "text/calendar",
            on_click="ignore",
            icon=":material/event:",
        )
        try:
            address = calendar.find_subscription(visit)
        except StudyboardError as error:
            banners.draw_strip(visit, error.why, quiet=True)
            return
        if address:
            with st.popover(say("Subscribe"), icon=":material/rss_feed:"):
                told = say("Add this address in your calendar: what moves here moves there, too.")
                st.html(Markup('<p class="sb">{}</p>').format(told))
                st.code(address, language=None, wrap_lines=True)
