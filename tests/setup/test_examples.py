"""What rules cost, by an example."""

from dataclasses import replace

import pytest

from studylib.season.study import Study
from studylib.setup.book import make_workbook
from studylib.setup.examples import explain_cost
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Tab, Workbook
from tests.setup.plans import make_plan


def make_study(*tiers: tuple[str, Cell, int], preset: str = "post") -> Study:
    """Make a study with other tiers, if any are given."""
    cells = make_workbook(make_plan(preset=preset))
    tabs = [
        Tab(each.title, (("구분", "마감 후 시간", "금액"), *tiers))
        if each.title == "벌금" and tiers
        else each
        for each in cells.tabs
    ]
    return reader.read(Workbook(tuple(tabs)))[0]


@pytest.mark.parametrize(
    ("tiers", "said"),
    [
        ((("지각", 12, 3000), ("결석", None, 4000)), "₩3,000 if 10 hr late, ₩4,000 for handing in nothing"),
        ((("지각", 10, 700), ("결석", None, 900)), "₩700 if 30 min late, ₩900 for handing in nothing"),
        ((("결석", None, 5000),), "₩5,000 for being late or handing in nothing"),
        ((("지각", 24, 0), ("결석", None, 5000)), "₩5,000 for handing in nothing"),
        ((("지각", 24, 800), ("결석", None, 0)), "₩800 if 10 hr late"),
        ((("결석", None, 0),), "Nothing costs anything."),
    ],
)
def test_the_example_says_what_the_judge_says(tiers: tuple[tuple[str, Cell, int], ...], said: str) -> None:
    assert explain_cost(make_study(*tiers), "en") == said


@pytest.mark.parametrize(
    ("preset", "said"),
    [
        ("five_problems", "₩1,000 for one that is missing, ₩5,000 for being late or handing in nothing"),
        ("commit_a_day", "₩1,000 for one that is missing, ₩7,000 for handing in nothing"),
        ("capped", "₩1,000 for one that is missing, ₩3,000 for being late or handing in nothing"),
        ("meeting", "₩5,000 if 25 min late, ₩10,000 for not coming"),
        ("meeting_by_minutes", "₩3,000 if 25 min late, ₩10,000 for not coming"),
        ("two_lates", "₩5,000 for not coming"),
        ("presenter", "발표 자료: ₩10,000 for being late or handing in nothing"),
        ("from_week_three", "₩5,000 for being late or handing in nothing"),
        ("growing", "₩1,000 for being late or handing in nothing"),
    ],
)
def test_the_examples_of_presets_agree_with_their_lines(preset: str, said: str) -> None:
    assert explain_cost(make_study(preset=preset), "en") == said


def test_a_study_without_weeks_costs_nothing_yet() -> None:
    assert explain_cost(replace(make_study(), weeks=()), "en") == "Nothing costs anything."
