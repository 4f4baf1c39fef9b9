"""What the season has for a README, as of a moment."""

from datetime import UTC, datetime

from studylib.readme import writing
from tests.readme.writing_seasons import imported, season


def test_a_link_handed_in_later_is_not_written_yet() -> None:
    study = season({("가람", 1): ["https://g.kr"]})
    early = writing.write_season("", study, datetime(2022, 4, 7, 2, 59, 59, tzinfo=UTC))
    assert imported(early, study) == set()
    assert imported(writing.write_season("", study, datetime(2022, 4, 7, 3, tzinfo=UTC)), study) == {
        ("가람", 1, "https://g.kr")
    }
