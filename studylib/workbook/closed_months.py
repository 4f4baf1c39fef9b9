"""Read payments and closed months."""

from collections.abc import Iterator, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from studylib.season.study import ClosedShare, Member, Payment
from studylib.text.message import Sentence, sentence
from studylib.workbook import moments, values
from studylib.workbook.members import Roster
from studylib.workbook.tables import Record, Table


def read_payments(table: Table, people: Roster) -> tuple[Payment, ...]:
    found = []
    for record in table.records():
        paid_on = table.demand(record, "paid_on", moments.parse_day)
        month = table.demand(record, "month", moments.parse_month)
        member = table.demand(record, "member", people.named)
        amount = table.demand(record, "amount", partial(values.parse_amount, negative=True))
        if paid_on and month and member and amount is not None:
            found.append(Payment(paid_on, month, member.name, amount, record.text("note")))
    return tuple(found)


def list_payers(members: Sequence[Member], closed: Sequence[ClosedShare]) -> Roster:
    """Who may pay: the roster, and whoever took part in a closed month and is no longer on it."""
    return Roster([*(Member(row.member) for row in closed), *members])


def read_settlements(table: Table, people: Roster, zone: ZoneInfo) -> tuple[ClosedShare, ...]:
    """The rows of the closed months that can be read whole.

    A month with a row that cannot be read, or with rows that contradict each other, is not taken as closed until it
    is fixed: what is left of its rows is not what was closed. A row without a readable month may belong to any of
    them, so then none is.
    """
    months: dict[str | None, list[tuple[Record, ClosedShare | None]]] = {}
    for record in table.records():
        month = table.demand(record, "month", moments.parse_month)
        months.setdefault(month, []).append((record, _closed(table, record, month, people, zone)))
    whole = [_whole(table, rows) for rows in months.values()]
    return () if None in months else tuple(row for rows in whole for row in rows)


def _closed(
    table: Table, record: Record, month: str | None, people: Roster, zone: ZoneInfo
) -> ClosedShare | None:
    """The record as one participant's row. A name that the roster does not know is read as it is written: a closed
    month adds up whoever has left since."""
    member = table.demand(record, "member", values.show_masked)
    fine, share, carried_out = (
        table.demand(record, column, values.parse_amount) for column in ("fine", "share", "carried_out")
    )
    closed_at = table.read(record, "closed_at", partial(moments.parse_moment, zone=zone))
    if month is None or member is None or fine is None or share is None or carried_out is None:
        return None
    known = people.by_name.get(values.fold(member))
    return ClosedShare(month, known.name if known else member, fine, share, carried_out, closed_at)


Read = tuple[Record, ClosedShare]
Contradiction = tuple[Record, str | None, Sentence]
"""The record and the column that disagree with what stands before them, and how to fix it."""


def _whole(table: Table, rows: Sequence[tuple[Record, ClosedShare | None]]) -> list[ClosedShare]:
    """The rows of one month; none of them where one cannot be read or they contradict each other."""
    read = [(record, row) for record, row in rows if row is not None]
    found = [*_doubled(read), *_carried_apart(read)]
    if len(read) == len(rows) and not found:
        found = _short(read)
    for record, column, why in found:
        table.report(record, column, why)
    return [row for _, row in read] if len(read) == len(rows) and not found else []


def _doubled(rows: Sequence[Read]) -> Iterator[Contradiction]:
    there: set[str] = set()
    for record, row in rows:
        if (name := values.fold(row.member)) in there:
            why = sentence(
                "{member} has two rows in {month}. Delete one.", member=row.member, month=row.month
            )
            yield record, "member", why
        there.add(name)


def _carried_apart(rows: Sequence[Read]) -> Iterator[Contradiction]:
    for record, row in rows[1:]:
        first, carried = rows[0][0].number, rows[0][1].carried_out
        if row.carried_out != carried:
            why = sentence(
                "Row {row} carries {carried} out of {month}. A month carries one amount; fix one of the two.",
                row=first,
                carried=carried,
                month=row.month,
            )
            yield record, "carried_out", why


def _short(rows: Sequence[Read]) -> list[Contradiction]:
    """A pot holds the fines at least. That it holds more is what was carried in."""
    fines, shares = sum(row.fine for _, row in rows), sum(row.share for _, row in rows)
    if not rows or fines <= shares + rows[0][1].carried_out:
        return []
    why = sentence(
        "The fines of {month} are {fines}, its shares and what it carries out only {out}. Fix the amounts.",
        month=rows[0][1].month,
        fines=fines,
        out=shares + rows[0][1].carried_out,
    )
    return [(rows[0][0], None, why)]
