"""Sentences for faults of files and services."""

from collections.abc import Callable

import pytest

from studylib.text import faults
from studylib.text.language import Language
from studylib.text.message import Sentence

NO_SPACE = OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("explain", "beginning"),
    [
        (faults.explain_unreadable_file, "The file a.xlsx cannot be read: "),
        (faults.explain_unwritable_file, "The file a.xlsx cannot be written: "),
    ],
)
@pytest.mark.parametrize(
    ("error", "why"),
    [
        (NO_SPACE, "No space left on device"),
        (ValueError("embedded null byte"), "embedded null byte"),
        (OSError(), ""),
    ],
)
def test_a_file_is_named_with_the_reason_of_the_system(
    explain: Callable[[str, Exception], Sentence], beginning: str, error: Exception, why: str
) -> None:
    assert str(explain("a.xlsx", error)).startswith(f"{beginning}{why}.")


SERVICE: dict[str, Sentence] = {
    "time": faults.explain_timeout("GitHub"),
    "network": faults.explain_unreachable("GitHub"),
    "outage": faults.explain_outage("GitHub", 502),
    "refusal": faults.explain_rejection("GitHub", 422, "no"),
}


@pytest.mark.parametrize("kind", SERVICE)
def test_a_fault_names_the_service_in_each_language(kind: str) -> None:
    english, korean = str(SERVICE[kind]), Language("ko").say(SERVICE[kind])
    assert english.startswith("GitHub ")
    assert korean.startswith("GitHub")
    assert korean != english


def test_an_outage_has_its_status_and_a_refusal_the_services_word_too() -> None:
    assert "(502)" in str(SERVICE["outage"])
    assert str(SERVICE["refusal"]) == "GitHub refuses the request: 422 no"


def test_half_a_character_is_named_by_what_cannot_keep_it() -> None:
    assert "which season.xlsx cannot keep" in str(faults.explain_half_character("season.xlsx"))
