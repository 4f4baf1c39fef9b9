"""Draw a member's weeks as a strip: one square a week, with the sign and colour of the board."""

import pandas as pd
from markupsafe import Markup

from studylib.figures.cells import Cell, find_cells
from studylib.figures.palette import GLYPHS
from studylib.season.streaks import Streak
from studylib.season.study import Study, Week
from studylib.season.weeks import find_present_week
from studylib.text.language import Language
from studylib.web import markup
from studylib.web.address import write_query
from studylib.web.visit import Visit

SHOWN_FROM = 2
"""The shortest streak that is told."""

SMALL_FROM = 25
"""With so many weeks, each square is smaller."""


def draw_squares(visit: Visit, rows: pd.DataFrame, member: str, chosen: int) -> Markup:
    """Build the strip. ``rows`` are the member's of the board. ``chosen`` is the week of the details, or 0."""
    study = visit.study
    found = find_cells(study, rows, visit.language, by_task=False)
    present = find_present_week(study.weeks, visit.now)
    squares = (
        _draw_square(
            visit,
            member,
            week,
            found.get((member, None, week.number)),
            is_present=week == present,
            is_chosen=week.number == chosen,
        )
        for week in study.weeks
    )
    kind = "squares small" if len(study.weeks) >= SMALL_FROM else "squares"
    label = visit.language.say("The weeks of {member}", member=member)
    return markup.draw_element("ol", *squares, kind=kind, aria_label=label)


def _draw_square(
    visit: Visit, member: str, week: Week, cell: Cell | None, *, is_present: bool, is_chosen: bool
) -> Markup:
    """Build one square. It is empty and leads nowhere if the member is not judged then."""
    number = markup.draw_small(week.number)
    kind = "now" if is_present else ""
    if cell is None:
        return markup.draw_element("li", markup.draw_span("", number), kind=kind)
    square = markup.draw_element(
        "a",
        GLYPHS[cell.status] or Markup("&nbsp;"),
        number,
        kind=markup.name_class(cell.status),
        href=f"?{write_query(name=member, week=str(week.number))}",
        target="_self",
        title=cell.label,
        aria_label=cell.label,
        aria_current="true" if is_chosen else "",
    )
    return markup.draw_element("li", square, kind=kind)


def draw_streak(study: Study, streak: Streak, language: Language) -> Markup:
    """Build how many weeks in a row were on time, and how many at most. It is empty for short ones."""
    present = describe_present(study, streak, language)
    most = (
        language.say("longest streak {count}", count=streak.longest)
        if streak.longest > max(streak.present, SHOWN_FROM)
        else ""
    )
    parts = [markup.draw_span(present, kind="streak") if present else "", most]
    return (
        markup.draw_paragraph(markup.join_parts(parts), kind="aside") if present or most else markup.NO_MARKUP
    )


def describe_present(study: Study, streak: Streak, language: Language) -> str:
    """Say how many weeks in a row are on time up to now. It is empty for a short streak."""
    if streak.present < SHOWN_FROM:
        return ""
    if study.cycle == 7:
        return language.say("{count} weeks in a row on time", count=streak.present)
    return language.say("{count} times in a row on time", count=streak.present)
