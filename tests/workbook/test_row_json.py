"""Rows as JSON texts, cell for cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.workbook.cells import Row, is_same_row
from studylib.workbook.row_json import dump_row, load_readable_rows, load_rows

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.datetimes().map(lambda each: each.replace(fold=0)),  # isoformat has no fold
    st.times().map(lambda each: each.replace(fold=0)),
    st.timedeltas(),
)


@given(st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=3))
def test_rows_come_back_cell_for_cell_and_type_for_type(rows: list[Row]) -> None:
    loaded = load_rows([dump_row(row) for row in rows])
    assert len(loaded) == len(rows)
    assert all(is_same_row(one, other) for one, other in zip(loaded, rows, strict=True))
    assert [len(row) for row in loaded] == [len(row) for row in rows]


def test_a_row_is_short_and_readable() -> None:
    assert dump_row(("가람", 1, None, True)) == '["가람",1,null,true]'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "1",
        '[{"date":"x"}]',
        '[{"float":"x"}]',
        '[{"complex":"1"}]',
        '[{"date":"2022-05-03","time":"x"}]',
    ],
)
def test_a_text_that_is_no_row_is_an_error(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        load_rows([text, "[]"])


DAMAGED = (
    "[1,2",
    "",
    "null",
    "5",
    '"abc"',
    '{"a":1}',
    "[[1]]",
    "[1],[2]",
    '["\udcff"]',
    '[{"date":"x"}]',
    "[" * 100_000,
    '["\\ud800"]',
    '["가", "\\uDFFF."]',
    '[{"float":"1","float":"x"}]',
    '[{"int":{"int":"1"}}]',
)


@pytest.mark.parametrize("text", DAMAGED)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_damaged_row_is_blank_and_leaves_the_others_readable(text: str, place: int) -> None:
    texts = [dump_row(("가람", 1)), dump_row(("나래", None))]
    texts.insert(place, text)
    rows, damaged = load_readable_rows(texts)
    assert damaged == (place,)
    assert rows[place] == ()
    assert [row for at, row in enumerate(rows) if at != place] == [("가람", 1), ("나래", None)]


def test_rows_without_damage_are_the_same_rows() -> None:
    texts = [dump_row(("가람", 1)), dump_row(())]
    assert load_readable_rows(texts) == (load_rows(texts), ())


@pytest.mark.parametrize("number", [10**4_299, 10**4_300, -(10**50_000)], ids=["before", "at", "far below"])
def test_a_whole_number_of_any_length_comes_back(number: int) -> None:
    assert is_same_row(load_rows([dump_row((number,))])[0], (number,))


@pytest.mark.parametrize(
    "text", ['[{"timedelta":[10000000000,0,0]}]', '[{"int":"0xg"}]', '[{"int":5}]', "[" + "9" * 4_301 + "]"]
)
def test_a_number_that_no_cell_can_hold_damages_its_row_alone(text: str) -> None:
    assert load_readable_rows(['["가"]', text]) == ((("가",), ()), (1,))


@pytest.mark.parametrize("text", ["\\ud800", "\U0001f600", "\\\\uDFFF"])
def test_a_text_that_looks_like_half_a_character_comes_back(text: str) -> None:
    assert load_rows([dump_row((text,))]) == ((text,),)


def test_a_character_that_is_written_as_two_halves_is_one() -> None:
    assert load_rows(['["\\ud83d\\ude00"]']) == (("\U0001f600",),)
