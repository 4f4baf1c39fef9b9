"""A workbook is bounded before it is read."""

import pytest

from studylib.season.problems import ANYWHERE
from studylib.workbook import reader, sizes
from studylib.workbook.bounded import bound_workbook
from studylib.workbook.cells import Row, Tab, Workbook

EDGE = pytest.mark.parametrize(("more", "refused"), [(-1, False), (0, False), (1, True)])
MEMBERS: tuple[Row, ...] = (("name",), ("가람",))
ANSWERS: tuple[Row, ...] = (("timestamp", "name", "week", "link"),)


@EDGE
def test_a_workbook_has_a_greatest_number_of_tabs(more: int, refused: bool) -> None:
    tabs = tuple(Tab(f"메모 {place}", ()) for place in range(sizes.MOST_TABS + more))
    bounded, problems = bound_workbook(Workbook(tabs))
    assert bounded.tabs == tabs[: sizes.MOST_TABS]
    assert [each.tab for each in problems] == (["메모 200"] if refused else [])


@EDGE
def test_the_title_of_a_tab_has_a_longest_length(more: int, refused: bool) -> None:
    title = "t" * (sizes.LONGEST_NAME + more)
    bounded, problems = bound_workbook(Workbook((Tab(title, MEMBERS),)))
    assert len(bounded.tabs[0].title) <= sizes.LONGEST_NAME
    assert [each.tab for each in problems] == ([bounded.tabs[0].title] if refused else [])


@EDGE
def test_a_tab_has_a_greatest_number_of_rows(
    monkeypatch: pytest.MonkeyPatch, more: int, refused: bool
) -> None:
    monkeypatch.setattr(sizes, "MOST_ROWS", 10)
    rows = (*MEMBERS, *((f"멤버{place}",) for place in range(8 + more)))
    bounded, problems = bound_workbook(Workbook((Tab("members", rows),)))
    assert bounded.tabs[0].rows == rows[:10]
    assert [(each.row, each.last_row, each.reach) for each in problems] == (
        [(11, 11, ANYWHERE)] if refused else []
    )


def test_tabs_of_answers_share_their_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST_ROWS", 10)
    rows = (*ANSWERS, *(("2022-04-07 10:00", "가람", 1, f"https://n.kr/{place}") for place in range(6)))
    tabs = (Tab("Form Responses 1", rows), Tab("Form Responses 2", rows))
    bounded, problems = bound_workbook(Workbook(tabs))
    assert [len(tab.rows) for tab in bounded.tabs] == [7, 3]
    assert [(each.tab, each.row, each.last_row) for each in problems] == [("Form Responses 2", 4, 7)]


def test_blank_rows_and_tabs_of_others_are_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MOST_ROWS", 10)
    blank = Tab("members", (*MEMBERS, *((None, " ") for _ in range(20))))
    other = Tab("메모", (("메모",), *(("글",) for _ in range(20))))
    assert bound_workbook(Workbook((blank, other)))[1] == []


def test_an_ordinary_workbook_stays_itself() -> None:
    workbook = Workbook((Tab("members", MEMBERS), Tab("설문지 응답 시트1", ANSWERS)))
    assert bound_workbook(workbook) == (workbook, [])
    assert bound_workbook(workbook)[0] is workbook


@pytest.mark.parametrize(("more", "read"), [(-1, 99), (0, 100), (1, 100)])
def test_a_study_has_a_greatest_number_of_tiers(more: int, read: int) -> None:
    hours = range(1, sizes.MOST_TIERS + more)
    rows: tuple[Row, ...] = (
        ("status", "hours", "amount"),
        ("결석", None, 4000),
        *((f"지각{each}", each, each) for each in hours),
    )
    study, problems = reader.read(Workbook((Tab("tiers", rows),)))
    beyond = [each for each in problems if each.tab == "tiers"]
    assert (len(study.tiers), [each.row for each in beyond]) == (read, [102] if more > 0 else [])


@pytest.mark.parametrize(("more", "read"), [(-1, 1_999), (0, 2_000), (1, 2_000)])
def test_a_study_has_a_greatest_number_of_breaks(more: int, read: int) -> None:
    days = (("2022-05-01", "2022-05-02"),) * (sizes.MOST_BREAKS + more)
    study, problems = reader.read(Workbook((Tab("breaks", (("starts_on", "ends_on"), *days)),)))
    beyond = [each for each in problems if each.tab == "breaks"]
    assert (len(study.breaks), [each.row for each in beyond]) == (read, [2_002] if more > 0 else [])
