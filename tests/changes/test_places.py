"""Cells to change by hand."""

import pytest

from studylib.changes.draft import Draft
from studylib.changes.places import Place, find_left, list_places
from studylib.workbook.cells import Edit
from studylib.workbook.layouts import ANSWERS, MEMBERS
from tests.changes.builders import drafted
from tests.season.seasons import book, tab


def nowhere(title: str) -> None:
    """No tab has an address."""


def test_each_cell_that_differs_is_named_with_its_header_and_its_new_text() -> None:
    change = drafted(book(), Draft(MEMBERS, changed={2: {"name": "가온"}}))
    assert list_places(book(), change.edits, nowhere) == (Place("members", 2, "name", "가온"),)


def test_a_new_header_is_named_by_its_letter_and_comes_first() -> None:
    change = drafted(book(), Draft(ANSWERS, "Form Responses 1", {2: {"voided": "wrong week"}}))
    assert list_places(book(), change.edits, nowhere) == (
        Place("Form Responses 1", 1, "E", "voided"),
        Place("Form Responses 1", 2, "E", "wrong week"),
    )


def test_an_address_is_masked() -> None:
    change = drafted(book(), Draft(MEMBERS, changed={2: {"email": "other@x.kr"}}))
    assert [place.text for place in list_places(book(), change.edits, nowhere)] == ["o***@x.kr"]


@pytest.mark.parametrize(("column", "letters"), [("name", "A"), ("email", "B"), ("github", "C")])
def test_a_cell_has_a_link_that_selects_it(column: str, letters: str) -> None:
    change = drafted(book(), Draft(MEMBERS, changed={2: {column: "hana"}}))
    found = list_places(book(), change.edits, lambda title: f"https://s/{title}#gid=7")
    assert found[-1].address == f"https://s/members#gid=7&range={letters}2"


def test_a_cell_that_was_typed_is_left_out_and_the_others_stay_whatever_else_changed() -> None:
    edits = (
        Edit("members", 2, ("가람", "a@x.kr", "x"), ("가온", "b@x.kr", "x")),
        Edit("납부", 1, None, ("납부일",)),
    )
    typed = book(members=tab("members", "name | email", ("가온", "a@x.kr", "y")))
    assert [(each.tab, each.column) for each in list_places(typed, find_left(typed, edits), nowhere)] == [
        ("members", "email"),
        ("납부", "A"),
    ]
