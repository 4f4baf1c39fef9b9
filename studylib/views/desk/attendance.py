"""Draw the list of a meeting: one row a member, saved as one change."""

from typing import TypeAlias

import pandas as pd
import streamlit as st

from studylib.changes import attendance as changes
from studylib.changes.attendance import Marked
from studylib.season.tasks import Duty
from studylib.season.weeks import to_milliseconds
from studylib.text.direction import join_texts
from studylib.text.message import sentence
from studylib.views.desk.choices import list_recordable
from studylib.views.desk.editor import Editor, read_pending
from studylib.views.desk.outcome import click, draw_aside, draw_form_heading, draw_outcome, save_at
from studylib.views.desk.tables import draw_editor, mark_session
from studylib.views.desk.typed import Offered, check_typed
from studylib.web import banners, markup
from studylib.web.address import write_query
from studylib.web.anchors import draw_page_link
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit
from studylib.web.writing import Outcome
from studylib.workbook import layouts
from studylib.workbook.cells import Workbook

PLACE = "attend"
SAID = "said"
"""The column to type into."""

TABLE = Editor("attendance", layouts.ATTENDANCE)

Meeting: TypeAlias = tuple[int, str | None]
"""A week and a task."""


def draw_attendance(visit: Visit) -> None:
    """Draw the list of the chosen meeting, and below it the whole tab."""
    with st.container(border=True):
        draw_list(visit)
    draw_form_heading(visit.language.say("All that is recorded"), visit.language.say("The tab as a table."))
    draw_editor(visit, TABLE)


def draw_list(visit: Visit) -> None:
    """Draw the choice of a meeting and its members. At first it is the last one that has begun."""
    say, study = visit.language.say, visit.study
    draw_form_heading(
        say("Who came?"),
        say("Type the time, such as 19:12, or one of: {choices}.", choices=", ".join(list_said(visit))),
    )
    own = draw_page_link(f"check_in?{write_query()}", say("Open the check-in screen"))
    st.html(markup.draw_block(markup.draw_paragraph(own)))
    meetings = {(duty.week, duty.task.name): duty for duty in changes.list_meetings(study)}
    first = changes.find_last_begun(study, visit.now)
    if first is None:
        banners.draw_strip(visit, sentence("No week of the season has a meeting."), quiet=True)
        return
    chosen = visit.fields.choose(
        "attend_meeting",
        say("Meeting"),
        list(meetings),
        index=list(meetings).index((first.week, first.task.name)),
        format_func=lambda key: name_meeting(visit, meetings[key]),
    )
    if chosen:
        draw_members(visit, meetings[chosen])


def list_said(visit: Visit) -> list[str]:
    return list_recordable(visit.study, visit.study.language)


def name_meeting(visit: Visit, meeting: Duty) -> str:
    """Name a meeting by week, task and start."""
    language = visit.language
    return join_texts([language.week(meeting.week), meeting.task.name, language.moment(meeting.due_at)])


def draw_members(visit: Visit, meeting: Duty) -> None:
    """Draw the members of a meeting, what is recorded of each, and the button that saves."""
    say = visit.language.say
    base, key = open_list(visit, meeting)
    marked = changes.list_marked(base, visit.study, meeting)
    draw_members_table(visit, meeting, marked, key)
    if not any(each.said for each in marked):
        draw_aside(describe_silence(visit, meeting))
    args = (visit, PLACE, save_list, base, (meeting.week, meeting.task.name), key)
    button, is_typed = visit.fields.key(f"{PLACE}_save"), bool(read_typed(key, marked))
    st.button(say("Save"), key=button, on_click=click, args=args, type="primary", disabled=not is_typed)
    draw_outcome(visit, PLACE)


def describe_silence(visit: Visit, meeting: Duty) -> str:
    """Say what a meeting costs of which nothing is recorded."""
    say = visit.language.say
    if to_milliseconds(meeting.due_at) > to_milliseconds(visit.now):
        return say("This meeting has not begun yet.")
    return say("Nothing is recorded of this meeting yet, so it fines nobody.")


def open_list(visit: Visit, meeting: Duty) -> tuple[Workbook, str]:
    """Open the list of a meeting. While something is typed, the workbook is that from before.

    Each workbook gets its own key. What is typed thus never meets other rows. What the list never offered is
    dropped with its key, and told.
    """
    name = name_list((meeting.week, meeting.task.name))
    base, count = visit.fields.get(name, (None, 0))
    key = visit.fields.key(f"{name}_{count}")
    if base is not None:
        try:
            read_typed(key, changes.list_marked(base, visit.study, meeting))
        except ForgedError as refused:
            visit.fields["desk_said"] = Outcome(PLACE, why=refused.why)
        else:
            if read_pending(key) or base is visit.season.cells:
                return base, key
    visit.fields[name] = visit.season.cells, count + 1
    return visit.season.cells, visit.fields.key(f"{name}_{count + 1}")


def name_list(of: Meeting) -> str:
    return f"desk_{PLACE}_{of[0]}_{of[1]}"


def draw_members_table(visit: Visit, meeting: Duty, marked: list[Marked], key: str) -> None:
    say = visit.language.say
    frame = pd.DataFrame(
        {
            "member": pd.array([each.member for each in marked], dtype="str"),
            SAID: pd.array([each.said or None for each in marked], dtype="str"),
        }
    )
    frame.attrs["mark"] = mark_session()
    st.data_editor(
        frame,
        key=key,
        hide_index=True,
        num_rows="fixed",
        column_config={
            "member": st.column_config.TextColumn(say("Member"), disabled=True),
            SAID: st.column_config.TextColumn(say("Arrived")),
        },
        placeholder="",
        alt=say("The members of {meeting}", meeting=name_meeting(visit, meeting)),
    )


def read_typed(key: str, marked: list[Marked]) -> dict[str, str]:
    """Read what is typed, by member. Raises a ``ForgedError`` for what the list never offered."""
    pending = read_pending(key)
    check_typed(pending, Offered(len(marked), grows=False, columns={SAID: None}))
    edited = pending.get("edited_rows", {})
    return {marked[at].member: row.get(SAID) or "" for at, row in edited.items() if SAID in row}


def save_list(visit: Visit, base: Workbook, of: Meeting, key: str) -> None:
    """Save what is typed as one change."""
    meeting = next(duty for duty in changes.list_meetings(visit.study) if (duty.week, duty.task.name) == of)
    typed = read_typed(key, changes.list_marked(base, visit.study, meeting))
    if typed and save_at(
        visit,
        PLACE,
        lambda now: changes.record_attendance(base, now.cells, now.study, of, typed),
    ):
        _, count = visit.fields[name_list(of)]
        visit.fields[name_list(of)] = None, count  # so that the list starts from what was saved
