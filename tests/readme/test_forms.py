"""Finding the tables that an export writes into."""

import pytest

from studylib.readme import parsing
from studylib.readme.choices import Choices, WeeksAre
from studylib.readme.form import END, START, ReadmeError
from studylib.readme.forms import find_forms, find_region
from studylib.readme.season_links import gather_links
from tests.readme.writing_seasons import NOW, Links, season

MARKS = "|주차|가람|나래|\n|-|-|-|\n|1주차|O||\n\n"
BLANK = "|주차|가람|나래|\n|-|-|-|\n|2주차|||\n\n"
DATES = "|날짜|가람|나래|\n|-|-|-|\n|9/13|O||\n|9/27|O|O|\n"


def weeks(text: str, links: Links, choices: Choices | None = None) -> list[tuple[int | None, ...]]:
    forms = find_forms(parsing.parse_page(text), gather_links(season(links), NOW, False, choices))
    return [form.listing.weeks for form in forms]


def test_a_table_without_content_follows_the_other_tables_of_the_file() -> None:
    forms = find_forms(parsing.parse_page(MARKS + BLANK), gather_links(season({}), NOW, False))
    assert [form.signs_only for form in forms] == [True, True]
    (alone,) = find_forms(parsing.parse_page(BLANK), gather_links(season({}), NOW, False))
    assert not alone.signs_only


def test_only_tables_between_markers_are_found_if_there_are_any() -> None:
    text = f"{MARKS}{START}\n\n{BLANK}{END}\n\n{MARKS}"
    assert weeks(text, {}) == [(None, 2)]
    assert find_region(parsing.parse_page(text)) == (text.index(START) + len(START), text.index(END))
    assert find_region(parsing.parse_page(MARKS)) is None


@pytest.mark.parametrize("text", [f"{END}\n\n{START}\n", f"{START}\n\n{START}\n\n{END}\n", f"{START}\n"])
def test_markers_that_do_not_match_are_refused(text: str) -> None:
    with pytest.raises(ReadmeError, match="once below it"):
        find_region(parsing.parse_page(text))


HANDED_IN = [("가람", 1), ("가람", 2), ("나래", 2)]


@pytest.mark.parametrize(
    ("places", "numbers"),
    [
        (HANDED_IN, (None, 1, 2)),
        ([("가람", 1), ("가람", 3), ("나래", 3)], (None, None, None)),
        (HANDED_IN[:2], (None, None, None)),
        ([], (None, None, None)),
    ],
)
def test_weeks_that_may_be_counted_in_two_ways_are_counted_as_the_season_has_them(
    places: list[tuple[str, int]], numbers: tuple[int | None, ...]
) -> None:
    assert weeks(DATES, {place: ["https://own.kr"] for place in places}) == [numbers]


def test_a_choice_decides_how_weeks_are_counted() -> None:
    assert weeks(DATES, {}, Choices(weeks_are=WeeksAre.NUMBERS)) == [(None, 1, 2)]
    assert weeks(DATES, {}, Choices(weeks_are=WeeksAre.DATES)) == [(None, 1, 3)]
