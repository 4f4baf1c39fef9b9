"""Tabs of the newer kinds, and an older group's own tabs of the same titles."""

import pytest

from studylib.workbook import kinds, layouts, reader
from studylib.workbook.cells import Tab
from studylib.workbook.layouts import ATTENDANCE, PASSES, STEPS, TASKS, Layout
from studylib.workbook.proofs import is_proven
from tests.season.seasons import book, tab

OLD = [
    tab("과제", "주차 | 과제 | 마감", "1 | CNN 정리 | 4/12"),
    tab("과제", "과제 | 설명", "CNN 정리 | 두 쪽"),
    tab("과제", "번호 | 제목", "1 | CNN"),
    tab("과제", "이름 | 과제 | 대상", "가람 | CNN | 나래"),
    tab("tasks", "task | owner | status", "buy snacks | 가람 | done"),
    tab("tasks", "Task | Due | Done", "buy snacks | 2022-04-12 | x"),
    tab("출석", "이름 | 1주차 | 2주차", "가람 | O | X"),
    tab("출석", "주차 | 이름 | 상태", "1 | 가람 | O"),
    tab("attendance", "date | name", "2022-04-06 | 가람"),
    tab("패스", "이름 | 남은 횟수", "가람 | 1"),
    tab("누적", "이름 | 누적 벌금", "가람 | 3000"),
    tab("steps", "step | what", "1 | read"),
    tab("과제 목록", "주차 | 과제 | 링크", "1 | CNN | https://n.kr/1"),
    tab("출석부", "이름 | 1주차", "가람 | O"),
    tab("숙제", "주차 | 숙제", "1 | CNN"),
]


@pytest.mark.parametrize("other", OLD, ids=lambda each: f"{each.title} {each.rows[0]}")
def test_a_tab_that_an_older_group_keeps_for_itself_is_left_alone(other: Tab) -> None:
    study, problems = reader.read(book(other=other))
    before, _ = reader.read(book())
    assert problems == []
    assert (study.tasks, study.arrivals, study.passes, study.steps) == ((), (), (), ())
    assert study.weeks == before.weeks


def test_answers_in_a_tab_called_tasks_stay_answers() -> None:
    answers = tab("과제", "타임스탬프 | 이름 | 주차 | 링크", "2022-04-10 12:00 | 가람 | 1 | https://n.kr/1")
    study, problems = reader.read(book(answers=answers))
    assert problems == []
    assert list(study.submissions["link"]) == ["https://n.kr/1"]


@pytest.mark.parametrize(
    ("layout", "sure"),
    [
        (TASKS, tab("과제", "과제")),
        (TASKS, tab("과제", "과제 | 마감")),
        (TASKS, tab("tasks", "task | kind | note")),
        (TASKS, tab("과제", "과제명 | 종류 | 횟수")),
        (TASKS, tab("과제", "할일 | 종류 | 하루 최대")),
        (TASKS, tab("과제 목록", "과제 | 횟수 | 벌금표")),
        (TASKS, tab("과제", "우리 스터디", "과제 | 횟수")),
        (ATTENDANCE, tab("출석", "주차 | 이름 | 도착")),
        (ATTENDANCE, tab("attendance", "week | task | member | status")),
        (ATTENDANCE, tab("출결", "주차 | 이름 | 구분")),
        (PASSES, tab("패스", "신청일시 | 주차 | 이름")),
        (PASSES, tab("패스권", "신청일시 | 주차 | 이름 | 사유")),
        (STEPS, tab("누적", "구분 | 금액들")),
        (STEPS, tab("steps", "status | set | amounts")),
    ],
    ids=lambda each: str(each.rows[0] if isinstance(each, Tab) else each.titles[0]),
)
def test_a_tab_whose_headers_prove_its_kind_is_read(layout: Layout, sure: Tab) -> None:
    assert is_proven(layout, sure.rows)
    assert kinds.find_tabs(layout, book(sure=sure)) == [sure]


def test_beside_tasks_a_tab_of_attendance_needs_no_proof() -> None:
    own = tab("출석", "주차 | 이름 | 상태", "1 | 가람 | 지각")
    tasks = tab("과제", "과제 | 종류 | 마감", "모임 | 출석 | 화 20:00")
    assert kinds.find_tabs(ATTENDANCE, book(own=own)) == []
    assert kinds.find_tabs(ATTENDANCE, book(own=own, tasks=tasks)) == [own]


def test_if_members_have_passes_a_tab_of_passes_needs_no_proof() -> None:
    own = tab("패스", "주차 | 이름", "1 | 가람")
    settings = tab("settings", "key | value", "starts_on | 2022-04-06", "passes | 2")
    assert kinds.find_tabs(PASSES, book(own=own)) == []
    assert kinds.find_tabs(PASSES, book(own=own, settings=settings)) == [own]
    _, problems = reader.read(book(own=own, settings=settings))
    assert [str(each.message) for each in problems] == [
        "There is no column asked_at / 신청일시. Write that header in this row."
    ]


@pytest.mark.parametrize(
    ("misspelt", "kind"),
    [
        (tab("taskz", "task | kind | count", "a | link | 2"), TASKS),
        (tab("츨석", "주차 | 이름 | 구분", "1 | 가람 | 출석"), ATTENDANCE),
        (tab("paases", "asked_at | week | member", "2022-04-06 10:00 | 1 | 가람"), PASSES),
        (tab("stepps", "status | amounts", "late | 3000"), STEPS),
    ],
    ids=lambda each: each.title if isinstance(each, Tab) else each.titles[0],
)
def test_a_tab_of_a_misspelt_title_is_a_problem(misspelt: Tab, kind: Layout) -> None:
    (problem,) = reader.read(book(misspelt=misspelt))[1]
    name = " / ".join(kind.titles)
    assert str(problem.message) == f"This tab looks like {name}, but is not read. Rename it {name}."


@pytest.mark.parametrize("layout", layouts.TITLED, ids=lambda each: each.titles[0])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_new_tab_as_studyboard_writes_it_is_proven(layout: Layout, language: str) -> None:
    title, header = layouts.write_header(layout, language)
    assert kinds.is_titled(layout, Tab(title, (header,)), book())
