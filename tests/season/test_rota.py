from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season import rota
from studylib.season.study import Member, Study, Topic
from tests.season import seasons
from tests.season.reference import Season
from tests.season.seasons import MS

ROSTER = (Member("가람", turn=3), Member("나래", turn=1), Member("다온", turn=2))


def study(members: tuple[Member, ...] = ROSTER, weeks: int = 6, **swaps: str) -> Study:
    """A study of these members; ``week_3="가람"`` names the writer of week 3."""
    return with_swaps(seasons.study(Season(members=members, week_count=weeks)), swaps)


def with_swaps(of: Study, swaps: Mapping[str, str | None]) -> Study:
    return replace(
        of,
        weeks=tuple(replace(each, topic=Topic(writer=swaps.get(f"week_{each.number}"))) for each in of.weeks),
    )


def writers(of: Study) -> list[str]:
    found = rota.list_writers(of)
    return [found.get(week.number, "-") for week in of.weeks]


def test_members_write_in_the_order_of_their_turns_and_start_again() -> None:
    assert writers(study()) == ["나래", "다온", "가람", "나래", "다온", "가람"]


def test_the_first_group_writes_in_its_own_order() -> None:
    """The default order, and the table of the group's README up to week 12."""
    turns = {"장서진": 4, "구미진": 5, "이은빈": 1, "한현경": 3, "문수인": 2}
    members = tuple(Member(name, turn=turn) for name, turn in turns.items())
    order = ["이은빈", "문수인", "한현경", "장서진", "구미진"]
    assert writers(study(members, 12)) == [*order, *order, "이은빈", "문수인"]


def test_of_equal_turns_the_first_of_the_roster_comes_first() -> None:
    members = (Member("가람", turn=1), Member("나래", turn=1))
    assert writers(study(members, 3)) == ["가람", "나래", "가람"]


def test_a_leaver_changes_no_earlier_week_and_the_rest_keep_their_order() -> None:
    leaver = replace(ROSTER[2], left_on=date(2022, 5, 1))
    before, after = writers(study()), writers(study((ROSTER[0], ROSTER[1], leaver)))
    assert after[:3] == before[:3]
    assert after == ["나래", "다온", "가람", "나래", "가람", "나래"]


def test_a_leaver_before_the_first_turn_is_passed_over() -> None:
    leaver = replace(ROSTER[2], left_on=date(2022, 4, 15))
    assert writers(study((ROSTER[0], ROSTER[1], leaver), 4)) == ["나래", "가람", "나래", "가람"]


def test_a_joiner_writes_when_their_turn_comes_and_not_before_they_answer_for_a_week() -> None:
    joiner = Member("라온", turn=4, joined_on=date(2022, 4, 20))
    assert writers(study((*ROSTER, joiner))) == ["나래", "다온", "가람", "라온", "나래", "다온"]


def test_a_joiner_absent_for_the_turn_keeps_it() -> None:
    joiner = Member("라온", turn=0, joined_on=date(2022, 4, 14))
    assert writers(study((*ROSTER, joiner), 5)) == ["나래", "다온", "라온", "가람", "나래"]


def test_after_a_swap_the_member_passed_over_writes_next() -> None:
    assert writers(study(week_1="다온")) == ["다온", "나래", "가람", "다온", "나래", "가람"]


def test_a_swap_with_a_member_without_turns_leaves_the_queue_unchanged() -> None:
    members = (*ROSTER, Member("라온"))
    assert writers(study(members, 4, week_2="라온")) == ["나래", "라온", "다온", "가람"]


def test_one_without_a_turn_never_writes_unasked() -> None:
    assert "라온" not in writers(study((*ROSTER, Member("라온"))))


def test_without_turns_only_named_writers_write() -> None:
    members = (Member("가람"), Member("나래"))
    assert rota.list_writers(study(members, 3)) == {}
    assert rota.list_writers(study(members, 3, week_2="나래")) == {2: "나래"}


def test_a_week_without_judged_members_with_turns_has_no_writer() -> None:
    members = (Member("가람", turn=1, joined_on=date(2022, 4, 13)), Member("나래"))
    assert rota.list_writers(study(members, 2)) == {2: "가람"}


# ---- a turn ----


def post(of: Study, **posts: str) -> Study:
    """The study with these posts; ``week_3="https://…"`` is that of week 3."""
    return replace(
        of,
        weeks=tuple(
            replace(each, topic=replace(each.topic, post=(posts[key],)))
            if (key := f"week_{each.number}") in posts
            else each
            for each in of.weeks
        ),
    )


def test_a_swap_names_the_member_passed_over() -> None:
    first, second, *_ = rota.assign_turns(study(week_1="다온"))
    assert (first.writer, first.swap, first.instead_of) == ("다온", True, "나래")
    assert (second.writer, second.swap, second.instead_of) == ("나래", False, None)


def test_one_named_for_a_week_that_is_theirs_anyway_has_not_swapped() -> None:
    """A table of turns that was imported names everybody."""
    assert not any(turn.swap for turn in rota.assign_turns(study(week_1="나래", week_2="다온")))


def test_a_swap_in_a_week_without_a_turn_is_instead_of_none() -> None:
    (turn,) = rota.assign_turns(study((Member("가람"),), 3, week_2="가람"))
    assert (turn.week.number, turn.swap, turn.instead_of) == (2, True, None)


def test_a_turn_has_the_post_of_its_week() -> None:
    of = post(study(), week_2="https://blog.example/2")
    assert [turn.post for turn in rota.assign_turns(of)][:3] == [(), ("https://blog.example/2",), ()]


@pytest.mark.parametrize(("at", "begun"), [(-MS, False), (timedelta(), True), (MS, True)])
def test_a_post_is_looked_for_from_the_moment_on_at_which_its_week_opens(at: timedelta, begun: bool) -> None:
    turn = rota.assign_turns(study())[2]
    assert turn.has_opened(turn.week.opens_at + at) is begun


@pytest.mark.parametrize(
    ("at", "weeks", "next_week"), [(-MS, [1, 2, 3], 1), (timedelta(), [2, 3, 4], 4), (MS, [2, 3, 4], 4)]
)
def test_the_present_week_comes_first_of_those_ahead_and_a_turn_is_next_until_it_is_due(
    at: timedelta, weeks: list[int], next_week: int
) -> None:
    of = study()
    now = of.weeks[1].opens_at + at
    assert [turn.week.number for turn in rota.list_coming(of, now, 3)] == weeks
    coming = rota.find_next_turn(rota.assign_turns(of), "나래", now)
    assert coming is not None
    assert coming.week.number == next_week


def test_before_the_season_its_first_week_is_ahead_and_after_it_the_last() -> None:
    of = study()
    before, after = of.weeks[0].opens_at - MS, of.weeks[-1].closes_at
    assert [turn.week.number for turn in rota.list_coming(of, before, 2)] == [1, 2]
    assert [turn.week.number for turn in rota.list_coming(of, after)] == [6]
    assert rota.find_next_turn(rota.assign_turns(of), "가람", after) is None
    assert rota.list_coming(replace(of, weeks=()), after) == ()


def test_a_turn_with_a_post_is_no_longer_the_next() -> None:
    of = post(study(), week_1="https://blog.example/1")
    coming = rota.find_next_turn(rota.assign_turns(of), "나래", of.weeks[0].opens_at)
    assert coming is not None
    assert coming.week.number == 4
    assert rota.find_next_turn(rota.assign_turns(of), "라온", of.weeks[0].opens_at) is None


def test_members_judged_for_a_week_may_take_its_turn() -> None:
    leaver = replace(ROSTER[0], left_on=date(2022, 4, 20))
    of = study((leaver, *ROSTER[1:], Member("라온", joined_on=date(2022, 4, 13))))
    assert [rota.list_able(of, week) for week in (1, 2, 3)] == [
        ("가람", "나래", "다온"),
        ("가람", "나래", "다온", "라온"),
        ("나래", "다온", "라온"),
    ]


# ---- whatever the roster ----


@given(turns=st.lists(st.integers(-3, 9), max_size=6), weeks=st.integers(0, 20))
def test_no_member_writes_twice_before_all_have_written_once(turns: list[int], weeks: int) -> None:
    members = tuple(Member(f"멤버 {at}", turn=turn) for at, turn in enumerate(turns))
    found = writers(study(members, weeks))
    assert len(found) == weeks
    for at in range(0, weeks if members else 0, len(members) or 1):
        round_of_turns = found[at : at + len(members)]
        assert len(set(round_of_turns)) == len(round_of_turns)
        assert round_of_turns == found[: len(round_of_turns)]


@given(seasons.seasons(), st.data())
def test_a_leaver_changes_no_earlier_week(season: Season, data: st.DataObject) -> None:
    numbered = tuple(replace(each, turn=data.draw(st.integers(0, 3))) for each in season.members)
    named = st.none() | (st.sampled_from(numbered).map(lambda each: each.name) if numbered else st.nothing())
    swaps = {f"week_{number}": data.draw(named) for number in range(1, season.week_count + 1)}
    stays = with_swaps(seasons.study(replace(season, members=numbered)), swaps)
    at = data.draw(st.integers(0, max(len(numbered) - 1, 0)))
    left_on = season.starts_on + timedelta(days=data.draw(st.integers(0, 60)))
    members = tuple(
        replace(each, left_on=min(left_on, each.left_on or left_on)) if place == at else each
        for place, each in enumerate(numbered)
    )
    leaves = replace(stays, members=members)
    before = {week.number for week in stays.weeks if week.days[1] < left_on}
    assert [turn for turn in rota.assign_turns(leaves) if turn.week.number in before] == [
        turn for turn in rota.assign_turns(stays) if turn.week.number in before
    ]


@given(seasons.seasons(), st.data())
def test_a_turn_belongs_to_a_judged_or_named_member(season: Season, data: st.DataObject) -> None:
    numbered = tuple(replace(each, turn=data.draw(st.none() | st.integers(0, 3))) for each in season.members)
    of = seasons.study(replace(season, members=numbered))
    for turn in rota.assign_turns(of):
        assert turn.writer in rota.list_able(of, turn.week.number)
        assert not turn.swap
    unwritten = {week.number for week in of.weeks} - set(rota.list_writers(of))
    with_a_turn = {each.name for each in numbered if each.turn is not None}
    assert not any(with_a_turn & set(rota.list_able(of, number)) for number in unwritten)


def test_turns_may_begin_at_0_and_below() -> None:
    members = (Member("다온", turn=1), Member("나래"), Member("가람", turn=0), Member("라온", turn=-1))
    assert writers(study(members, 4)) == ["라온", "가람", "다온", "라온"]
