"""Read the tiers."""

from studylib.season.study import DEFAULT_TIERS, Problem, Tier
from studylib.text.message import sentence
from studylib.workbook import values
from studylib.workbook.tables import Record, Table

LATE, ABSENT = ("late", "지각"), ("absent", "결석")


def read_tiers(table: Table) -> tuple[Tier, ...]:
    """The tiers by rising limit, the absence last; the default tiers where the workbook names none.

    A tier whose amount is unreadable keeps its hours and costs 0 until it is fixed.
    """
    found: list[Tier] = []
    named = False
    for record in table.records():
        named = True
        if (tier := _tier(table, record)) is None:
            continue
        if any(tier.hours == other.hours for other in found):
            table.report(
                record, "hours", sentence("Another tier has the same limit; the first counts. Delete one.")
            )
            continue
        found.append(tier)
    if not named:
        return DEFAULT_TIERS
    if all(tier.hours is not None for tier in found):
        why = sentence("No tier is without a limit, so an absence costs nothing. Add one with empty hours.")
        table.problems.append(Problem(table.title, None, None, why))
        found.append(Tier(ABSENT[0], None, 0))
    return tuple(sorted(found, key=lambda tier: float("inf") if tier.hours is None else tier.hours))


def _tier(table: Table, record: Record) -> Tier | None:
    label = table.demand(record, "status", values.show_masked)
    limited = not values.is_blank(record.cell("hours"))
    hours = table.read(record, "hours", values.parse_hours)
    amount = table.demand(record, "amount", values.parse_amount)
    if label is None or (limited and hours is None):
        return None
    if values.fold(label) in ABSENT and limited:
        table.report(
            record,
            "hours",
            sentence("An absence has no limit. Empty this cell, or give the tier another name."),
        )
        return None
    if values.fold(label) in LATE and not limited:
        table.report(
            record,
            "hours",
            sentence("This tier needs the hours after due until which it lasts. Write a number, such as 12."),
        )
        return None
    known = {name: names[0] for names in (LATE, ABSENT) for name in names}
    return Tier(known.get(values.fold(label), label), hours, amount or 0)
