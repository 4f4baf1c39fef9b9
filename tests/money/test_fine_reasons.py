"""The short reasons of a month's fines."""

import pytest

from studylib.money.fine_reasons import list_fine_reasons
from studylib.season.board import judge
from studylib.season.closings import Unplaced
from studylib.source.season import read_season
from studylib.text.language import Language
from tests.pages.drawn import NOW
from tests.pages.workbooks import group

STUDY = read_season(group()).study
BOARD = judge(STUDY, NOW)
GONE = Unplaced("2022-05", "떠난이", 3_000, None)


@pytest.mark.parametrize(
    ("month", "reasons"),
    [
        ("2022-04", {"두리": ["1주차 결석 4,000원"]}),
        ("2022-05", {"하나": ["2주차 결석 4,000원"], "두리": ["2주차 지각 3,000원"]}),
        ("season", {"두리": ["1주차 결석 4,000원", "2주차 지각 3,000원"], "하나": ["2주차 결석 4,000원"]}),
        ("2022-06", {}),
    ],
)
def test_a_reason_names_the_week_the_tier_and_the_fine(month: str, reasons: dict[str, list[str]]) -> None:
    assert list_fine_reasons(STUDY, BOARD, (), month, Language("ko")) == reasons


def test_a_closed_fine_without_a_week_says_so() -> None:
    (reason,) = list_fine_reasons(STUDY, BOARD, (GONE,), "2022-05", Language("en"))["떠난이"]
    assert reason == "closed with ₩3,000 · its week or its member is no longer on the board"
    assert "떠난이" not in list_fine_reasons(STUDY, BOARD, (GONE,), "2022-04", Language("en"))
