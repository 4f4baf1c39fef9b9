"""The form's answers: which of them count, whose they are, and the row that a new one makes."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

import pandas as pd

from studylib import tables, values
from studylib.cells import Cell, Row, Tab, Workbook
from studylib.roster import Roster
from studylib.sentence import masked as masked_in
from studylib.sentence import sentence
from studylib.study import Member, Problem, Study
from studylib.tables import Entry, Record, Table
from studylib.weeks import milliseconds

TITLE = "설문지 응답 시트1"
HEADER: Row = ("타임스탬프", "이름", "주차", "링크", "메모")
"""The tab that answers go to where a workbook has none yet: as Google makes it in Korean."""

ERASED = "https://erased.invalid/"
"""What stands in the place of an erased member's links, for an answer without one does not count. That name never
leads anywhere (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One valid answer. ``link`` holds one link a line."""

    member: str
    week: int
    submitted_at: datetime
    link: str
    note: str


def submissions(
    workbook: Workbook, roster: Roster, weeks: Container[int] | None, zone: ZoneInfo, problems: list[Problem]
) -> pd.DataFrame:
    """The valid answers of all answer tabs, rising in time; the same answer in two tabs counts once.

    Columns as ``Study.submissions``, the times in ``zone``. Times are read as local to the workbook's own zone where
    it has one. ``weeks``: the numbers of the season's weeks, ``None`` where unknown.
    Every row that does not count becomes a problem.
    """
    found: dict[tuple[object, ...], Answer] = {}
    for table in tables.answers(workbook, problems):
        for record in table.records():
            if answer := _answer(table, record, roster, weeks, workbook.zone or zone):
                found[(*_in_time(answer), answer.member, answer.week)] = answer
    return frame(sorted(found.values(), key=_in_time), zone)


def of_member(workbook: Workbook, study: Study, name: str) -> Iterator[tuple[Table, Record, bool]]:
    """The rows that are that member's by their address or their name, each with whether it counts."""
    people, wanted = Roster(study.members), values.folded(name)
    weeks = frozenset(study.week_of) or None
    for table in tables.answers(workbook, []):
        for record in table.records():
            answer = _answer(table, record, people, weeks, workbook.zone or study.timezone)
            owner = people.by_email.get(values.folded(record.cell("email")))
            named = values.folded(record.text("name")) == wanted
            if answer.member == name if answer else owner.name == name if owner else named:
                yield table, record, answer is not None


def _in_time(answer: Answer) -> tuple[int, str, str]:
    """Rising in time; of two at one moment the link decides, so that the order of the rows never does."""
    return milliseconds(answer.submitted_at), answer.link, answer.note


def frame(answers: Sequence[Answer], zone: ZoneInfo) -> pd.DataFrame:
    """The answers as the table that the board is judged from."""
    moments = pd.to_datetime([answer.submitted_at for answer in answers], utc=True).as_unit("ms")
    return pd.DataFrame(
        {
            "member": pd.Series([answer.member for answer in answers], dtype="str"),
            "week": pd.Series([answer.week for answer in answers], dtype="int64"),
            "submitted_at": moments.tz_convert(zone),
            "link": pd.Series([answer.link for answer in answers], dtype="str"),
            "note": pd.Series([answer.note for answer in answers], dtype="str"),
        }
    )


def _answer(
    table: Table, record: Record, roster: Roster, weeks: Container[int] | None, zone: tzinfo
) -> Answer | None:
    """The record as an answer; all that is wrong with it is reported, and then it does not count."""
    submitted_at = table.demand(record, "submitted_at", partial(values.moment, zone=zone))
    member = _who(table, record, roster)
    week = table.demand(record, "week", partial(values.week, among=weeks))
    link = table.demand(record, "link", values.links)
    if submitted_at is None or member is None or week is None or link is None:
        return None
    return Answer(member.name, week, submitted_at, masked_in("\n".join(link)), record.text("note"))


def _who(table: Table, record: Record, roster: Roster) -> Member | None:
    """Whose answer it is: the address decides where it was collected and the roster lists it, else the name."""
    address = values.folded(record.cell("email"))
    owner = roster.by_email.get(address)
    if owner is None and address and "name" not in table.places:
        why = sentence(
            "No member has the address {address}. Add it to the members tab.", address=masked(address)
        )
        table.report(record, "email", why)
        return None
    if owner is None:
        return _named(table, record, roster, address)
    if not values.is_blank(record.cell("name")) and values.folded(record.text("name")) != values.folded(
        owner.name
    ):
        why = sentence(
            "The address is that of {member}, the name is {name}. It counts for {member}; mend the name.",
            member=owner.name,
            name=record.text("name"),
        )
        table.report(record, "name", why)
    return owner


def _named(table: Table, record: Record, roster: Roster, address: str) -> Member | None:
    """The member named, unless another address of theirs is listed than the one the answer came from."""
    member = table.demand(record, "name", roster.named)
    if member and member.email and address:
        why = sentence(
            "{member} is listed with another address than {address}. Mend the address here or in the members tab.",
            member=member.name,
            address=masked(address),
        )
        table.report(record, "email", why)
        return None
    return member


def masked(address: str) -> str:
    """An address as a message may show it: ``a***@x.kr``."""
    mailbox, at, domain = address.rpartition("@")
    return f"{mailbox[:1]}***@{domain}" if at else f"{address[:1]}***"


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


def entry(workbook: Workbook, study: Study, *new_ones: HandedIn, beside_form: bool = False) -> Entry:
    """Where and how new answers are written: under the headers of the last answers tab, or in a new tab.

    ``beside_form``: a form writes to this workbook as well, and what it fills is its alone. The answer then goes to a
    tab of its own, its time with the offset, for the workbook's zone may be another than the study's.
    """
    found = [table for table in tables.answers(workbook, []) if not table.missing]
    if beside_form:
        found = [table for table in found if not tables.is_of_form(table.title)]
    new = own_title(study.language) if beside_form else TITLE
    title, header = (found[-1].title, found[-1].header) if found else (new, HEADER)
    addresses = {member.name: member.email for member in study.members}
    records = [_record(each, addresses.get(each.member), study.timezone, beside_form) for each in new_ones]
    return tables.entry(tables.ANSWERS, title, header, records)


def _record(answer: HandedIn, email: str | None, zone: ZoneInfo, beside_form: bool) -> Mapping[str, Cell]:
    at = answer.submitted_at and answer.submitted_at.astimezone(zone)
    return {
        "submitted_at": at and (with_offset(at) if beside_form else values.local(at, zone)),
        "email": email,
        "name": answer.member,
        "week": answer.week,
        "link": answer.link,
        "note": answer.note or None,
    }


def own_title(language: str) -> str:
    """The tab for answers that no form wrote, in a workbook that a form writes to as well."""
    return "제출" if language == "ko" else "Submissions"


def with_offset(moment: datetime) -> str:
    """The moment as a text that means the same in a workbook of any zone: ``2022-05-03T23:57:13.204+09:00``."""
    return moment.isoformat(timespec="milliseconds")


def portable(workbook: Workbook, zone: tzinfo) -> Workbook:
    """The workbook with each answer's time as ``with_offset`` writes it, so that it stays the same moment in a
    workbook of another zone; ``zone`` is that of the study. A time that cannot be read stays as it is."""
    answering = {table.title: table for table in tables.answers(workbook, [])}
    return Workbook(
        tuple(
            Tab(tab.title, _portable(tab.rows, answering[tab.title], workbook.zone or zone))
            if tab.title in answering
            else tab
            for tab in workbook.tabs
        )
    )


def _portable(rows: tuple[Row, ...], table: Table, zone: tzinfo) -> tuple[Row, ...]:
    places = set(table.places.get("submitted_at", ()))
    head = len(rows) - len(table.rows)

    def moved(row: Row) -> Row:
        return tuple(_readable(cell, zone) if at in places else cell for at, cell in enumerate(row))

    return rows[:head] + tuple(map(moved, rows[head:]))


def _readable(cell: Cell, zone: tzinfo) -> Cell:
    try:
        return cell if values.is_blank(cell) else with_offset(values.moment(cell, zone))
    except values.Unreadable:
        return cell
