"""A season that starts from a README: a workbook with its members, turns and weeks."""

from datetime import date

import pytest

from studylib.readme import parsing
from studylib.readme.blank import add_rows, add_season, list_roster_rows, make_workbook
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.entries import NewRows
from studylib.workbook.values import CellError
from tests.readme.examples import FIVE, WRITERS, of_the_first_user, read
from tests.season import seasons


def make(starts_on: str | None = "2022-04-06", zone: str = "Asia/Seoul", language: str = "ko") -> Workbook:
    return make_workbook(parsing.parse_page("# 모임\n"), starts_on, language, zone)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_new_workbook_has_the_title_the_start_and_the_zone(language: str) -> None:
    study, _ = reader.read(make(language=language, zone="America/New_York"))
    assert (study.name, study.starts_on, study.language) == ("모임", date(2022, 4, 6), language)
    assert study.timezone.key == "America/New_York"


@pytest.mark.parametrize(("starts_on", "zone"), [("someday", "Asia/Seoul"), ("2022-04-06", "Mars/Olympus")])
def test_a_start_or_a_zone_that_cannot_be_read_is_refused(starts_on: str, zone: str) -> None:
    with pytest.raises(CellError):
        make(starts_on, zone)


def test_the_season_of_a_table_is_its_members_turns_and_weeks() -> None:
    contents, _ = read(of_the_first_user())
    study, problems = reader.read(add_season(make(), contents))
    assert [problem for problem in problems if problem.since is None] == []
    assert [member.name for member in study.members] == list(FIVE)
    assert [week.number for week in study.weeks] == list(range(1, 13))
    turns = {member.turn: member.name for member in study.members}
    assert [turns[turn] for turn in range(1, 6)] == list(WRITERS)


def test_a_workbook_with_members_and_weeks_lacks_neither() -> None:
    book = seasons.book()
    contents, _ = read(of_the_first_user())
    assert list_roster_rows(book, contents, reader.read(book)[0]) == []


def test_rows_go_below_the_rows_of_their_tab_and_a_missing_tab_gets_its_header() -> None:
    book = Workbook((Tab("members", (("name",), ("가람",))),))
    new = [NewRows("members", ("name",), (("나래",),)), NewRows("weeks", ("week",), ((1,), (2,)))]
    assert add_rows(book, new).tabs == (
        Tab("members", (("name",), ("가람",), ("나래",))),
        Tab("weeks", (("week",), (1,), (2,))),
    )
