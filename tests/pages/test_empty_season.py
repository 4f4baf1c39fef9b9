"""Pages of a season with next to nothing in it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from studylib.text.language import Language
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from tests.pages.drawn import LANGUAGES, NAMES, OF_PEOPLE, Open, kinds, only_line, strips, text
from tests.pages.workbooks import SEOUL, group

pytestmark = pytest.mark.usefixtures("configured")


NOTHING = {
    "no tabs": (Workbook(()), "no members"),
    "headers only": (
        Workbook(tuple(Tab(each.title, each.rows[:1]) for each in group().tabs)),
        "no members",
    ),
    "no members": (group(members=()), "no members"),
    "no weeks": (group(weeks=()), "no weeks"),
    "no start": (group(settings=()), "no weeks"),
    "an unknown time zone": (
        group(settings=[("starts_on", date(2022, 4, 6)), ("timezone", "Mars/Olympus")]),
        "no weeks",
    ),
}


LINES = {
    ("no members", "ko"): "아직 멤버가 없습니다. 멤버 탭에 추가해 주세요.",
    ("no members", "en"): "There are no members yet. Add them to the members tab.",
    ("no weeks", "ko"): "아직 주차가 없습니다. 주차 탭에 주차를, 설정 탭에 시작일을 추가해 주세요.",
    ("no weeks", "en"): "There are no weeks yet. Add them to the weeks tab, and the start to the settings.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", NOTHING)
@pytest.mark.parametrize("name", OF_PEOPLE)
def test_a_page_of_people_says_in_one_line_that_there_are_none_yet(
    visit: Open, name: str, case: str, language: str
) -> None:
    season, what = NOTHING[case]
    assert only_line(visit(name, season, lang=language)) == LINES[what, language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", NOTHING)
def test_the_checks_say_what_is_missing_of_a_workbook_with_next_to_nothing(
    visit: Open, case: str, language: str
) -> None:
    season, _ = NOTHING[case]
    app = visit("checks", season, lang=language)
    for problem in reader.read(season)[1]:
        assert Language(language).say(problem.message) in text(app)


def test_a_season_without_answers_and_before_any_deadline_has_a_board_and_no_fines(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    at(datetime(2022, 4, 6, 9, tzinfo=SEOUL))
    app = visit("board", group(answers=()))
    assert strips(app) == ["아직 제출이 없습니다. 노트를 제출하면 현황이 채워집니다."]
    assert "grid" in kinds(app)
    app = visit("fines", group(answers=()))
    assert strips(app) == ["아직 벌금이 없습니다."]
    assert kinds(app) == {"html"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_draws_without_any_judged_week(visit: Open, name: str, language: str) -> None:
    season = group(members=[("나중에", None, date(2030, 1, 1))], answers=())
    assert text(visit(name, season, lang=language))
