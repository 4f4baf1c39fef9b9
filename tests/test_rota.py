from dataclasses import replace
from datetime import date

from studylib import rota
from studylib.study import Member, Study, Topic
from tests import seasons
from tests.reference import Season

ROSTER = (Member("가람", turn=3), Member("나래", turn=1), Member("다온", turn=2))


def study(members: tuple[Member, ...] = ROSTER, weeks: int = 6, **swaps: str) -> Study:
    """A study of these members; ``week_3="가람"`` names the writer of week 3."""
    plain = seasons.study(Season(members=members, week_count=weeks))
    return replace(
        plain,
        weeks=tuple(
            replace(each, topic=Topic(writer=swaps.get(f"week_{each.number}"))) for each in plain.weeks
        ),
    )


def writers(of: Study) -> list[str]:
    found = rota.writers(of)
    return [found.get(week.number, "-") for week in of.weeks]


def test_members_write_in_the_order_of_their_turns_and_start_again() -> None:
    assert writers(study()) == ["나래", "다온", "가람", "나래", "다온", "가람"]


def test_the_first_group_writes_in_its_own_order() -> None:
    """DESIGN, "Team blog": the default order, and the table of the group's README up to week 12."""
    turns = {"장서진": 4, "구미진": 5, "이은빈": 1, "한현경": 3, "문수인": 2}
    members = tuple(Member(name, turn=turn) for name, turn in turns.items())
    order = ["이은빈", "문수인", "한현경", "장서진", "구미진"]
    assert writers(study(members, 12)) == [*order, *order, "이은빈", "문수인"]


def test_of_equal_turns_the_first_of_the_roster_comes_first() -> None:
    members = (Member("가람", turn=1), Member("나래", turn=1))
    assert writers(study(members, 3)) == ["가람", "나래", "가람"]


def test_one_who_leaves_changes_no_earlier_week_and_the_rest_keep_their_order() -> None:
    leaver = replace(ROSTER[2], left_on=date(2022, 5, 1))
    before, after = writers(study()), writers(study((ROSTER[0], ROSTER[1], leaver)))
    assert after[:3] == before[:3]
    assert after == ["나래", "다온", "가람", "나래", "가람", "나래"]


def test_one_who_leaves_before_their_first_turn_is_passed_over() -> None:
    leaver = replace(ROSTER[2], left_on=date(2022, 4, 15))
    assert writers(study((ROSTER[0], ROSTER[1], leaver), 4)) == ["나래", "가람", "나래", "가람"]


def test_a_joiner_writes_when_their_turn_comes_and_not_before_they_answer_for_a_week() -> None:
    joiner = Member("라온", turn=4, joined_on=date(2022, 4, 20))
    assert writers(study((*ROSTER, joiner))) == ["나래", "다온", "가람", "라온", "나래", "다온"]


def test_a_joiner_who_was_not_there_for_their_turn_keeps_it() -> None:
    joiner = Member("라온", turn=0, joined_on=date(2022, 4, 14))
    assert writers(study((*ROSTER, joiner), 5)) == ["나래", "다온", "라온", "가람", "나래"]


def test_a_swap_lets_who_was_passed_over_write_next() -> None:
    assert writers(study(week_1="다온")) == ["다온", "나래", "가람", "다온", "나래", "가람"]


def test_a_swap_with_one_without_a_turn_moves_nobody_in_the_queue() -> None:
    members = (*ROSTER, Member("라온"))
    assert writers(study(members, 4, week_2="라온")) == ["나래", "라온", "다온", "가람"]


def test_one_without_a_turn_never_writes_unasked() -> None:
    assert "라온" not in writers(study((*ROSTER, Member("라온"))))


def test_without_turns_nobody_writes_but_who_is_named() -> None:
    members = (Member("가람"), Member("나래"))
    assert rota.writers(study(members, 3)) == {}
    assert rota.writers(study(members, 3, week_2="나래")) == {2: "나래"}


def test_a_week_for_which_nobody_with_a_turn_answers_has_no_writer() -> None:
    members = (Member("가람", turn=1, joined_on=date(2022, 4, 13)), Member("나래"))
    assert rota.writers(study(members, 2)) == {2: "가람"}
