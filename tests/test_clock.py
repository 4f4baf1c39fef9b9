"""The one place that reads the clock."""

from datetime import UTC

from studylib import clock


def test_the_present_is_aware_in_utc_and_never_goes_back() -> None:
    first, second = clock.now(), clock.now()
    assert first.tzinfo is UTC
    assert first <= second
