"""Read the form's answers: which of them count, and which member they belong to."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

import pandas as pd

from studylib.season.kinds import TaskKind
from studylib.season.study import Member, Study, VoidedAnswer
from studylib.season.weeks import to_milliseconds
from studylib.text.masking import mask_address, mask_addresses
from studylib.text.message import sentence
from studylib.workbook import links, orders, shared_links, tables, values
from studylib.workbook.cells import Workbook
from studylib.workbook.formulas import is_failed
from studylib.workbook.members import Roster
from studylib.workbook.tables import Dated, Record, Table
from studylib.workbook.task_names import TaskNames
from studylib.workbook.voided import find_reason, hush, is_voided, read_voided

ERASED = "https://erased.invalid/"
"""Replacement for each link of an erased member, since an answer without a link does not count.

The host ends in ``.invalid``, which never resolves (RFC 2606).
"""

EDITED = sentence(
    "This answer was edited in the form, which gave it a later time. Turn off editing: run the form's script again."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One valid answer. ``link`` holds one link a line. ``submitted_at`` is aware."""

    member: str
    week: int
    submitted_at: datetime
    link: str
    note: str
    task: str | None = None


def read_submissions(
    answer_tables: Sequence[Table],
    people: Roster,
    weeks: Container[int] | None,
    tasks: TaskNames,
    *,
    zone: ZoneInfo,
    written_in: tzinfo,
) -> pd.DataFrame:
    """Read the valid answers of all answer tables, rising in time. The same answer in two tables counts once.

    Returns the columns of ``Study.submissions``, the times in ``zone``. Times without an offset are local to
    ``written_in``. ``weeks`` are the season's weeks, ``None`` if unknown. Each row that does not count is reported,
    except voided ones. An answer that is voided in one table counts in none. Each table keeps the moments of the
    others. ``tasks`` are those of the season.
    """
    answers: list[tuple[tuple[object, ...], Answer, Record]] = []
    void: set[tuple[object, ...]] = set()
    for table in answer_tables:
        for record in table.records():
            if record.number in table.edited and not is_voided(record):
                table.notice(record, "submitted_at", EDITED)
            if is_voided(record):
                if answer := _read_answer(hush(table), record, people, weeks, tasks, written_in):
                    void.add(identify(answer))
            elif answer := _read_answer(table, record, people, weeks, tasks, written_in):
                answers.append((identify(answer), answer, record))
    in_force = [each for each in answers if each[0] not in void]
    for _, answer, record in in_force:
        record.table.dated.append(Dated(record, "submitted_at", answer.submitted_at, answer.member))
    counted = {key: (answer, record) for key, answer, record in in_force}
    rising = sorted(counted.values(), key=lambda each: _sort_key(each[0]))
    shared_links.notice_shared([(answer.member, answer.link, record) for answer, record in rising])
    return make_frame([answer for answer, _ in rising], zone)


def read_voided_answers(
    answer_tables: Sequence[Table], people: Roster, *, written_in: tzinfo
) -> tuple[VoidedAnswer, ...]:
    """Read the voided answers whose member is known. Times without an offset are local to ``written_in``."""
    return tuple(
        read_voided(table, record, owner.name, written_in)
        for table in answer_tables
        for record in table.records()
        if is_voided(record) and (owner := _find_owner(hush(table), record, people))
    )


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row of a tab of answers. ``answer`` is ``None`` if a cell is unreadable.

    ``reason`` says why the row is void, ``None`` if it is not. ``owner`` is the member, ``None`` if unknown.
    """

    table: Table
    record: Record
    answer: Answer | None
    owner: str | None
    reason: str | None


def list_answer_rows(workbook: Workbook, study: Study) -> Iterator[AnswerRow]:
    """List all rows of all tabs of answers, in their order, voided and unreadable ones too."""
    people, weeks, tasks = _list_known(study)
    for table in tables.find_answer_tables(workbook):
        for record in table.records():
            quiet = hush(table)
            answer = _read_answer(quiet, record, people, weeks, tasks, workbook.zone or study.timezone)
            owner = None if answer else _find_owner(quiet, record, people)
            name = answer.member if answer else owner.name if owner else None
            yield AnswerRow(table, record, answer, name, find_reason(record))


def list_answers(table: Table, study: Study, zone: tzinfo) -> Iterator[tuple[Record, Answer | None]]:
    """List the rows of a table of answers, each with its answer. ``None`` means that it does not count.

    Times without an offset are local to ``zone``.
    """
    people, weeks, tasks = _list_known(study)
    for record in table.records():
        yield record, _read_answer(table, record, people, weeks, tasks, zone)


def _list_known(study: Study) -> tuple[Roster, frozenset[int] | None, TaskNames]:
    """List the members, the weeks and the tasks that an answer may name. ``None``: the weeks are unknown."""
    return Roster(study.members), frozenset(study.week_of) or None, TaskNames(study.tasks)


def has_readable_columns(table: Table) -> bool:
    """Tell whether the columns of a tab, once read, say who handed in.

    Without a column of names the addresses say it, unless the roster lists none of them.
    """
    if table.missing or "name" in table.places:
        return not table.missing
    unknown = {each.row for each in table.problems if each.column in (table.header_of("email"), None)}
    numbers = {record.number for record in table.records()}
    return not numbers or not numbers <= unknown


def list_rows_of(workbook: Workbook, study: Study, name: str) -> Iterator[tuple[Table, Record, bool]]:
    """List a member's rows, by address or name, each with whether it counts."""
    people, wanted = Roster(study.members), values.fold(name)
    for table in tables.find_answer_tables(workbook):
        for record, answer in list_answers(table, study, workbook.zone or study.timezone):
            counts = answer is not None and not is_voided(record)
            owner = people.by_email.get(values.fold(record.cell("email")))
            is_named = values.fold(record.text("name")) == wanted
            if answer.member == name if answer else owner.name == name if owner else is_named:
                yield table, record, counts


def identify(answer: Answer) -> tuple[object, ...]:
    """Identify an answer. The same answer in two tabs has one identity."""
    return (*_sort_key(answer), answer.member, answer.week, answer.task)


def _sort_key(answer: Answer) -> tuple[int, str, str]:
    """Sort by time. Links break ties, so that the order of the rows never matters."""
    return to_milliseconds(answer.submitted_at), answer.link, answer.note


def make_frame(answers: Sequence[Answer], zone: ZoneInfo) -> pd.DataFrame:
    """Make the table of ``Study.submissions`` from answers, keeping their order."""
    times = pd.to_datetime([answer.submitted_at for answer in answers], utc=True).as_unit("ms")
    return pd.DataFrame(
        {
            "member": pd.Series([answer.member for answer in answers], dtype="str"),
            "week": pd.Series([answer.week for answer in answers], dtype="int64"),
            "task": pd.Series([answer.task for answer in answers], dtype="str"),
            "submitted_at": times.tz_convert(zone),
            "link": pd.Series([answer.link for answer in answers], dtype="str"),
            "note": pd.Series([answer.note for answer in answers], dtype="str"),
        }
    )


def _read_answer(
    table: Table,
    record: Record,
    people: Roster,
    weeks: Container[int] | None,
    tasks: TaskNames,
    zone: tzinfo,
) -> Answer | None:
    """Read an answer and report all its faults. Return ``None`` if it does not count."""
    submitted_at = table.demand(
        record, "submitted_at", orders.make_moment_reader(table, "submitted_at", zone)
    )
    member = _find_owner(table, record, people)
    week = table.demand(record, "week", partial(values.parse_week, among=weeks))
    is_sure, task = (False, None) if week is None else tasks.read(table, record, week, TaskKind.LINK)
    link = table.demand(record, "link", links.parse_links)
    if submitted_at is None or member is None or week is None or link is None or not is_sure:
        return None
    return Answer(member.name, week, submitted_at, mask_addresses("\n".join(link)), record.text("note"), task)


def _find_owner(table: Table, record: Record, people: Roster) -> Member | None:
    """Find the sender: by an address that the roster lists, else by name."""
    if is_failed(record.cell("email")):
        table.report(record, "email", values.explain_failed(record.cell("email")))
        return None
    address = values.fold(record.cell("email"))
    owner = people.by_email.get(address)
    if owner is None and address and "name" not in table.places:
        why = sentence(
            "No member has the address {address}. Add it to the members tab.", address=mask_address(address)
        )
        table.report(record, "email", why)
        return None
    if owner is None:
        return _find_named(table, record, people, address)
    has_name = not values.is_blank(record.cell("name"))
    if has_name and values.fold(record.text("name")) != values.fold(owner.name):
        why = sentence(
            "The address is that of {member}, the name is {name}. It counts for {member}. Fix the name.",
            member=owner.name,
            name=record.text("name"),
        )
        table.report(record, "name", why)
    return owner


def _find_named(table: Table, record: Record, people: Roster, address: str) -> Member | None:
    """Find the member by the name. Refuse an answer from an address other than the member's listed one."""
    member = table.demand(record, "name", people.parse_name)
    if member and member.email and address:
        why = sentence(
            "{member} is listed with another address than {address}. Fix the address here or in the members tab.",
            member=member.name,
            address=mask_address(address),
        )
        table.report(record, "email", why)
        return None
    return member
