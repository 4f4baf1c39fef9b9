"""Builders and hypothesis strategies of seasons: plain facts, the study made of them, and raw workbooks."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pandas as pd
from hypothesis import strategies as st

from studylib.season import weeks
from studylib.season.study import Break, Excuse, Member, Study, Tier, Topic
from studylib.workbook import answers
from studylib.workbook.cells import Cell, Row, Tab, Workbook, trim_row
from tests.season import reference
from tests.season.reference import SEOUL, Answer, Judged, Season

NEW_YORK = ZoneInfo("America/New_York")
PARIS = ZoneInfo("Europe/Paris")
MS = timedelta(milliseconds=1)


# ---- from facts to a study, from a board to facts ----


def study(season: Season) -> Study:
    """The study of these facts, as `workbook.read` would make it."""
    topics = {number: Topic() for number in range(1, season.week_count + 1)}
    calendar = weeks.schedule_weeks(season.starts_on, season.breaks, season.tiers, season.zone, topics)
    rising = sorted(season.answers, key=lambda answer: weeks.to_milliseconds(answer.at))
    return Study(
        name="시험",
        timezone=season.zone,
        starts_on=season.starts_on,
        members=season.members,
        weeks=tuple(
            weeks.extend_week(week, season.extensions[week.number].astimezone(season.zone), season.tiers)
            if week.number in season.extensions
            else week
            for week in calendar
        ),
        tiers=season.tiers,
        breaks=season.breaks,
        excuses=season.excuses,
        submissions=answers.make_frame(
            [answers.Answer(each.member, each.week, each.at, each.link, "") for each in rising], season.zone
        ),
    )


def cells(board: pd.DataFrame) -> list[Judged]:
    """The rows of a board in plain Python."""
    columns = ["member", "week", "status", "submitted_at", "link", "fine", "month"]
    return [
        Judged(
            member=str(member),
            week=int(week),
            status=str(status),
            submitted_at=None if pd.isna(submitted_at) else submitted_at.to_pydatetime().astimezone(UTC),
            link=None if pd.isna(link) else str(link),
            fine=int(fine),
            month=str(month),
        )
        for member, week, status, submitted_at, link, fine, month in board[columns].itertuples(index=False)
    ]


# ---- raw workbooks ----


def tab(title: str, *rows: str | Iterable[Cell]) -> Tab:
    """A tab. A row is its cells, or a text in which ``|`` parts them. Nothing in between is a blank cell."""
    return Tab(title, tuple(map(_row, rows)))


def _row(row: str | Iterable[Cell]) -> Row:
    return trim_row([each.strip() for each in row.split("|")] if isinstance(row, str) else list(row))


WELL: Mapping[str, Tab] = {
    "settings": tab(
        "settings", "key | value", "name | 시험", "starts_on | 2022-04-06", "timezone | Asia/Seoul"
    ),
    "members": tab("members", "name | email", "가람 | garam@x.kr", "나래 | narae@x.kr", "다온"),
    "weeks": tab("weeks", "week | title", "1 | CNNs", "2 | RNNs", "3 | MLOps"),
    "answers": tab(
        "Form Responses 1",
        "Timestamp | name | week | link",
        "2022-04-10 12:00:00 | 가람 | 1 | https://n.kr/1",
        "2022-04-13 00:00:00 | 나래 | 1 | https://n.kr/2",
    ),
}
"""A workbook in which all is well: three members, three weeks, two answers."""


def book(**tabs: Tab | None) -> Workbook:
    """The workbook `WELL` with some tabs in the place of its own, more tabs, or (``None``) without."""
    return Workbook(tuple(each for each in {**WELL, **tabs}.values() if each is not None))


def in_time(season: Season, member: str) -> Iterator[Answer]:
    """An answer of the member for every week, just before it is due."""
    for week in range(1, season.week_count + 1):
        yield Answer(member, week, reference.edges(season, week)[1] - MS, "https://n.kr/")


def season_book(season: Season) -> Workbook:
    """The season as a workbook, moments with their offsets, so that no hour is there twice."""

    def written(moment: datetime) -> str:
        return moment.astimezone(season.zone).isoformat(timespec="milliseconds")

    def written_due(moment: datetime) -> str:
        """In the zone, or one hour beside it: 23:59 and 23:59:59 would mean through that minute or second."""
        local = moment.astimezone(season.zone)
        if local.time() not in (time(23, 59), time(23, 59, 59)):
            return written(moment)
        return moment.astimezone(
            timezone((local.utcoffset() or timedelta()) + timedelta(hours=1))
        ).isoformat()

    return Workbook(
        (
            tab("settings", ("key", "value"), ("starts_on", season.starts_on), ("timezone", season.zone.key)),
            tab(
                "members",
                ("name", "joined_on", "left_on"),
                *((each.name, each.joined_on, each.left_on) for each in season.members),
            ),
            tab(
                "weeks",
                ("week", "due_at"),
                *(
                    (n, written_due(season.extensions[n]) if n in season.extensions else None)
                    for n in range(1, season.week_count + 1)
                ),
            ),
            tab(
                "breaks",
                ("starts_on", "ends_on", "member"),
                *((each.starts_on, each.ends_on, each.member) for each in season.breaks),
            ),
            tab(
                "tiers",
                ("status", "hours", "amount"),
                *((each.label, each.hours, each.amount) for each in season.tiers),
            ),
            tab("excuses", ("week", "member"), *((each.week, each.member) for each in season.excuses)),
            tab(
                "Form Responses 1",
                ("Timestamp", "name", "week", "link"),
                *((written(each.at), each.member, each.week, each.link) for each in season.answers),
            ),
        )
    )


# ---- strategies ----

NAMES = ("가람", "나래", "다온", "라온", "마루")

STARTS = st.one_of(
    st.dates(date(2022, 2, 16), date(2022, 3, 27)),  # the clocks go forward in New York, then in Paris
    st.dates(date(2022, 10, 5), date(2022, 11, 6)),  # and back in Paris, then in New York
    st.dates(date(2023, 4, 1), date(2023, 4, 28)),  # and forward at midnight in Cairo
    st.dates(date(2022, 4, 1), date(2022, 6, 30)),
)
ZONES = st.sampled_from(
    [SEOUL, NEW_YORK, PARIS, ZoneInfo("UTC"), ZoneInfo("Asia/Kathmandu"), ZoneInfo("Africa/Cairo")]
)
NUDGES = st.sampled_from(
    [timedelta(), -MS, MS, timedelta(seconds=-1), timedelta(hours=1), timedelta(hours=-13), timedelta(days=2)]
)
TIERS = st.builds(
    lambda limits, amounts: (
        *(
            Tier("late" if place == 0 else f"지각 {place + 1}", hours, amount)
            for place, (hours, amount) in enumerate(zip(sorted(limits), amounts, strict=False))
        ),
        Tier("absent", None, amounts[-1]),
    ),
    st.sets(st.sampled_from([0.25, 1.5, 12.0, 24.0, 48.0, 168.0, 200.0]), max_size=4),
    st.lists(st.integers(0, 10_000), min_size=5, max_size=5),
)


@st.composite
def seasons(draw: st.DrawFn, *, ties: bool = True) -> Season:
    """Seasons of up to five members and five weeks, with answers crowded around the edges of the weeks.

    Without ``ties``, no two answers of one member and week come at the same millisecond.
    """
    starts_on = draw(STARTS)
    names = draw(st.lists(st.sampled_from(NAMES), max_size=5, unique=True))
    someone = st.sampled_from(names) if names else st.nothing()

    def day(low: int, high: int) -> date:
        return starts_on + timedelta(days=draw(st.integers(low, high)))

    def edge_day() -> date | None:
        return draw(
            st.none()
            | st.builds(
                lambda week, nudge: starts_on + timedelta(days=7 * week + nudge),
                st.integers(-1, 6),
                st.integers(-1, 1),
            )
        )

    breaks = []
    for _ in range(draw(st.integers(0, 3))):
        first = day(-4, 38)
        last = first + timedelta(days=draw(st.sampled_from([0, 1, 6, 13, 48])))
        breaks.append(Break(first, last, member=draw(st.none() | someone)))
    season = Season(
        starts_on=starts_on,
        zone=draw(ZONES),
        week_count=draw(st.integers(0, 5)),
        members=tuple(Member(name, joined_on=edge_day(), left_on=edge_day()) for name in names),
        tiers=draw(TIERS),
        breaks=tuple(breaks),
        excuses=tuple(draw(st.lists(st.builds(Excuse, st.integers(1, 5), someone), max_size=3))),
    )
    extensions = {}
    for week in range(1, season.week_count + 1):
        if draw(st.integers(0, 3)) == 0:
            opens_at, due_at, _ = reference.edges(season, week)
            moved = due_at + draw(st.sampled_from([-1, 0, 1, 2, 6, 7])) * timedelta(days=1) + draw(NUDGES)
            if moved > opens_at:
                extensions[week] = moved
    season = Season(**{**vars(season), "extensions": extensions})
    return Season(**{**vars(season), "answers": draw(_answers(season, ties))})


@st.composite
def _answers(draw: st.DrawFn, season: Season, ties: bool) -> tuple[Answer, ...]:
    if not season.members or not season.week_count:
        return ()
    given = draw(
        st.lists(
            st.tuples(
                st.sampled_from([each.name for each in season.members]),
                st.integers(1, season.week_count),
                _near(season),
            ),
            max_size=12,
            unique=not ties,
        )
    )
    return tuple(
        Answer(member, week, at, f"https://n.kr/{place}") for place, (member, week, at) in enumerate(given)
    )


def _edges(season: Season) -> list[datetime]:
    """Every moment at which something may change, tier by tier."""
    limits = [timedelta(hours=tier.hours) for tier in season.tiers if tier.hours is not None]
    found = {reference.midnight(season.starts_on, season.zone)}
    for week in range(1, season.week_count + 1):
        opens_at, due_at, _ = reference.edges(season, week)
        found |= {opens_at, due_at} | {due_at + limit for limit in limits}
    return sorted(found)


def _near(season: Season) -> st.SearchStrategy[datetime]:
    return st.builds(lambda edge, nudge: edge + nudge, st.sampled_from(_edges(season)), NUDGES)


def moments(season: Season) -> st.SearchStrategy[datetime]:
    """Moments to judge at: around the edges of the weeks and around the answers."""
    at = st.sampled_from([*_edges(season), *(each.at for each in season.answers)])
    return st.builds(lambda moment, nudge: moment + nudge, at, NUDGES)


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-5, 80_000),
    st.sampled_from([10**15, -(10**30), 10**400]),
    st.floats(),
    st.floats(36_000, 74_000),
    st.text(),
    st.text(st.characters(), max_size=9),  # half characters too
    st.text(alphabet="0123456789-/:. TZ+,주차week오전후AMP시간원₩", max_size=24),
    st.sampled_from(
        [
            *NAMES,
            "late",
            "결석",
            "3주차",
            "Week 2",
            "2022-04-06",
            "4/13/2022 0:00:00",
            "https://n.kr/",
            "a@x.kr",
        ]
    ),
    st.dates(),
    st.datetimes(),
    st.sampled_from([datetime.max, datetime.min, date.max, date.min, time.max, timedelta.max]),
    st.times(),
    st.timedeltas(),
)
"""Whatever a store might hand over."""
