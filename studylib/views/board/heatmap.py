"""Draw the heatmap of the board, and the control that opens its weeks into their tasks."""

from contextlib import suppress

import streamlit as st
from markupsafe import Markup

from studylib.season import words
from studylib.season.kinds import Status
from studylib.text.message import sentence
from studylib.views.board.cell import list_choices
from studylib.web import address, banners, derived, markup
from studylib.web.derived import Drawing
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit

ROOMY_WEEKS = 16
"""With more weeks, a cell would be too narrow for a finger on a phone."""
CELL_WIDTH = 23
"""Pixels of a cell's width from then on."""
SUM_WIDTH, LABEL_WIDTH = 44, 110
"""Pixels of a cell that holds what a week costs, and of the names beside the cells."""
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


def draw_heatmap(visit: Visit, drawing: Drawing) -> None:
    """Draw the season as a heatmap. With many weeks it scrolls on a phone. Name its weeks if some are left out."""
    if visit.study.tasks:
        st.html(markup.draw_min_width("heatmap", LABEL_WIDTH + len(drawing.weeks) * SUM_WIDTH))
    elif len(drawing.weeks) > ROOMY_WEEKS:
        st.html(markup.draw_min_width("heatmap", len(drawing.weeks) * CELL_WIDTH))
    if len(drawing.weeks) < len(visit.study.weeks):
        why = sentence(
            "The chart shows weeks {first} to {last}. Choose any other week below.",
            first=drawing.weeks[0],
            last=drawing.weeks[-1],
        )
        banners.draw_strip(visit, why, quiet=True)
    st.plotly_chart(
        drawing.figure,
        key="heatmap",
        on_select=lambda: keep_chosen_cell(visit),
        selection_mode="points",
        config={"displayModeBar": False},
        alt=drawing.described,
    )


def draw_legend(visit: Visit, statuses: tuple[Status, ...]) -> Markup:
    """Build the legend of the statuses that are on the board."""
    signs = (markup.draw_swatch(status, words.name_status(visit.language, status)) for status in statuses)
    return markup.draw_block(markup.draw_element("div", *signs, kind="legend"))


def keep_chosen_cell(visit: Visit) -> None:
    """Copy the cell chosen on the heatmap into the plain controls.

    A second click on a cell reports no point. The last choice is then kept. A point off the board chooses nothing.
    """
    fields = visit.fields
    names, numbers = list_choices(visit)
    match st.session_state["heatmap"].selection.points:
        case [{"customdata": [str(member), int(week)]}, *_] if member in names and week in numbers:
            fields["chosen"] = member, week
    if chosen := fields.get("chosen"):
        fields["member"], fields["week"] = chosen
