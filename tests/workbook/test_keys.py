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


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("시작 일", ("starts_on", True)),
        ("start_on", ("starts_on", True)),
        ("time zone", ("timezone", True)),
        ("정산방식", ("pot", True)),
        ("저장쇼", ("repository", True)),
        ("공개 벌금", ("access", False)),
        ("스터디 이름", ("name", False)),
        ("시작 날짜", ("starts_on", False)),
    ],
)
def test_a_key_that_looks_like_a_known_one_is_found(cell: str, key: tuple[str, bool]) -> None:
    assert keys.find_key(cell) is None
    assert keys.find_alike(cell) == key


@pytest.mark.parametrize(
    "cell", ["마스코트", "메모", "총무", "장소", "연락처", "카톡방", "deposit", "", None, 3, True]
)
def test_a_key_unlike_any_is_left_alone(cell: Cell) -> None:
    assert keys.find_alike(cell) is None
    assert keys.find_elsewhere(cell) is None


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("마감시간", "weeks / 주차 (due_at / 마감)"),
        ("deadline", "weeks / 주차 (due_at / 마감)"),
        ("지각 벌금", "tiers / 벌금"),
        ("휴식 주", "breaks / 휴식"),
    ],
)
def test_a_key_of_another_tab_names_that_tab(cell: str, place: str) -> None:
    assert keys.find_elsewhere(cell) == place
