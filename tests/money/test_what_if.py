"""The rules of a what-if: as an address has them, and beside the real months."""

import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.money import settlement, what_if
from studylib.money.what_if import Rules
from studylib.season import board
from studylib.season.kinds import Limit, Pot
from studylib.season.study import DEFAULT_TIERS, ClosedShare, Study, Tier
from studylib.workbook import values
from tests.examples import many
from tests.money.chains import CLOSED, GOLDEN, LONG_AFTER, ONE_EACH, group, settled, studies, write_chain
from tests.season import seasons
from tests.season.reference import Season

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
        Tier(unicodedata.normalize("NFC", f"구간 {label}"), place * 1.25, won)
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
