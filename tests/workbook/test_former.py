"""Former members: lost from the roster, or erased."""

import pytest

from studylib.season.problems import ANYWHERE
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from studylib.workbook.former import is_erased, name_erased
from tests.season.seasons import book, tab

HEADER = "month | member | fine | share | carried_out"


def closed(*names: str, members: Tab | None = None) -> Workbook:
    rows = (f"2022-0{4 + at} | {name} | 0 | 0 | 0" for at, name in enumerate(names))
    cells = book(settlements=tab("settlements", HEADER, *rows))
    tabs = (members if each.title == "members" else each for each in cells.tabs)
    return Workbook(tuple(each for each in tabs if each)) if members else cells


def lost(cells: Workbook) -> list[str]:
    return [str(each.message) for each in reader.read(cells)[1] if "has a share" in str(each.message)]


def test_who_is_in_a_closed_month_and_not_in_the_roster_is_a_problem_of_the_members_tab() -> None:
    (problem,) = reader.read(closed("가람", "라온"))[1]
    assert (problem.tab, problem.row, problem.reach) == ("members", None, ANYWHERE)
    assert str(problem.message) == (
        "라온 has a share in the closed month 2022-05, and no row here. Put the row back, with the day of leaving in "
        "left_on. After a change of name, write the new name into every tab."
    )


def test_each_lost_member_is_named_once_with_the_first_month() -> None:
    assert [each.split(" has")[0] for each in lost(closed("라온", "마루", "라온", " 라온"))] == [
        "라온",
        "마루",
    ]


@pytest.mark.parametrize("row", ["라온 | 2022-04-20", "라온 |", " 라온  | 2022-04-01"])
def test_a_row_in_the_roster_is_the_way_out(row: str) -> None:
    members = tab("members", "name | left_on", "가람", "나래", "다온", row)
    assert reader.read(closed("라온", members=members))[1] == []


@pytest.mark.parametrize("name", ["탈퇴한 멤버 1", "Former member 1", "former  member 12", "탈퇴한 멤버 999"])
def test_an_erased_member_needs_no_row(name: str) -> None:
    assert is_erased(name)
    assert lost(closed(name)) == []


@pytest.mark.parametrize(
    "name", ["탈퇴한 멤버", "Former member 0", "Former member one", "멤버 1", "1", "가" * 10_000]
)
def test_another_name_is_not_taken_for_that_of_an_erased_member(name: str) -> None:
    assert not is_erased(name)


def test_an_erased_member_is_named_in_the_language_of_the_study() -> None:
    assert (name_erased("en", 2), name_erased("ko", 2)) == ("Former member 2", "탈퇴한 멤버 2")


def test_without_a_roster_it_is_the_tab_that_is_missed() -> None:
    assert lost(Workbook(tuple(each for each in closed("라온").tabs if each.title != "members"))) == []
