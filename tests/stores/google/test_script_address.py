"""The address of the group's own script."""

import pytest

from studylib.stores.google.script_address import is_of_domain, is_script, parse_address
from studylib.stores.opening import open_store
from studylib.text.errors import WorkbookError

ID = "AKfycbwSecret_0123-456789"
EXEC = f"https://script.google.com/macros/s/{ID}/exec"
SCHOOL = f"https://script.google.com/a/macros/school.ac.kr/s/{ID}/exec"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (EXEC, EXEC),
        (f" {EXEC} ", EXEC),
        (f"{EXEC}?usp=sharing", EXEC),
        (f"{EXEC}/", EXEC),
        (EXEC.replace("macros/", "macros/u/1/"), EXEC),
        (SCHOOL, SCHOOL),
        (
            f"https://script.google.com/a/school.ac.kr/macros/s/{ID}/exec",
            f"https://script.google.com/a/school.ac.kr/macros/s/{ID}/exec",
        ),
    ],
)
def test_the_address_is_taken_as_google_shows_it(given: str, asked: str) -> None:
    assert is_script(given)
    assert parse_address(given) == asked
    assert is_of_domain(asked) is ("school" in asked)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (f"https://script.google.com/macros/s/{ID}/dev", "ends in /dev"),
        (f"https://script.google.com/home/projects/{ID}/edit", "not the address of the script as a web app"),
        (
            f"https://script.google.com/u/0/home/projects/{ID}/edit",
            "not the address of the script as a web app",
        ),
        (f"https://script.google.com/d/{ID}/edit", "not the address of the script as a web app"),
        (f"https://script.google.com/macros/s/{ID}", "not the address of the script as a web app"),
        (
            f"https://script.google.com/macros/s/{ID}/exec/../../x",
            "not the address of the script as a web app",
        ),
        (f"http://script.google.com/macros/s/{ID}/exec", "not the address of the script as a web app"),
        (f"script.google.com/macros/s/{ID}/exec", "not the address of the script as a web app"),
        (f"https://script.google.com:444/macros/s/{ID}/exec", "not the address of the script as a web app"),
        ("https://script.google.com/" + "a/" * 10_000, "not the address of the script as a web app"),
        (f"https://script.google.com.evil.example/macros/s/{ID}/exec", "is not the address of a workbook"),
        (f"https://evil.example/script.google.com/macros/s/{ID}/exec", "is not the address of a workbook"),
        (f"macros/s/{ID}/exec", "is not the address of a workbook"),
    ],
)
def test_another_address_is_refused_in_one_sentence_that_does_not_quote_it(address: str, why: str) -> None:
    with pytest.raises(WorkbookError, match=why) as raised:
        open_store(address)
    assert ID not in str(raised.value)
