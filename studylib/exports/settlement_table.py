"""The settlement as tables for people: the members, then the pots."""

from collections.abc import Sequence

from studylib.exports.listing import ColumnKind, ExportCell, ExportColumn, ExportTable, keep_columns, sum_rows
from studylib.exports.moments import write_month
from studylib.money.payments import Outstanding
from studylib.money.settlement import Settlement
from studylib.season.kinds import SEASON
from studylib.text.language import Language


def write_settlement(
    chain: Sequence[Settlement], outstanding: Sequence[Outstanding], language: Language
) -> tuple[ExportTable, ExportTable]:
    """Write what each member pays and gets, period by period, and the pots of the periods.

    ``outstanding`` are what all members owe, of any period. A member who only paid has a row, too.
    """
    return _write_members(chain, outstanding, language), _write_pots(chain, language)


def _write_members(
    chain: Sequence[Settlement], outstanding: Sequence[Outstanding], language: Language
) -> ExportTable:
    say = language.say
    columns = (
        ExportColumn(_name_period(chain, language), ColumnKind.MONTH),
        ExportColumn(say("State")),
        ExportColumn(say("Member")),
        ExportColumn(say("Fine"), ColumnKind.WON),
        ExportColumn(say("Out of the deposits"), ColumnKind.WON),
        ExportColumn(say("Share"), ColumnKind.WON),
        ExportColumn(say("Net (below 0: to pay)"), ColumnKind.WON),
        ExportColumn(say("Paid"), ColumnKind.WON),
        ExportColumn(say("Outstanding (below 0: to receive)"), ColumnKind.WON),
        ExportColumn(say("Deposit left"), ColumnKind.WON),
        ExportColumn(say("Last place")),
    )
    rows = [row for month in chain for row in _list_members(month, outstanding, language)]
    deposits = any(each.balance is not None for month in chain for each in month.participants)
    sums = sum_rows(columns, rows, say("Total"))
    if sums:  # the deposits of two months are the same money
        sums = (*sums[:-2], None, None)
    table = ExportTable(say("Settlement"), columns, tuple(rows), sums)
    of_deposits = {say("Out of the deposits"), say("Deposit left")}
    return keep_columns(table, [deposits or each.name not in of_deposits for each in columns])


def _list_members(
    month: Settlement, outstanding: Sequence[Outstanding], language: Language
) -> list[tuple[ExportCell, ...]]:
    """List the members of a period: those who take part, then those who only paid."""
    still = {each.member: each for each in outstanding if each.month == month.month}
    head = write_month(month.month, language), _name_state(month, language)
    rows: list[tuple[ExportCell, ...]] = []
    for each in month.participants:
        own = still.get(each.member)
        rows.append(
            (
                *(*head, each.member, each.fine, each.from_deposit, each.share, each.net),
                own.paid if own else 0,
                own.amount if own else 0,
                each.balance,
                language.say("Last place") if each.last_place else None,
            )
        )
    taking_part = {each.member for each in month.participants}
    for own in still.values():
        if own.member not in taking_part and (own.paid or own.amount):
            rows.append((*head, own.member, None, None, None, None, own.paid, own.amount, None, None))
    return rows


def _name_period(chain: Sequence[Settlement], language: Language) -> str:
    """Name the column of the periods."""
    by_season = any(each.month == SEASON for each in chain)
    return language.say("Period") if by_season else language.say("Month")


def _name_state(month: Settlement, language: Language) -> str:
    if month.closed:
        return language.say("Closed")
    return language.say("Final") if month.final else language.say("Provisional")


def _write_pots(chain: Sequence[Settlement], language: Language) -> ExportTable:
    say = language.say
    columns = (
        ExportColumn(_name_period(chain, language), ColumnKind.MONTH),
        ExportColumn(say("State")),
        ExportColumn(say("Carried in"), ColumnKind.WON),
        ExportColumn(say("Fines"), ColumnKind.WON),
        ExportColumn(say("Pot"), ColumnKind.WON),
        ExportColumn(say("Shares"), ColumnKind.WON),
        ExportColumn(say("Carried out"), ColumnKind.WON),
    )
    rows = tuple(
        (
            write_month(month.month, language),
            _name_state(month, language),
            month.carried_in,
            month.fines,
            month.pot,
            sum(each.share for each in month.participants),
            month.carried_out,
        )
        for month in chain
    )
    return ExportTable(say("Pot"), columns, rows)
