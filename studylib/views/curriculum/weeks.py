"""Draw the weeks: the present one open, those before and after it folded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from studylib.season import words
from studylib.season.kinds import Status
from studylib.season.rota import Turn
from studylib.season.study import Week
from studylib.season.week_sums import find_worst
from studylib.season.weeks import to_milliseconds
from studylib.views.curriculum import notes
from studylib.views.duties import draw_duties
from studylib.web import link_names, links, markup, team_blog
from studylib.web.visit import Visit

MOST_FOLDED = 3
"""Up to so many past weeks stand one by one. More are in one fold."""


@dataclass(frozen=True)
class Syllabus:
    """What the weeks are drawn from. ``rows`` are those of the board by week.

    ``own`` is the visitor's name, if it is known. ``asked`` is the week of the page's address, or 0. ``full`` are the
    weeks with all notes.
    """

    visit: Visit
    rows: Mapping[int, pd.DataFrame]
    turns: Mapping[int, Turn]
    names: Mapping[str, str]
    own: str | None
    asked: int
    full: frozenset[int]


# ---- the list ----


def draw_weeks(syllabus: Syllabus, present: Week | None) -> Markup:
    """Build all weeks: the past ones in a fold, the present one as a card, the coming ones below it.

    After the season there is no present one, and the past ones are open to view.
    """
    weeks = syllabus.visit.study.weeks
    at = weeks.index(present) if present else 0
    is_over = present is not None and is_past(syllabus.visit, weeks[-1])
    past, rest = (weeks, ()) if is_over else (weeks[:at], weeks[at:])
    card = [draw_present(syllabus, week) for week in rest[:1]]
    coming = [draw_week_fold(syllabus, week) for week in rest[1:]]
    return markup.draw_block(
        markup.draw_element(
            "div",
            draw_past(syllabus, past, is_open=is_over),
            *card,
            markup.draw_element("div", *coming, kind="folds") if coming else "",
            kind="weeks",
        )
    )


def is_past(visit: Visit, week: Week) -> bool:
    """Tell whether nothing of a week can be handed in any more."""
    return to_milliseconds(week.closes_at) <= to_milliseconds(visit.now)


def draw_past(syllabus: Syllabus, past: Sequence[Week], *, is_open: bool) -> Markup:
    """Build the past weeks. Many are in one fold, which the week of the address opens."""
    if not past:
        return markup.NO_MARKUP
    folds = [draw_week_fold(syllabus, week) for week in past]
    if is_open or len(past) <= MOST_FOLDED:
        return markup.draw_element("div", *folds, kind="folds")
    title = syllabus.visit.language.say(
        "Past weeks: {first} to {last}", first=past[0].number, last=past[-1].number
    )
    inner = markup.draw_element("div", *folds, kind="folds")
    asked = any(week.number == syllabus.asked for week in past)
    fold = markup.draw_fold(markup.draw_strong(title), inner, kind="past", is_open=asked)
    return markup.draw_element("div", fold, kind="folds")


# ---- one week ----


def draw_present(syllabus: Syllabus, week: Week) -> Markup:
    """Build the card of the present week. Before the season it is the first one."""
    say, has_begun = (
        syllabus.visit.language.say,
        to_milliseconds(week.opens_at) <= to_milliseconds(syllabus.visit.now),
    )
    badge = markup.draw_badge(say("This week") if has_begun else say("Begins soon"), "present")
    heading = markup.draw_heading(badge, " ", links.name_week(syllabus.visit, week.number))
    return markup.draw_element(
        "section",
        markup.draw_row(heading, draw_state(syllabus, week)),
        markup.draw_paragraph(describe_dates(syllabus.visit, week), kind="aside"),
        markup.draw_terms(list_terms(syllabus, week)),
        kind="card present",
        id=name_place(week),
    )


def draw_week_fold(syllabus: Syllabus, week: Week) -> Markup:
    """Build the line of another week. It opens to what the week is made of."""
    title = markup.draw_strong(links.name_week(syllabus.visit, week.number))
    dates = markup.draw_span(describe_dates(syllabus.visit, week), kind="aside")
    return markup.draw_fold(
        markup.draw_element("span", title, dates, draw_state(syllabus, week), kind="week"),
        markup.draw_terms(list_terms(syllabus, week)),
        name=name_place(week),
        is_open=week.number == syllabus.asked,
    )


def name_place(week: Week) -> str:
    """Name the place of a week in the page's address: ``curriculum#week-3``."""
    return f"week-{week.number}"


def draw_state(syllabus: Syllabus, week: Week) -> Markup:
    """Build how the visitor did in a week. Empty for who is unknown or not judged, and before the week."""
    rows = syllabus.rows.get(week.number)
    if syllabus.own is None or rows is None:
        return markup.NO_MARKUP
    statuses = [Status(each) for each in rows.loc[rows["member"] == syllabus.own, "status"]]
    if not statuses or (status := find_worst(statuses)) is Status.UPCOMING:
        return markup.NO_MARKUP
    return markup.draw_status_badge(status, words.name_status(syllabus.visit.language, status))


def list_terms(syllabus: Syllabus, week: Week) -> list[tuple[object, object]]:
    """List what a week is made of: its links, its writer, its tasks and the notes."""
    say, topic = syllabus.visit.language.say, week.topic
    turn = syllabus.turns.get(week.number)
    tasks = draw_duties(syllabus.visit.language, week, turn) if syllabus.visit.study.tasks else ""
    return [
        (say("Lecture"), link_names.draw_references(topic.lecture, syllabus.names)),
        (say("Lab"), link_names.draw_references(topic.lab, syllabus.names)),
        (say("Reading"), link_names.draw_references(topic.reading, syllabus.names)),
        (say("Team blog"), draw_writer(syllabus, week, turn)),
        (say("Tasks"), tasks),
        *list_notes(syllabus, week),
    ]


def list_notes(syllabus: Syllabus, week: Week) -> Iterator[tuple[object, object]]:
    """List the notes of a week, by task if there are tasks. Those of a week far off are behind a link."""
    rows = syllabus.rows.get(week.number)
    if rows is None:
        return
    if week.number not in syllabus.full:
        yield syllabus.visit.language.say("Notes"), notes.draw_way_to_notes(syllabus.visit, week, rows)
    elif syllabus.visit.study.tasks:
        yield from notes.list_notes_by_task(syllabus.visit.language, week, rows, syllabus.own)
    else:
        yield (
            syllabus.visit.language.say("Notes"),
            notes.draw_notes(syllabus.visit.language, rows, syllabus.own),
        )


def describe_dates(visit: Visit, week: Week) -> str:
    """Write the first day of a week and its deadline, and whether that was moved."""
    language = visit.language
    opens, due = language.day(week.days[0]), language.moment(week.last_second)
    dates = language.say("{opens} to {due}", opens=opens, due=due)
    return " · ".join([dates, language.say("extended")]) if week.extended else dates


def draw_writer(syllabus: Syllabus, week: Week, turn: Turn | None) -> Markup:
    """Build the writer and the post of a week. A week without a turn shows its post alone."""
    post = link_names.draw_references(week.topic.post, syllabus.names)
    if turn is None:
        return post
    writer = team_blog.name_writer(syllabus.visit.language, turn)
    missing = team_blog.draw_post(syllabus.visit.language, turn, syllabus.visit.now)
    return markup.join_parts([writer, post or missing])
