"""Reading a group's table of submissions, in each of the shapes in which groups write it."""

from collections.abc import Sequence

import pytest

from studylib.readme import parsing, reading
from studylib.readme.choices import Choices
from studylib.season.study import Member, Problem
from studylib.workbook.members import Roster
from tests.readme.cases import CASES, FOLDER, gather_handed_in, read_case
from tests.readme.examples import FIVE, LINKS, WRITERS, of_the_first_user, read, said


def test_the_first_users_table_has_12_weeks_5_members_two_links_in_week_1_and_the_turns() -> None:
    found, problems = read(of_the_first_user())
    assert problems == []
    assert found.weeks == tuple(range(1, 13))
    assert found.members == FIVE
    assert {(e.member, e.week): e.address for e in found.handed_in} == LINKS
    assert [turn.member for turn in found.turns] == [WRITERS[n % 5] for n in range(12)]
    assert found.listings[0].grid.lines == (4, 17)


def test_names_are_the_same_in_any_composition_case_and_width_of_space() -> None:
    text = "|주차|과제|\n|-|-|\n|1주차|[가람](https://a.kr) [KIM  na](https://k.kr)|\n"
    assert said(text, "가람", "Kim Na") == {("가람", 1): "https://a.kr", ("Kim Na", 1): "https://k.kr"}


@pytest.mark.parametrize("with_roster", [False, True], ids=["any names", "a roster"])
@pytest.mark.parametrize("name", CASES)
def test_each_case_is_read_as_its_group_means_it(name: str, with_roster: bool) -> None:
    case = CASES[name]
    people = Roster([Member(each) for each in case.members]) if with_roster and case.members else None
    page, choices = parsing.parse_page(read_case(name)), Choices(repository=case.repository)
    found, problems = reading.read_page(page, people, "README.md", choices)
    assert (found is not None) == bool(case.members)
    if found is not None:
        assert (found.members, found.weeks) == (case.members, case.weeks)
        assert {turn.week: turn.member for turn in found.turns} == case.turns
        assert gather_handed_in(found) == case.handed_in
        assert {(excuse.member, excuse.week) for excuse in found.excuses} == case.excuses
        assert_said(found.notices, case.noticed)
    assert_said(problems, case.said)


def assert_said(problems: Sequence[Problem], expected: Sequence[tuple[int, str]]) -> None:
    assert [problem.row for problem in problems] == [line for line, _ in expected], problems
    for problem, (_, part) in zip(problems, expected, strict=True):
        assert part in str(problem.message)


def test_the_folder_of_cases_has_a_file_for_each() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(CASES)
