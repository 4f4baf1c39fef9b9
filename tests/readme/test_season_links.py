"""What the season has for a README, as of a moment."""

from datetime import UTC, datetime, timedelta

import pytest

from studylib.readme import writing
from studylib.readme.season_links import gather_links, list_judged_members
from tests.readme.writing_seasons import imported, season


def test_a_link_handed_in_later_is_not_written_yet() -> None:
    study = season({("가람", 1): ["https://g.kr"]})
    early = writing.write_season("", study, datetime(2022, 4, 7, 2, 59, 59, tzinfo=UTC))
    assert imported(early, study) == set()
    assert imported(writing.write_season("", study, datetime(2022, 4, 7, 3, tzinfo=UTC)), study) == {
        ("가람", 1, "https://g.kr")
    }


@pytest.mark.parametrize(("after", "seen"), [(-1, ()), (0, ("https://g.kr",)), (1, ("https://g.kr",))])
def test_a_link_counts_from_its_own_millisecond_on_and_is_known_before(
    after: int, seen: tuple[str, ...]
) -> None:
    handed_in = datetime(2022, 4, 7, 3, tzinfo=UTC)
    gathered = gather_links(
        season({("가람", 1): ["https://g.kr"]}), handed_in + timedelta(milliseconds=after), False
    )
    assert gathered.links.get(("가람", 1), ()) == seen
    assert gathered.known == {("가람", 1, "https://g.kr")}
    assert gathered.late == frozenset()
    assert (gathered.find_member("nobody"), gathered.find_exact("가람 (x)")) == (None, None)


@pytest.mark.parametrize(("week", "judged"), [(0, []), (1, ["가람", "나래"]), (3, ["가람", "나래"]), (4, [])])
def test_the_members_of_an_unknown_week_are_none(week: int, judged: list[str]) -> None:
    assert [member.name for member in list_judged_members(season({}), week)] == judged


@pytest.mark.parametrize(
    "hiding",
    ["https://github.com@evil.example/a", "https://a:b@evil.example/a", "https://g***@evil.example/a"],
)
def test_a_link_that_hides_its_host_is_written_without_what_hides_it(hiding: str) -> None:
    study, after = season({("가람", 1): [hiding]}), datetime(2022, 6, 1, tzinfo=UTC)
    written = writing.write_season("", study, after)
    assert imported(written, study) == {("가람", 1, "https://evil.example/a")}
    assert "@" not in written
    assert writing.write_season(written, study, after) == written
