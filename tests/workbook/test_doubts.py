"""Missing columns, and headers that look like one."""

import pytest

from studylib.season.problems import ANYWHERE, NOWHERE
from studylib.workbook import layouts, tables
from studylib.workbook.cells import Row
from studylib.workbook.layouts import ANSWERS, BREAKS, MEMBERS, TIERS, WEEKS, Layout
from tests.season.seasons import tab


def list_told(layout: Layout, *rows: str | Row) -> list[tuple[int | None, str | None, str]]:
    table = tables.read_table(layout, tab("탭", *rows))
    return [(each.row, each.column, str(each.message)) for each in table.problems]


@pytest.mark.parametrize(
    ("layout", "header", "likely"),
    [
        (TIERS, "구분 | 마감 후 시간 | 벌금얙", "There is no column amount / 금액. “벌금얙” looks like it."),
        (ANSWERS, "타임스탬프 | 이름 | 쥬차 | 링크", "There is no column week / 주차. “쥬차” looks like it."),
        (
            ANSWERS,
            "타임스탬프 | 이름 | 주차 | 글 링크들 | 자료 링크들",
            "There is no column link / 링크. “글 링크들”, “자료 링크들” looks like it.",
        ),
        (BREAKS, "시작 | 끝나는 시각", "There is no column ends_on / 끝. Write that header in this row."),
        (MEMBERS, "nmae | email", "There is no column name / 이름. “nmae” looks like it."),
    ],
)
def test_a_missing_column_names_the_headers_that_look_like_it(
    layout: Layout, header: str, likely: str
) -> None:
    ((row, column, why),) = list_told(layout, "", header, "x | x | x | x | x")
    assert (row, column) == (2, None)
    assert why.startswith(likely)


def test_a_missing_column_says_how_the_settings_can_name_it() -> None:
    ((_, _, why),) = list_told(ANSWERS, "타임스탬프 | 이름 | 쥬차 | 링크")
    assert why.endswith("Rename it so, or add the setting columns / 열 with the value 주차 = 쥬차.")


@pytest.mark.parametrize(
    ("layout", "header", "alike"),
    [
        (MEMBERS, "이름 | 참여알", "참여알"),
        (MEMBERS, "이름 | 이메일 계정", "이메일 계정"),
        (MEMBERS, "name | joind_on", "joind_on"),
        (MEMBERS, "이름 | 마지막 날", "마지막 날"),
        (WEEKS, "주차 | 마감일", "마감일"),
        (WEEKS, "week | deadline", "deadline"),
        (BREAKS, "시작 | 끝 | 쉬는 사람 이름", "쉬는 사람 이름"),
    ],
)
def test_a_header_that_looks_like_a_column_is_a_problem(layout: Layout, header: str, alike: str) -> None:
    ((row, column, why),) = list_told(layout, header, "x | x | x")
    assert (row, column) == (1, alike)
    assert why.startswith("This header looks like the column ")


def test_a_header_that_looks_like_a_column_of_no_money_blocks_nothing() -> None:
    reaches = [
        tables.read_table(layouts.WEEKS, tab("주차", f"주차 | {header}", "1 | x")).problems[0].reach
        for header in ("강의들은 곳 강의", "마감일")
    ]
    assert reaches == [NOWHERE, ANYWHERE]


@pytest.mark.parametrize(
    ("layout", "header"),
    [
        (MEMBERS, "이름 | 전화번호 | 학번 | 소속 | 비고 | 점수 | 생일 | 한마디 | 카톡"),
        (MEMBERS, "이름 | 참여일 | 참여일수 | 이메일 수신 동의"),
        (MEMBERS, "이름 | 이메일 | 이메일2"),
        (MEMBERS, "name | Score | phone | birthday | notes"),
        (WEEKS, "주차 | 제목 | 날짜 | 발표자 | 장소 | 비고"),
        (WEEKS, "주차 | 마감 여부"),
        (ANSWERS, "타임스탬프 | 이름 | 주차 | 링크 | 메모하고 싶은 것 | 점수 | 이메일 수신"),
        (TIERS, "구분 | 마감 후 시간 | 금액 | 설명"),
    ],
)
def test_ordinary_other_columns_are_left_alone(layout: Layout, header: str) -> None:
    assert list_told(layout, header, "x | x | x | x | x | x | x | x | x") == []


def test_a_header_over_nothing_is_left_alone() -> None:
    assert list_told(MEMBERS, "이름 | 참여알", "가람 | ", "나래") == []


def test_a_failed_formula_in_a_header_is_a_problem() -> None:
    ((row, column, why),) = list_told(MEMBERS, "이름 | #REF!", "가람 | 2022-04-06")
    assert (row, column) == (1, "#REF!")
    assert why == "“#REF!” is the error of a formula, not a value. Fix the formula, or type the value."
