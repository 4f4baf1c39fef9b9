"""The width of letters and texts in columns."""

import pytest

from studylib.text.width import measure_letter, measure_text


@pytest.mark.parametrize(
    ("letter", "columns"), [("a", 1), ("é", 1), ("가", 2), ("＝", 2), ("—", 1), ("漢", 2)]
)
def test_a_wide_letter_takes_two_columns(letter: str, columns: int) -> None:
    assert measure_letter(letter) == columns


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("a", 1), ("가람", 4), ("가람 a", 6)])
def test_the_width_of_a_text_is_that_of_its_letters(text: str, columns: int) -> None:
    assert measure_text(text) == columns
