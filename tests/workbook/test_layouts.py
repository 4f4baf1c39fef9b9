"""Titles and columns of the tabs, in both languages."""

from itertools import combinations

import pytest

from studylib.workbook import layouts, values
from studylib.workbook.headers import find_columns
from studylib.workbook.layouts import ANSWERS, CHANGES, MEMBERS, SETTINGS, TITLED, is_form_title

ALL = (*TITLED, ANSWERS, CHANGES)


def test_a_title_is_of_one_kind_of_tab() -> None:
    for one, other in combinations((*TITLED, CHANGES), 2):
        assert not set(map(values.fold, one.titles)) & set(map(values.fold, other.titles))


@pytest.mark.parametrize("layout", ALL)
def test_a_name_is_of_one_column_and_what_is_required_is_a_column(layout: layouts.Layout) -> None:
    names = [{values.fold(name) for name in written} for written in layout.columns.values()]
    assert not [one & other for one, other in combinations(names, 2) if one & other]
    assert set(layout.required) <= set(layout.columns)


@pytest.mark.parametrize("layout", [*TITLED, CHANGES])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_header_that_is_written_has_every_column_once(layout: layouts.Layout, language: str) -> None:
    title, header = layouts.write_header(layout, language)
    assert title in layout.titles
    assert find_columns(layout, header) == {column: [at] for at, column in enumerate(layout.columns)}


def test_columns_are_found_in_any_order_case_and_language_and_each_time() -> None:
    assert find_columns(MEMBERS, ("당번 순서", None, " NAME ", "phone", "이름")) == {
        "turn": [0],
        "name": [2, 4],
    }
    assert find_columns(SETTINGS, ()) == {}


@pytest.mark.parametrize(
    ("title", "of_a_form"),
    [
        ("Form Responses 1", True),
        ("form response", True),
        ("설문지 응답 시트1", True),
        ("Responses", False),
        ("My Form Responses", False),
        ("answers", False),
    ],
)
def test_googles_titles_of_a_forms_tab_are_known(title: str, of_a_form: bool) -> None:
    assert is_form_title(title) is of_a_form
