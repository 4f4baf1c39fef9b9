"""Tell what is probably not meant, if only the whole study shows it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from studylib.season.kinds import PayThrough, TaskKind
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.message import Sentence, sentence
from studylib.workbook.settings import Settings
from studylib.workbook.tables import Table
from studylib.workbook.tasks import TaskRow


def notice_zone(given: Settings, study: Study, written_in: tzinfo | None) -> None:
    """Notice a sheet whose clock differs from the study's at a deadline."""
    moments = [week.due_at for week in study.weeks]
    other = next((each for each in moments if written_in and _differ(each, written_in)), None)
    if other is None:
        return
    why = sentence(
        "The sheet is in the time zone {sheet}, the study in {study}. Times that people type are read as {study}, "
        "those of the form as {sheet}. Choose the same zone in both.",
        sheet=str(written_in),
        study=study.timezone.key,
    )
    record = given.records.get("timezone")
    if record is None:
        given.table.notice_whole(why)
    else:
        given.table.notice(record, "value", why)


def _differ(moment: datetime, zone: tzinfo) -> bool:
    return moment.utcoffset() != moment.astimezone(zone).utcoffset()


def notice_account(given: Settings, study: Study) -> None:
    """Notice a kitty without a bank account."""
    if study.pay_through is PayThrough.KITTY and not study.account and "account" not in given.records:
        why = sentence(
            "Nobody can see where to pay, because the setting account / 계좌 is missing. Add a row for it."
        )
        given.table.notice(given.records["pay_through"], "value", why)


def notice_turns(rows: Sequence[TaskRow], study: Study) -> None:
    """Notice the tasks of whoever's turn it is, if nobody ever takes one."""
    writes = any(member.turn is not None for member in study.members)
    writes = writes or any(week.topic.writer for week in study.weeks)
    for row in rows:
        if row.task.of_turn and not writes:
            why = sentence(
                "Nobody does this task, because no member has a turn. Number the members in the column {turn}.",
                turn="turn / 당번 순서",
            )
            row.record.table.notice(row.record, "who", why)


def list_silent(table: Table, study: Study) -> Iterator[Problem]:
    """List the meetings of which nothing is recorded. Each holds from its close on."""
    known = {(each.week, each.task) for each in study.arrivals}
    for duty in study.duties if study.members else ():
        if duty.task.kind is TaskKind.ATTENDANCE and (duty.week, duty.task.name) not in known:
            yield Problem(
                table.title,
                None,
                None,
                _explain_silent(duty.week, duty.task.name),
                is_notice=True,
                since=duty.closes_at,
            )


def _explain_silent(week: int, task: str | None) -> Sentence:
    return sentence(
        "Nothing is recorded of {task} in week {week}, so it costs nobody anything. Record who came.",
        task=task,
        week=week,
    )
