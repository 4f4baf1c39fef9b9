"""Cells whose bare values may hide something."""

import pytest

from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.hiders import Hidden, Hider, find_hiders
from tests.growth import LINEAR, find_growth


def doubts(title: str, *rows: Row) -> list[tuple[int, int, Hidden]]:
    return [(each.row, each.column, each.hidden) for each in find_hiders(Workbook((Tab(title, rows),)))]


def is_doubtful(title: str, column: str, cell: Cell) -> bool:
    return bool(doubts(title, (column,), (cell,)))


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("tiers", "amount"),
        ("벌금", "마감 후 시간"),
        ("payments", "amount"),
        ("정산", "분배"),
        ("settlements", "carried_out"),
        ("weeks", "week"),
        ("면제", "주차"),
        ("members", "turn"),
    ],
)
def test_a_number_is_doubtful_if_it_has_a_fraction_or_may_be_a_day(title: str, column: str) -> None:
    cells: dict[Cell, bool] = {
        0.5: True,
        1.25: True,
        44_684: True,
        44_684.5: True,
        36_525: False,
        36_526: True,
        73_051: True,
        73_052: False,
        12: False,
        4: False,
        3_000: False,
        "44684": False,
    }
    for cell, doubtful in cells.items():
        assert is_doubtful(title, column, cell) is doubtful, cell


@pytest.mark.parametrize(("hours", "doubtful"), [(0, True), (1, True), (3, True), (4, False), (12, False)])
def test_hours_are_doubtful_if_they_may_be_whole_days(hours: int, doubtful: bool) -> None:
    assert is_doubtful("tiers", "hours", hours) is doubtful
    assert bool(doubts("settings", ("key", "value"), ("remind_hours", hours))) is doubtful
    assert not is_doubtful("tiers", "amount", hours)


@pytest.mark.parametrize("cell", [True, False, None, "", "12", float("nan")])
def test_a_whole_day_is_no_flag_and_no_text(cell: Cell) -> None:
    assert is_doubtful("tiers", "hours", cell) is (isinstance(cell, float))


def test_of_the_settings_only_numbers_and_addresses_are_doubtful() -> None:
    rows: tuple[Row, ...] = (
        ("키", "값"),
        ("스터디", "밤샘"),
        ("알림 시간", 0.79),
        ("시작일", 44_657),
        ("설문지", "우리 설문지"),
        ("저장소", "https://github.com/a/b"),
        ("아무거나", 0.5),
    )
    assert doubts("설정", *rows) == [(2, 1, Hidden.MOMENT), (4, 1, Hidden.LINK)]


def test_texts_of_link_columns_are_doubtful_and_no_others() -> None:
    rows: tuple[Row, ...] = (
        ("주차", "제목", "강의", "읽을거리", "블로그 글"),
        (1, "CNNs", "Lecture 1", "https://a.kr", None),
        (2, "RNNs", "https://a.kr", "3장", "글"),
    )
    assert doubts("주차", *rows) == [(1, 2, Hidden.LINK), (2, 3, Hidden.LINK), (2, 4, Hidden.LINK)]


ANSWERS: Row = ("Timestamp", "name", "week", "link")


def test_links_of_answers_and_settings_stand_alone() -> None:
    book = Workbook(
        (
            Tab("settings", (("key", "value"), ("form_url", "form"))),
            Tab("weeks", (("week", "lab"), (1, "Lab 1"))),
            Tab("Form Responses 1", (ANSWERS, (44_660.5, "가람", 1, "정리"))),
        )
    )
    assert [(each.title, each.alone) for each in find_hiders(book)] == [
        ("settings", True),
        ("weeks", False),
        ("Form Responses 1", True),
    ]


def test_unknown_tabs_and_columns_are_never_doubtful() -> None:
    assert doubts("메모", ("amount", "link"), (0.5, "글")) == []
    assert doubts("tiers", ("status", "percent"), ("지각", 0.5)) == []


def test_numbers_come_first_then_links_then_edits() -> None:
    rows: tuple[Row, ...] = (ANSWERS, (44_662.5, "가람", 1, "글"), (44_660.5, "나래", 0.5, "글"))
    found = find_hiders(Workbook((Tab("Form Responses 1", rows),)))
    assert found[0] == Hider("Form Responses 1", 2, 2, 0.5, Hidden.MOMENT)
    assert [each.hidden for each in found] == [Hidden.MOMENT, Hidden.LINK, Hidden.LINK, Hidden.EDIT]


def test_an_answer_out_of_order_is_doubtful_in_a_forms_tab_alone() -> None:
    rows: tuple[Row, ...] = (
        ANSWERS,
        (44_660.5, "가람", 1, "https://a.kr"),
        (44_690.5, "나래", 1, "https://a.kr"),
        (44_661.5, "다온", 1, "https://a.kr"),
        (44_662.5, "가람", 2, "https://a.kr"),
    )
    assert doubts("설문지 응답 시트1", *rows) == [(2, 0, Hidden.EDIT)]
    assert doubts("제출", *rows) == []


def test_a_long_tab_takes_linear_time() -> None:
    def make(count: int) -> tuple[Row, ...]:
        return tuple((44_660.5 - at / 1000, "가람", 1, "글") for at in range(count))

    def doubt(rows: tuple[Row, ...]) -> None:
        assert len(doubts("Form Responses 1", ANSWERS, *rows)) == 2 * len(rows) - 1

    assert find_growth(doubt, make, 4_000) < LINEAR


@pytest.mark.parametrize(
    ("cell", "doubtful"),
    [
        (0, True),
        (1, True),
        (1.0, True),
        (2, False),
        (0.5, False),
        (22 / 24, False),
        (26 / 24, False),
        (True, False),
        ("22:00", False),
    ],
)
def test_of_times_of_day_only_whole_numbers_are_doubtful(cell: Cell, doubtful: bool) -> None:
    """A fraction is a time by itself, so a sheet of usual due times needs no third request."""
    assert bool(doubts("tasks", ("task", "kind", "due"), ("Notes", None, cell))) is doubtful
    assert bool(doubts("attendance", ("week", "member", "arrived_at"), (1, "가람", cell))) is doubtful
    assert bool(doubts("settings", ("key", "value"), ("마감", cell))) is doubtful


@pytest.mark.parametrize("column", ["count", "per_day", "cap", "from_week", "to_week"])
def test_the_numbers_of_tasks_are_doubtful_as_other_numbers_are(column: str) -> None:
    header = ("task", "kind", "who", column)
    assert [doubts("tasks", header, ("Notes", None, None, cell)) for cell in (3, 0.5, 44_684)] == [
        [],
        [(1, 3, Hidden.MOMENT)],
        [(1, 3, Hidden.MOMENT)],
    ]


def test_moments_of_arrivals_and_passes_are_not_doubtful() -> None:
    assert doubts("attendance", ("week", "member", "arrived_at"), (1, "가람", 44_663.8)) == []
    assert doubts("passes", ("asked_at", "week", "member"), (44_663.8, 1, "가람")) == []
