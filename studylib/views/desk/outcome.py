"""Save a change from the desk, and say what came of it."""

from collections.abc import Callable, Iterable

import streamlit as st
from markupsafe import Markup

from studylib.changes.draft import Change
from studylib.season.study import Problem
from studylib.source.season import Season
from studylib.text.masking import mask_addresses
from studylib.web import banners, writing
from studylib.web.visit import Visit
from studylib.web.writing import Outcome

MOST_PROBLEMS = 5  # Problems that a refusal tells

Decide = Callable[[Season], Change]


# ---- what came of a click ----


def save_at(visit: Visit, place: str, decide: Decide) -> bool:
    """Save a change; whether it was saved. What came of it is told at that place when the page is next drawn."""
    said = st.session_state["desk_said"] = writing.save_change(place, decide)
    return said.change is not None


def draw_outcome(visit: Visit, place: str) -> bool:
    """What came of the last click, where it belongs to that place; it is told once. Whether there was anything."""
    said: Outcome | None = st.session_state.get("desk_said")
    if said is None or said.place != place:
        return False
    del st.session_state["desk_said"]
    say = visit.language.say
    if said.change:
        line = say("Saved: {what}", what=say(said.change.what))
        banners.draw_strip(visit, Markup('<span role="status">{}</span>').format(line), quiet=True)
    elif said.why:
        banners.draw_strip(visit, said.why, alert=True)
    else:
        head = say("Nothing was saved. It would leave something that cannot be read:")
        lines = [Markup("<b>{}</b>").format(head), *draw_problems(visit, said.problems[:MOST_PROBLEMS])]
        if (more := len(said.problems) - MOST_PROBLEMS) > 0:
            lines.append(Markup("{}").format(say("and {count} more", count=more)))
        banners.draw_strip(visit, Markup("<br>").join(lines), alert=True)
    return True


def draw_problems(visit: Visit, problems: Iterable[Problem], *, tab: bool = True) -> list[Markup]:
    """Problems in a line each: where it is, with its tab or without, and what to do."""
    say = visit.language.say
    lines = []
    for problem in problems:
        row = say("row {row}", row=problem.row) if problem.row else None
        where = mask_addresses(" · ".join(filter(None, [problem.tab if tab else None, row, problem.column])))
        lines.append(Markup("<b>{}</b> {}").format(where, say(problem.message)))
    return lines


def draw_heading(title: str, text: str | None = None) -> None:
    aside = Markup('<p class="aside">{}</p>').format(text) if text else ""
    st.html(Markup('<div class="sb"><h2>{}</h2>{}</div>').format(title, aside))


def draw_button(visit: Visit, label: str, key: str, on_click: Callable[[Visit], None]) -> None:
    st.button(label, key=key, on_click=on_click, args=(visit,), type="primary")
    draw_outcome(visit, key.removesuffix("_save"))
