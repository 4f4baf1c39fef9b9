"""Answers and excuses that a README adds to a workbook."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from studylib.readme import importing
from studylib.readme.importing import ImportedAnswer
from studylib.season.study import Study
from studylib.workbook import reader
from tests.readme.examples import read
from tests.season import seasons


def study() -> Study:
    return reader.read(seasons.book(answers=None))[0]


def notes(
    text: str, times: Mapping[importing.Key, datetime] | None = None, **options: object
) -> list[ImportedAnswer]:
    found, _ = read(text, "가람", "나래", "다온")
    own = options.get("link")
    assert own is None or isinstance(own, str)
    made, _ = importing.plan_answers(found, study(), (), times or {}, own, assume=bool(options.get("assume")))
    return made


GRID = "|이름|1주차|\n|-|-|\n|가람|△|\n|나래|[O](https://n.kr)|\n"


def test_without_a_time_an_answer_has_none() -> None:
    assert [(each.member, each.submitted_at) for each in notes(GRID)] == [("나래", None)]


def test_an_assumed_time_is_the_last_second_in_time_and_of_a_late_sign_the_first_moment_after() -> None:
    week = study().week_of[1]
    made = {each.member: each.submitted_at for each in notes(GRID, assume=True, link="https://g.kr")}
    assert made == {"가람": week.due_at, "나래": week.due_at - timedelta(seconds=1)}


def test_a_sign_without_a_link_is_reported_and_not_written() -> None:
    found, _ = read(GRID, "가람", "나래")
    _, lacking = importing.plan_answers(found, study(), (), {}, None, assume=False)
    assert [entry.member for entry in lacking] == ["가람"]


def test_a_link_that_was_there_before_keeps_the_first_time_and_the_newest_is_shown_last() -> None:
    first, second = datetime(2022, 4, 8, tzinfo=UTC), datetime(2022, 4, 9, tzinfo=UTC)
    times = {
        ("가람", 1, "https://old.kr"): first,
        ("가람", 1, "https://a.kr"): second,
        ("다온", 1, "https://d.kr"): first,
    }
    made = notes("|주차|과제|\n|-|-|\n|1주차|[가람](https://a.kr) [다온]()|\n", times)
    assert [(each.submitted_at, each.link) for each in made] == [
        (first, "https://old.kr"),
        (second, "https://a.kr"),
    ]


def test_a_link_that_the_workbook_has_is_not_written_again() -> None:
    found, _ = read(
        "|주차|과제|\n|-|-|\n|1주차|[가람](https://n.kr/1) [나래](https://new.kr)|\n", "가람", "나래"
    )
    book = seasons.book()
    known = importing.list_known(book, reader.read(book)[0])
    made, _ = importing.plan_answers(found, study(), known, {}, None, assume=False)
    assert [each.link for each in made] == ["https://new.kr"]


@pytest.mark.parametrize(("seconds", "doubtful"), [(-1, True), (0, False), (1, False)])
def test_a_mark_for_late_is_doubtful_only_if_git_has_the_link_in_time(seconds: int, doubtful: bool) -> None:
    text = "|이름|1주차|\n|-|-|\n|가람|[△](https://g.kr)|\n"
    at = study().week_of[1].due_at + timedelta(seconds=seconds)
    times = {("가람", 1, "https://g.kr"): at}
    found, _ = read(text, "가람", "나래", "다온")
    doubts = list(importing.list_disputed(found, study(), times, "README.md"))
    assert [each.row for each in doubts] == [3] * doubtful
    assert [each.submitted_at for each in notes(text, times)] == [None if doubtful else at]


def test_excuses_that_the_study_has_are_not_written_again() -> None:
    found, _ = read("|주차|가람|나래|\n|-|-|-|\n|1주차|면제|휴식|\n", "가람", "나래")
    excuses = seasons.tab("excuses", "week | member | reason", "1 | 가람 | x")
    present = reader.read(seasons.book(excuses=excuses))[0]
    records = importing.list_excuse_records(found, present)
    assert [(each["member"], each["week"], each["reason"]) for each in records] == [("나래", 1, "휴식")]
