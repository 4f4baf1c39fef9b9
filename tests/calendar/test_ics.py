"""The calendar: its events, what it keeps of them, and how programs read it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given

from studylib.calendar import ics, zones
from studylib.calendar.events import FORBIDDEN
from studylib.season import weeks
from studylib.season.study import DEFAULT_TIERS, Break, Member, Study, Topic
from studylib.text.language import Language
from tests.season.reference import SEOUL, Season
from tests.season.seasons import seasons, study

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
ENGLISH, KOREAN = Language("en"), Language("ko")
GROUP = Season(
    starts_on=date(2022, 4, 6),
    zone=SEOUL,
    week_count=2,
    members=(Member("가람", turn=1, email="garam@x.kr"), Member("나래", turn=2)),
    tiers=DEFAULT_TIERS,
    breaks=(
        Break(date(2022, 4, 13), date(2022, 4, 26), "시험"),
        Break(date(2022, 5, 2), date(2022, 5, 2), "입원", member="나래"),
    ),
)


def events(of: Study, language: Language = ENGLISH, now: datetime = NOW) -> dict[str, Any]:
    """Return the events by their UIDs, as the library reads back its own calendar."""
    read = icalendar.Calendar.from_ical(ics.write_calendar(of, language, now))
    return {str(each["uid"]): each for each in read.walk("VEVENT")}


def event(of: Study, kind: str) -> Any:
    return events(of)[ics.make_uid(of, kind)]


def named(of: Study, title: str) -> Study:
    """Return the study with that title in its first week."""
    first, *rest = of.weeks
    return replace(of, weeks=(replace(first, topic=Topic(title=title)), *rest))


def test_a_season_is_written_as_its_deadlines_cut_offs_turns_and_breaks() -> None:
    found = [
        (str(each["summary"]), str(each["dtstart"].to_ical(), "ascii"), str(each["dtend"].to_ical(), "ascii"))
        for each in events(study(GROUP)).values()
    ]
    assert found == [
        ("Due: Week 1", "20220412T230000", "20220413T000000"),
        ("Week 1: Late ends, then Absent", "20220413T110000", "20220413T120000"),
        ("Team blog: 가람", "20220406", "20220413"),
        ("Due: Week 2", "20220503T230000", "20220504T000000"),
        ("Week 2: Late ends, then Absent", "20220504T110000", "20220504T120000"),
        ("Team blog: 나래", "20220427", "20220504"),
        ("Break: 시험", "20220413", "20220427"),
    ]


def test_only_the_deadline_has_an_alarm_three_hours_before_it() -> None:
    alarms = {str(each["summary"]): each.walk("VALARM") for each in events(study(GROUP)).values()}
    assert [title for title, found in alarms.items() if found] == ["Due: Week 1", "Due: Week 2"]
    (alarm,) = alarms["Due: Week 1"]
    assert alarm["trigger"].dt == -timedelta(hours=3)
    assert alarm["trigger"].params["RELATED"] == "END"


def test_personal_breaks_and_addresses_are_left_out() -> None:
    text = ics.write_calendar(study(GROUP), ENGLISH, NOW).decode()
    assert "시험" in text
    assert "입원" not in text
    assert "garam@" not in text


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


@given(seasons())
def test_a_deadline_ends_at_its_due_second(facts: Season) -> None:
    of = study(facts)
    written = events(of)
    for week in of.weeks:
        ends = written[ics.make_uid(of, f"due {week.number}")]["dtend"].dt
        assert weeks.to_milliseconds(ends) // 1000 == weeks.to_milliseconds(week.due_at) // 1000


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


def test_a_zone_changes_its_clocks_on_the_clock_before_the_change() -> None:
    # New York goes from 2:00 EST to 3:00 EDT on March 13th, and from 2:00 EDT to 1:00 EST on November 6th.
    zone = zones.build_timezone(ZoneInfo("America/New_York"), 2022, 2022).to_ical().decode()
    assert "DTSTART:20220313T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400" in zone.replace(
        "TZNAME:EDT\r\n", ""
    )
    assert "DTSTART:20221106T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500" in zone.replace(
        "TZNAME:EST\r\n", ""
    )
