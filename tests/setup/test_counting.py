"""The number in a season's name."""

import pytest

from studylib.setup.counting import count_up


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("MLOps 1기", "MLOps 2기"),
        ("제 9기 글또", "제 10기 글또"),
        ("스터디 09기", "스터디 10기"),
        ("MLOps 시즌1", "MLOps 시즌2"),
        ("MLOps 시즌 3", "MLOps 시즌 4"),
        ("Season 2 of MLOps", "Season 3 of MLOps"),
        ("CS224n 2기", "CS224n 3기"),
        ("2022년 1기", "2022년 2기"),
        ("MLOps 2", "MLOps 3"),
        ("#3 study", "#4 study"),
    ],
)
def test_the_number_of_a_season_is_counted_up(name: str, following: str) -> None:
    assert count_up(name) == following


@pytest.mark.parametrize(
    "name",
    ["2022 상반기", "2022", "2022-1", "22년 1학기", "1기 시즌2", "MLOps", "v1.2", "3기업 스터디", "", "１기"],
)
def test_a_name_without_one_clear_number_is_left_alone(name: str) -> None:
    assert count_up(name) is None
