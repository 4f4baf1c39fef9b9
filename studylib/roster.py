"""The roster: the members tab, whom a name or an address means, and who answers for which week."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from studylib import values
from studylib.cells import Cell
from studylib.sentence import sentence
from studylib.study import Member, Week
from studylib.tables import Record, Table

LEADER = ("leader", "스터디장")


class Roster:
    """Who a name or an address means."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.by_name = {values.folded(member.name): member for member in members}
        self.by_email = {values.folded(member.email): member for member in members if member.email}

    def named(self, cell: Cell) -> Member:
        """The member of that name; raises ``Unreadable`` where there is none."""
        written = values.shown(cell)
        if member := self.by_name.get(values.folded(written)):
            return member
        raise values.Unreadable(
            sentence(
                "There is no member “{name}”. Write a name as it stands in the members tab.", name=written
            )
        )


def members(table: Table) -> tuple[Member, ...]:
    """The members in the order of their rows; of two of one name the first counts."""
    found: dict[str, Member] = {}
    addresses: set[str] = set()
    for record in table.records():
        name = table.demand(record, "name", values.shown)
        if name is None:
            continue
        if values.folded(name) in found:
            why = sentence(
                "There are two members {name}; the first counts. Tell them apart, with a letter behind the name.",
                name=name,
            )
            table.report(record, "name", why)
            continue
        email = values.text(record.cell("email")) or None
        if email and values.folded(email) in addresses:
            table.report(record, "email", sentence("Another member has this address. Give each their own."))
            email = None
        addresses.add(values.folded(email))
        found[values.folded(name)] = _member(table, record, name, email)
    return tuple(found.values())


def _member(table: Table, record: Record, name: str, email: str | None) -> Member:
    joined_on, left_on = (
        table.read(record, "joined_on", values.day),
        table.read(record, "left_on", values.day),
    )
    if joined_on and left_on and left_on < joined_on:
        table.report(
            record,
            "left_on",
            sentence("The day of leaving lies before the day of joining. Mend one of them."),
        )
    return Member(
        name=name,
        email=email,
        turn=table.read(record, "turn", values.whole),
        leader=values.folded(record.cell("role")) in LEADER,
        joined_on=joined_on,
        left_on=left_on,
        github=record.text("github") or None,
    )


def answering(members: Sequence[Member], weeks: Sequence[Week]) -> npt.NDArray[np.bool_]:
    """Which member (rows) answers for which week (columns): one who has joined by the day it opens and is there
    after its last day in time."""
    joined = np.array([(each.joined_on or date.min).toordinal() for each in members], dtype=np.int64)
    left = np.array([(each.left_on or date.max).toordinal() for each in members], dtype=np.int64)
    first_day = np.array([week.days[0].toordinal() for week in weeks], dtype=np.int64)
    last_day = np.array([week.days[1].toordinal() for week in weeks], dtype=np.int64)
    answers_for: npt.NDArray[np.bool_] = (joined[:, None] <= first_day) & (left[:, None] > last_day)
    return answers_for
