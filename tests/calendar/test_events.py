"""The events of a season: deadlines, cut-offs, turns and breaks."""

from datetime import date, datetime, timedelta

from hypothesis import given

from studylib.calendar import events as calendar_events
from studylib.calendar import ics
from studylib.season import weeks
from studylib.season.kinds import Limit
from studylib.season.study import Tier
from studylib.text.language import Language
from tests.calendar.calendars import GROUP, events
from tests.season.reference import SEOUL, Season
from tests.season.seasons import NEW_YORK, seasons, study

NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
ENGLISH, KOREAN = Language("en"), Language("ko")


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


@given(seasons())
def test_a_deadline_ends_at_its_due_second(facts: Season) -> None:
    of = study(facts)
    written = events(of)
    for week in of.weeks:
        ends = written[ics.make_uid(of, f"due {week.number}")]["dtend"].dt
        assert weeks.to_milliseconds(ends) // 1000 == weeks.to_milliseconds(week.due_at) // 1000


def test_a_tier_until_noon_ends_at_noon_on_a_day_on_which_the_clocks_change() -> None:
    """In autumn 13 real hours end at noon, too, so no event tells of that tier."""
    tiers = (Tier("noon", 12, 1, Limit.CLOCK), Tier("13 h", 13, 2), Tier("absent", None, 3))
    found = [
        (str(each["summary"]), each["dtend"].dt.replace(tzinfo=None))
        for starts_on in (date(2022, 3, 6), date(2022, 10, 30))
        for each in events(
            study(Season(starts_on=starts_on, zone=NEW_YORK, tiers=tiers, week_count=1))
        ).values()
        if "ends" in each["summary"]
    ]
    assert found == [
        ("Week 1: noon ends, then 13 h", datetime(2022, 3, 13, 12)),
        ("Week 1: 13 h ends, then Absent", datetime(2022, 3, 13, 14)),
        ("Week 1: noon ends, then Absent", datetime(2022, 11, 6, 12)),
    ]


def test_a_link_that_shows_another_host_than_its_own_is_passed_over() -> None:
    found = calendar_events._find_link(["https://google.com@x.kr/a", "https://x.kr/b"])
    assert found == "https://x.kr/b"
