import pytest

from studylib.season.problems import ANYWHERE, NOWHERE, Problem, Reach
from studylib.text.message import sentence
from studylib.workbook import layouts, tables
from studylib.workbook.cells import Cell, Row, Tab
from studylib.workbook.layouts import Layout

ANSWER: Row = ("타임스탬프", "이름", "주차", "링크")


def report(layout: Layout, header: Row, row: Row, column: str | None) -> Problem:
    """Report a fault of the only row under a header."""
    table = tables.read_table(layout, Tab("탭", (header, row)))
    (record,) = table.records()
    table.report(record, column, sentence("Fix it."))
    return table.problems[-1]


@pytest.mark.parametrize(
    ("layout", "header", "row", "subject"),
    [
        (layouts.SETTINGS, ("키", "값"), ("시작일", "언젠가"), "시작일"),
        (layouts.MEMBERS, ("이름", "참여일"), ("가람", "?"), "가람"),
        (layouts.WEEKS, ("주차", "마감"), (3, "?"), "3"),
        (layouts.EXCUSES, ("주차", "이름"), (2, "나래"), "나래 · 2"),
        (
            layouts.PAYMENTS,
            ("월", "이름", "금액", "납부일"),
            ("2022-04", "나래", "?", None),
            "나래 · 2022-04",
        ),
        (layouts.ANSWERS, ANSWER, ("?", "garam@example.org", "3주차", None), "g***@example.org · 3주차"),
        (layouts.TIERS, ("구분", "마감 후 시간", "금액"), ("지각", "?", 1), "지각"),
        (layouts.BREAKS, ("시작", "끝", "사유"), (None, "?", "설날"), "설날"),
        (layouts.BREAKS, ("시작", "끝", "이름"), ("2022-05-01", "?", "나래"), "나래"),
        (layouts.TIERS, ("구분", "마감 후 시간", "금액"), (None, None, 1), ""),
        (layouts.MEMBERS, ("이름", "이메일", "참여일"), ("#REF!", "a@x.kr", "?"), "a***@x.kr"),
        (layouts.MEMBERS, ("이름", "참여일"), ("가" * 200, "?"), "가" * 79 + "…"),
    ],
)
def test_a_problem_names_the_key_member_or_week_of_its_row(
    layout: Layout, header: Row, row: Row, subject: str
) -> None:
    assert report(layout, header, row, None).subject == subject


@pytest.mark.parametrize(
    ("week", "reach"),
    [
        (6, Reach(weeks=frozenset({6}))),
        ("6주차", Reach(weeks=frozenset({6}))),
        ("언젠가", ANYWHERE),
        (None, ANYWHERE),
    ],
)
def test_an_answer_or_excuse_reaches_its_own_week_or_any_if_unreadable(week: Cell, reach: Reach) -> None:
    assert report(layouts.ANSWERS, ANSWER, ("2022-04-12", "가람", week, "?"), "link").reach == reach
    assert report(layouts.EXCUSES, ("주차", "이름"), (week, "?"), "member").reach == reach


@pytest.mark.parametrize(
    ("month", "reach"),
    [("2022-05", Reach(months=frozenset({"2022-05"}))), ("봄", ANYWHERE), (None, ANYWHERE)],
)
def test_a_payment_reaches_its_own_month_or_any_if_unreadable(month: Cell, reach: Reach) -> None:
    row: Row = ("2022-05-02", month, "가람", "?")
    assert report(layouts.PAYMENTS, ("납부일", "월", "이름", "금액"), row, "amount").reach == reach


@pytest.mark.parametrize(
    ("layout", "header", "row", "column", "reach"),
    [
        (layouts.WEEKS, ("주차", "강의"), (1, "javascript:x"), "lecture", NOWHERE),
        (layouts.WEEKS, ("주차", "마감"), (1, "?"), "due_at", ANYWHERE),
        (layouts.WEEKS, ("주차", "마감"), (1, "?"), None, ANYWHERE),
        (layouts.MEMBERS, ("이름", "역할"), ("가람", "?"), "role", NOWHERE),
        (layouts.MEMBERS, ("이름", "참여일"), ("가람", "?"), "joined_on", ANYWHERE),
        (layouts.SETTINGS, ("키", "값"), ("저장소", "?"), "value", NOWHERE),
        (layouts.SETTINGS, ("키", "값"), ("정산 방식", "?"), "value", ANYWHERE),
        (layouts.SETTINGS, ("키", "값"), ("???", "?"), "key", ANYWHERE),
        (layouts.TIERS, ("구분", "마감 후 시간", "금액"), ("지각", "?", 1), "hours", ANYWHERE),
        (
            layouts.SETTLEMENTS,
            ("월", "이름", "벌금", "분배", "이월"),
            ("2022-04", "가람", "?", 0, 0),
            "fine",
            ANYWHERE,
        ),
    ],
)
def test_what_decides_fines_reaches_everything_and_what_decides_none_reaches_nothing(
    layout: Layout, header: Row, row: Row, column: str | None, reach: Reach
) -> None:
    assert report(layout, header, row, column).reach == reach
