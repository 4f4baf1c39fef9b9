"""Keys that are no settings."""

import pytest

from studylib.workbook import alike_keys, keys
from studylib.workbook.cells import Cell


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
        ("마감시간", ("due", False)),
        ("deadline", ("due", False)),
        ("정산주기", ("settle", True)),
    ],
)
def test_a_key_that_looks_like_a_known_one_is_found(cell: str, key: tuple[str, bool]) -> None:
    assert keys.find_key(cell) is None
    assert alike_keys.find_alike(cell) == key


@pytest.mark.parametrize(
    "cell",
    [
        "마스코트",
        "메모",
        "총무",
        "장소",
        "스터디 장소",
        "스터디 규칙",
        "카톡방",
        "team name",
        "deposit",
        "계좌번호",
        "announce channel",
        "bank account",
        "패스 신청 시간",
        "스터디주기표",
        "",
        None,
        3,
    ],
)
def test_a_key_unlike_any_is_left_alone(cell: Cell) -> None:
    assert alike_keys.find_alike(cell) is None
    assert alike_keys.find_elsewhere(cell) is None


@pytest.mark.parametrize(
    ("cell", "place"),
    [
        ("지각 벌금", "tiers / 벌금"),
        ("휴식 주", "breaks / 휴식"),
    ],
)
def test_a_key_of_another_tab_names_that_tab(cell: str, place: str) -> None:
    assert alike_keys.find_elsewhere(cell) == place
