"""The form's answers: which of them count, whose they are, and the row that a new one makes."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

import pandas as pd

from studylib.season.study import Member, Problem, Study
from studylib.season.weeks import to_milliseconds
from studylib.text.masking import mask_address, mask_addresses
from studylib.text.message import sentence
from studylib.workbook import links, moments, tables, values
from studylib.workbook.cells import Workbook
from studylib.workbook.members import Roster
from studylib.workbook.tables import Record, Table

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


def read_submissions(
    workbook: Workbook, roster: Roster, weeks: Container[int] | None, zone: ZoneInfo, problems: list[Problem]
) -> pd.DataFrame:
    """The valid answers of all answer tabs, rising in time; the same answer in two tabs counts once.

    Columns as ``Study.submissions``, the times in ``zone``. Times are read as local to the workbook's own zone where
    it has one. ``weeks``: the numbers of the season's weeks, ``None`` where unknown.
    Every row that does not count becomes a problem.
    """
    found: dict[tuple[object, ...], Answer] = {}
    for table in tables.find_answer_tables(workbook, problems):
        for record in table.records():
            if answer := _answer(table, record, roster, weeks, workbook.zone or zone):
                found[(*_in_time(answer), answer.member, answer.week)] = answer
    return make_frame(sorted(found.values(), key=_in_time), zone)


def list_rows_of(workbook: Workbook, study: Study, name: str) -> Iterator[tuple[Table, Record, bool]]:
    """The rows that are that member's by their address or their name, each with whether it counts."""
    people, wanted = Roster(study.members), values.fold(name)
    weeks = frozenset(study.week_of) or None
    for table in tables.find_answer_tables(workbook, []):
        for record in table.records():
            answer = _answer(table, record, people, weeks, workbook.zone or study.timezone)
            owner = people.by_email.get(values.fold(record.cell("email")))
            named = values.fold(record.text("name")) == wanted
            if answer.member == name if answer else owner.name == name if owner else named:
                yield table, record, answer is not None


def _in_time(answer: Answer) -> tuple[int, str, str]:
    """Rising in time; of two at one moment the link decides, so that the order of the rows never does."""
    return to_milliseconds(answer.submitted_at), answer.link, answer.note


def make_frame(answers: Sequence[Answer], zone: ZoneInfo) -> pd.DataFrame:
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
    submitted_at = table.demand(record, "submitted_at", partial(moments.parse_moment, zone=zone))
    member = _who(table, record, roster)
    week = table.demand(record, "week", partial(values.parse_week, among=weeks))
    link = table.demand(record, "link", links.parse_links)
    if submitted_at is None or member is None or week is None or link is None:
        return None
    return Answer(member.name, week, submitted_at, mask_addresses("\n".join(link)), record.text("note"))


def _who(table: Table, record: Record, roster: Roster) -> Member | None:
    """Whose answer it is: the address decides where it was collected and the roster lists it, else the name."""
    address = values.fold(record.cell("email"))
    owner = roster.by_email.get(address)
    if owner is None and address and "name" not in table.places:
        why = sentence(
            "No member has the address {address}. Add it to the members tab.", address=mask_address(address)
        )
        table.report(record, "email", why)
        return None
    if owner is None:
        return _named(table, record, roster, address)
    if not values.is_blank(record.cell("name")) and values.fold(record.text("name")) != values.fold(
        owner.name
    ):
        why = sentence(
            "The address is that of {member}, the name is {name}. It counts for {member}; fix the name.",
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
            "{member} is listed with another address than {address}. Fix the address here or in the members tab.",
            member=member.name,
            address=mask_address(address),
        )
        table.report(record, "email", why)
        return None
    return member
