"""Cells to change by hand."""

from studylib.changes.draft import Draft
from studylib.changes.places import Place, list_places
from studylib.workbook.layouts import ANSWERS, MEMBERS
from tests.changes.builders import drafted
from tests.season.seasons import book


def test_each_cell_that_differs_is_named_with_its_header_and_its_new_text() -> None:
    change = drafted(book(), Draft(MEMBERS, changed={2: {"name": "가온"}}))
    assert list_places(book(), change) == (Place("members", 2, "name", "가온"),)


def test_a_new_header_is_named_by_its_letter_and_comes_first() -> None:
    change = drafted(book(), Draft(ANSWERS, "Form Responses 1", {2: {"voided": "wrong week"}}))
    assert list_places(book(), change) == (
        Place("Form Responses 1", 1, "E", "voided"),
        Place("Form Responses 1", 2, "E", "wrong week"),
    )


def test_an_address_is_masked() -> None:
    change = drafted(book(), Draft(MEMBERS, changed={2: {"email": "other@x.kr"}}))
    assert [place.text for place in list_places(book(), change)] == ["o***@x.kr"]
