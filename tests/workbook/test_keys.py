import unicodedata

import pytest

from studylib.workbook import keys
from studylib.workbook.cells import Cell


def test_each_key_is_known_in_both_languages_and_no_name_means_two() -> None:
    names = [name for both in keys.KEYS.values() for name in both]
    assert len(set(names)) == len(names)
    assert [keys.find_key(name) for name in names] == [key for key, both in keys.KEYS.items() for _ in both]


@pytest.mark.parametrize("cell", [" Starts_On ", unicodedata.normalize("NFD", "시작일"), "시작일\n"])
def test_a_key_is_known_however_it_is_spaced_or_composed(cell: str) -> None:
    assert keys.find_key(cell) == "starts_on"


@pytest.mark.parametrize("cell", [None, "", "마스코트", 3, True])
def test_another_cell_names_no_key(cell: Cell) -> None:
    assert keys.find_key(cell) is None


def test_every_costly_key_is_a_key() -> None:
    assert set(keys.KEYS) >= keys.COSTLY
