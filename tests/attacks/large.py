"""A public season as large as any group has had: 200 members or more, 52 weeks."""

from datetime import datetime, timedelta

from studylib.workbook.cells import Tab, Workbook

MEMBERS, WEEKS = 200, 52
STARTS = datetime(2021, 4, 7)


def make_large_season(members: int = MEMBERS) -> Workbook:
    """Make it, over since April 2022. Of eleven answers one is missing. Of five one is late."""
    names = [f"멤버{number:03}" for number in range(MEMBERS)]
    rows = [
        (_choose_time(week, place), name, week + 1, f"https://notes.example/{week}/{place}")
        for week in range(WEEKS)
        for place, name in enumerate(names)
        if (week * 7 + place) % 11
    ]
    return Workbook(
        (
            Tab("settings", (("key", "value"), ("name", "큰 스터디"), ("starts_on", "2021-04-07"), PUBLIC)),
            Tab("members", (("name", "turn"), *((name, place + 1) for place, name in enumerate(names)))),
            Tab("weeks", (("week", "title"), *((week + 1, f"Topic {week + 1}") for week in range(WEEKS)))),
            Tab("Form Responses 1", (("Timestamp", "name", "week", "link"), *rows)),
        )
    )


PUBLIC = ("access", "public")


def _choose_time(week: int, place: int) -> str:
    late = timedelta(hours=30 if place % 5 == 0 else 10)
    return f"{STARTS + timedelta(weeks=week, days=6, seconds=37 * place + week) + late:%Y-%m-%d %H:%M:%S}"
