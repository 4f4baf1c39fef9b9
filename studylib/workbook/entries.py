"""Entries to append: answers and settlements as rows of their tabs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from studylib.season.study import Closed, Study
from studylib.workbook import layouts, moments, tables
from studylib.workbook.cells import Cell, Row, Workbook
from studylib.workbook.layouts import Layout, columns
from studylib.workbook.portable import with_offset


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows to append: to the tab of that title, whose first row is ``header``."""

    title: str
    header: Row
    rows: tuple[Row, ...]


def make_entry(layout: Layout, title: str, header: Row, records: Iterable[Mapping[str, Cell]]) -> Entry:
    """The records, by column, as rows under that header; cells under any other header stay blank."""
    places = columns(layout, header)
    rows = []
    for record in records:
        row: list[Cell] = [None] * len(header)
        for column, at in places.items():
            row[at[0]] = record[column]
        rows.append(tuple(row))
    return Entry(title, header, tuple(rows))


TITLE = "설문지 응답 시트1"
HEADER: Row = ("타임스탬프", "이름", "주차", "링크", "메모")
"""The tab that answers go to where a workbook has none yet: as Google makes it in Korean."""


class HandedIn(Protocol):
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


def answers_entry(workbook: Workbook, study: Study, *new_ones: HandedIn, beside_form: bool = False) -> Entry:
    """Where and how new answers are written: under the headers of the last answers tab, or in a new tab.

    ``beside_form``: a form writes to this workbook as well, and what it fills is its alone. The answer then goes to a
    tab of its own, its time with the offset, for the workbook's zone may be another than the study's.
    """
    found = [table for table in tables.answers(workbook, []) if not table.missing]
    if beside_form:
        found = [table for table in found if not layouts.is_of_form(table.title)]
    new = own_title(study.language) if beside_form else TITLE
    title, header = (found[-1].title, found[-1].header) if found else (new, HEADER)
    addresses = {member.name: member.email for member in study.members}
    records = [_record(each, addresses.get(each.member), study.timezone, beside_form) for each in new_ones]
    return make_entry(layouts.ANSWERS, title, header, records)


def _record(answer: HandedIn, email: str | None, zone: ZoneInfo, beside_form: bool) -> Mapping[str, Cell]:
    at = answer.submitted_at and answer.submitted_at.astimezone(zone)
    return {
        "submitted_at": at and (with_offset(at) if beside_form else moments.local(at, zone)),
        "email": email,
        "name": answer.member,
        "week": answer.week,
        "link": answer.link,
        "note": answer.note or None,
    }


def own_title(language: str) -> str:
    """The tab for answers that no form wrote, in a workbook that a form writes to as well."""
    return "제출" if language == "ko" else "Submissions"


def settlements_entry(workbook: Workbook, study: Study, rows: Sequence[Closed]) -> Entry:
    """Where and how the rows of a closed month are written: under the headers of the settlements tab, or in a new tab
    in the language of the study."""
    table = tables.titled(layouts.SETTLEMENTS, workbook, [])
    title, header = table.title, table.header
    if table.missing:
        title, header = layouts.headed(layouts.SETTLEMENTS, study.language)
    return make_entry(layouts.SETTLEMENTS, title, header, settlement_records(study, rows))


def settlement_records(study: Study, rows: Sequence[Closed]) -> tuple[Mapping[str, Cell], ...]:
    """The rows of a closed month as cells by the columns of the settlements tab."""
    return tuple(
        {
            "month": row.month,
            "member": row.member,
            "fine": row.fine,
            "share": row.share,
            "carried_out": row.carried_out,
            "closed_at": moments.local(row.closed_at, study.timezone) if row.closed_at else None,
        }
        for row in rows
    )
