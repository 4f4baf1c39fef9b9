"""The language that a browser asks for."""

import time

import pytest

from studylib.web.spoken import LONGEST, choose_spoken


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", "ko"),
        ("en-US,en;q=0.9", "en"),
        ("fr-FR, fr;q=0.9, en;q=0.8, ko;q=0.7", "en"),
        ("ja,ko;q=0.3,en;q=0.2", "ko"),
        ("EN-gb", "en"),
        ("ko;q=0, en;q=0.1", "en"),
        ("en;q=0", None),
        ("ja, zh;q=0.5", None),
        ("*", None),
        ("", None),
        ("en;q=high, ko;q=0.1", "ko"),
    ],
)
def test_the_language_is_the_one_of_ours_that_the_browser_likes_best(accepted: str, code: str | None) -> None:
    assert choose_spoken(accepted) == code


def test_only_the_beginning_of_a_long_header_is_read() -> None:
    started = time.perf_counter()
    assert choose_spoken("x" * LONGEST + ",ko") is None
    assert choose_spoken("x" * (LONGEST - 3) + ",ko") == "ko"
    assert choose_spoken(",;q=" * 1_000_000) is None
    assert time.perf_counter() - started < 0.5
