"""The short reasons of a month's fines."""

from dataclasses import replace

import pytest

from studylib.money.fine_reasons import list_fine_reasons
from studylib.money.settlement import settle
from studylib.season.board import judge
from studylib.season.closings import Unplaced
from studylib.season.kinds import Period
from studylib.season.study import ClosedShare
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
        ("season", {}),
        ("2022-06", {}),
    ],
)
def test_a_reason_names_the_week_the_tier_and_the_fine(month: str, reasons: dict[str, list[str]]) -> None:
    assert list_fine_reasons(STUDY, BOARD, (), month, Language("ko")) == reasons


APRIL = tuple(ClosedShare("2022-04", *row, 0) for row in (("하나", 0, 4_000), ("두리", 4_000, 0)))


@pytest.mark.parametrize(
    ("closed", "reasons"),
    [
        ((), {"두리": ["1주차 결석 4,000원", "2주차 지각 3,000원"], "하나": ["2주차 결석 4,000원"]}),
        (APRIL, {"두리": ["2주차 지각 3,000원"], "하나": ["2주차 결석 4,000원"]}),
    ],
)
def test_a_season_settled_as_a_whole_leaves_out_the_fines_of_its_closed_months(
    closed: tuple[ClosedShare, ...], reasons: dict[str, list[str]]
) -> None:
    study = replace(STUDY, settle=Period.SEASON, settlements=closed)
    board = judge(study, NOW)
    assert list_fine_reasons(study, board, (), "season", Language("ko")) == reasons
    (season,) = (each for each in settle(study, board, NOW) if each.month == "season")
    assert {each.member for each in season.participants if each.fine} == reasons.keys()


def test_a_closed_fine_without_a_week_says_so() -> None:
    (reason,) = list_fine_reasons(STUDY, BOARD, (GONE,), "2022-05", Language("en"))["떠난이"]
    assert reason == "closed with ₩3,000 · its week or its member is no longer on the board"
    for other in ("2022-04", "season"):
        assert "떠난이" not in list_fine_reasons(STUDY, BOARD, (GONE,), other, Language("en"))
