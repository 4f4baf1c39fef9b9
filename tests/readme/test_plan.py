"""The plan of an import: rows, swaps and problems, without a store."""

import pytest

from studylib.readme.plan import ImportOptions, ImportPlan, plan_import
from studylib.workbook import reader
from studylib.workbook.cells import Workbook
from tests.readme.examples import read
from tests.season import seasons

TABLE = "|주차|과제|당번|\n|-|-|-|\n|1주차|[가람](https://g.kr/1) [나래]()|나래|\n|2주차|[가람]() [나래]()|가람|\n"
GRID = "|이름|1주차|\n|-|-|\n|가람|O|\n|나래|X|\n"


def plan(text: str, book: Workbook, options: ImportOptions | None = None) -> ImportPlan:
    study, _ = reader.read(book)
    contents, _ = read(text, *(member.name for member in study.members))
    return plan_import(book, study, contents, {}, options or ImportOptions("README.md"))


def test_a_workbook_with_a_roster_gets_answers_and_swaps_alone() -> None:
    members = seasons.tab("members", "name | turn", "가람 | 1", "나래 | 2")
    made = plan(TABLE, seasons.book(members=members, answers=None))
    assert [(each.title, len(each.rows)) for each in made.rows] == [("설문지 응답 시트1", 1)]
    assert (dict(made.swaps), made.timeless, made.problems) == ({1: "나래"}, 1, ())


def test_a_workbook_without_a_roster_gets_members_and_weeks_too_and_needs_no_swap() -> None:
    made = plan(TABLE, Workbook((seasons.tab("settings", "key | value", "starts_on | 2022-04-06"),)))
    assert [(each.title, len(each.rows)) for each in made.rows] == [
        ("멤버", 2),
        ("주차", 2),
        ("설문지 응답 시트1", 1),
    ]
    assert dict(made.swaps) == {}


def test_a_workbook_that_has_it_all_gets_nothing() -> None:
    members = seasons.tab("members", "name | turn", "가람 | 2", "나래 | 1")
    answers = seasons.tab(
        "설문지 응답 시트1", "타임스탬프 | 이름 | 주차 | 링크", " | 가람 | 1 | https://g.kr/1"
    )
    made = plan(TABLE, seasons.book(members=members, answers=answers))
    assert (made.rows, dict(made.swaps), made.answers) == ((), {}, ())


@pytest.mark.parametrize(("own_link", "answers", "lines"), [(None, 0, [3]), ("https://g.kr", 1, [])])
def test_a_mark_without_a_link_is_a_problem_of_its_line_unless_a_link_stands_in(
    own_link: str | None, answers: int, lines: list[int]
) -> None:
    book = seasons.book(members=seasons.tab("members", "name", "가람", "나래"), answers=None)
    made = plan(GRID, book, ImportOptions("README.md", own_link=own_link, assume_in_time=True))
    assert (len(made.answers), [each.row for each in made.problems]) == (answers, lines)
    assert made.timeless == 0


def test_a_writer_who_is_not_in_the_group_is_a_problem_and_the_rest_is_planned() -> None:
    members = seasons.tab("members", "name | turn | left_on", "가람 | 1 | ", "나래 | 2 | 2022-04-01")
    made = plan(TABLE, seasons.book(members=members, answers=None))
    assert [(each.title, len(each.rows)) for each in made.rows] == [("설문지 응답 시트1", 1)]
    assert (dict(made.swaps), [each.row for each in made.problems]) == ({}, [3])


def test_an_empty_weeks_tab_takes_no_writer_who_joins_later_and_takes_the_rest() -> None:
    members = seasons.tab("members", "name | turn | joined_on", "가람 | 1 |", "나래 | 2 | 2022-04-20")
    book = seasons.book(members=members, weeks=None, answers=None)
    made = plan("|주차|과제|당번|\n|-|-|-|\n|1주차|[가람](https://g.kr/1)|나래|\n", book)
    [weeks] = [new for new in made.rows if new.title == "주차"]
    assert [row[weeks.header.index("팀블로그")] for row in weeks.rows] == [None]
    assert len(made.answers) == 1
    assert [problem.row for problem in made.problems] == [3]
