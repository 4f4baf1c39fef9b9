"""A million cells judged: the board against DuckDB, Polars, and a bare minimum per cell, the floor under them all.

Everybody starts from the same DataFrame, member names and links as text, and ends with the same table in the same
order. DuckDB and Polars are written as their manuals would have it, on all cores: members and weeks are handed to
them as tables, DuckDB groups by the member's number instead of the name (which is faster), Polars keeps the
grid's order instead of sorting (which is faster).
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

from benchmarks.conftest import Hold, Race
from benchmarks.ratio import Limit
from studylib.season import board, weeks
from studylib.season.study import DEFAULT_TIERS, Member, Study, Topic

MEMBERS, WEEKS, ANSWERS = 10_000, 100, 1_200_000
ROUNDS = 9
ZONE = ZoneInfo("Asia/Seoul")
LATE, ABSENT = (tier.amount for tier in DEFAULT_TIERS)


@dataclass(frozen=True)
class Season:
    """The input, as each of the four takes it; ``member`` and ``week`` are coded for the floor alone."""

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
    """Answers from five days before due to one day after, rising in time. At ``now`` the third week from the end is
    in its late window, the next one is open, the last one is yet to come: every status but an excuse.
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
            "link": pd.Series(links(member, week), dtype="str"),
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


def links(member: np.ndarray, week: np.ndarray) -> list[str]:
    """A link of its own for each answer, so that a wrong one cannot pass for the right one."""
    return [
        f"https://velog.io/@m{who}/week-{which}-{number}"
        for number, (who, which) in enumerate(zip(member, week, strict=True))
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


def by_duckdb(season: Season) -> pl.DataFrame:
    """As Arrow, which costs DuckDB least; Polars only holds it."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'Asia/Seoul'")
        for name in ("answers", "roster", "calendar"):
            connection.register(name, getattr(season, name))
        return pl.DataFrame(connection.sql(SQL, params={"now": season.now}).to_arrow_table())


def by_polars(season: Season) -> pl.DataFrame:
    answers, roster, calendar = map(pl.from_pandas, (season.answers, season.roster, season.calendar))
    statuses = pl.Enum(["on_time", "late", "absent", "overdue", "open", "upcoming"])

    def is_(status: str) -> pl.Expr:
        return pl.lit(status, statuses)

    def past(edge: str) -> pl.Expr:
        return pl.col(edge) <= season.now

    first = pl.col("submitted_at")
    status = (
        pl.when(first < pl.col("due_at")).then(is_("on_time"))
        .when(first < pl.col("closes_at")).then(is_("late"))
        .when(first.is_not_null() | past("closes_at")).then(is_("absent"))
        .when(past("due_at")).then(is_("overdue"))
        .when(past("opens_at")).then(is_("open"))
        .otherwise(is_("upcoming"))
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


def floor(season: Season) -> np.ndarray:
    """The first time per cell, of members and weeks that are numbers already. No status, link or fine."""
    first = np.full(MEMBERS * WEEKS, board.NEVER)
    np.minimum.at(first, season.member * WEEKS + season.week, season.moment)
    return first


def test_judging_takes_less_time_than_duckdb_and_polars(season: Season, race: Race, hold: Hold) -> None:
    times = race(
        {
            "judge": lambda: board.judge(season.study, season.now),
            "DuckDB": lambda: by_duckdb(season),
            "Polars": lambda: by_polars(season),
            "NumPy minimum": lambda: floor(season),
        },
        rounds=ROUNDS,
    )
    hold(
        times,
        Limit("judge", "DuckDB", 0.8),
        Limit("judge", "Polars", 0.8),
        Limit("judge", "NumPy minimum", 25),
    )


@pytest.mark.parametrize("rival", [by_duckdb, by_polars])
def test_all_judge_alike(season: Season, rival: Callable[[Season], pl.DataFrame]) -> None:
    judged = board.judge(season.study, season.now)
    other = rival(season)
    assert set(judged["status"]) == {"on_time", "late", "absent", "overdue", "open", "upcoming"}
    assert_frame_equal(plain(pl.from_pandas(judged.drop(columns=["month", "tier"]))), plain(other))


def plain(judged: pl.DataFrame) -> pl.DataFrame:
    """What all of them say of a cell, in the same types."""
    texts = pl.col("member", "status", "link").cast(pl.String)
    return judged.select(texts, pl.col("week", "fine").cast(pl.Int64), pl.col("submitted_at").dt.epoch("ms"))


def test_the_floor_finds_the_same_first_times(season: Season) -> None:
    """Of the weeks that are over: the floor knows no ``now``."""
    judged = pl.from_pandas(board.judge(season.study, season.now)[["week", "submitted_at"]])
    first = judged["submitted_at"].dt.epoch("ms").fill_null(board.NEVER)
    over = judged["week"] <= WEEKS - 3
    assert (first == floor(season)).filter(over).all()
