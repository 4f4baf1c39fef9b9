"""The calendar: its events, what it keeps of them, and how programs read it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from studylib.calendar import ics
from studylib.calendar.events import FORBIDDEN
from studylib.season import weeks
from studylib.season.study import Study, Topic
from studylib.text.language import Language
from tests.calendar.calendars import GROUP, events
from tests.season.reference import SEOUL
from tests.season.seasons import study

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
ENGLISH, KOREAN = Language("en"), Language("ko")


def event(of: Study, kind: str) -> Any:
    return events(of)[ics.make_uid(of, kind)]


def named(of: Study, title: str) -> Study:
    """Return the study with that title in its first week."""
    first, *rest = of.weeks
    return replace(of, weeks=(replace(first, topic=Topic(title=title)), *rest))


def test_an_event_keeps_its_uid_when_its_moment_title_or_language_changes() -> None:
    of = study(GROUP)
    first, *rest = of.weeks
    later = weeks.extend_week(first, first.due_at + timedelta(days=1), of.tiers)
    assert events(of).keys() == events(replace(of, weeks=(later, *rest))).keys()
    assert events(of).keys() == events(named(of, "CNNs")).keys()
    assert events(of).keys() == events(of, KOREAN).keys()
    assert len(events(of)) == 7


def test_the_uids_are_those_of_the_first_version() -> None:
    # A change would double every event in calendars that imported it.
    assert ics.make_uid(study(GROUP), "due 1") == "beccded5-03ba-5b6a-a08d-cf5991cf76b0@studyboard"


def test_another_start_or_name_is_another_season() -> None:
    of = study(GROUP)
    assert ics.make_uid(of, "due 1") != ics.make_uid(replace(of, name="다른"), "due 1")
    assert ics.make_uid(of, "due 1") != ics.make_uid(replace(of, starts_on=date(2022, 4, 7)), "due 1")


def test_a_season_with_an_identity_keeps_its_uids_under_another_name_or_start() -> None:
    of = replace(study(GROUP), identity="s-1a2b")
    for other in (
        replace(of, name="다른"),
        replace(of, starts_on=date(2023, 1, 2)),
        replace(of, starts_on=None),
    ):
        assert ics.make_uid(of, "due 1") == ics.make_uid(other, "due 1")
    assert (
        len({ics.make_uid(each, "due 1") for each in (of, study(GROUP), replace(of, identity="s-3c"))}) == 3
    )


def test_name_and_start_as_an_identity_are_the_uids_of_the_first_version() -> None:
    of = replace(study(GROUP), name="다른 이름", starts_on=date(2023, 1, 2), identity="시험 2022-04-06")
    assert ics.make_uid(of, "due 1") == "beccded5-03ba-5b6a-a08d-cf5991cf76b0@studyboard"


def test_a_moved_break_keeps_its_uid() -> None:
    of = study(GROUP)
    moved = replace(of, breaks=(replace(of.breaks[0], starts_on=date(2022, 4, 14)),))
    assert event(moved, "break 1")["dtstart"].dt == date(2022, 4, 14)


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (ics.SINCE - timedelta(days=1), 0),
        (ics.SINCE + timedelta(seconds=59), 0),
        (ics.SINCE + timedelta(seconds=60), 1),
        (datetime(9999, 1, 1, tzinfo=UTC), 2**31 - 1),
    ],
)
def test_the_sequence_is_the_minutes_from_2020_in_31_bits(now: datetime, number: int) -> None:
    assert ics.make_sequence(now) == number


@pytest.mark.parametrize(
    "title",
    [
        "a\r\nATTENDEE:b",
        "a\nb",
        "a;b,c\\n",
        "\x00\x07\x1b[31m",
        "\u2028X:1",
        "\ud800",
        "END:VEVENT",
        "가나" * 99,
    ],
)
def test_a_hostile_title_adds_no_line_of_its_own(title: str) -> None:
    of = named(study(GROUP), title)
    raw = ics.write_calendar(of, KOREAN, NOW)
    plain = ics.write_calendar(named(of, "x"), KOREAN, NOW)
    names = [line.split(":")[0].split(";")[0] for line in unfolded(raw)]
    assert names == [line.split(":")[0].split(";")[0] for line in unfolded(plain)]


def unfolded(raw: bytes) -> list[str]:
    return raw.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_lines_are_folded_at_75_octets_and_end_in_crlf() -> None:
    raw = ics.write_calendar(named(study(GROUP), "가나다라" * 50), KOREAN, NOW)
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert "가나다라" * 50 in "".join(unfolded(raw))
    assert not FORBIDDEN.search(raw.decode().replace("\r\n", ""))


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York", "Africa/Cairo", "UTC"])
def test_the_calendar_passes_a_validator(zone: str) -> None:
    of = study(replace(GROUP, zone=ZoneInfo(zone)))
    vobject.readOne(ics.write_calendar(of, KOREAN, NOW).decode()).validate(raiseException=True)


def test_a_study_without_weeks_is_a_calendar_all_the_same() -> None:
    of = study(replace(GROUP, week_count=0, breaks=()))
    assert not events(of)
    vobject.readOne(ics.write_calendar(of, KOREAN, NOW).decode()).validate(raiseException=True)


@pytest.mark.parametrize("title", ["שלום 3", "\u202eשלום 3", "\u2067שלום 3\u200f"])
def test_a_right_to_left_title_reorders_nothing_beside_it(title: str) -> None:
    of = replace(named(study(GROUP), title), name=title)
    raw = "\n".join(unfolded(ics.write_calendar(of, ENGLISH, NOW)))
    assert "SUMMARY:Due: Week 1 · \u2068שלום 3\u2069\n" in raw
    assert "\nNAME:\u2068שלום 3\u2069\n" in raw
    assert not set("\u202e\u2067\u200f").intersection(raw)
    assert events(of).keys() == events(replace(of, name="שלום 3")).keys()
