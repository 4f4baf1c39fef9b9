"""Reading a group's table of submissions, in each of the shapes in which groups write it."""

from tests.readme.examples import FIVE, LINKS, WRITERS, of_the_first_user, read, said


def test_the_first_users_table_has_12_weeks_5_members_two_links_in_week_1_and_the_turns() -> None:
    found, problems = read(of_the_first_user())
    assert problems == []
    assert found.weeks == tuple(range(1, 13))
    assert found.members == FIVE
    assert {(e.member, e.week): e.address for e in found.handed_in} == LINKS
    assert [turn.member for turn in found.turns] == [WRITERS[n % 5] for n in range(12)]
    assert found.listings[0].grid.lines == (4, 17)


def test_names_are_the_same_in_any_composition_case_and_width_of_space() -> None:
    text = "|주차|과제|\n|-|-|\n|1주차|[가람](https://a.kr) [KIM  na](https://k.kr)|\n"
    assert said(text, "가람", "Kim Na") == {("가람", 1): "https://a.kr", ("Kim Na", 1): "https://k.kr"}
