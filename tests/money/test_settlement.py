"""The settlement: golden months as text, and what holds for every month, open or closed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.money import settlement, transfers
from studylib.season import board, closings
from studylib.season.kinds import Period, Pot
from studylib.season.study import ClosedShare, Study, Tier
from studylib.workbook import reader
from tests.examples import many
from tests.money.chains import CLOSED, GOLDEN, LONG_AFTER, ONE_EACH, group, settled, studies, write_chain
from tests.season import reference, seasons
from tests.season.reference import SEOUL, Season
from tests.season.seasons import MS


@pytest.mark.parametrize(("use", "table", "expected"), GOLDEN.values(), ids=GOLDEN.keys())
def test_a_month_is_settled_as_the_rule_says(use: Pot, table: str, expected: str) -> None:
    study = replace(seasons.study(group(table)), pot=use)
    assert write_chain(settled(study)) == dedent(expected).strip()


ORIGIN = """
      4월  4월  4월  5월  5월  5월  5월  5월  6월  6월  6월  6월
가람   결   휴   휴   결   결   결   결   결   결   결   결   결
나래   결   휴   휴   결   결   결   결   결   결   결   결   결
다온   제   휴   휴   제   제   제   제   결   결   결   결   결
라온   결   휴   휴   결   결   결   결   결   결   결   결   결
마루   결   휴   휴   결   결   결   결   결   결   결   결   결
"""
"""The season of the first group, 2022-04-06 and five members, as origin/README.md tells it; names are invented."""


def test_the_months_of_the_first_group_are_settled_as_expected() -> None:
    chain = settled(seasons.study(group(ORIGIN)), datetime(2022, 6, 1, 12, tzinfo=SEOUL))
    expected = """
        4월: 벌금 16,000 + 이월 0 = 16,000, 다음 달로 0
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          나래: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          다온: 벌금 0, 분배 16,000, 합계 +16,000
          라온: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          마루: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
        5월: 벌금 84,000 + 이월 0 = 84,000, 다음 달로 0
          가람: 벌금 20,000, 분배 0, 합계 -20,000, 꼴찌
          나래: 벌금 20,000, 분배 0, 합계 -20,000, 꼴찌
          다온: 벌금 4,000, 분배 84,000, 합계 +80,000
          라온: 벌금 20,000, 분배 0, 합계 -20,000, 꼴찌
          마루: 벌금 20,000, 분배 0, 합계 -20,000, 꼴찌
        """
    assert write_chain(chain[:2]) == dedent(expected).strip()
    assert [(each.month, each.final, each.pot) for each in chain] == [
        ("2022-04", True, 16_000),
        ("2022-05", True, 84_000),
        ("2022-06", False, 0),
    ]


@pytest.mark.parametrize(("nudge", "final"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_month_is_final_from_when_its_last_week_closes(nudge: timedelta, final: bool) -> None:
    closes_at = datetime(2022, 4, 27, 12, tzinfo=SEOUL)
    (april, _) = settled(seasons.study(group(ONE_EACH)), closes_at + nudge)
    assert (april.final_at, april.final, april.pot) == (closes_at, final, 4_000)


@pytest.mark.parametrize(("nudge", "months"), [(-MS, 1), (timedelta(0), 2), (MS, 2)])
def test_a_month_is_there_from_when_its_first_week_opens(nudge: timedelta, months: int) -> None:
    opens_at = datetime(2022, 4, 27, tzinfo=SEOUL)
    assert len(settled(seasons.study(group(ONE_EACH)), opens_at + nudge)) == months


def test_before_the_season_there_are_no_months_and_without_weeks_neither() -> None:
    before = datetime(2022, 4, 6, tzinfo=SEOUL) - MS
    assert settled(seasons.study(group(ONE_EACH)), before) == ()
    assert settled(seasons.study(Season(week_count=0))) == ()


def test_a_season_without_members_has_months_without_participants() -> None:
    (april,) = settled(seasons.study(Season(members=())))
    assert (april.participants, april.pot, april.carried_out, april.final) == ((), 0, 0, True)
    assert (april.share, transfers.list_transfers(april)) == (0, ())


def test_a_month_without_weeks_is_final_when_the_one_before_it_is() -> None:
    """With a tier that lasts seven weeks, April closes in the middle of June."""
    table = GOLDEN["쉬는 달은 넘어온 돈을 그대로 넘긴다"][1]
    tiers = (Tier("late", 7 * 7 * 24, 3_000), Tier("absent", None, 4_000))
    study = seasons.study(replace(group(table), tiers=tiers))
    april, may, june = settled(study, datetime(2022, 6, 8, tzinfo=SEOUL))
    assert (april.final, may.final, june.final, may.final_at) == (False, False, False, None)
    april, may, june = settled(study, april.final_at or LONG_AFTER)
    assert (april.final, may.final, june.final) == (True, True, False)


def test_an_extension_into_another_month_takes_the_fine_with_it() -> None:
    season = replace(group(ONE_EACH), extensions={3: datetime(2022, 6, 3, 18, tzinfo=SEOUL)})
    study = seasons.study(season)
    assert [each.month for each in settled(study)] == ["2022-04", "2022-05", "2022-06"]
    assert [each.month for each in settled(study, datetime(2022, 4, 19, tzinfo=SEOUL))] == ["2022-04"]


def test_the_months_begin_with_the_first_of_the_season_also_while_only_a_later_one_has_begun() -> None:
    season = replace(group(ONE_EACH), extensions={1: datetime(2022, 6, 3, 18, tzinfo=SEOUL)})
    chain = settled(seasons.study(season), datetime(2022, 4, 7, tzinfo=SEOUL))
    assert [(each.month, each.final) for each in chain] == [
        ("2022-04", False),
        ("2022-05", False),
        ("2022-06", False),
    ]


@settings(max_examples=many(200))
@given(studies())
def test_every_month_is_settled_as_the_slow_reference_does_it(drawn: tuple[Season, Study, datetime]) -> None:
    season, study, now = drawn
    found = [
        reference.Settled(
            each.month,
            each.final,
            each.carried_in,
            each.pot,
            each.carried_out,
            tuple((one.member, one.fine, one.share, one.last_place) for one in each.participants),
        )
        for each in settled(study, now)
    ]
    assert found == reference.settle(season, now, study.pot.value)


@settings(max_examples=many(150))
@given(studies())
def test_no_won_is_lost(drawn: tuple[Season, Study, datetime]) -> None:
    _, study, now = drawn
    judged = board.judge(study, now)
    chain = settlement.settle(study, judged, now)
    carried = 0
    for each in chain:
        assert each.carried_in == carried
        assert sum(one.share for one in each.participants) + each.carried_out == each.pot
        assert {one.share for one in each.participants} <= {0, each.share}
        assert each.carried_out >= 0
        carried = each.carried_out
    assert sum(one.net for each in chain for one in each.participants) == -carried
    assert sum(each.fines for each in chain) == judged["fine"].sum()


@settings(max_examples=many(60))
@given(st.data())
def test_the_order_of_the_answers_changes_nothing(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    now = data.draw(seasons.moments(season))
    chains = []
    for answers in (season.answers, data.draw(st.permutations(season.answers))):
        study, _ = reader.read(seasons.season_book(replace(season, answers=tuple(answers))))
        chains.append(settled(study, now))
    assert chains[0] == chains[1]


def test_a_closed_month_is_read_and_the_next_goes_on_from_what_it_carried_out() -> None:
    study = replace(seasons.study(group(ONE_EACH)), settlements=CLOSED)
    expected = """
        4월: 벌금 4,000 + 이월 0 = 4,000, 다음 달로 500
          가람: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
          떠난이: 벌금 0, 분배 3,500, 합계 +3,500
        5월: 벌금 4,000 + 이월 500 = 4,500, 다음 달로 0
          가람: 벌금 0, 분배 4,500, 합계 +4,500
          나래: 벌금 4,000, 분배 0, 합계 -4,000, 꼴찌
        """
    chain = settled(study)
    assert write_chain(chain) == dedent(expected).strip()
    assert [(each.closed, each.final, each.use) for each in chain] == [
        (True, True, None),
        (False, True, Pot.EQUAL_EXCEPT_LAST),
    ]


def test_what_a_closed_month_would_come_to_today_is_shown_by_member_and_never_applied() -> None:
    april, may = settled(replace(seasons.study(group(ONE_EACH)), settlements=CLOSED))
    assert april.recomputed is not None
    assert write_chain([april.recomputed]) == write_chain(settled(seasons.study(group(ONE_EACH)))[:1])
    found = settlement.compare_settlements(april, april.recomputed)
    assert [
        (each.member, each.one.fine, each.one.share, each.other.fine, each.other.share) for each in found
    ] == [
        ("떠난이", 0, 3_500, 0, 0),
        ("나래", 0, 0, 0, 4_000),
    ]
    assert may.recomputed is None


def test_a_closed_month_that_would_come_to_the_same_today_has_no_difference() -> None:
    as_computed = (ClosedShare("2022-04", "나래", 0, 4_000, 0), ClosedShare("2022-04", "가람", 4_000, 0, 0))
    april, _ = settled(replace(seasons.study(group(ONE_EACH)), settlements=as_computed))
    assert (april.closed, april.recomputed) == (True, None)
    assert [one.member for one in april.participants] == ["나래", "가람"]


@pytest.mark.parametrize("carried", [0, 500])
def test_a_closed_month_that_took_in_what_the_month_before_no_longer_carries_is_a_difference(
    carried: int,
) -> None:
    may = (ClosedShare("2022-05", "가람", 0, 4_500, 0), ClosedShare("2022-05", "나래", 4_000, 0, 0))
    april = tuple(replace(row, share=row.share and 4_000 - carried, carried_out=carried) for row in CLOSED)
    found = settled(replace(seasons.study(group(ONE_EACH)), settlements=april + may))[1]
    assert (found.carried_in, found.pot) == (500, 4_500)
    assert (found.recomputed is None) == (carried == 500)


def test_a_saved_up_pot_without_receivers_is_a_difference_too() -> None:
    rows = (ClosedShare("2022-04", "가람", 4_000, 0, 9_000), ClosedShare("2022-04", "나래", 0, 0, 9_000))
    april, _ = settled(replace(seasons.study(group(ONE_EACH)), settlements=rows, pot=Pot.KEEP))
    assert april.recomputed is not None
    assert settlement.compare_settlements(april, april.recomputed) == ()
    assert (april.carried_in, april.recomputed.carried_in) == (5_000, 0)
    assert (april.carried_out, april.recomputed.carried_out) == (9_000, 4_000)


def test_a_month_closed_before_the_season_brings_its_pot_into_it() -> None:
    study = replace(
        seasons.study(group(ONE_EACH)), settlements=(ClosedShare("2022-02", "가람", 0, 0, 5_000),)
    )
    chain = settled(study)
    assert [(each.month, each.carried_in, each.carried_out) for each in chain] == [
        ("2022-02", 5_000, 5_000),
        ("2022-03", 5_000, 5_000),
        ("2022-04", 5_000, 0),
        ("2022-05", 0, 0),
    ]


CLOSED_AT = datetime(2022, 5, 10, 9, tzinfo=SEOUL)


def is_april_closed(now: datetime, present: datetime | None, *closed_at: datetime | None) -> bool:
    """Tell whether April counts as closed if its two rows say so from these moments on."""
    rows = tuple(replace(row, closed_at=at) for row, at in zip(CLOSED, closed_at, strict=True))
    study = replace(seasons.study(group(ONE_EACH)), settlements=rows)
    april = settled(closings.look_back(study, now, present or now), now)[0]
    assert april.month == "2022-04"
    return april.closed


@pytest.mark.parametrize(("nudge", "closed"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_look_back_finds_a_month_closed_from_the_moment_of_its_closing(
    nudge: timedelta, closed: bool
) -> None:
    rows = CLOSED_AT - timedelta(days=1), CLOSED_AT
    assert is_april_closed(CLOSED_AT + nudge, LONG_AFTER, *rows) is closed


@pytest.mark.parametrize("nudge", [-MS, timedelta(0), MS])
def test_at_present_a_month_with_rows_is_closed_whatever_they_say(nudge: timedelta) -> None:
    for present in (CLOSED_AT + nudge, None):
        assert is_april_closed(CLOSED_AT + nudge, present, CLOSED_AT, CLOSED_AT)
    for at in (CLOSED_AT + timedelta(hours=2), CLOSED_AT.replace(year=2023), CLOSED_AT.replace(year=2099)):
        assert is_april_closed(CLOSED_AT, None, at, at)
        assert is_april_closed(CLOSED_AT, None, None, at)


@pytest.mark.parametrize(("nudge", "closed"), [(-MS, True), (timedelta(0), False), (MS, False)])
def test_a_look_back_finds_a_month_closed_if_its_closing_is_still_to_come_for_the_clock(
    nudge: timedelta, closed: bool
) -> None:
    earlier = datetime(2022, 4, 20, tzinfo=SEOUL)
    assert is_april_closed(earlier, CLOSED_AT + nudge, CLOSED_AT, CLOSED_AT) is closed


def test_a_look_back_leaves_a_month_open_if_one_of_its_rows_came_since() -> None:
    ahead = LONG_AFTER + timedelta(days=1)
    assert not is_april_closed(CLOSED_AT - MS, LONG_AFTER, CLOSED_AT, ahead)
    assert is_april_closed(CLOSED_AT, LONG_AFTER, CLOSED_AT, ahead)


def test_a_look_ahead_finds_a_month_closed() -> None:
    assert is_april_closed(LONG_AFTER, CLOSED_AT - MS, CLOSED_AT, CLOSED_AT)


def test_a_closed_month_is_final_even_if_its_week_was_extended_since() -> None:
    season = replace(group(ONE_EACH), extensions={3: datetime(2022, 4, 30, 12, tzinfo=SEOUL)})
    study = replace(seasons.study(season), settlements=CLOSED)
    april, may = settled(study, datetime(2022, 4, 28, tzinfo=SEOUL))
    assert (april.final, may.final) == (True, False)


def test_while_settlements_cannot_be_read_whole_only_closed_months_are_final() -> None:
    study = replace(seasons.study(group(ONE_EACH)), settlements=CLOSED, settlements_read=False)
    assert [each.final for each in settled(study)] == [True, False]


# ---- edges ----


def test_one_won_is_enough_for_last_place_and_too_much_for_the_faultless() -> None:
    assert settlement.find_last_place({"가람": 1, "나래": 0}) == frozenset({"가람"})
    assert settlement.find_last_place({"가람": 0, "나래": 0}) == frozenset()
    assert settlement.find_last_place({"가람": 1}) == frozenset()
    tiers = (Tier("late", 12, 1), Tier("absent", None, 1))
    study = replace(seasons.study(replace(group(ONE_EACH), tiers=tiers)), tiers=tiers, pot=Pot.FAULTLESS)
    april = settled(study)[0]
    assert [(each.member, each.fine, each.share) for each in april.participants] == [
        ("가람", 1, 0),
        ("나래", 0, 1),
    ]


def test_a_member_who_is_judged_for_no_week_of_a_month_takes_no_part_in_it() -> None:
    season = group(ONE_EACH)
    late = replace(season.members[1], joined_on=season.starts_on + timedelta(days=28))
    chain = settled(seasons.study(replace(season, members=(season.members[0], late), week_count=5)))
    assert [[each.member for each in month.participants] for month in chain] == [["가람"], ["가람", "나래"]]


@pytest.mark.parametrize(
    "order", [((1, 50, 0), (1, 10, 1)), ((1, 10, 1), (1, 50, 0)), ((1, 10, 0), (1, 10, 1))]
)
def test_of_two_weeks_that_close_in_the_doubled_hour_the_second_pass_is_the_last(
    order: tuple[tuple[int, int, int], ...],
) -> None:
    """In New York the hour from 01:00 came twice on 2022-11-06."""
    closes = [
        datetime(2022, 11, 6, hour, minute, fold=fold, tzinfo=seasons.NEW_YORK)
        for hour, minute, fold in order
    ]
    season = Season(
        starts_on=datetime(2022, 10, 19).date(),
        zone=seasons.NEW_YORK,
        week_count=2,
        tiers=(Tier("absent", None, 1),),
        extensions=dict(enumerate(closes, 1)),
    )
    study, end = seasons.study(season), max(closes, key=lambda each: each.fold)
    (month,) = settled(study)
    assert month.final_at is not None
    assert (month.final_at.minute, month.final_at.fold) == (end.minute, 1)
    at = end.astimezone(UTC)
    assert [settled(study, at + nudge)[-1].final for nudge in (-MS, 0 * MS, MS)] == [False, True, True]


def person(member: str, fine: int, share: int) -> settlement.Participant:
    return settlement.Participant(member, fine, share, last_place=False)


def test_a_member_of_only_one_of_two_settlements_has_nothing_in_the_other() -> None:
    april = settled(seasons.study(group(ONE_EACH)))[0]
    one = replace(april, participants=(person("가람", 1, 0), person("나래", 0, 5), person("다온", 0, 0)))
    other = replace(april, participants=(person("라온", 0, 1), person("나래", 0, 5), person("마루", 0, 0)))
    assert settlement.compare_settlements(one, other) == (
        settlement.Difference("가람", person("가람", 1, 0), person("가람", 0, 0)),
        settlement.Difference("라온", person("라온", 0, 0), person("라온", 0, 1)),
    )
    assert settlement.compare_settlements(one, one) == ()


@pytest.mark.parametrize(
    ("fine", "share", "paid", "owed"),
    [
        (4_000, 0, 0, 4_000),
        (4_000, 0, 3_999, 1),
        (4_000, 0, 4_000, 0),
        (4_000, 0, 4_001, -1),
        (0, 500, -500, 0),
    ],
)
def test_a_member_owes_the_fine_without_the_share_and_what_is_paid(
    fine: int, share: int, paid: int, owed: int
) -> None:
    assert person("가람", fine, share).owe(paid) == owed


def test_the_share_of_a_month_is_the_largest_of_its_shares() -> None:
    april = settled(seasons.study(group(ONE_EACH)))[0]
    for shares in ((1, 3, 2), (3, 2, 1), (0, 0, 3)):
        people = tuple(person(name, 0, share) for name, share in zip("가나다", shares, strict=True))
        assert replace(april, participants=people).share == 3


AS_COMPUTED = (ClosedShare("2022-04", "가람", 4_000, 0, 0), ClosedShare("2022-04", "나래", 0, 4_000, 0))


@pytest.mark.parametrize(
    ("changes", "drifts"),
    [
        (({}, {}), False),
        (({"fine": 3_999}, {}), True),
        (({"fine": 4_000}, {"fine": 1}), True),
        (({}, {"share": 3_999}), True),
        (({"carried_out": 1}, {"carried_out": 1}), True),
        (({"carried_out": 1}, {"carried_out": 1, "share": 3_999}), True),
        (({"fine": 3_999}, {"fine": 1}), True),
        (({}, {"member": "다온"}), True),
        (({"closed_at": datetime(2022, 5, 1, tzinfo=SEOUL)}, {}), False),
    ],
)
def test_any_other_won_or_member_than_today_s_is_a_drift(
    changes: tuple[dict[str, object], dict[str, object]], drifts: bool
) -> None:
    rows = tuple(
        replace(row, **change)  # type: ignore[arg-type]
        for row, change in zip(AS_COMPUTED, changes, strict=True)
    )
    april = settled(replace(seasons.study(group(ONE_EACH)), settlements=rows))[0]
    assert april.closed
    assert (april.recomputed is not None) is drifts


def test_a_closed_month_without_the_time_of_closing_is_closed_at_any_moment() -> None:
    """A row without a time neither opens its month in a look back nor keeps it closed beside a later row."""
    early = datetime(2022, 4, 6, tzinfo=SEOUL)
    for now in (early - MS, early, LONG_AFTER):
        assert is_april_closed(now, LONG_AFTER, None, None)
    found = [is_april_closed(CLOSED_AT + nudge, LONG_AFTER, None, CLOSED_AT) for nudge in (-MS, 0 * MS, MS)]
    assert found == [False, True, True]


@pytest.mark.parametrize("moved", [-1, 0, 1, 4_000])
def test_a_closed_month_of_the_same_fines_and_rest_that_shared_otherwise_is_a_drift(moved: int) -> None:
    """The won move from one receiver to the other. So all sums are those of today."""
    rows = (
        ClosedShare("2022-04", "가람", 4_000, 0, 0),
        ClosedShare("2022-04", "나래", 0, 2_000 - moved, 0),
        ClosedShare("2022-04", "다온", 0, 2_000 + moved, 0),
    )
    table = """
      4월
가람   결
나래   제
다온   제
"""
    april = settled(replace(seasons.study(group(table)), settlements=rows))[0]
    assert (april.pot, april.carried_in, april.carried_out) == (4_000, 0, 0)
    assert (april.recomputed is not None) is (moved != 0)
    if april.recomputed:
        found = settlement.compare_settlements(april, april.recomputed)
        assert [(each.member, each.one.share - each.other.share) for each in found] == [
            ("나래", -moved),
            ("다온", moved),
        ]


# ---- the whole season as one period ----

AS_A_WHOLE = replace(
    seasons.study(group(GOLDEN["쉬는 달은 넘어온 돈을 그대로 넘긴다"][1])), settle=Period.SEASON
)
"""The last week opens on 2022-06-01 and closes at noon of 2022-06-08."""


def test_a_season_is_settled_at_once_from_the_fines_of_all_its_months() -> None:
    (season,) = settled(AS_A_WHOLE)
    assert (season.month, season.final, season.pot, season.carried_in) == ("season", True, 10_000, 0)
    assert [(each.member, each.fine, each.share) for each in season.participants] == [
        ("가람", 4_000, 3_333),
        ("나래", 6_000, 0),
        ("다온", 0, 3_333),
        ("라온", 0, 3_333),
    ]


@pytest.mark.parametrize(("nudge", "final"), [(-MS, False), (timedelta(0), True), (MS, True)])
def test_a_season_is_provisional_until_its_last_week_has_closed(nudge: timedelta, final: bool) -> None:
    closes_at = datetime(2022, 6, 8, 12, tzinfo=SEOUL)
    (season,) = settled(AS_A_WHOLE, closes_at + nudge)
    assert (season.final, season.final_at) == (final, closes_at)


@pytest.mark.parametrize(("nudge", "months"), [(-MS, []), (timedelta(0), ["season"])])
def test_a_season_is_shown_from_its_first_week_on(nudge: timedelta, months: list[str]) -> None:
    opens_at = datetime(2022, 4, 6, tzinfo=SEOUL)
    assert [each.month for each in settled(AS_A_WHOLE, opens_at + nudge)] == months


def test_a_closed_season_is_read_as_it_was_closed_and_what_comes_after_it_follows() -> None:
    """The season was closed without its last week."""
    row = ClosedShare("season", "가람", 5_000, 4_000, 1_000, weeks=(1, 2, 3))
    season, june = settled(replace(AS_A_WHOLE, settlements=(row,)))
    assert (season.month, season.closed, season.pot, season.recomputed is None) == (
        "season",
        True,
        5_000,
        False,
    )
    assert (june.month, june.carried_in, june.pot) == ("2022-06", 1_000, 4_000)


def test_the_season_comes_after_all_closed_months_and_before_the_open_ones() -> None:
    rows = (
        ClosedShare("2022-04", "가람", 0, 0, 7, weeks=(1, 2)),
        ClosedShare("season", "가람", 0, 0, 7, weeks=(3,)),
    )
    by_month = replace(AS_A_WHOLE, settle=Period.MONTH, settlements=rows)
    assert [(each.month, each.carried_in) for each in settled(by_month)] == [
        ("2022-04", 7),
        ("season", 7),
        ("2022-05", 7),
        ("2022-06", 7),
    ]
