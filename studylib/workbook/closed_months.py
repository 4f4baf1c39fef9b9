"""Read payments and closed months."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from studylib.season.kinds import SEASON, Account, Period
from studylib.season.periods import name_period
from studylib.season.study import ClosedShare, Member, Payment
from studylib.season.tasks import Task
from studylib.season.weeks import find_midnight
from studylib.text.message import Sentence, sentence
from studylib.workbook import moments, orders, settled_weeks, values, week_lists
from studylib.workbook.members import Roster
from studylib.workbook.rule_settings import ACCOUNTS
from studylib.workbook.settings import parse_one_of
from studylib.workbook.settled_weeks import ReadRow
from studylib.workbook.tables import Dated, Record, Table


def read_payments(
    table: Table, people: Roster, zone: ZoneInfo, settle: Period, fines_from: Account
) -> tuple[Payment, ...]:
    """Read the payments in the order of their rows. One with an unreadable cell does not count.

    ``zone`` says when a day begins. One for the deposit needs no month. None does in a season
    settled as a whole. Nothing but ``fines_from`` and a deposit make the column of accounts ours.
    """
    if fines_from is not Account.DEPOSIT and not any(map(_is_for_deposit, table.records())):
        table.forget("account")
    payments = []
    for record in table.records():
        paid_on = table.demand(record, "paid_on", orders.make_day_reader(table, "paid_on"))
        account = _read_account(table, record)
        month = _read_month(table, record, settle, account)
        member = table.demand(record, "member", people.parse_name)
        amount = table.demand(record, "amount", partial(values.parse_amount, negative=True))
        if paid_on and month is not None and member and amount is not None and account:
            payments.append(Payment(paid_on, month, member.name, amount, record.text("note"), account))
            table.dated.append(Dated(record, "paid_on", find_midnight(paid_on, zone), member.name))
    return tuple(payments)


def _is_for_deposit(record: Record) -> bool:
    return any(ACCOUNTS.get(values.fold(cell)) is Account.DEPOSIT for cell in record.list_filled("account"))


def _read_account(table: Table, record: Record) -> Account | None:
    """Read what a payment is for, the pot if the cell is blank. ``None`` if it is unreadable."""
    if not record.list_filled("account"):
        return Account.POT
    return table.demand(record, "account", parse_one_of(ACCOUNTS))


def _read_month(table: Table, record: Record, settle: Period, account: Account | None) -> str | None:
    """Read the month of a payment, the season if that is settled as a whole. ``None`` if it is unreadable."""
    if account is not Account.POT and not record.list_filled("month"):
        return ""
    if settle is Period.SEASON and not record.list_filled("month"):
        return settle.value
    month = table.demand(record, "month", moments.parse_month)
    if month == SEASON and settle is Period.MONTH and account is Account.POT:
        why = sentence(
            "The season is settled month by month. Write the month of this payment, such as 2022-05."
        )
        table.report(record, "month", why)
        return None
    return settle.value if month and settle is Period.SEASON else month


def list_payers(members: Sequence[Member], closed: Sequence[ClosedShare]) -> Roster:
    """List members who may pay: the roster, and former members of a closed month."""
    return Roster([*(Member(row.member) for row in closed), *members])


def read_settlements(
    table: Table,
    people: Roster,
    zone: ZoneInfo,
    numbers: frozenset[int] | None = None,
    tasks: Sequence[Task] = (),
) -> tuple[ClosedShare, ...]:
    """Read the rows of the closed periods that are readable as a whole.

    One row with unreadable or contradictory amounts stops its whole month from counting. The other rows alone are not
    what the leader closed. A row without a readable month may belong to any month, so then none counts. ``numbers`` are
    the season's weeks, ``None`` if the workbook names none. A name of a task that the season has no more is kept.
    """
    names = {values.fold(task.name): task.name for task in tasks if task.name is not None}
    months: dict[str | None, list[tuple[Record, ClosedShare | None]]] = {}
    for record in table.records():
        month = table.demand(record, "month", moments.parse_month)
        months.setdefault(month, []).append((record, _read_share(table, record, month, people, zone, names)))
    consistent = [_keep_consistent(table, rows) for rows in months.values()]
    if None in months:
        return ()
    return settled_weeks.agree_on_weeks(table, [row for rows in consistent for row in rows], numbers)


def _read_share(
    table: Table, record: Record, month: str | None, people: Roster, zone: ZoneInfo, names: Mapping[str, str]
) -> ClosedShare | None:
    """Read one participant's row. Keep a name that the roster lacks: that member has left since."""
    member = table.demand(record, "member", values.parse_label)
    fine, share, carried_out = (
        table.demand(record, column, values.parse_amount) for column in ("fine", "share", "carried_out")
    )
    closed_at = table.read(record, "closed_at", orders.make_moment_reader(table, "closed_at", zone))
    settled = table.read(record, "weeks", week_lists.parse_weeks) or settled_weeks.NO_WEEKS
    fines = settled_weeks.read_week_fines(table, record, fine, settled)
    smallest = table.read(record, "smallest_transfer", values.parse_amount)
    if month is None or member is None or fine is None or share is None or carried_out is None:
        return None
    if month != SEASON:
        first = date.fromisoformat(f"{month}-01")
        table.dated.append(Dated(record, "month", find_midnight(first, zone), member))
    if closed_at is not None:
        table.dated.append(Dated(record, "closed_at", closed_at, member))
    known = people.by_name.get(values.fold(member))
    name = known.name if known else member
    return ClosedShare(
        month,
        name,
        fine,
        share,
        carried_out,
        closed_at,
        weeks=settled.weeks,
        tasks=tuple(sorted((week, _find_name(name, names)) for week, name in settled.tasks)),
        week_fines=fines.weeks,
        task_fines=tuple(sorted((week, _find_name(name, names), won) for week, name, won in fines.tasks)),
        smallest_transfer=smallest or 0,
    )


def _find_name(written: str, names: Mapping[str, str]) -> str:
    return names.get(values.fold(written), written)


Contradiction = tuple[Record, str | None, Sentence]
"""The record and column that contradict earlier rows, and how to fix it."""


def _keep_consistent(table: Table, rows: Sequence[tuple[Record, ClosedShare | None]]) -> list[ReadRow]:
    """Keep the rows of one month. Drop and report them all if their amounts contradict each other."""
    read = [(record, row) for record, row in rows if row is not None]
    readable = len(read) == len(rows)
    contradictions = [*_find_doubled(read), *_find_carried(read), *_find_other_smallest(read)]
    if readable and not contradictions:
        contradictions = _find_shortfall(read)
    for record, column, why in contradictions:
        table.report(record, column, why)
    return read if readable and not contradictions else []


def _find_doubled(rows: Sequence[ReadRow]) -> Iterator[Contradiction]:
    names: set[str] = set()
    for record, row in rows:
        if (name := values.fold(row.member)) in names:
            why = sentence(
                "{member} has two rows in {month}. Delete one.",
                member=row.member,
                month=name_period(row.month),
            )
            yield record, "member", why
        names.add(name)


def _find_carried(rows: Sequence[ReadRow]) -> Iterator[Contradiction]:
    for record, row in rows[1:]:
        first, carried = rows[0][0].number, rows[0][1].carried_out
        if row.carried_out != carried:
            why = sentence(
                "Row {row} carries {carried} out of {month}. A month carries one amount. Fix one of the two.",
                row=first,
                carried=carried,
                month=name_period(row.month),
            )
            yield record, "carried_out", why


def _find_other_smallest(rows: Sequence[ReadRow]) -> Iterator[Contradiction]:
    """Find the rows with another smallest transfer than the first one that names it. A blank cell names none."""
    named = [(record, row.smallest_transfer) for record, row in rows if row.smallest_transfer]
    for record, won in named[1:]:
        if won != named[0][1]:
            why = sentence(
                "Row {row} says {won} as the smallest transfer of {month}. A month has one. Fix one of the two.",
                row=named[0][0].number,
                won=named[0][1],
                month=name_period(rows[0][1].month),
            )
            yield record, "smallest_transfer", why


def _find_shortfall(rows: Sequence[ReadRow]) -> list[Contradiction]:
    """Check that shares and carry-over reach the fines. Anything above them was carried in."""
    fines, shares = sum(row.fine for _, row in rows), sum(row.share for _, row in rows)
    if not rows or fines <= shares + rows[0][1].carried_out:
        return []
    why = sentence(
        "The fines of {month} are {fines}, its shares and what it carries out only {out}. Fix the amounts.",
        month=name_period(rows[0][1].month),
        fines=fines,
        out=shares + rows[0][1].carried_out,
    )
    return [(rows[0][0], None, why)]
