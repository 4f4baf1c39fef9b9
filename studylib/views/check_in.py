"""Draw the check-in to a meeting: the leader's screen with the code, and the member's tap."""

from collections.abc import Sequence

import streamlit as st

from studylib.access import codes
from studylib.access.rights import Need
from studylib.changes.check_in import check_in, explain_refusal
from studylib.season import check_in as meetings
from studylib.season import reasons
from studylib.season.receipt import Pending, judge_receipt
from studylib.season.tasks import Duty
from studylib.text.direction import join_texts
from studylib.text.errors import ChangeError, StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.views.receipt import describe_judgement
from studylib.web import again, banners, derived, look, markup, meeting_codes
from studylib.web.own_changes import save_own_change
from studylib.web.qr import draw_qr
from studylib.web.visit import Visit
from studylib.web.writing import allow

REFRESH_SECONDS = 5
"""How often the leader's screen looks for a new code. Each code is accepted for 30 seconds after its own."""

WAIT_SECONDS = 20
"""How often the page looks whether a meeting can be checked in to, while none can."""

FORM_WIDTH = 560


def find_meetings(visit: Visit) -> tuple[Duty, ...]:
    """Find the meetings that are open at the present moment, or draw why there are none."""
    at_present = look.visit_now(visit)
    found = meetings.list_open_meetings(at_present.study, at_present.now)
    if not found:
        draw_waiting(visit)
    return found


@st.fragment
def draw_waiting(drawn: Visit) -> None:
    """Draw that no meeting is open, and which one is next. Once one opens, the page is drawn again."""
    visit = look.visit_now(drawn if drawn.as_of else look.look_again(drawn))
    again.draw_look(visit, "waiting", WAIT_SECONDS)
    say, language = visit.language.say, visit.language
    if meetings.list_open_meetings(visit.study, visit.now):
        st.rerun()
    coming = meetings.find_next_meeting(visit.study, visit.now)
    after = ""
    if coming:
        moment = language.moment(coming.due_at)
        after = say("Next: {meeting}, {moment}.", meeting=name_meeting(visit, coming), moment=moment)
    why = say("No meeting can be checked in to now.")
    banners.draw_strip(visit, markup.join_parts([why, after], " "), quiet=True)


def name_meeting(visit: Visit, meeting: Duty) -> str:
    """Name a meeting by its week and task."""
    return join_texts([visit.language.week(meeting.week), meeting.task.name])


# ---- the leader's screen ----


def draw_screen(visit: Visit, found: tuple[Duty, ...]) -> None:
    """Draw the code of a meeting for the leader. It changes by itself."""
    meeting = found[0]
    if len(found) > 1:
        names = {name_meeting(visit, each): each for each in found}
        chosen = visit.fields.choose(
            "check_in_meeting", visit.language.say("Meeting"), list(names), width=FORM_WIDTH
        )
        meeting = names.get(chosen or "", meeting)
    draw_code(visit, meeting)


@st.fragment
def draw_code(drawn: Visit, meeting: Duty) -> None:
    """Draw the QR code, the digits, and how many have come."""
    visit = look.visit_now(drawn if drawn.as_of else look.look_again(drawn))
    again.draw_look(visit, "code", REFRESH_SECONDS)
    secret = meeting_codes.find_secret(visit, meeting)
    if secret is None or not visit.rights.may(Need.LEAD):
        return
    say, language = visit.language.say, visit.language
    code = codes.write_code(secret, visit.present)
    link = meeting_codes.write_code_link(visit, code)
    picture = draw_qr(link, say("QR code that opens the check-in")) if link else markup.NO_MARKUP
    starts = say("starts {moment}", moment=language.moment(meeting.due_at))
    came = say("{count} checked in", count=meetings.count_arrivals(visit.study, meeting))
    how = say("Scan it, or type the digits on the page Check in. They change every 30 seconds.")
    beside = markup.draw_element(
        "div",
        markup.draw_paragraph(f"{code[:3]} {code[3:]}", kind="digits"),
        markup.draw_paragraph(how, kind="aside"),
    )
    st.html(
        markup.draw_block(
            markup.draw_paragraph(
                markup.join_parts([name_meeting(visit, meeting), starts, markup.draw_strong(came)]),
                kind="lead",
            ),
            picture,
            beside,
            kind="check-in",
        )
    )


# ---- the member's tap ----


def draw_tap(visit: Visit, found: tuple[Duty, ...], member: str, code: str) -> None:
    """Draw the one tap that checks in, with the code of the link or the digits typed."""
    say = visit.language.say
    draw_failed_tap(visit)
    waiting = [each for each in found if not draw_recorded(visit, each, member)]
    if not waiting:
        return
    is_leader = visit.rights.may(Need.LEAD)
    with st.container(key="check_in_tap"):
        if not is_leader:
            draw_field(visit, waiting, code)
        st.button(
            say("Check in myself") if is_leader else say("Check in"),
            key=visit.fields.key("check_in_save"),
            on_click=save_check_in,
            args=(visit, member),
            type="secondary" if is_leader else "primary",
            icon=":material/how_to_reg:",
        )


def draw_field(visit: Visit, waiting: Sequence[Duty], code: str) -> None:
    """Draw the meetings that wait for the member, and the field for the digits."""
    say, language = visit.language.say, visit.language
    for meeting in waiting:
        starts = say("starts {moment}", moment=language.moment(meeting.due_at))
        distance = reasons.describe_distance(meeting, visit.now, language)
        line = markup.join_parts([markup.draw_strong(name_meeting(visit, meeting)), starts, distance])
        st.html(markup.draw_block(markup.draw_paragraph(line, kind="meeting")))
    if "check_in_code" not in visit.fields:
        visit.fields["check_in_code"] = code[: codes.LONGEST]
    visit.fields.type_text(
        "check_in_code",
        say("The six digits on the leader’s screen"),
        most=codes.LONGEST,
        max_chars=codes.LONGEST,
        autocomplete="one-time-code",
        width=FORM_WIDTH,
    )


def draw_recorded(visit: Visit, meeting: Duty, member: str) -> bool:
    """Draw what is recorded of the member, or why the meeting is not theirs. Tell whether there is such a thing."""
    why = explain_refusal(visit.study, meeting, member, visit.now)
    if why is None:
        return False
    arrival = meetings.find_arrival(visit.study, meeting, member)
    lines = [visit.language.say(why)]
    if arrival and arrival.arrived_at:
        board = derived.judge_board(visit)
        receipt = judge_receipt(board, member, meeting.week, arrival.arrived_at, meeting.task.name)
        if not isinstance(receipt, Pending):
            lines.append(describe_judgement(visit, meeting, receipt))
    heading = markup.draw_heading(join_texts([member, name_meeting(visit, meeting)]))
    st.html(markup.draw_block(heading, *map(markup.draw_paragraph, lines), kind="card", role="status"))
    return True


def save_check_in(visit: Visit, member: str) -> None:
    """Check in with the digits in the field. The outcome is kept until the page is drawn again."""
    state = visit.fields
    try:
        at_present = look.visit_now(allow(Need.INSIDE))
        meeting = find_meeting(at_present, member)
        local = at_present.now.astimezone(visit.study.timezone)
        at = local.replace(microsecond=local.microsecond // 1000 * 1000)
        save_own_change(
            member,
            lambda season: check_in(
                season.cells,
                season.study,
                (meeting.week, meeting.task.name),
                member,
                at,
                with_offset=visit.store.remote,
            ),
        )
    except StudyboardError as error:
        state["check_in_said"] = error.why
    state["check_in_code"] = ""


def find_meeting(visit: Visit, member: str) -> Duty:
    """Find the meeting that the member checks in to. The leader, who sees the code, need not type it.

    Raises a ChangeError if the digits are for none, or after too many tries.
    """
    found = meetings.list_open_meetings(visit.study, visit.now)
    if visit.rights.may(Need.LEAD):
        waiting = [each for each in found if explain_refusal(visit.study, each, member, visit.now) is None]
        meeting = next(iter(waiting), None)
    elif meeting_codes.TRIES.count((visit.listing.id, member), visit.now):
        meeting = meeting_codes.find_matching(visit, found, str(visit.fields.get("check_in_code") or ""))
    else:
        raise ChangeError(sentence("Too many tries. Wait a minute, then try again."))
    if meeting is None:
        raise ChangeError(
            sentence("These digits are wrong or have run out. Type those that the screen shows now.")
        )
    return meeting


def draw_failed_tap(visit: Visit) -> None:
    """Draw why the last tap did not check in, once."""
    why = visit.fields.pop("check_in_said", None)
    if isinstance(why, Sentence):
        banners.draw_strip(visit, why, alert=True)
