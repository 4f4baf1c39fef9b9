"""The roster: the members tab, whom a name or an address means, and who answers for which week."""

from collections.abc import Sequence

from studylib.season.study import Member
from studylib.text.message import sentence
from studylib.workbook import moments, values
from studylib.workbook.cells import Cell
from studylib.workbook.tables import Record, Table

LEADER = ("leader", "스터디장")


class Roster:
    """Who a name or an address means."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.by_name = {values.fold(member.name): member for member in members}
        self.by_email = {values.fold(member.email): member for member in members if member.email}

    def named(self, cell: Cell) -> Member:
        """The member of that name; raises ``Unreadable`` where there is none."""
        written = values.show_masked(cell)
        if member := self.by_name.get(values.fold(written)):
            return member
        raise values.CellError(
            sentence(
                "There is no member “{name}”. Write a name as it stands in the members tab.", name=written
            )
        )


def read_members(table: Table) -> tuple[Member, ...]:
    """The members in the order of their rows; of two of one name the first counts."""
    found: dict[str, Member] = {}
    addresses: set[str] = set()
    for record in table.records():
        name = table.demand(record, "name", values.show_masked)
        if name is None:
            continue
        if values.fold(name) in found:
            why = sentence(
                "There are two members {name}; the first counts. Tell them apart, with a letter behind the name.",
                name=name,
            )
            table.report(record, "name", why)
            continue
        email = values.show_text(record.cell("email")) or None
        if email and values.fold(email) in addresses:
            table.report(record, "email", sentence("Another member has this address. Give each their own."))
            email = None
        addresses.add(values.fold(email))
        found[values.fold(name)] = _member(table, record, name, email)
    return tuple(found.values())


def _member(table: Table, record: Record, name: str, email: str | None) -> Member:
    joined_on, left_on = (
        table.read(record, "joined_on", moments.parse_day),
        table.read(record, "left_on", moments.parse_day),
    )
    if joined_on and left_on and left_on < joined_on:
        table.report(
            record,
            "left_on",
            sentence("The day of leaving lies before the day of joining. Fix one of them."),
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
