"""Ranges of doubtful cells."""

import pytest

from studylib.stores.google import ranges
from studylib.stores.google.ranges import choose_hiders, name_ranges, split_ranges
from studylib.workbook.hiders import Hidden, Hider


def numbers(title: str, column: int, *rows: int) -> list[Hider]:
    return [Hider(title, row, column, 0.5, Hidden.MOMENT) for row in rows]


def edits(*rows: int) -> list[Hider]:
    return [Hider("답", row, 0, 44_660.5, Hidden.EDIT) for row in rows]


def test_a_column_is_one_range_from_its_first_to_its_last_cell() -> None:
    hiders = [*numbers("벌금", 1, 1, 5), *numbers("벌금", 27, 3), *numbers("납부", 1, 2, 9)]
    assert name_ranges(hiders) == [("벌금", "B2:B6"), ("벌금", "AB4:AB4"), ("납부", "B3:B10")]


def test_of_an_answer_the_whole_row_is_asked_for() -> None:
    assert name_ranges([*numbers("답", 2, 1), *edits(3, 7)]) == [
        ("답", "C2:C2"),
        ("답", "4:4"),
        ("답", "8:8"),
    ]


@pytest.mark.parametrize(("last", "chosen"), [(8, 2), (9, 2), (10, 1)])
def test_the_cells_between_count_too(monkeypatch: pytest.MonkeyPatch, last: int, chosen: int) -> None:
    monkeypatch.setattr(ranges, "MOST_CELLS", 10)
    assert len(choose_hiders(numbers("벌금", 1, 0, last))) == chosen


def test_at_least_one_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "MOST_CELLS", 0)
    assert len(choose_hiders(numbers("벌금", 1, 5, 6))) == 1


def test_of_rows_only_so_many_are_chosen() -> None:
    assert len(choose_hiders(edits(*range(ranges.MOST_ROWS + 5)))) == ranges.MOST_ROWS


@pytest.mark.parametrize(("most", "parts"), [(31, 3), (32, 2), (33, 2), (46, 2), (47, 1), (48, 1)])
def test_ranges_are_split_into_addresses_of_so_many_characters(
    monkeypatch: pytest.MonkeyPatch, most: int, parts: int
) -> None:
    monkeypatch.setattr(ranges, "MOST_CHARACTERS", most)
    named = ["A1:B2", "가", "C1:D2"]
    assert [len("&ranges=A1%3AB2"), len("&ranges=%EA%B0%80")] == [15, 17]
    found = list(split_ranges(named))
    assert [each for part in found for each in part] == named
    assert len(found) == parts


def test_a_range_that_is_too_long_alone_is_asked_for_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "MOST_CHARACTERS", 1)
    assert list(split_ranges(["A", "B"])) == [["A"], ["B"]]
    assert list(split_ranges([])) == []
