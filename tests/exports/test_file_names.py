"""The names of files to download."""

import pytest

from studylib.exports.file_names import clean_name, name_file, name_months
from studylib.text.language import Language

KOREAN = Language("ko")


def test_a_file_is_named_by_study_kind_and_month() -> None:
    assert name_file("Study-MLOps", "벌금", "2022-04", "csv") == "Study-MLOps 벌금 2022-04.csv"
    assert name_file("", "벌금", "", "xlsx") == "벌금.xlsx"


@pytest.mark.parametrize(
    ("months", "named"),
    [
        ([], ""),
        (["2022-04"], "2022-04"),
        (["2022-05", "2022-04", "2022-05"], "2022-04~2022-05"),
        (["2022-04", "season"], "시즌"),
    ],
)
def test_months_are_named_by_the_first_and_the_last(months: list[str], named: str) -> None:
    assert name_months(months, KOREAN) == named


@pytest.mark.parametrize(
    ("study", "kept"),
    [
        ("알고리즘 · 스터디", "알고리즘 · 스터디"),
        ("한글".encode().decode(), "한글"),
        ("\u1112\u1161\u11ab", "한"),
        ("../../etc/passwd", "etc passwd"),
        ('..\\a:b*c?d"e<f>g|h', "a b c d e f g h"),
        ("a\r\nb\tc\0d", "a b c d"),
        ("50% #1", "50 1"),
        ("\u202egnp.exe\u200b", "gnp.exe"),
        ("\ud800.", ""),
        (" . ", ""),
        ("가" * 41, "가" * 40),
        ("x" * 100_000, "x" * 40),
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_no_system_takes(study: str, kept: str) -> None:
    assert clean_name(study) == kept


@pytest.mark.parametrize("study", ["가" * 1_000, "👩‍👩‍👧‍👦" * 100, "e\u0301" * 500])
def test_no_name_is_longer_than_a_file_system_takes(study: str) -> None:
    assert len(name_file(study, "정산", "2022-04~2022-05", "xlsx").encode()) <= 255
