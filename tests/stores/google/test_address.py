"""The address of a Google Sheet in the forms that people paste. ``test_registering`` has the hostile ones."""

import pytest

from studylib.stores.google.address import find_sheet_id, write_address

ID = "1aB-c_d9876543210"


@pytest.mark.parametrize(
    "pasted",
    [
        write_address(ID),
        f"https://docs.google.com/spreadsheets/d/{ID}",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit?gid=0#gid=0",
        f"https://docs.google.com/spreadsheets/d/{ID}?usp=sharing",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/htmlview",
        f"https://docs.google.com/a/school.ac.kr/spreadsheets/d/{ID}/edit",
        f"HTTPS://Docs.Google.com/spreadsheets/d/{ID}/edit",
        f"http://docs.google.com/spreadsheets/d/{ID}/",
        f" docs.google.com/spreadsheets/d/{ID}/edit \n",
    ],
)
def test_one_sheet_has_one_id_in_whatever_form_it_is_pasted(pasted: str) -> None:
    assert find_sheet_id(pasted) == ID


@pytest.mark.parametrize(("length", "taken"), [(7, False), (8, True), (128, True), (129, False)])
def test_an_id_is_of_a_bounded_length(length: int, taken: bool) -> None:
    assert (find_sheet_id(write_address("x" * length)) is not None) is taken
