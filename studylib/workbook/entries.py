"""Write new answers and closed months as rows of their tabs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import Protocol
from zoneinfo import ZoneInfo

from studylib.season.kinds import TaskKind
from studylib.season.study import ClosedShare, Study, Week
from studylib.workbook import layouts, moments, tables, values, week_lists
from studylib.workbook.cells import Cell, Row, Tab, Workbook, trim_row
from studylib.workbook.tables import Table

TITLE = "설문지 응답 시트1"
HEADER: Row = ("타임스탬프", "이름", "주차", "링크", "메모")
"""The tab for answers if a workbook has none, as Google makes it in Korean."""


@dataclass(frozen=True, slots=True)
class NewRows:
    """Rows to append to the tab ``title``, whose first row is ``header``."""

    title: str
    header: Row
    rows: tuple[Row, ...]


def make_rows(table: Table, records: Iterable[Mapping[str, Cell]], workbook: Workbook) -> NewRows:
    """Make rows of a table from records by column. Cells under unknown headers stay blank."""
    rows = []
    for record in records:
        row: list[Cell] = [None] * len(table.header)
        for column, at in table.places.items():
            row[at[0]] = record.get(column)
        rows.append(tuple(row))
    return NewRows(table.title, _find_first_row(table, workbook), tuple(rows))


def _find_first_row(table: Table, workbook: Workbook) -> Row:
    """Find the first row of the table's tab: a title if one stands above the headers."""
    above = (tab.rows[0] for tab in workbook.tabs if tab.title == table.title and tab.rows)
    return next((row for row in above if trim_row(row)), table.header)


class WritableAnswer(Protocol):
    """An answer to write. Without a time it does not count until the leader fills one in."""

    @property
    def member(self) -> str: ...
    @property
    def week(self) -> int: ...
    @property
    def submitted_at(self) -> datetime | None: ...
    @property
    def link(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def task(self) -> str | None: ...


def make_answer_rows(
    workbook: Workbook, study: Study, *answers: WritableAnswer, beside_form: bool = False
) -> NewRows:
    """Make rows of new answers for the last tab of answers or a new tab.

    ``beside_form``: a form writes to this workbook too, and owns its tab. New answers then go to a tab of their own.
    Their times carry an offset, since the workbook's zone may differ from the study's. Answers whose task no tab can
    name get a tab of their own, too.
    """
    readable = [table for table in tables.find_answer_tables(workbook) if not table.missing]
    if beside_form:
        readable = [table for table in readable if not layouts.is_form_title(table.title)]
    if any(_must_name_task(answer, study) for answer in answers):
        readable = [table for table in readable if "task" in table.places]
    table = readable[-1] if readable else _make_tab(workbook, study, beside_form)
    addresses = {member.name: member.email for member in study.members}
    records = [
        _make_answer_record(each, addresses.get(each.member), study.timezone, beside_form) for each in answers
    ]
    return make_rows(table, records, workbook)


def _must_name_task(answer: WritableAnswer, study: Study) -> bool:
    """Check if the week of an answer has several tasks to hand in."""
    week = study.week_of.get(answer.week)
    return week is not None and _count_links(week) > 1


def _count_links(week: Week) -> int:
    return sum(duty.task.kind is TaskKind.LINK for duty in week.duties)


def _make_tab(workbook: Workbook, study: Study, beside_form: bool) -> Table:
    """Make a new tab for answers, with a title that no tab has. It asks for the task if a week has several."""
    has_choice = any(_count_links(week) > 1 for week in study.weeks)
    header = (*HEADER, layouts.ANSWERS.columns["task"][-1]) if has_choice else HEADER
    own, taken = name_own_tab(study.language), {values.fold(tab.title) for tab in workbook.tabs}
    titles = chain(() if beside_form else (TITLE,), (own,), (f"{own} {number}" for number in count(2)))
    title = next(each for each in titles if values.fold(each) not in taken)
    return tables.read_table(layouts.ANSWERS, Tab(title, (header,)), has_tasks=has_choice)


def _make_answer_record(
    answer: WritableAnswer, email: str | None, zone: ZoneInfo, beside_form: bool
) -> Mapping[str, Cell]:
    at = answer.submitted_at and answer.submitted_at.astimezone(zone)
    write = moments.write_with_offset if beside_form else moments.write_moment
    return {
        "submitted_at": at and write(at, zone),
        "email": email,
        "name": answer.member,
        "week": answer.week,
        "link": answer.link,
        "note": answer.note or None,
        "task": answer.task,
    }


def name_own_tab(language: str) -> str:
    """Name the tab for answers that no form wrote, beside the form's own tab."""
    return "제출" if language == "ko" else "Submissions"


def list_settlement_records(study: Study, rows: Sequence[ClosedShare]) -> tuple[Mapping[str, Cell], ...]:
    """List a closed month's rows as cells by the columns of the settlements tab."""
    return tuple(
        {
            "month": row.month,
            "member": row.member,
            "fine": row.fine,
            "share": row.share,
            "carried_out": row.carried_out,
            "closed_at": moments.write_moment(row.closed_at, study.timezone) if row.closed_at else None,
            "weeks": week_lists.write_weeks(row.weeks, row.tasks) or None,
            "week_fines": week_lists.write_fines(row.week_fines, row.task_fines) or None,
            "smallest_transfer": row.smallest_transfer or None,
        }
        for row in rows
    )
