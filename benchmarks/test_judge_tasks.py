"""Measure judging a million rows of two tasks: the board against DuckDB, Polars, and NumPy.

One task takes one link. The other takes three different ones, each priced on its own. The answers hold 1.8 million
links. NumPy starts from numbers for members, weeks and links, and finds the times and the counts alone. That is the
least that any judge has to do. All other judges start from the same DataFrame and end with the same table.

DuckDB and Polars run on all cores, in the style of their manuals.
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
from studylib.season.study import Member, Study, Tier, Topic
from studylib.season.tasks import Task

MEMBERS, WEEKS, ANSWERS = 5_000, 100, 600_000
COUNT = 3
ROUNDS = 5
ZONE = ZoneInfo("Asia/Seoul")
DAY = 24 * 3_600_000
TIERS = (
    Tier("late", 12, 3_000),
    Tier("absent", None, 4_000),
    Tier("late", 12, 500, set="items", itemised=True),
    Tier("absent", None, 2_000, set="items", itemised=True),
)
TASKS = (Task("notes"), Task("problems", count=COUNT, tiers="items"))
LATE, ABSENT, LATE_ITEM, ABSENT_ITEM = (tier.amount for tier in TIERS)


@dataclass(frozen=True)
class Season:
    """Input of the judges. Only NumPy uses ``cell``, ``link`` and ``moment``: the links as numbers, rising in time."""

    study: Study
    now: datetime
    roster: pd.DataFrame
    calendar: pd.DataFrame
    cell: np.ndarray
    link: np.ndarray
    moment: np.ndarray

    @property
    def answers(self) -> pd.DataFrame:
        return self.study.submissions


@pytest.fixture(scope="module")
def season() -> Season:
    """Make a season. Half of the answers hold one link, the other half two of a few, in several spellings."""
    topics = {number: Topic() for number in range(1, WEEKS + 1)}
    calendar = weeks.schedule_weeks(date(2022, 4, 6), (), TIERS, ZONE, topics, tasks=TASKS)
    names = np.array([f"멤버{number:05}" for number in range(MEMBERS)], dtype=object)
    random = np.random.default_rng(20220406)
    due = np.array([weeks.to_milliseconds(each.due_at) for each in calendar])
    count = 2 * ANSWERS
    member, week = random.integers(0, MEMBERS, count), random.integers(0, WEEKS, count)
    moment = due[week] + random.integers(-5 * DAY, DAY, count)
    order = np.argsort(moment, kind="stable")
    member, week, moment = member[order], week[order], moment[order]
    takes_three = random.random(count) < 0.5
    ones, others = random.integers(0, 6, count), random.integers(0, 6, count)
    answers = pd.DataFrame(
        {
            "member": pd.Series(names[member], dtype="str"),
            "week": week + 1,
            "task": pd.Series(np.where(takes_three, "problems", "notes"), dtype="str"),
            "submitted_at": pd.to_datetime(moment, unit="ms", utc=True).as_unit("ms").tz_convert(ZONE),
            "link": pd.Series(
                [
                    "\n".join(write_link(who, when, number) for number in ((one, other) if three else (one,)))
                    for who, when, one, other, three in zip(
                        member, week, ones, others, takes_three, strict=True
                    )
                ],
                dtype="str",
            ),
        }
    )
    places = np.flatnonzero(takes_three)
    return Season(
        study=Study(
            "", ZONE, answers, members=tuple(map(Member, names)), weeks=calendar, tiers=TIERS, tasks=TASKS
        ),
        now=calendar[-3].due_at + timedelta(hours=6),
        roster=pd.DataFrame({"place": range(MEMBERS), "member": pd.Series(names, dtype="str")}),
        calendar=pd.DataFrame(
            [
                (each.number, task.name, each.opens_at, each.due_at, duty.closes_at, at)
                for each in calendar
                for at, (task, duty) in enumerate(zip(TASKS, each.duties, strict=True))
            ],
            columns=["week", "task", "opens_at", "due_at", "closes_at", "position"],
        ),
        cell=np.repeat((member * WEEKS + week)[places], 2),
        link=np.stack([ones[places], others[places]], axis=1).ravel(),
        moment=np.repeat(moment[places], 2),
    )


def write_link(member: int, week: int, number: int) -> str:
    """Write one of six links of a member and week. An even one is spelt in several ways."""
    host = "Velog.io" if number % 2 == 0 else "velog.io"
    return f"https://{host}/@m{member}/week-{week}-{number}{('', '/', '#top')[number % 3]}"


KEY = "regexp_replace(regexp_replace(regexp_replace(link, '^[A-Za-z][A-Za-z0-9+.-]*://', ''), '#.*$', ''), '/$', '')"
SQL = rf"""
with handed_in as (select place, answers.* from answers join roster using (member) where submitted_at <= $now),
notes as (
    select place, week, task, min(submitted_at) as first, arg_max(link, submitted_at) as link
    from handed_in where task = 'notes' group by all
),
split as (
    select place, week, submitted_at, unnest(string_split(link, chr(10))) as link,
        generate_subscripts(string_split(link, chr(10)), 1) as line
    from handed_in where task = 'problems'
),
keyed as (
    select *, {KEY} as bare, lower(regexp_extract(bare, '^[^/?]*')) || regexp_extract(bare, '^[^/?]*(.*)$', 1) as same
    from split
),
fresh as (
    select place, week, min((submitted_at, line)) as came, arg_min(link, (submitted_at, line)) as link
    from keyed group by place, week, same
),
ranked as (
    select *, row_number() over (partition by place, week order by came) as rank from fresh qualify rank <= {COUNT}
),
problems as (
    select place, week, 'problems' as task, count(*) as counted, max(came[1]) filter (rank = {COUNT}) as first,
        string_agg(ranked.link, chr(10) order by rank) as link,
        sum(case when came[1] < due_at then 0 when came[1] < closes_at then {LATE_ITEM} else {ABSENT_ITEM} end) as cost
    from ranked join calendar using (week) where calendar.task = 'problems' group by place, week
),
done as (
    select place, week, task, 1 as counted, first, link, 0 as cost from notes
    union all select place, week, task, counted, first, link, cost from problems
),
judged as (
    select place, member, calendar.week, calendar.task, position, first, link, coalesce(counted, 0) as counted,
        coalesce(cost, 0) as cost, closes_at, case
        when first < due_at then 'on_time'
        when first < closes_at then 'late'
        when first is not null or closes_at <= $now then 'absent'
        when due_at <= $now then 'overdue'
        when opens_at <= $now then 'open'
        else 'upcoming' end as status
    from roster cross join calendar left join done using (place, week, task)
)
select member, week, task, status, first as submitted_at, counted, link,
    case when task = 'notes' then case status when 'late' then {LATE} when 'absent' then {ABSENT} else 0 end
    else cost + case when closes_at <= $now then ({COUNT} - counted) * {ABSENT_ITEM} else 0 end end as fine
from judged order by place, week, position
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
    first, at = pl.col("submitted_at"), pl.col("at_link")
    handed_in = answers.lazy().filter(first <= season.now)
    notes = (
        handed_in.filter(pl.col("task") == "notes")
        .group_by("member", "week", "task")
        .agg(first.min(), pl.col("link").last(), counted=pl.lit(1, pl.Int64), cost=pl.lit(0, pl.Int64))
    )
    bare = (
        pl.col("link")
        .str.replace("^[A-Za-z][A-Za-z0-9+.-]*://", "")
        .str.replace("#.*$", "")
        .str.strip_suffix("/")
    )
    host = bare.str.extract("^([^/?]*)")
    edges = calendar.lazy().filter(pl.col("task") == "problems").select("week", "due_at", "closes_at")
    cost = (
        pl.when(at < pl.col("due_at"))
        .then(0)
        .when(at < pl.col("closes_at"))
        .then(LATE_ITEM)
        .otherwise(ABSENT_ITEM)
    )
    problems = (
        handed_in.filter(pl.col("task") == "problems")
        .with_columns(pl.col("link").str.split("\n"))
        .explode("link")
        .with_columns(same=host.str.to_lowercase() + bare.str.slice(host.str.len_chars()))
        .unique(["member", "week", "same"], keep="first", maintain_order=True)
        .filter(pl.int_range(pl.len()).over("member", "week") < COUNT)
        .join(edges, on="week", maintain_order="left")
        .rename({"submitted_at": "at_link"})
        .group_by("member", "week", "task", maintain_order=True)
        .agg(
            pl.when(pl.len() == COUNT).then(at.max()).alias("submitted_at"),
            pl.col("link").str.join("\n"),
            counted=pl.len().cast(pl.Int64),
            cost=cost.sum().cast(pl.Int64),
        )
    )
    done = pl.concat(
        [
            each.select("member", "week", "task", "submitted_at", "link", "counted", "cost")
            for each in (notes, problems)
        ]
    )
    statuses = pl.Enum(["on_time", "late", "absent", "overdue", "open", "upcoming"])

    def to_literal(status: str) -> pl.Expr:
        return pl.lit(status, statuses)

    def is_past(edge: str) -> pl.Expr:
        return pl.col(edge) <= season.now

    status = (
        pl.when(first < pl.col("due_at")).then(to_literal("on_time"))
        .when(first < pl.col("closes_at")).then(to_literal("late"))
        .when(first.is_not_null() | is_past("closes_at")).then(to_literal("absent"))
        .when(is_past("due_at")).then(to_literal("overdue"))
        .when(is_past("opens_at")).then(to_literal("open"))
        .otherwise(to_literal("upcoming"))
    )  # fmt: skip
    counted = pl.col("counted").fill_null(0)
    missing = pl.when(is_past("closes_at")).then((COUNT - counted) * ABSENT_ITEM).otherwise(0)
    alone = pl.when(status == "late").then(LATE).when(status == "absent").then(ABSENT).otherwise(0)
    fine = pl.when(pl.col("task") == "notes").then(alone).otherwise(pl.col("cost").fill_null(0) + missing)
    return (
        roster.lazy()
        .join(calendar.lazy(), how="cross", maintain_order="left_right")
        .join(done, on=["member", "week", "task"], how="left", maintain_order="left")
        .select(
            "member",
            "week",
            "task",
            status.alias("status"),
            "submitted_at",
            counted,
            "link",
            fine.alias("fine"),
        )
        .collect()
    )


def count_with_numpy(season: Season) -> tuple[np.ndarray, np.ndarray]:
    """Find the third time and the count of each cell of one task. Links are numbers, and there is no text or fine."""
    until = np.searchsorted(season.moment, weeks.to_milliseconds(season.now), side="right")
    cell, moment = season.cell[:until], season.moment[:until]
    _, first = np.unique(cell * 6 + season.link[:until], return_index=True)
    first.sort()
    order = np.argsort(cell[first], kind="stable")
    ordered = cell[first][order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    ranks = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.r_[starts, len(ordered)]))
    third = np.full(MEMBERS * WEEKS, events.NEVER)
    third[ordered[ranks == COUNT - 1]] = moment[first][order][ranks == COUNT - 1]
    return third, np.minimum(np.bincount(ordered, minlength=MEMBERS * WEEKS), COUNT)


def test_judging_tasks_takes_less_time_than_duckdb_and_polars(
    season: Season, race: Race, check_limits: CheckLimits
) -> None:
    times = race(
        {
            "judge": lambda: board.judge(season.study, season.now),
            "DuckDB": lambda: judge_with_duckdb(season),
            "Polars": lambda: judge_with_polars(season),
            "NumPy count": lambda: count_with_numpy(season),
        },
        rounds=ROUNDS,
    )
    check_limits(
        times,
        Limit("judge", "DuckDB", 0.6),
        Limit("judge", "Polars", 0.6),
        Limit("judge", "NumPy count", 25),
    )


@pytest.mark.parametrize("rival", [judge_with_duckdb, judge_with_polars])
def test_all_judges_agree_on_every_row(season: Season, rival: Callable[[Season], pl.DataFrame]) -> None:
    judged = board.judge(season.study, season.now)
    assert len(judged) == MEMBERS * WEEKS * len(TASKS)
    assert set(judged["status"]) == {"on_time", "late", "absent", "overdue", "open", "upcoming"}
    columns = ["member", "week", "task", "status", "submitted_at", "counted", "link", "fine"]
    assert_frame_equal(normalize(pl.from_pandas(judged[columns])), normalize(rival(season)))


def normalize(judged: pl.DataFrame) -> pl.DataFrame:
    """Select the columns that all judges give, in the same types."""
    texts = pl.col("member", "task", "status", "link").cast(pl.String)
    numbers = pl.col("week", "counted", "fine").cast(pl.Int64)
    return judged.select(texts, numbers, pl.col("submitted_at").dt.epoch("ms"))


def test_numpy_counts_the_same(season: Season) -> None:
    judged = board.judge(season.study, season.now)
    rows = judged[judged["task"] == "problems"]
    third, counts = count_with_numpy(season)
    assert rows["counted"].to_numpy().tolist() == counts.tolist()
    found = pl.from_pandas(rows[["submitted_at"]])["submitted_at"].dt.epoch("ms").fill_null(events.NEVER)
    assert (found == pl.Series(third)).all()
