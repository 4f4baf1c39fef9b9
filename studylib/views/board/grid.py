"""Draw the grid of the board, its legend, and the control that opens its weeks into their tasks."""

from contextlib import suppress
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from studylib.season import words
from studylib.season.kinds import Status
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.web import address, anchors, banners, derived, grid, markup
from studylib.web.derived import Drawing
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit

ROWS = "rows"
"""The parameter of the page's address that opens the weeks, and the field that sets it."""
BY_WEEK, BY_TASK = "week", "task"


def choose_rows(visit: Visit) -> bool:
    """Draw the choice of one cell a week or one a task. Return whether it is one a task.

    The address decides it. Any other value counts as one a week. A single task has no choice.
    """
    if not derived.has_several_tasks(visit.study):
        return False
    say, by_task = visit.language.say, address.read_kept(ROWS) == BY_TASK
    names = {BY_WEEK: say("Whole weeks"), BY_TASK: say("Each task")}
    visit.fields[f"board_{ROWS}"] = BY_TASK if by_task else BY_WEEK
    visit.fields.choose_part(
        f"board_{ROWS}",
        say("One cell shows"),
        list(names),
        st.container(),
        format_func=names.__getitem__,
        on_change=keep_rows,
        args=(visit,),
        required=True,
    )
    return by_task


def keep_rows(visit: Visit) -> None:
    """Copy the choice into the address. One that was not offered is left."""
    with suppress(ForgedError):
        address.keep_parameter(ROWS, BY_TASK if visit.fields[f"board_{ROWS}"] == BY_TASK else None)


def draw_board(visit: Visit, drawing: Drawing, *, by_task: bool = False) -> None:
    """Draw the season as a grid, with its legend. Lead to the other weeks if some are left out."""
    kept = {ROWS: BY_TASK} if by_task else {}
    table = grid.add_query(drawing.grid, address.write_query(**kept))
    body = markup.Verbatim(table + draw_legend(visit.language, drawing.statuses))
    if len(drawing.weeks) == len(visit.study.weeks):
        st.html(body)
        return
    with st.container(gap="small"):
        draw_other_weeks(visit, drawing)
        st.html(body)


def draw_other_weeks(visit: Visit, drawing: Drawing) -> None:
    """Name the weeks of the grid, with links to those before and after."""
    first, last = drawing.weeks[0], drawing.weeks[-1]
    numbers, say = [week.number for week in visit.study.weeks], visit.language.say
    ends = [(first - 1, say("Earlier weeks")), (last + 1, say("Later weeks"))]
    links = [
        anchors.draw_page_link(f"?{address.write_query(week=str(week))}", name)
        for week, name in ends
        if week in numbers
    ]
    why = sentence("The table shows weeks {first} to {last}.", first=first, last=last)
    banners.draw_strip(visit, markup.join_parts([say(why), *links]), quiet=True)


@lru_cache(maxsize=64)
def draw_legend(language: Language, statuses: tuple[Status, ...]) -> Markup:
    """Build the legend of the statuses that are on the board, and how to see more of one cell."""
    signs = (markup.draw_swatch(status, words.name_status(language, status)) for status in statuses)
    hint = markup.draw_paragraph(language.say("Choose a cell to see its details."), kind="aside hint")
    return markup.draw_block(markup.draw_element("div", *signs, kind="legend"), hint)
