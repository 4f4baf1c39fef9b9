"""Ask for a pass: a member, or the leader for one."""

from dataclasses import dataclass
from datetime import datetime

from studylib.changes.draft import Cells, Change, Draft, make_change
from studylib.season.hand_ins import explain_others
from studylib.season.passes import find_asking_end, list_spent
from studylib.season.records import Pass
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds
from studylib.text.errors import ChangeError
from studylib.text.message import Sentence, sentence
from studylib.workbook import moments
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import PASSES


@dataclass(frozen=True, slots=True)
class Left:
    """The passes of a member: how many are left of ``most``, and the end, exclusive, of the time to ask for one.

    ``ends_at`` is ``None`` if the season has no such week or task.
    """

    left: int
    most: int
    ends_at: datetime | None


def count_left(study: Study, member: str, week: int, task: str | None, now: datetime) -> Left:
    """Count the passes that a member has left at ``now`` for a week, or for the ``task`` of that name."""
    spent = sum(each.granted.member == member for each in list_spent(study, now))
    return Left(max(study.pass_count - spent, 0), study.pass_count, find_asking_end(study, week, task))


def explain_refusal(study: Study, wanted: Pass) -> Sentence | None:
    """Explain why a pass would have no effect. ``None`` if it would have one."""
    if why := _explain_unknown(study, wanted):
        return why
    left = count_left(study, wanted.member, wanted.week, wanted.task, wanted.asked_at)
    if not left.left:
        return sentence("{member} has used all {most} passes.", member=wanted.member, most=left.most)
    if left.ends_at is None or to_milliseconds(wanted.asked_at) >= to_milliseconds(left.ends_at):
        return sentence(
            "It is too late for a pass for week {week}. It had to be asked for before {moment}.",
            week=wanted.week,
            moment=left.ends_at or wanted.asked_at,
        )
    if is_excused(study, wanted):
        return sentence(
            "{member} is already excused from week {week}, so no pass is needed.",
            member=wanted.member,
            week=wanted.week,
        )
    return None


def _explain_unknown(study: Study, wanted: Pass) -> Sentence | None:
    """Explain that the season lacks the member, the week or the task, or that the task is for others."""
    if wanted.member not in {each.name for each in study.members}:
        return sentence("{member} is not among the members.", member=wanted.member)
    week = study.week_of.get(wanted.week)
    duties = {duty.task.name: duty for duty in week.duties} if week else {}
    if week is None or (wanted.task is not None and wanted.task not in duties):
        return sentence("Week {week} has no such task. Choose from the list.", week=wanted.week)
    return explain_others(study, duties[wanted.task], wanted.member) if wanted.task else None


def is_excused(study: Study, wanted: Pass) -> bool:
    """Check if an excuse, a break or a pass covers the same week or task at the moment of asking."""
    week = study.week_of[wanted.week]
    covered = [(each.member, each.week, each.task) for each in study.excuses]
    covered += [
        (each.granted.member, each.granted.week, each.granted.task)
        for each in list_spent(study, wanted.asked_at)
    ]
    is_away = any(each.member == wanted.member and each.overlaps(*week.days) for each in study.breaks)
    return is_away or any((wanted.member, wanted.week, task) in covered for task in {None, wanted.task})


def ask_pass(workbook: Workbook, study: Study, wanted: Pass, *, with_offset: bool = False) -> Change:
    """Make the change that writes a pass. Raises a ChangeError if it would have no effect.

    ``with_offset``: the time carries its offset, since the workbook's zone may differ from the study's.
    """
    if why := explain_refusal(study, wanted):
        raise ChangeError(why)
    write = moments.write_with_offset if with_offset else moments.write_moment
    row: Cells = {
        "asked_at": write(wanted.asked_at, study.timezone),
        "week": wanted.week,
        "member": wanted.member,
        "task": wanted.task,
        "reason": wanted.reason or None,
    }
    return make_change(workbook, workbook, Draft(PASSES, added=(row,)), describe_pass(wanted), study.language)


def describe_pass(wanted: Pass) -> Sentence:
    """Describe a pass in words."""
    facts = {"member": wanted.member, "week": wanted.week}
    if wanted.task is None:
        return sentence("{member} takes a pass for week {week}", **facts)
    return sentence("{member} takes a pass for {task} of week {week}", task=wanted.task, **facts)
