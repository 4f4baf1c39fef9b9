"""Draw the desk as a whole."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from studylib.season.kinds import TaskKind
from studylib.views.desk.answers import draw_answers
from studylib.views.desk.attendance import draw_attendance
from studylib.views.desk.editor import Editor
from studylib.views.desk.erasing import draw_erase_form, draw_roster
from studylib.views.desk.fixes import draw_fixes, draw_sheet_tabs, read_asked
from studylib.views.desk.forms import draw_weekly_forms
from studylib.views.desk.past import draw_past
from studylib.views.desk.renaming import draw_rename_form
from studylib.views.desk.rules import draw_steps, draw_tasks
from studylib.views.desk.settings import draw_settings
from studylib.views.desk.tables import draw_editor
from studylib.web import anchors, banners, markup
from studylib.web.visit import Visit
from studylib.workbook import layouts

# ---- the page ----


def draw_sheet(visit: Visit, address: str) -> None:
    """Draw the links to a workbook that the leader can also change as a Google Sheet, or only there."""
    say = visit.language.say
    where = (
        say("The workbook is a Google Sheet. Changes from here are written to it at once.")
        if visit.store.writable
        else say("Studyboard only reads this Google Sheet. Each button shows the cells to type in it.")
    )
    link = anchors.draw_link(address, say("Open the sheet"))
    banners.draw_strip(visit, markup.join_parts([where, link], " "), quiet=True)
    st.html(draw_sheet_tabs(visit))


def draw_by_hand(visit: Visit) -> None:
    """Draw the forms that list cells to change, for a file that Studyboard does not write."""
    with st.container(border=True):
        st.html(markup.draw_block(markup.draw_heading(visit.language.say("Hand-ins"))))
        draw_answers(visit)
    draw_rename_form(visit)
    draw_erase_form(visit)


def draw_tabs(visit: Visit) -> None:
    """Draw the parts of the desk, one a tab."""
    say = visit.language.say
    parts: dict[str, Callable[[Visit], None]] = {
        say("Each week"): draw_weekly_forms,
        say("To fix"): draw_fixes,
        say("Hand-ins"): draw_answers,
        say("Members"): draw_roster,
        say("Weeks"): partial(draw_editor, editor=Editor("weeks", layouts.WEEKS)),
        say("Breaks"): partial(draw_editor, editor=Editor("breaks", layouts.BREAKS)),
        say("Tasks"): draw_tasks,
        say("Tiers"): partial(draw_editor, editor=Editor("tiers", layouts.TIERS)),
        say("Fines that grow"): draw_steps,
        **({say("Attendance"): draw_attendance} if has_meetings(visit) else {}),
        say("Excuses"): partial(draw_editor, editor=Editor("excuses", layouts.EXCUSES)),
        **(
            {say("Passes"): partial(draw_editor, editor=Editor("passes", layouts.PASSES))}
            if has_passes(visit)
            else {}
        ),
        say("Payments"): partial(draw_editor, editor=Editor("payments", layouts.PAYMENTS)),
        say("Settings"): draw_settings,
        **({say("History"): draw_past} if visit.store.writable else {}),
    }
    first = say("To fix") if read_asked(visit) else None
    tabs = st.tabs(list(parts), default=first, key="desk", on_change="rerun", bind="query-params")
    for tab, draw in zip(tabs, parts.values(), strict=True):
        with tab:
            draw(visit)


def has_meetings(visit: Visit) -> bool:
    """Tell whether a task is a meeting."""
    return any(task.kind is TaskKind.ATTENDANCE for task in visit.study.tasks)


def has_passes(visit: Visit) -> bool:
    """Tell whether members have passes, or had some."""
    return bool(visit.study.pass_count or visit.study.passes)
