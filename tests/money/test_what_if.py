"""The rules of a what-if: as an address has them, and beside the real months."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from studylib.money import settlement, what_if
from studylib.money.what_if import Rules
from studylib.season import board
from studylib.season.kinds import Limit, Pot
from studylib.season.study import DEFAULT_TIERS, ClosedShare, Study, Tier
from studylib.workbook import reader, values
from studylib.workbook.cells import Cell, Workbook
from tests.examples import many
from tests.money.chains import CLOSED, GOLDEN, LONG_AFTER, ONE_EACH, group, settled, studies, write_chain
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.season.seasons import book, tab

REAL = Rules(DEFAULT_TIERS, Pot.EQUAL_EXCEPT_LAST)

OTHER = (Tier("late", 12.0, 2_000), Tier("많이 지각", 36.5, 3_000), Tier("absent", None, 5_000))

LINE = "late:12:2000,많이 지각:36.5:3000,absent::5000"


def test_tiers_are_one_line_that_people_can_read() -> None:
    assert what_if.write_tiers(OTHER) == LINE
    assert what_if.parse_tiers(LINE) == OTHER


@pytest.mark.parametrize(
    "line",
    [
        "absent::5000,late:12:2000,많이 지각:36.5:3000",
        " 지각 : 12 : 2000원 , 많이 지각 : 36.5시간 : ₩3000, 결석 :: 5000",
    ],
)
def test_tiers_may_come_in_any_order_and_in_the_words_of_a_workbook(line: str) -> None:
    assert what_if.parse_tiers(line) == OTHER


LABELS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9)


@given(st.lists(st.tuples(LABELS, st.integers(0, values.HIGHEST_AMOUNT)), max_size=what_if.MOST_TIERS - 1))
def test_what_is_written_is_read_again(named: list[tuple[str, int]]) -> None:
    limited = [
        Tier(values.parse_label(f"구간 {label}"), place * 1.25, won)
        for place, (label, won) in enumerate(named)
    ]
    tiers = (*limited, Tier("absent", None, 1))
    assert what_if.parse_tiers(what_if.write_tiers(tiers)) == tiers


def test_a_time_of_day_and_days_are_written_as_such() -> None:
    tiers = (
        Tier("late", 12.0, 1, Limit.CLOCK),
        Tier("하루", 24.0, 2, Limit.DAYS),
        Tier("absent", None, 3),
    )
    line = what_if.write_tiers(tiers)
    assert line == "late:until 12%3A00%3A00:1,하루:1d 0h 0m 0s:2,absent::3"
    assert what_if.parse_tiers(line) == tiers


@given(seasons.TIERS)
def test_the_tiers_of_any_season_are_read_again(tiers: tuple[Tier, ...]) -> None:
    assert what_if.parse_tiers(what_if.write_tiers(tiers)) == tiers


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("late", "“late” is no tier."),
        (",", "“” is no tier."),
        ("::", "“::” is no tier."),
        (":12:2000,absent::5000", "“:12:2000” is no tier."),
        ("late:12:,absent::5000", "This cell is empty."),
        ("late:soon:2000,absent::5000", "“soon” is not a number."),
        ("late:12:-1,absent::5000", "The amount -1 is negative."),
        ("late:12:1,mehr:12:2,absent::5000", "Another tier has the same limit"),
        ("late:12:2000", "No tier is without a limit"),
        ("absent:12:2000", "An absence has no limit."),
        (",".join(["late:12:2000"] * 13), "There are more than 12 tiers."),
    ],
)
def test_tiers_that_no_workbook_could_have_are_refused_with_the_reason(line: str, why: str) -> None:
    with pytest.raises(values.CellError) as refused:
        what_if.parse_tiers(line)
    assert str(refused.value.why).startswith(why)


def test_an_address_says_only_what_is_other_than_the_real_rules() -> None:
    assert what_if.rules_query(REAL, REAL) == {}
    assert what_if.rules_query(Rules(OTHER, Pot.KEEP), REAL) == {"what_if": LINE, "pot": "keep"}
    assert what_if.rules_query(Rules(DEFAULT_TIERS, Pot.EQUAL), REAL) == {"pot": "equal"}


def test_an_address_asks_for_rules_and_the_real_ones_stand_in_for_what_it_leaves_out() -> None:
    assert what_if.read_rules(None, None, REAL) == (REAL, ())
    assert what_if.read_rules("", "", REAL) == (REAL, ())
    assert what_if.read_rules(LINE, None, REAL) == (Rules(OTHER, REAL.pot), ())
    assert what_if.read_rules(None, "faultless", REAL) == (Rules(REAL.tiers, Pot.FAULTLESS), ())


def test_unreadable_rules_of_an_address_are_reported_and_the_rest_holds() -> None:
    found, unread = what_if.read_rules("x", "equal", REAL)
    assert found == Rules(DEFAULT_TIERS, Pot.EQUAL)
    assert [str(why) for why in unread] == [
        "“x” is no tier. Write one as late:12:3000, and the absence as absent::4000."
    ]
    found, unread = what_if.read_rules(LINE, "EQUAL", REAL)
    assert found == Rules(OTHER, REAL.pot)
    assert [str(why) for why in unread] == [
        "“EQUAL” is no use of the pot. Write one of equal_except_last, equal, faultless, keep."
    ]


def test_another_use_of_the_pot_and_other_amounts_stand_beside_the_real_months() -> None:
    study = seasons.study(group(GOLDEN["1/n: 꼴찌도 똑같이 받는다"][1]))
    free = [replace(tier, amount=tier.amount - 3_000) for tier in study.tiers]
    other = what_if.apply_rules(study, tiers=free, pot=Pot.EQUAL)
    expected = """
        4월: 벌금 1,000 + 이월 0 = 1,000, 다음 달로 1
          가람: 벌금 1,000, 분배 333, 합계 -667, 꼴찌
          나래: 벌금 0, 분배 333, 합계 +333
          다온: 벌금 0, 분배 333, 합계 +333
        """
    assert write_chain(settled(other)) == dedent(expected).strip()
    (real,), (supposed,) = settled(study), settled(other)
    assert [
        (each.member, each.one.net, each.other.net) for each in settlement.compare_settlements(real, supposed)
    ] == [
        ("가람", -4_000, -667),
        ("나래", 500, 333),
        ("다온", 3_500, 333),
    ]


def test_other_tiers_move_when_a_week_closes() -> None:
    study = seasons.study(group(ONE_EACH))
    one_day = (Tier("late", 24, 3_000), Tier("absent", None, 4_000))
    supposed = what_if.apply_rules(study, tiers=one_day)
    assert [week.closes_at - week.due_at for week in supposed.weeks] == [timedelta(days=1)] * 4
    assert [week.due_at for week in supposed.weeks] == [week.due_at for week in study.weeks]


def test_closed_months_of_the_season_are_computed_and_what_came_before_it_stays() -> None:
    before = ClosedShare("2022-03", "가람", 0, 0, 5_000)
    study = replace(seasons.study(group(ONE_EACH)), settlements=(before, *CLOSED))
    supposed = what_if.apply_rules(study, pot=Pot.KEEP)
    assert supposed.settlements == (before,)
    assert [(each.month, each.closed, each.carried_out) for each in settled(supposed)] == [
        ("2022-03", True, 5_000),
        ("2022-04", False, 9_000),
        ("2022-05", False, 13_000),
    ]


def test_supposed_fines_are_those_of_the_rules_also_in_a_month_that_was_closed_otherwise() -> None:
    other = tuple(replace(row, fine=row.fine and 1_000) for row in CLOSED)
    study = replace(seasons.study(group(ONE_EACH)), settlements=other)
    supposed = what_if.apply_rules(study, tiers=study.tiers)
    assert board.judge(study, LONG_AFTER)["fine"].sum() == 5_000
    assert board.judge(supposed, LONG_AFTER)["fine"].sum() == 8_000
    assert [each.fines for each in settled(supposed)] == [4_000, 4_000]


@settings(max_examples=many(60))
@given(studies())
def test_nothing_supposed_is_nothing_changed(drawn: tuple[Season, Study, datetime]) -> None:
    _, study, now = drawn
    assert settled(what_if.apply_rules(study), now) == settled(study, now)


# ---- sets, units and starts ----

SETS = (
    Tier("late", 12.0, 2_000),
    Tier("absent", None, 5_000),
    Tier("late", 24.0, 500, per=timedelta(minutes=10), from_week=3),
    Tier("absent", None, 6_000, from_week=3),
    Tier("absent", None, 700, set="문제", itemised=True),
    Tier("late", 2.0, 100, set="읽기, @1", per=timedelta(seconds=90)),
    Tier("absent", None, 200, set="읽기, @1"),
    Tier("late", 2.0, 100, set="읽기, @1", from_week=12, per=timedelta(days=1)),
    Tier("absent", None, 300, set="읽기, @1", from_week=12),
)


def test_sets_starts_and_units_are_written_as_heads_and_last_fields() -> None:
    assert what_if.write_tiers(SETS) == (
        "late:12:2000,absent::5000,@3,late:24:500:10m,absent::6000,문제,absent::700:item,"
        "읽기%2C %401,late:2:100:90s,absent::200,읽기%2C %401@12,late:2:100:1d,absent::300"
    )
    assert what_if.parse_tiers(what_if.write_tiers(SETS)) == SETS


def test_a_set_that_is_not_named_stays_as_it_is() -> None:
    real = Rules(SETS, Pot.EQUAL)
    other = what_if.parse_tiers("문제,late:1:5,absent::9")
    asked, unread = what_if.read_rules("문제,late:1:5,absent::9", None, real)
    assert unread == ()
    assert asked.tiers == (*SETS[:4], *other, *SETS[5:])
    assert what_if.rules_query(asked, real) == {"what_if": "문제,late:1:5,absent::9"}
    assert what_if.rules_query(real, real) == {}


def test_a_set_of_an_address_is_known_as_people_write_it_and_an_unknown_one_is_told() -> None:
    real = Rules((*OTHER, Tier("absent", None, 1, set="Reading")), Pot.EQUAL)
    asked, unread = what_if.read_rules("reading,absent::9", None, real)
    assert (asked.tiers, unread) == ((*OTHER, Tier("absent", None, 9, set="Reading")), ())
    asked, unread = what_if.read_rules("absent::7,Writing,absent::9", None, real)
    assert asked == real
    assert [str(why) for why in unread] == [
        "No tier belongs to the set “Writing”. Write a set of the tiers tab."
    ]


def test_tiers_without_a_set_stand_in_for_the_unnamed_set_alone_from_the_first_week_on() -> None:
    asked, _ = what_if.read_rules(LINE, None, Rules(SETS, Pot.EQUAL))
    assert asked.tiers == (*OTHER, *SETS[4:])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("문제", "“문제” is no tier."),
        ("문제,읽기,late:1:5,absent::9", "“문제” is no tier."),
        ("absent::9,문제", "“문제” is no tier."),
        ("@,absent::9", "“@” is no tier."),
        ("@1000,absent::9", "“@1000” is no tier."),
        ("@0,absent::9", "“0” names no week."),
        ("a@b@2,absent::9", "“a@b@2” is no tier."),
        ("late:1:5:soon,absent::9", "“soon” is no unit."),
        ("late:1:5:item,absent::9", "Either all tiers of a set count for each link"),
        ("late:1:5,absent::9:10m", "An absence has no time that could be counted."),
        ("late:1:5::,absent::9", "“late:1:5::” is no tier."),
        ("@5,late:1:5", "No tier from week 5 on is without a limit"),
        (",".join(f"s{place},absent::1" for place in range(101)), "There are more than 12 tiers."),
        (",".join(["x"] * 5_000), "“x” is no tier."),
    ],
)
def test_sets_that_no_workbook_could_have_are_refused_with_the_reason(line: str, why: str) -> None:
    with pytest.raises(values.CellError) as refused:
        what_if.parse_tiers(line)
    assert str(refused.value.why).startswith(why)


UNITS = st.sampled_from(
    [None, timedelta(minutes=10), timedelta(hours=2), timedelta(days=1), timedelta(seconds=7)]
)


@st.composite
def sets(draw: st.DrawFn) -> tuple[Tier, ...]:
    """Tiers of up to three sets, each from the first week on and perhaps anew from a later one."""
    names = ["", *draw(st.lists(st.sampled_from(["문제", "a:b", "c@3,%"]), unique=True, max_size=2))]
    tiers = []
    for name in names:
        itemised = draw(st.booleans())
        for week in (1, *draw(st.lists(st.integers(2, 4), max_size=1))):
            for place, hours in enumerate(sorted(draw(st.sets(st.sampled_from([0.25, 12.0, 30.0, 100.0]))))):
                per = None if itemised else draw(UNITS)
                label = "late" if not place else f"지각 {place}"
                won = draw(st.integers(0, 5_000))
                tiers.append(Tier(label, hours, won, Limit.HOURS, name, week, per, itemised))
            tiers.append(
                Tier("absent", None, draw(st.integers(0, 5_000)), Limit.HOURS, name, week, None, itemised)
            )
    return tuple(tiers)


@given(sets())
def test_any_sets_are_read_again(tiers: tuple[Tier, ...]) -> None:
    assert what_if.parse_tiers(what_if.write_tiers(tiers)) == tiers


def write_book(tiers: Sequence[Tier], handed_in: Sequence[tuple[str, int, str, int]]) -> Workbook:
    """A workbook with three tasks, one a set, and these tiers. Answers come so many hours after the week opens."""

    def write(tier: Tier) -> tuple[Cell, ...]:
        unit = "개당" if tier.itemised else tier.per and f"{tier.per // timedelta(seconds=1)}초당"
        return (tier.label, tier.hours, tier.amount, tier.set, unit, tier.from_week)

    answers = (
        (
            datetime(2022, 4, 6) + timedelta(days=7 * (week - 1), hours=hours),
            name,
            week,
            task,
            f"https://n.kr/{at}",
        )
        for at, (name, week, task, hours) in enumerate(handed_in)
    )
    return book(
        weeks=tab("weeks", "week | title", "1", "2", "3", "4"),
        tasks=tab(
            "tasks",
            "task | tiers | count | due | cap",
            "읽기",
            "풀이 | 문제 | 3",
            "쓰기 | a:b | 1 | 토 22:00",
            "말하기 | c@3,% | 2 | | 9000",
        ),
        tiers=tab("tiers", "status | hours | amount | set | per | from_week", *map(write, tiers)),
        answers=tab("Form Responses 1", "Timestamp | name | week | task | link", *answers),
    )


HANDED_IN = st.lists(
    st.tuples(
        st.sampled_from(["가람", "나래", "다온"]),
        st.integers(1, 4),
        st.sampled_from(["읽기", "풀이", "쓰기", "말하기"]),
        st.integers(80, 320),
    ),
    max_size=12,
)
EVERY_SET = tuple(Tier("absent", None, 4_000, set=name) for name in ("", "문제", "a:b", "c@3,%"))


@settings(max_examples=40)
@given(sets(), HANDED_IN, st.integers(150, 1_500))
def test_what_is_supposed_is_what_a_workbook_with_those_rules_comes_to(
    tiers: tuple[Tier, ...], handed_in: list[tuple[str, int, str, int]], hours: int
) -> None:
    now = datetime(2022, 4, 6, tzinfo=SEOUL) + timedelta(hours=hours)
    real, _ = reader.read(write_book(EVERY_SET, handed_in))
    whole = what_if.merge_tiers(EVERY_SET, tiers)
    written, problems = reader.read(write_book(whole, handed_in))
    assert [each for each in problems if not each.is_notice and each.tab in ("tiers", "tasks")] == []
    line = what_if.rules_query(Rules(whole, real.pot), what_if.current_rules(real)).get("what_if")
    asked, unread = what_if.read_rules(line, None, what_if.current_rules(real))
    supposed = what_if.apply_rules(real, tiers=asked.tiers)
    assert unread == ()
    assert supposed.tiers == written.tiers
    assert_frame_equal(board.judge(supposed, now), board.judge(written, now))
    assert settled(supposed, now) == settled(written, now)


def test_a_set_that_would_hold_for_no_task_in_its_first_week_costs_nothing_there() -> None:
    study, _ = reader.read(write_book(EVERY_SET, []))
    supposed = what_if.apply_rules(study, tiers=what_if.parse_tiers("문제@3,absent::9"))
    judged = board.judge(supposed, LONG_AFTER)
    assert judged.loc[judged["task"] == "풀이", "fine"].tolist() == [0, 0, 9, 9] * 3
