"""A README imported and exported again: the same bytes, and one cell more for each new hand-in."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studylib.readme.form import ReadmeError
from studylib.season.study import Study
from tests.readme.cases import CASES, read_case
from tests.readme.round_trips import (
    NEW,
    export,
    hand_in,
    is_kept,
    join_season,
    list_changes,
    start_season,
)
from tests.readme.shapes import SHAPES, WEEKS, tables

TABLES = tuple(CASES)
OWN = "https://own.kr"


@pytest.mark.parametrize("own_link", [None, OWN])
@pytest.mark.parametrize("name", TABLES)
def test_straight_after_an_import_the_file_is_the_same(name: str, own_link: str | None) -> None:
    text = read_case(name)
    for written in (text, "\ufeff" + text.replace("\n", "\r\n"), text.rstrip("\n")):
        study = start_season(written, own_link=own_link)
        assert study is None or export(written, study) == written


@pytest.mark.parametrize("name", TABLES)
def test_a_new_hand_in_changes_one_cell_or_adds_one_row_or_is_refused(name: str) -> None:
    text = read_case(name)
    study = start_season(text)
    if study is None:
        return
    for member in study.members:
        for week in range(1, len(study.weeks) + 2):
            later = hand_in(study, member.name, week, NEW)
            new = try_export(text, later)
            assert is_kept(text, new)
            assert len(list_changes(text, new)) <= 1 or adds_a_column(text, new)
            assert try_export(new, later) == new


def try_export(text: str, study: Study) -> str:
    """Export the season, or return the text as it is if that is refused."""
    try:
        return export(text, study)
    except ReadmeError:
        return text


def adds_a_column(old: str, new: str) -> bool:
    lines = zip(old.splitlines(), new.splitlines(), strict=True)
    return all(after.count("|") in (before.count("|"), before.count("|") + 1) for before, after in lines)


# ---- random tables ----


@pytest.mark.parametrize("name", SHAPES)
@given(st.data())
@settings(max_examples=25)
def test_a_table_of_any_shape_is_the_same_after_an_import_and_gets_one_cell_more(
    name: str, data: st.DataObject
) -> None:
    drawn = data.draw(tables(name))
    study = join_season(drawn.text, drawn.names, WEEKS)
    assume(study is not None)
    assert study is not None
    assert export(drawn.text, study) == drawn.text
    (member, week), cell = data.draw(st.sampled_from(sorted(drawn.cells.items())))
    later = hand_in(study, member, week, NEW)
    new = try_export(drawn.text, later)
    assert is_kept(drawn.text, new)
    assert len(list_changes(drawn.text, new)) in ((1,) if SHAPES[name].has_cells and not cell else (0, 1))
    assert try_export(new, later) == new
