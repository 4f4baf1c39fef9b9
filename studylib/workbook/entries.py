"""Entries to append: answers and settlements as rows of their tabs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from studylib.season.study import ClosedShare, Study
from studylib.workbook import layouts, moments, tables
from studylib.workbook.cells import Cell, Row, Workbook
from studylib.workbook.layouts import Layout, find_columns
from studylib.workbook.portable import write_with_offset


@dataclass(frozen=True, slots=True)
class NewRows:
    """Rows to append: to the tab of that title, whose first row is ``header``."""

    title: str
    header: Row
    rows: tuple[Row, ...]


def make_rows(layout: Layout, title: str, header: Row, records: Iterable[Mapping[str, Cell]]) -> NewRows:
    """The records, by column, as rows under that header; cells under any other header stay blank."""
    places = find_columns(layout, header)
    rows = []
    for record in records:
        row: list[Cell] = [None] * len(header)
        for column, at in places.items():
            row[at[0]] = record[column]
        rows.append(tuple(row))
    return NewRows(title, header, tuple(rows))


TITLE = "설문지 응답 시트1"
HEADER: Row = ("타임스탬프", "이름", "주차", "링크", "메모")
"""The tab that answers go to where a workbook has none yet: as Google makes it in Korean."""


class WritableAnswer(Protocol):
    """An answer that is to be written; one without a time does not count until somebody fills it in."""

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


def make_answer_rows(
    workbook: Workbook, study: Study, *new_ones: WritableAnswer, beside_form: bool = False
) -> NewRows:
    """Where and how new answers are written: under the headers of the last answers tab, or in a new tab.

    ``beside_form``: a form writes to this workbook as well, and what it fills is its alone. The answer then goes to a
    tab of its own, its time with the offset, for the workbook's zone may be another than the study's.
    """
    found = [table for table in tables.find_answer_tables(workbook, []) if not table.missing]
    if beside_form:
        found = [table for table in found if not layouts.is_form_title(table.title)]
    new = name_own_tab(study.language) if beside_form else TITLE
    title, header = (found[-1].title, found[-1].header) if found else (new, HEADER)
    addresses = {member.name: member.email for member in study.members}
    records = [_record(each, addresses.get(each.member), study.timezone, beside_form) for each in new_ones]
    return make_rows(layouts.ANSWERS, title, header, records)


def _record(
    answer: WritableAnswer, email: str | None, zone: ZoneInfo, beside_form: bool
) -> Mapping[str, Cell]:
    at = answer.submitted_at and answer.submitted_at.astimezone(zone)
    return {
        "submitted_at": at and (write_with_offset(at) if beside_form else moments.write_moment(at, zone)),
        "email": email,
        "name": answer.member,
        "week": answer.week,
        "link": answer.link,
        "note": answer.note or None,
    }


def name_own_tab(language: str) -> str:
    """The tab for answers that no form wrote, in a workbook that a form writes to as well."""
    return "제출" if language == "ko" else "Submissions"


def list_settlement_records(study: Study, rows: Sequence[ClosedShare]) -> tuple[Mapping[str, Cell], ...]:
    """The rows of a closed month as cells by the columns of the settlements tab."""
    return tuple(
        {
            "month": row.month,
            "member": row.member,
            "fine": row.fine,
            "share": row.share,
            "carried_out": row.carried_out,
            "closed_at": moments.write_moment(row.closed_at, study.timezone) if row.closed_at else None,
        }
        for row in rows
    )
