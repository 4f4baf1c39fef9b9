from datetime import UTC, date, datetime

import pytest

from studylib.workbook import layouts, orders, tables
from studylib.workbook.cells import Cell
from studylib.workbook.dates import DateOrder
from studylib.workbook.tables import Table
from tests.season.reference import SEOUL
from tests.season.seasons import tab
from tests.workbook.reading import get_refusal


def make_payments(*days: Cell) -> Table:
    return tables.read_table(
        layouts.PAYMENTS, tab("payments", ("paid_on", "month"), *((day, "2022-05") for day in days))
    )


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["4/12/2022", "16/08/2025"], DateOrder.DAY_FIRST),
        (["4/13/2022", "4/12/2022"], DateOrder.MONTH_FIRST),
        (["4/13/2022", "16/08/2025", "4/12/2022"], DateOrder.MIXED),
        (["4/12/2022", "4/4/2022"], DateOrder.UNKNOWN),
        (["2022-04-13", date(2022, 4, 13), 44664, None, "16/08/2025 soon"], DateOrder.UNKNOWN),
        ([], DateOrder.UNKNOWN),
    ],
)
def test_the_order_is_that_of_the_whole_column(days: list[Cell], order: DateOrder) -> None:
    table = make_payments(*days)
    assert orders.find_order(table, "paid_on") is order
    assert orders.find_order(table, "month") is DateOrder.UNKNOWN
    assert orders.find_order(table, "amount") is DateOrder.UNKNOWN


def test_days_and_moments_are_read_in_the_order_of_their_column() -> None:
    table = make_payments("4/12/2022", "4/13/2022")
    assert orders.make_day_reader(table, "paid_on")("4/5/2022") == date(2022, 4, 5)
    at = orders.make_moment_reader(table, "paid_on", SEOUL)("4/5/2022 9:00")
    assert at.astimezone(UTC) == datetime(2022, 4, 5, tzinfo=UTC)
    assert "may be day/month" in get_refusal(orders.make_day_reader(table, "month"), "4/5/2022")


def test_a_column_is_looked_at_once() -> None:
    table = make_payments("4/12/2022", "4/13/2022")
    before = orders.find_order(table, "paid_on")
    table.rows = ()
    assert orders.find_order(table, "paid_on") is before
