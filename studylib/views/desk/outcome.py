"""Save a change from the desk, and draw its outcome."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import streamlit as st
from markupsafe import Markup

from studylib.changes import history
from studylib.changes.close import reopen_month
from studylib.changes.draft import Change
from studylib.season.problems import Problem
from studylib.source.season import Season
from studylib.text.errors import ChangeError
from studylib.text.message import Sentence
from studylib.views.desk.by_hand import draw_left
from studylib.views.findings import draw_place
from studylib.web import banners, fixing, links, markup, writing
from studylib.web.visit import Visit
from studylib.web.writing import Outcome

MOST_PROBLEMS = 5
"""How many problems a refusal names."""

Decide = Callable[[Season], Change]


# ---- the outcome of a click ----


def save_at(visit: Visit, place: str, decide: Decide) -> bool:
    """Save a change, and tell whether it was saved. Its outcome is kept for that place until the next drawing."""
    outcome = visit.fields["desk_said"] = writing.save_change(place, decide)
    return outcome.change is not None


def click(visit: Visit, place: str, on_click: Callable[..., None], *args: object) -> None:
    """Handle a click. A refusal, such as of a value that no field offered, is told at that place."""
    try:
        on_click(visit, *args)
    except ChangeError as refused:
        visit.fields["desk_said"] = Outcome(place, why=refused.why)


def draw_outcome(visit: Visit, place: str) -> bool:
    """Draw the outcome of the last click once, if it belongs to that place. Tell whether it did.

    Cells to change by hand stay until they are changed.
    """
    outcome: Outcome | None = visit.fields.get("desk_said")
    if outcome is None or outcome.place != place:
        return False
    if outcome.by_hand and draw_left(visit, outcome):
        return True
    del visit.fields["desk_said"]
    if outcome.by_hand:
        return True
    if outcome.change:
        draw_saved(visit, place, outcome.change)
    elif outcome.why and outcome.problems:
        banners.draw_strip(visit, draw_blocking(visit, outcome.why, outcome.problems), alert=True)
    elif outcome.why:
        banners.draw_strip(visit, outcome.why, alert=True)
        draw_way_out(visit, place, outcome.closed)
    else:
        banners.draw_strip(visit, draw_refusal(visit, outcome.problems), alert=True)
    return True


def draw_way_out(visit: Visit, place: str, closed: str | None) -> None:
    """Draw the button that reopens the closed month in the way of a change, if there is one."""
    if closed:
        label = visit.language.say("Reopen {month}", month=visit.language.month(closed))
        key, icon = visit.fields.key(f"reopen_{place}"), ":material/lock_open:"
        st.button(label, key=key, on_click=save_reopening, args=(visit, place, closed), icon=icon)


def save_reopening(visit: Visit, place: str, month: str) -> None:
    save_at(visit, place, lambda season: reopen_month(season.cells, season.study, month))


def draw_saved(visit: Visit, place: str, change: Change) -> None:
    """Draw what was saved, with the button that undoes exactly that."""
    say = visit.language.say
    lines = [say("Saved: {what}", what=say(change.what)), *([say(change.advice)] if change.advice else [])]
    with st.container(horizontal=True, vertical_alignment="center"):
        banners.draw_strip(visit, markup.draw_span(markup.join_lines(lines), role="status"), quiet=True)
        if change.kept and change.number:
            key = f"take_back_{place}"
            draw_undo_button(visit, key, save_take_back, place, change, is_undo=change.is_undo)


def save_take_back(visit: Visit, place: str, change: Change) -> None:
    """Undo a change that was just saved. The outcome is for the place of that change."""
    save_at(visit, place, lambda season: history.undo_saved(season.cells, change))


def draw_undo_button(
    visit: Visit, key: str, on_click: Callable[..., None], *args: object, is_undo: bool
) -> None:
    """Draw the button that undoes a change. If the change was an undo, the button redoes."""
    say = visit.language.say
    label, icon = (say("Redo"), "redo") if is_undo else (say("Undo"), "undo")
    args, key = (visit, *args), visit.fields.key(key)
    st.button(label, key=key, on_click=on_click, args=args, icon=f":material/{icon}:")


def draw_refusal(visit: Visit, problems: tuple[Problem, ...]) -> Markup:
    """Build the first problems that a change would have caused, and count the rest."""
    say = visit.language.say
    head = say("Nothing was saved. The change would leave cells that cannot be read:")
    return markup.join_lines(
        [
            markup.draw_strong(head),
            *draw_problems(visit, problems[:MOST_PROBLEMS]),
            *count_more(visit, problems),
        ]
    )


def draw_blocking(visit: Visit, why: Sentence, problems: Sequence[Problem]) -> Markup:
    """Build why a month stays open. Show the first problems with the way to each, and link to all."""
    named = problems[:MOST_PROBLEMS]
    lines = [
        markup.join_parts([line, fixing.link_fix(visit, problem)], " ")
        for problem, line in zip(named, draw_problems(visit, named), strict=True)
    ]
    head = markup.draw_strong(visit.language.say(why))
    return markup.join_lines([head, *lines, *count_more(visit, problems), links.link_checks(visit)])


def count_more(visit: Visit, problems: Sequence[Problem]) -> list[str]:
    """Count the problems that are not named, if any."""
    more = len(problems) - MOST_PROBLEMS
    return [visit.language.say("and {count} more", count=more)] if more > 0 else []


def draw_problems(visit: Visit, problems: Iterable[Problem], *, tab: bool = True) -> list[Markup]:
    """Build a line for each problem: its place (with its tab or not), its remedy."""
    lines = []
    for problem in problems:
        message = visit.language.say(problem.message)
        place = draw_place(visit.language, problem, message, tab=tab)
        lines.append(markup.draw_strong(place) + f" {message}")
    return lines


# ---- parts of a form ----


def draw_form_heading(title: str, text: str) -> None:
    lead = markup.draw_paragraph(text, kind="aside")
    st.html(markup.draw_block(markup.draw_heading(title), lead))


def draw_aside(text: str) -> None:
    st.html(markup.draw_block(markup.draw_paragraph(text, kind="aside")))


def draw_button(
    visit: Visit,
    label: str,
    key: str,
    on_click: Callable[[Visit], None],
    *,
    ready: bool = True,
    kind: Literal["primary", "secondary"] = "primary",
) -> None:
    """Draw the button of a form, and the outcome of the last click on it. ``key`` is the place and ``_save``.

    ``ready`` is false while something is still to be chosen. The button is then disabled.
    """
    place = key.removesuffix("_save")
    args = (visit, place, on_click)
    st.button(label, key=visit.fields.key(key), on_click=click, args=args, type=kind, disabled=not ready)
    draw_outcome(visit, place)
