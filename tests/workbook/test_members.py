from datetime import date

import pytest

from studylib.season.study import Member
from studylib.workbook import reader
from studylib.workbook.members import Roster
from studylib.workbook.values import CellError
from tests.season import seasons
from tests.season.seasons import tab

Told = tuple[int | None, str | None, str]


def members(*rows: str) -> tuple[tuple[Member, ...], list[Told]]:
    study, found = reader.read(seasons.book(members=tab("members", *rows), answers=None))
    problems = [problem for problem in found if problem.since is None]
    assert {problem.tab for problem in problems} <= {"members"}
    return study.members, [(each.row, each.column, str(each.message)) for each in problems]


def test_a_member_is_read_with_all_that_is_known() -> None:
    found, problems = members(
        "이름 | 이메일 | 당번 순서 | 역할 | 참여일 | 탈퇴일 | github",
        "가람 | Garam@X.kr | 2 | 스터디장 | 2022-04-06 | 2022-05-01 | garam",
        "나래",
    )
    assert problems == []
    assert found == (
        Member("가람", "Garam@X.kr", 2, True, date(2022, 4, 6), date(2022, 5, 1), "garam"),
        Member("나래"),
    )


@pytest.mark.parametrize(
    ("role", "leader"),
    [("leader", True), ("Leader ", True), ("스터디장", True), ("총무", False), ("", False)],
)
def test_the_leader_is_known_by_the_role(role: str, leader: bool) -> None:
    ((member,), _) = members("name | role", f"가람 | {role}")
    assert member.leader is leader


def test_members_keep_the_order_of_their_rows() -> None:
    found, _ = members("name", "다온", "가람", "", "나래")
    assert [member.name for member in found] == ["다온", "가람", "나래"]


def test_a_name_is_kept_as_it_is_written() -> None:
    odd = "**가람** <img src=x onerror=alert(1)> [a](javascript:x) {name}"
    found, problems = members("name", odd)
    assert (found[0].name, problems) == (odd, [])


@pytest.mark.parametrize("again", ["가람", " 가람 ", "\u1100\u1161\u1105\u1161\u11b7"])
def test_of_two_members_of_one_name_the_first_counts(again: str) -> None:
    found, problems = members("name | turn", "가람 | 1", "나래 | 2", f"{again} | 3")
    assert [(member.name, member.turn) for member in found] == [("가람", 1), ("나래", 2)]
    why = "Two members have the name 가람. The first counts. Add a letter to one of the names."
    assert problems == [(4, "name", why)]


def test_an_address_belongs_to_one_member() -> None:
    found, problems = members("name | email", "가람 | a@x.kr", "나래 | A@X.KR ", "다온 | d@x.kr")
    assert [member.email for member in found] == ["a@x.kr", None, "d@x.kr"]
    assert problems == [(3, "email", "Another member has this address. Give each their own.")]


@pytest.mark.parametrize(
    "name", ["합계", "총 2명", "2명", "합계: 2명", "총원", "인원 수", "Total", "TOTAL: 12", "계 2명"]
)
def test_a_row_that_counts_the_members_is_no_member(name: str) -> None:
    found, problems = members("name", "가람", "나래", name)
    assert [member.name for member in found] == ["가람", "나래"]
    assert problems == [(4, "name", f"“{name}” is no member, so it is not read. Delete the row.")]


@pytest.mark.parametrize("name", ["총명", "계", "인원희", "Totally", "Sum", "2", "가람 2명", "합계장"])
def test_a_name_that_only_begins_like_a_sum_is_a_member(name: str) -> None:
    found, problems = members("name", name)
    assert ([member.name for member in found], problems) == ([name], [])


def test_a_member_without_a_name_is_a_problem() -> None:
    found, problems = members("name | email", " | a@x.kr", "나래 | n@x.kr")
    assert [member.name for member in found] == ["나래"]
    assert problems == [(2, "name", "This cell is empty. Fill it in, or delete the row.")]


@pytest.mark.parametrize(
    ("joined_on", "left_on", "told"),
    [
        ("2022-04-07", "2022-04-06", True),
        ("2022-04-06", "2022-04-06", False),
        ("2022-04-05", "2022-04-06", False),
    ],
)
def test_leaving_before_joining_is_a_problem(joined_on: str, left_on: str, told: bool) -> None:
    _, problems = members("name | joined_on | left_on", f"가람 | {joined_on} | {left_on}")
    why = "The day of leaving is before the day of joining. Fix one of the two."
    assert problems == ([(2, "left_on", why)] if told else [])


def test_an_unreadable_cell_of_a_member_keeps_the_rest_of_the_row() -> None:
    found, problems = members("name | turn | joined_on | github", "가람 | 첫째 | 1900-01-01 | g")
    assert found == (Member("가람", github="g"),)
    assert set(problems) == {
        (2, "turn", "“첫째” is not a number. Write digits only, such as 3."),
        (2, "joined_on", "1900-01-01 is outside 2000 to 2099. Write the date as 2022-04-06."),
    }


# ---- whom a name means ----


@pytest.mark.parametrize("cell", ["Kim Garam", "kim  GARAM", " KIM\u00a0garam\n"])
def test_a_name_means_a_member_whatever_its_case_and_spaces(cell: str) -> None:
    member = Member("Kim Garam")
    assert Roster([member]).parse_name(cell) is member


def test_a_name_may_be_a_number() -> None:
    assert Roster([Member("7")]).parse_name(7.0).name == "7"


@pytest.mark.parametrize("cell", ["가람이", "가", "", None, 3])
def test_an_unknown_name_is_refused(cell: str | int | None) -> None:
    with pytest.raises(CellError) as refused:
        Roster([Member("가람")]).parse_name(cell)
    assert str(refused.value).startswith("There is no member “")


def test_each_column_of_days_has_its_own_order_of_day_and_month() -> None:
    found, problems = members(
        "name | joined_on | left_on", "가람 | 4/6/2022 | 5/6/2022", "나래 | 4/13/2022 | 16/6/2022"
    )
    assert problems == []
    assert [(each.joined_on, each.left_on) for each in found] == [
        (date(2022, 4, 6), date(2022, 6, 5)),
        (date(2022, 4, 13), date(2022, 6, 16)),
    ]


# ---- names that look alike ----


def test_the_sentence_asks_and_the_row_does_not_count() -> None:
    people = Roster([Member("가람")])
    with pytest.raises(CellError) as refused:
        people.parse_name("가람님")
    assert str(refused.value) == (
        "There is no member “가람님”. Did you mean 가람? Write a name from the members tab."
    )


@pytest.mark.parametrize("hidden", ["\u200b", "\ufeff", "\u00ad", "\u202e", "\u3164"])
def test_names_that_look_the_same_are_the_same(hidden: str) -> None:
    found, problems = members("name", f"가{hidden}람", "가람")
    assert [member.name for member in found] == ["가람"]
    assert [(row, why.partition(".")[0]) for row, _, why in problems] == [
        (3, "Two members have the name 가람")
    ]
    assert Roster(found).parse_name(f"{hidden}가람").name == "가람"


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "Loading..."])
def test_an_error_value_is_nobodys_name_address_or_account(error: str) -> None:
    found, problems = members("name | email | github", f"{error} | x@x.kr", f"나래 | {error} | {error}")
    assert [(member.name, member.email, member.github) for member in found] == [("나래", None, None)]
    why = f"“{error}” is the error of a formula, not a value. Fix the formula, or type the value."
    assert problems == [(2, "name", why), (3, "email", why), (3, "github", why)]
