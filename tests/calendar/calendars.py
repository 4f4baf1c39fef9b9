"""Calendars of a small season, read back by a library."""

from datetime import date, datetime
from typing import Any

import icalendar

from studylib.calendar import ics
from studylib.season.study import DEFAULT_TIERS, Break, Member, Study
from studylib.text.language import Language
from tests.season.reference import SEOUL, Season

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
