"""Read the members tab, and find members by name or address."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from studylib.season.study import Member
from studylib.text.message import Sentence, sentence
from studylib.workbook import alike_names, orders, readings, sizes, values
from studylib.workbook.cells import Cell
from studylib.workbook.formulas import is_failed
from studylib.workbook.tables import Record, Table

LEADER = ("leader", "스터디장")

LONGEST_SUM = 20
"""Letters of a name that are compared with a sum."""

_SUM = re.compile("(합계|총계|총합|소계|총원|총인원|인원|인원수|total)([0-9]{1,4}명?)?|[총계]?[0-9]{1,4}명")
"""A squeezed cell that counts the members above it."""


class Roster:
    """Members by their folded names, addresses and GitHub accounts."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.by_name = {values.fold(member.name): member for member in members}
        self.by_email = {values.fold(member.email): member for member in members if member.email}
        self.by_handle = {fold_handle(member.github): member for member in members if member.github}

    def parse_name(self, cell: Cell) -> Member:
        """Parse the name of a member. Raise a CellError if no member has it."""
        written = values.show_masked(cell)
        if member := self.by_name.get(values.fold(written)):
            return member
        raise values.CellError(explain_unknown(written, self.find_alike(written)))

    def find_alike(self, written: str) -> str | None:
        """Find the one member whose name an unknown name looks like. ``None`` if there is none, or several."""
        return alike_names.find_alike(written, self._index)

    @cached_property
    def _index(self) -> Mapping[str, set[str]]:
        return alike_names.index_names(member.name for member in self.by_name.values())


def fold_handle(written: str) -> str:
    """Fold a GitHub account, written as ``garam``, ``@garam`` or ``https://github.com/garam``."""
    return values.fold(written).rstrip("/").rpartition("/")[2].lstrip("@")


def explain_unknown(name: str, alike: str | None = None) -> Sentence:
    """Explain that no member has this name. ``alike`` is a member whose name looks like it."""
    if alike:
        return sentence(
            "There is no member “{name}”. Did you mean {member}? Write a name from the members tab.",
            name=name,
            member=alike,
        )
    return sentence("There is no member “{name}”. Write a name from the members tab.", name=name)


def is_sum(name: str) -> bool:
    """Check if a cell of the names counts members: ``합계``, ``총 12명``."""
    return bool(_SUM.fullmatch(readings.squeeze(values.fold(name[:LONGEST_SUM]))))


def read_members(table: Table) -> tuple[Member, ...]:
    """Read the first ``MOST_MEMBERS`` in the order of their rows. Of two with one name the first counts.

    Of two with one address, the second loses it.
    """
    members: dict[str, Member] = {}
    addresses: set[str] = set()
    beyond: list[Record] = []
    for record in table.records():
        name = table.demand(record, "name", values.parse_label)
        if name is None:
            continue
        if is_sum(name):
            why = sentence("“{name}” is no member, so it is not read. Delete the row.", name=name)
            table.report(record, "name", why)
            continue
        if values.fold(name) in members:
            why = sentence(
                "Two members have the name {name}. The first counts. Add a letter to one of the names.",
                name=name,
            )
            table.report(record, "name", why)
            continue
        if len(members) == sizes.MOST_MEMBERS:
            beyond.append(record)
            continue
        address = record.cell("email")
        email = (
            None if is_failed(address) or sizes.is_too_long(address) else values.show_text(address) or None
        )
        if email and values.fold(email) in addresses:
            table.report(record, "email", sentence("Another member has this address. Give each their own."))
            email = None
        addresses.add(values.fold(email))
        members[values.fold(name)] = _read_member(table, record, name, email)
    if beyond:
        table.report(beyond[0], "name", sizes.explain_members(len(members) + len(beyond)))
    return tuple(members.values())


def _read_member(table: Table, record: Record, name: str, email: str | None) -> Member:
    joined_on, left_on = (
        table.read(record, column, orders.make_day_reader(table, column))
        for column in ("joined_on", "left_on")
    )
    if joined_on and left_on and left_on < joined_on:
        table.report(
            record,
            "left_on",
            sentence("The day of leaving is before the day of joining. Fix one of the two."),
        )
    return Member(
        name=name,
        email=email,
        turn=table.read(record, "turn", values.parse_whole),
        leader=values.fold(record.cell("role")) in LEADER,
        joined_on=joined_on,
        left_on=left_on,
        github=record.text("github") or None,
    )
