"""Draw the curriculum: weeks, links, notes and turns."""

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from studylib.season.rota import Turn
from studylib.season.study import Week
from studylib.text.direction import isolate
from studylib.views import duties
from studylib.web import anchors, links, markup, team_blog
from studylib.web.visit import Visit


def draw_curriculum_title(visit: Visit, link: Markup | str) -> Markup:
    """Build the head of the page. ``link`` leads to the whole curriculum, or is empty."""
    title = markup.draw_heading(visit.language.say("Curriculum"), level=1)
    return markup.draw_block(markup.draw_row(title, markup.draw_span(link)))


# ---- the weeks ----


def draw_weeks(visit: Visit, rows: pd.DataFrame, turns: Iterable[Turn], present: Week | None) -> Markup:
    """Build a card for each week. ``rows`` is the board."""
    turn_of = {turn.week.number: turn for turn in turns}
    cards = (
        draw_week(
            visit,
            week,
            rows[rows["week"] == week.number],
            turn_of.get(week.number),
            is_present=week == present,
        )
        for week in visit.study.weeks
    )
    return markup.draw_block(markup.draw_element("div", *cards, kind="weeks"))


def draw_week(visit: Visit, week: Week, rows: pd.DataFrame, turn: Turn | None, *, is_present: bool) -> Markup:
    """Build the card of one week. ``rows`` are the rows of the board for that week."""
    say, topic = visit.language.say, week.topic
    terms = [
        (say("Lecture"), anchors.draw_links(topic.lecture)),
        (say("Lab"), anchors.draw_links(topic.lab)),
        (say("Reading"), anchors.draw_links(topic.reading)),
        (say("Team blog"), draw_writer(visit, week, turn)),
        *(
            duties.list_terms(visit, week, rows, turn)
            if visit.study.tasks
            else [(say("Notes"), draw_notes(rows))]
        ),
    ]
    mark = markup.draw_badge(say("This week"), "present") + " " if is_present else ""
    heading = markup.draw_heading(mark, links.name_week(visit, week.number))
    return markup.draw_element(
        "section",
        markup.draw_row(heading, markup.draw_span(describe_dates(visit, week), kind="aside")),
        markup.draw_terms(terms),
        kind="card present" if is_present else "card",
    )


def describe_dates(visit: Visit, week: Week) -> str:
    language = visit.language
    opens, due = language.day(week.days[0]), language.moment(week.last_second)
    dates = language.say("{opens} to {due}", opens=opens, due=due)
    return " · ".join([dates, language.say("extended")]) if week.extended else dates


def draw_writer(visit: Visit, week: Week, turn: Turn | None) -> Markup:
    """Build the writer and the post of a week. A week without a turn shows its post alone."""
    if turn is None:
        return anchors.draw_links(week.topic.post)
    writer = team_blog.name_writer(visit.language, turn)
    return markup.join_parts([writer, team_blog.draw_post(visit.language, turn, visit.now)])


def draw_notes(rows: pd.DataFrame) -> Markup:
    """Build the links to the notes, each under its member's name. A member's further links are numbered."""
    handed_in = rows[rows["link"].notna()]
    return markup.join_parts(
        anchors.draw_link(address, f"{isolate(member)} {number}" if number > 1 else member)
        for member, lines in zip(handed_in["member"], handed_in["link"], strict=True)
        for number, address in enumerate(lines.splitlines(), 1)
    )
