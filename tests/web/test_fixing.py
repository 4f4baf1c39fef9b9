"""The way to the row that a problem is about."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from studylib.access.rights import Need
from studylib.source.reader import Reader
from studylib.stores.database.database import Database
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from studylib.web.fixing import Fix, find_fix, find_layout, link_fix, name_cell, name_tab
from studylib.web.visit import Visit
from studylib.workbook import layouts
from studylib.workbook.cells import Tab, Workbook
from tests.pages.workbooks import group
from tests.web.visits import make_visit

SHEET = "https://docs.google.com/spreadsheets/d/abc/edit"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make each store a Google Sheet whose second tab is the members'."""
    monkeypatch.setattr(Database, "address", SHEET)
    monkeypatch.setattr(
        Database, "address_of", lambda self, title: f"{SHEET}#gid=7" if title == "members" else None
    )


def unread() -> Workbook:
    """Make a season with an unreadable turn in row 3, and a payment that lacks everything but its month."""
    return group(
        members=[("하나", None, date(2022, 4, 1)), ("두리", None, "언젠가")],
        more=[Tab("납부", (("월", "이름", "금액"), ("2022-04", "하나", "x")))],
    )


def fix(visit: Visit, tab: str, row: int | None) -> Fix:
    problem = next(each for each in visit.problems if (each.tab, each.row) == (tab, row))
    found = find_fix(visit, problem)
    assert found
    return found


def test_at_the_desk_a_row_is_linked_by_its_tab_and_its_number() -> None:
    visit = make_visit(unread())
    found = fix(visit, "members", 3)
    assert found.text == "Fix row 3 at the desk"
    assert parse_qs(urlsplit(found.address).query) == {"fix": ["members"], "row": ["3"]}
    (problem,) = (each for each in visit.problems if each.row == 3)
    assert str(link_fix(visit, problem)) == (
        '<a href="desk?fix=members&amp;row=3" target="_self">Fix row 3 at the desk</a>'
    )


def test_a_column_that_is_missing_is_linked_as_the_whole_tab() -> None:
    found = fix(make_visit(unread(), language="ko"), "납부", 1)
    assert found.text == "관리에서 탭 고치기"
    assert parse_qs(urlsplit(found.address).query) == {"fix": ["납부"]}


def test_a_tab_that_is_missing_is_linked_by_its_titles() -> None:
    visit = make_visit(Workbook(unread().tabs[1:]))
    found = fix(visit, "settings / 설정", None)
    assert parse_qs(urlsplit(found.address).query) == {"fix": ["settings / 설정"]}


def test_the_desk_says_of_a_tab_that_it_cannot_change_how_to_change_it() -> None:
    visit = make_visit(group(more=[Tab("멤버", (("이름",), ("하나",)))]))
    (problem,) = visit.problems
    found = find_fix(visit, replace(problem, tab="벌금표"))
    assert found == Fix(
        "The desk changes no titles and no headers. Export the workbook, fix it there, and import it."
    )
    assert "<a" not in link_fix(visit, replace(problem, tab="벌금표"))


@pytest.mark.usefixtures("sheet")
def test_in_a_sheet_the_link_leads_to_the_cell() -> None:
    visit = make_visit(unread())
    assert fix(visit, "members", 3) == Fix("Fix C3 in the sheet", f"{SHEET}#gid=7&range=C3")
    (problem,) = (each for each in visit.problems if each.row == 3)
    assert f'href="{SHEET}#gid=7&amp;range=C3"' in link_fix(visit, problem)
    assert find_fix(visit, replace(problem, column=None)) == Fix(
        "Fix A3 in the sheet", f"{SHEET}#gid=7&range=A3"
    )
    assert find_fix(visit, replace(problem, row=None)) == Fix("Fix the tab in the sheet", f"{SHEET}#gid=7")


@pytest.mark.usefixtures("sheet")
def test_a_tab_that_the_sheet_lacks_leads_to_the_sheet() -> None:
    assert fix(make_visit(unread()), "납부", 1) == Fix("Open the sheet", SHEET)


def test_in_a_file_the_way_is_told_in_words() -> None:
    write.write_xlsx(unread(), Path("season.xlsx"))
    visit = replace(make_visit(unread()), reader=Reader(open_store(str(Path("season.xlsx").resolve()))))
    assert fix(visit, "members", 3) == Fix("Fix cell C3 in season.xlsx.")
    (problem,) = (each for each in visit.problems if each.row == 3)
    assert link_fix(visit, problem) == "Fix cell C3 in season.xlsx."
    assert find_fix(visit, replace(problem, row=None)) == Fix("Fix it in season.xlsx.")


@pytest.mark.parametrize("needs", [(Need.BOARD,), (Need.BOARD, Need.MONEY, Need.INSIDE)])
def test_only_the_leader_gets_a_way(needs: tuple[Need, ...]) -> None:
    visit = make_visit(unread(), *needs)
    assert visit.problems
    assert {link_fix(visit, each) for each in visit.problems} == {""}


def test_a_doubled_column_names_the_filled_cell() -> None:
    rows = (("이름", "참여일", "참여일"), ("하나", None, "x"), ("두리", "x"), ("세찬",))
    season = make_visit(Workbook((Tab("멤버", rows),))).season
    problem = replace(season.findings[0], tab="멤버", column="참여일")
    assert [name_cell(season, replace(problem, row=row)) for row in (1, 2, 3, 4)] == ["B1", "C2", "B3", "B4"]


def test_a_far_column_and_an_unknown_tab_have_names_too() -> None:
    season = make_visit(Workbook((Tab("멤버", (("이름", *[""] * 25, "참여일"), ("하나",))),))).season
    problem = replace(season.findings[0], tab="멤버", column="참여일", row=2)
    assert name_cell(season, problem) == "AA2"
    assert name_cell(season, replace(problem, tab="x")) == "A2"


def test_an_address_in_a_title_is_masked_and_a_long_title_is_cut() -> None:
    assert name_tab("hana@school.kr 답변") == "h***@school.kr 답변"
    assert [len(name_tab("가" * size)) for size in (99, 100, 101)] == [99, 100, 100]


def test_a_layout_is_found_by_the_title_of_a_tab_or_by_both_titles_of_a_missing_one() -> None:
    season = make_visit(group(more=[Tab("벌금", (("구분", "마감 후 시간", "금액"),))])).season
    assert find_layout(season, "벌금") is layouts.TIERS
    assert find_layout(season, "payments / 납부") is layouts.PAYMENTS
    assert find_layout(season, "Form Responses 1") is find_layout(season, "") is None
