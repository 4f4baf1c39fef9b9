"""A column of a table of weeks."""

import pytest

from studylib.readme.columns import is_name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("가람", True),
        ("Kim Na Ri", True),
        ("1장", False),
        ("가람, 나래", False),
        ("가" * 20, True),
        ("가" * 21, False),
    ],
)
def test_a_name_is_short_and_has_no_digits(text: str, named: bool) -> None:
    assert is_name(text, None) is named
