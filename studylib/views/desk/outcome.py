"""Save a change from the desk, and draw its outcome."""

from collections.abc import Callable, Iterable

import streamlit as st
from markupsafe import Markup

from studylib.changes.draft import Change
from studylib.season.study import Problem
from studylib.source.season import Season
from studylib.text.masking import mask_addresses
from studylib.web import banners, markup, writing
from studylib.web.visit import Visit
from studylib.web.writing import Outcome

MOST_PROBLEMS = 5
"""How many problems a refusal names."""

Decide = Callable[[Season], Change]


# ---- the outcome of a click ----


def save_at(visit: Visit, place: str, decide: Decide) -> bool:
    """Save a change, and tell whether it was saved. Its outcome is kept for that place until the next drawing."""
    outcome = st.session_state["desk_said"] = writing.save_change(place, decide)
    return outcome.change is not None


def draw_outcome(visit: Visit, place: str) -> bool:
    """Draw the outcome of the last click once, if it belongs to that place. Tell whether it did."""
    outcome: Outcome | None = st.session_state.get("desk_said")
    if outcome is None or outcome.place != place:
        return False
    del st.session_state["desk_said"]
    if outcome.change:
        line = visit.language.say("Saved: {what}", what=visit.language.say(outcome.change.what))
        lines = [line, *([visit.language.say(outcome.change.advice)] if outcome.change.advice else [])]
        banners.draw_strip(visit, markup.draw_span(markup.join_lines(lines), role="status"), quiet=True)
    elif outcome.why:
        banners.draw_strip(visit, outcome.why, alert=True)
    else:
        banners.draw_strip(visit, draw_refusal(visit, outcome.problems), alert=True)
    return True


def draw_refusal(visit: Visit, problems: tuple[Problem, ...]) -> Markup:
    """Build the first problems that a change would have caused, and count the rest."""
    say = visit.language.say
    head = say("Nothing was saved. The change would leave cells that cannot be read:")
    lines = [markup.draw_strong(head), *draw_problems(visit, problems[:MOST_PROBLEMS])]
    more = len(problems) - MOST_PROBLEMS
    return markup.join_lines([*lines, say("and {count} more", count=more)] if more > 0 else lines)


def draw_problems(visit: Visit, problems: Iterable[Problem], *, tab: bool = True) -> list[Markup]:
    """Build a line for each problem: its place (with its tab or not), its remedy."""
    say = visit.language.say
    lines = []
    for problem in problems:
        row = say("row {row}", row=problem.row) if problem.row else None
        place = mask_addresses(" · ".join(filter(None, [problem.tab if tab else None, row, problem.column])))
        lines.append(markup.draw_strong(place) + f" {say(problem.message)}")
    return lines


# ---- parts of a form ----


def draw_form_heading(title: str, text: str) -> None:
    lead = markup.draw_paragraph(text, kind="aside")
    st.html(markup.draw_block(markup.draw_heading(title), lead))


def draw_aside(text: str) -> None:
    st.html(markup.draw_block(markup.draw_paragraph(text, kind="aside")))


def draw_button(visit: Visit, label: str, key: str, on_click: Callable[[Visit], None]) -> None:
    """Draw the button of a form, and the outcome of the last click on it. ``key`` is the place and ``_save``."""
    st.button(label, key=key, on_click=on_click, args=(visit,), type="primary")
    draw_outcome(visit, key.removesuffix("_save"))
