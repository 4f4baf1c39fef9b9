"""The address to subscribe to, and its token."""

import pytest

from studylib.calendar import subscription


@pytest.mark.parametrize(
    ("wanted", "given", "fits"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("a", None, False),
        ("비밀", "비밀", True),
        ("a", "\ud800", False),
        (None, None, False),
        (None, "a", False),
        ("", "", False),
    ],
)
def test_a_token_that_was_given_fits_the_one_that_is_set_up(
    wanted: str | None, given: str | None, fits: bool
) -> None:
    assert subscription.is_token(wanted, given) is fits
