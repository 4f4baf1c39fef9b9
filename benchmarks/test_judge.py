"""Measure judging a million cells: the board against DuckDB, Polars, and NumPy.

NumPy only finds the first time of each cell. That is the least that any judge has to do.
All judges start from the same DataFrame, with member names and links as text.
DuckDB, Polars and the board end with the same table in the same order.

DuckDB and Polars run on all cores, in the style of their manuals. They get members and weeks as tables.
DuckDB groups by the member's number, not the name. Polars keeps the grid's order and does not sort.
Both are faster that way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from benchmarks.conftest import CheckLimits, Race
from benchmarks.ratio import Limit
from studylib.season import board, events, weeks
from studylib.season.study import DEFAULT_TIERS, Member, Study, Topic

MEMBERS, WEEKS, ANSWERS = 10_000, 100, 1_200_000
ROUNDS = 9
ZONE = ZoneInfo("Asia/Seoul")
LATE, ABSENT = (tier.amount for tier in DEFAULT_TIERS)


@dataclass(frozen=True)
class Season:
    """Input of the four judges. Only NumPy uses ``member`` and ``week``: the answers' members and weeks as numbers."""

    study: Study
    now: datetime
    roster: pd.DataFrame
    calendar: pd.DataFrame
    member: np.ndarray
    week: np.ndarray
    moment: np.ndarray

    @property
    def answers(self) -> pd.DataFrame:
        return self.study.submissions


@pytest.fixture(scope="module")
def season() -> Season:
    """Make a season with all statuses except an excuse.

    Answers come from five days before due to one day after, in ascending order of time.
    At ``now``, the third week from the end is in its late window. The next week is open, the last one is upcoming.
    """
    calendar = weeks.schedule_weeks(
        date(2022, 4, 6), (), DEFAULT_TIERS, ZONE, {number: Topic() for number in range(1, WEEKS + 1)}
    )
    names = np.array([f"멤버{number:05}" for number in range(MEMBERS)], dtype=object)
    random = np.random.default_rng(20220406)
    member, week = random.integers(0, MEMBERS, ANSWERS), random.integers(0, WEEKS, ANSWERS)
    due = np.array([weeks.to_milliseconds(each.due_at) for each in calendar])
    day = 24 * 3_600_000
    moment = due[week] + random.integers(-5 * day, day, ANSWERS)
    order = np.argsort(moment)
    member, week, moment = member[order], week[order], moment[order]
    answers = pd.DataFrame(
        {
            "member": pd.Series(names[member], dtype="str"),
            "week": week + 1,
            "submitted_at": pd.to_datetime(moment, unit="ms", utc=True).as_unit("ms").tz_convert(ZONE),
            "link": pd.Series(make_links(member, week), dtype="str"),
        }
    )
    return Season(
        study=Study("", ZONE, answers, members=tuple(map(Member, names)), weeks=calendar),
        now=calendar[-3].due_at + timedelta(hours=6),
        roster=pd.DataFrame({"place": range(MEMBERS), "member": pd.Series(names, dtype="str")}),
        calendar=pd.DataFrame(
            [(each.number, each.opens_at, each.due_at, each.closes_at) for each in calendar],
            columns=["week", "opens_at", "due_at", "closes_at"],
        ),
        member=member,
        week=week,
        moment=moment,
    )


def make_links(member: np.ndarray, week: np.ndarray) -> list[str]:
    """Make a different link for each answer, so that the tests notice a wrong one."""
    return [
        f"https://velog.io/@m{member_number}/week-{week_number}-{number}"
        for number, (member_number, week_number) in enumerate(zip(member, week, strict=True))
    ]


SQL = f"""
with handed_in as (
    select place, week, min(submitted_at) as first, arg_max(link, submitted_at) as link
    from answers join roster using (member)
    where submitted_at <= $now
    group by place, week
),
judged as (
    select place, member, week, first, link, case
        when first < due_at then 'on_time'
        when first < closes_at then 'late'
        when first is not null or closes_at <= $now then 'absent'
        when due_at <= $now then 'overdue'
        when opens_at <= $now then 'open'
        else 'upcoming' end as status
    from roster cross join calendar left join handed_in using (place, week)
)
select member, week, status, first as submitted_at, link,
    case status when 'late' then {LATE} when 'absent' then {ABSENT} else 0 end as fine
from judged order by place, week
"""


def judge_with_duckdb(season: Season) -> pl.DataFrame:
    """Judge with DuckDB. Take the result as Arrow, which is the cheapest for DuckDB. Polars only holds it."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'Asia/Seoul'")
        for name in ("answers", "roster", "calendar"):
            connection.register(name, getattr(season, name))
        return pl.DataFrame(connection.sql(SQL, params={"now": season.now}).to_arrow_table())


def judge_with_polars(season: Season) -> pl.DataFrame:
    answers, roster, calendar = map(pl.from_pandas, (season.answers, season.roster, season.calendar))
    statuses = pl.Enum(["on_time", "late", "absent", "overdue", "open", "upcoming"])

    def to_literal(status: str) -> pl.Expr:
        return pl.lit(status, statuses)

    def is_past(edge: str) -> pl.Expr:
        return pl.col(edge) <= season.now

    first = pl.col("submitted_at")
    status = (
        pl.when(first < pl.col("due_at")).then(to_literal("on_time"))
        .when(first < pl.col("closes_at")).then(to_literal("late"))
        .when(first.is_not_null() | is_past("closes_at")).then(to_literal("absent"))
        .when(is_past("due_at")).then(to_literal("overdue"))
        .when(is_past("opens_at")).then(to_literal("open"))
        .otherwise(to_literal("upcoming"))
    )  # fmt: skip
    fine = pl.when(status == "late").then(LATE).when(status == "absent").then(ABSENT).otherwise(0)
    handed_in = (
        answers.lazy()
        .filter(first <= season.now)
        .group_by("member", "week")
        .agg(first.min(), pl.col("link").last())
    )
    return (
        roster.lazy()
        .join(calendar.lazy(), how="cross", maintain_order="left_right")
        .join(handed_in, on=["member", "week"], how="left", maintain_order="left")
        .select("member", "week", status.alias("status"), "submitted_at", "link", fine.alias("fine"))
        .collect()
    )


def find_first_times(season: Season) -> np.ndarray:
    """Find the first time of each cell with NumPy. Members and weeks are numbers already. No status, link or fine."""
    first = np.full(MEMBERS * WEEKS, events.NEVER)
    np.minimum.at(first, season.member * WEEKS + season.week, season.moment)
    return first


def test_judging_takes_less_time_than_duckdb_and_polars(
    season: Season, race: Race, check_limits: CheckLimits
) -> None:
    times = race(
        {
            "judge": lambda: board.judge(season.study, season.now),
            "DuckDB": lambda: judge_with_duckdb(season),
            "Polars": lambda: judge_with_polars(season),
            "NumPy minimum": lambda: find_first_times(season),
        },
        rounds=ROUNDS,
    )
    check_limits(
        times,
        Limit("judge", "DuckDB", 0.8),
        Limit("judge", "Polars", 0.8),
        Limit("judge", "NumPy minimum", 25),
    )


@pytest.mark.parametrize("rival", [judge_with_duckdb, judge_with_polars])
def test_all_judges_agree_on_every_cell(season: Season, rival: Callable[[Season], pl.DataFrame]) -> None:
    judged = board.judge(season.study, season.now)
    other = rival(season)
    assert set(judged["status"]) == {"on_time", "late", "absent", "overdue", "open", "upcoming"}
    assert_frame_equal(normalize(pl.from_pandas(judged.drop(columns=["month", "tier"]))), normalize(other))


def normalize(judged: pl.DataFrame) -> pl.DataFrame:
    """Select the columns that all judges give, in the same types."""
    texts = pl.col("member", "status", "link").cast(pl.String)
    return judged.select(texts, pl.col("week", "fine").cast(pl.Int64), pl.col("submitted_at").dt.epoch("ms"))


def test_numpy_finds_the_same_first_times(season: Season) -> None:
    """Compare only weeks that are over, because NumPy ignores ``now``."""
    judged = pl.from_pandas(board.judge(season.study, season.now)[["week", "submitted_at"]])
    first = judged["submitted_at"].dt.epoch("ms").fill_null(events.NEVER)
    over = judged["week"] <= WEEKS - 3
    assert (first == find_first_times(season)).filter(over).all()
