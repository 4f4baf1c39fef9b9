"""Record that a member checks in to a meeting."""

from datetime import datetime

from studylib.changes.draft import Cells, Change, Draft, make_change
from studylib.season.assigned import find_assigned
from studylib.season.check_in import find_arrival, is_open, list_meetings
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.text.errors import ChangeError
from studylib.text.message import Sentence, sentence
from studylib.workbook import moments
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import ATTENDANCE


def explain_refusal(study: Study, meeting: Duty, member: str, at: datetime) -> Sentence | None:
    """Explain why a member cannot check in at that moment (aware). ``None`` if they can."""
    facts = {"task": meeting.task.name, "week": meeting.week, "member": member}
    if not is_open(meeting, at):
        return sentence("{task} of week {week} cannot be checked in to now. Ask the leader.", **facts)
    arrival = find_arrival(study, meeting, member)
    if arrival and arrival.arrived_at:
        return sentence("You are checked in already, since {moment}.", moment=arrival.arrived_at)
    if arrival:
        return sentence("The leader has already recorded you for this meeting. Ask the leader.")
    place, names = study.duties.index(meeting), [each.name for each in study.members]
    if member not in names or not find_assigned(study)[names.index(member), place]:
        return sentence("{task} of week {week} does not ask for {member}.", **facts)
    return None


def check_in(
    workbook: Workbook,
    study: Study,
    of: tuple[int, str | None],
    member: str,
    at: datetime,
    *,
    with_offset: bool = False,
) -> Change:
    """Make the change that records an arrival at ``at`` (aware). ``of`` are the week and the task of the meeting.

    ``with_offset``: the time carries its offset, since the workbook's zone may differ from the study's. Raises a
    ChangeError if the meeting is gone or closed, or something is recorded of the member already.
    """
    meeting = next((duty for duty in list_meetings(study) if (duty.week, duty.task.name) == of), None)
    if meeting is None:
        raise ChangeError(sentence("This meeting is no longer in the season. Nothing was written."))
    if why := explain_refusal(study, meeting, member, at):
        raise ChangeError(why)
    write = moments.write_with_offset if with_offset else moments.write_moment
    row: Cells = {
        "week": meeting.week,
        "task": meeting.task.name,
        "member": member,
        "arrived_at": write(at, study.timezone),
    }
    what = sentence(
        "{member} checked in to {task} of week {week}",
        member=member,
        task=meeting.task.name,
        week=meeting.week,
    )
    return make_change(workbook, workbook, Draft(ATTENDANCE, added=(row,)), what, study.language)
