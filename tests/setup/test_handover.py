"""The rules and the roster that go on."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from studylib.season.study import Member, Study
from studylib.setup import handover
from studylib.workbook import reader
from studylib.workbook.cells import Cell, Tab
from tests.setup.plans import NOW, make_sample

FIRST = date(2022, 7, 6)


def make_study(*members: Member) -> Study:
    return replace(reader.read(make_sample())[0], members=members)


def test_who_has_left_stays_behind_and_who_joins_later_keeps_the_day() -> None:
    members = (
        Member("가람", left_on=FIRST),
        Member("나래", left_on=FIRST + timedelta(days=1), turn=2),
        Member("다온", joined_on=FIRST),
        Member("라온", joined_on=FIRST + timedelta(days=1), leader=True, github="raon"),
    )
    assert handover.take_members(make_study(*members), FIRST) == (
        members[1],
        Member("다온"),
        members[3],
    )


def test_if_the_leader_has_left_the_first_member_leads() -> None:
    members = (Member("가람", leader=True, left_on=FIRST), Member("나래"), Member("다온"))
    assert [each.leader for each in handover.take_members(make_study(*members), FIRST)] == [True, False]


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2022, 5, 11), FIRST), (FIRST, FIRST), (FIRST + timedelta(days=1), FIRST + timedelta(days=7))],
)
def test_the_first_day_comes_after_the_last_week_and_is_not_over(today: date, first: date) -> None:
    assert handover.find_next_day(reader.read(make_sample())[0], today) == first


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("일 22:00", "일 22:00"),
        ("밤 10시", "밤 10시"),
        (time(22, 0), "22:00"),
        (0.5, "12:00"),
        (timedelta(hours=26), "26:00"),
        (None, ""),
        ("언젠가", ""),
    ],
)
def test_the_due_time_is_one_that_people_can_type(cell: Cell, due: str) -> None:
    cells = make_sample(("마감", cell))
    study, _ = reader.read(cells)
    given = handover.read_given(cells, study)
    assert given.due == due
    kept = [key for key, _ in handover.list_settings(cells, given, {})]
    assert ("마감" in kept) is (cell == "언젠가")


def test_settings_of_one_season_stay_behind_and_all_others_go_on() -> None:
    own = (("설문지", "https://forms.gle/x"), ("식별자", "s-1"), ("커리큘럼", "https://x.kr"))
    kept = (
        ("저장소", "https://github.com/a/b"),
        ("패스권", 2),
        ("계좌", "카카오 1"),
        ("공개", "전체"),
        ("우리 규칙", "벌칙"),
    )
    cells = make_sample(*own, *kept)
    given = handover.read_given(cells, reader.read(cells)[0])
    assert tuple(handover.list_settings(cells, given, {})) == kept


def test_names_of_columns_go_on_if_a_tab_of_the_rules_has_them() -> None:
    tiers = Tab("벌금", (("무엇", "마감 후 시간", "금액"), ("지각", 5, 700), ("결석", None, 900)))
    cells = make_sample(("열", "구분 = 무엇\n링크 = 어디에 올렸나요"))
    given = handover.read_given(cells, reader.read(cells)[0])
    assert tuple(handover.list_settings(cells, given, {"tiers": tiers})) == (("열", "구분 = 무엇"),)
    assert tuple(handover.list_settings(cells, given, {})) == ()


def test_tabs_of_rules_go_on_cell_by_cell_if_they_have_rows() -> None:
    tasks = Tab(
        "과제", (("과제", "종류", "마감"), ("글", "제출", "토 23:59"), (), ("모임", "출석", "일 19:00"))
    )
    empty = Tab("누적", (("구분", "금액들"),))
    taken = handover.take_rules(make_sample(more=[tasks, empty]))
    assert set(taken) == {"tasks", "tiers"}
    assert taken["tasks"] == tasks


def test_roles_that_the_program_has_no_word_for_go_on() -> None:
    cells = make_sample()
    tabs = tuple(
        Tab(tab.title, tuple(("나래", None, 2, "총무") if row[:1] == ("나래",) else row for row in tab.rows))
        if tab.title == "멤버"
        else tab
        for tab in cells.tabs
    )
    cells = replace(cells, tabs=tabs)
    members = reader.read(cells)[0].members
    assert tuple(handover.take_roles(cells, members)) == (("나래", "총무"),)


def test_rules_of_certain_weeks_and_a_form_are_told() -> None:
    dated = Tab("과제", (("과제", "종류", "주차부터"), ("글", "제출", 3)))
    cells = make_sample(("설문지", "https://forms.gle/x"), more=[dated])
    told = [str(each) for each in handover.tell_rules(reader.read(cells)[0])]
    assert len(told) == 3
    assert len(list(handover.tell_rules(reader.read(make_sample())[0]))) == 1
    assert NOW.tzinfo
