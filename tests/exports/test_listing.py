"""Tables for people: their sums, and the columns that are kept."""

from studylib.exports.listing import ColumnKind, ExportColumn, ExportTable, keep_columns, sum_rows

COLUMNS = (
    ExportColumn("Member"),
    ExportColumn("Week", ColumnKind.NUMBER),
    ExportColumn("Fine", ColumnKind.WON),
)


def test_only_won_is_summed() -> None:
    assert sum_rows(COLUMNS, [("가", 1, 3_000), ("나", 2, None), ("다", 3, -1)], "합계") == (
        "합계",
        None,
        2_999,
    )


def test_no_rows_have_no_sums() -> None:
    assert sum_rows(COLUMNS, [], "합계") == ()


def test_a_column_that_is_left_out_leaves_its_cells() -> None:
    table = ExportTable("t", COLUMNS, (("가", 1, 3_000),), ("합계", None, 3_000))
    kept = keep_columns(table, [True, False, True])
    assert ([each.name for each in kept.columns], kept.rows, kept.sums) == (
        ["Member", "Fine"],
        (("가", 3_000),),
        ("합계", 3_000),
    )
    assert keep_columns(ExportTable("t", COLUMNS, ()), [True, False, True]).sums == ()
