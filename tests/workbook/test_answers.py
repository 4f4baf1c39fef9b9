from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from studylib.workbook import answers, reader
from studylib.workbook.answers import Answer
from tests.season import seasons
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab
from tests.workbook.reading import COUNTED, THERE, Told, list_handed_in, make_answers, read

AT = datetime(2022, 4, 19, 23, 59, 59, 999_000, tzinfo=SEOUL)
NEW = Answer("가람", 2, AT, "https://n.kr/9", "늦지 않게")


# ---- the table of submissions ----


def test_submissions_rise_in_time_and_have_their_declared_columns() -> None:
    rows = ("2022-04-12 12:00 | 가람 | 1 | https://n.kr/2", "2022-04-10 12:00 | 나래 | 2 | https://n.kr/1")
    tab_ = tab("Form Responses 1", "Timestamp | name | week | link", *rows)
    found = reader.read(seasons.book(answers=tab_))[0].submissions
    assert found["link"].tolist() == ["https://n.kr/1", "https://n.kr/2"]
    assert found["note"].tolist() == ["", ""]
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == {
        "member": "str",
        "week": "int64",
        "task": "str",
        "submitted_at": "datetime64[ms, Asia/Seoul]",
        "link": "str",
        "note": "str",
    }


def test_without_answers_the_columns_are_the_same() -> None:
    full = answers.make_frame([NEW], SEOUL)
    empty = answers.make_frame([], SEOUL)
    assert empty.empty
    pd.testing.assert_series_equal(empty.dtypes, full.dtypes)


def test_a_millisecond_before_midnight_is_kept() -> None:
    assert answers.make_frame([NEW], SEOUL)["submitted_at"].tolist() == [AT]


def by_address(row: str) -> tuple[list[tuple[str, int, str]], list[Told]]:
    collecting = tab("Form Responses 1", "Timestamp | Email Address | name | week | link", row)
    study, problems = read(book(answers=collecting))
    return list_handed_in(study), problems


@pytest.mark.parametrize("address", ["garam@x.kr", " GARAM@X.KR "])
@pytest.mark.parametrize("name", ["가람", " 가람 ", ""])
def test_the_address_decides_whose_answer_it_is(address: str, name: str) -> None:
    assert by_address(f"2022-04-10 | {address} | {name} | 1 | https://n.kr/1") == (COUNTED, [])


@pytest.mark.parametrize("name", ["나래", "마루"])
def test_another_name_beside_the_address_is_a_problem_but_the_answer_counts(name: str) -> None:
    why = f"The address is that of 가람, the name is {name}. It counts for 가람. Fix the name."
    assert by_address(f"2022-04-10 | garam@x.kr | {name} | 1 | https://n.kr/1") == (
        COUNTED,
        [("Form Responses 1", 2, "name", why)],
    )


def test_an_answer_from_another_address_than_the_one_listed_does_not_count() -> None:
    found, problems = by_address("2022-04-10 | somebody@else.kr | 가람 | 1 | https://n.kr/1")
    why = "가람 is listed with another address than s***@else.kr. Fix the address here or in the members tab."
    assert (found, problems) == ([], [("Form Responses 1", 2, "Email Address", why)])


def test_no_message_shows_an_address() -> None:
    for row in (
        "2022-04-10 | garam@x.kr | 나래 | 1 | n.kr",
        "2022-04-10 | narae.kim@x.kr | 가람 | 셋 | n.kr",
    ):
        assert not any("garam" in message or "narae" in message for *_, message in by_address(row)[1])


def test_without_a_known_address_the_name_decides_whose_answer_it_is() -> None:
    assert by_address("2022-04-10 | | 가람 | 1 | https://n.kr/1") == (COUNTED, [])
    assert by_address("2022-04-10 | new@x.kr | 다온 | 1 | https://n.kr/1") == (
        [("다온", 1, "https://n.kr/1")],
        [],
    )


def test_an_unknown_address_without_a_name_is_a_problem_of_the_address_column() -> None:
    row = "2022-04-10 | x@y.kr | 1 | https://n.kr/1"
    collecting = tab("Form Responses 1", "Timestamp | Email Address | week | link", row)
    study, problems = read(book(answers=collecting))
    assert list_handed_in(study) == []
    assert [(row, column) for _, row, column, _ in problems] == [(2, "Email Address")]


def test_the_same_answer_in_two_tabs_counts_once() -> None:
    twice = book(
        more=make_answers(*["2022-04-10 12:00:00 | 가람 | 1주차 | https://n.kr/1"], title="Form Responses 2")
    )
    study, problems = read(twice)
    assert problems == []
    assert list_handed_in(study) == list_handed_in(read(book())[0])


def test_answers_of_several_tabs_are_brought_together_rising_in_time() -> None:
    more = make_answers(
        "2022-04-11 | 다온 | 1 | https://n.kr/3", "2022-04-09 | 가람 | 1 | https://n.kr/4", title="둘째"
    )
    study, _ = read(book(more=more))
    assert [link[-1] for _, _, link in list_handed_in(study)] == ["4", "1", "3", "2"]


def test_an_answer_handed_in_again_later_is_another_answer() -> None:
    study, _ = read(book(answers=make_answers(THERE, THERE.replace("12:00", "12:01"))))
    assert len(study.submissions) == 2


def test_answers_of_one_moment_and_link_are_apart_by_week_and_by_member() -> None:
    rows = [THERE, THERE.replace("| 1 |", "| 2 |"), THERE.replace("가람", "나래")]
    study, _ = read(book(answers=make_answers(*rows, title="제출"), more=make_answers(*rows, title="다시")))
    assert sorted(list_handed_in(study)) == [
        (name, week, "https://n.kr/1") for name, week in (("가람", 1), ("가람", 2), ("나래", 1))
    ]


def test_an_answer_an_hour_later_by_the_same_clock_is_another_answer() -> None:
    start = tab("settings", "key | value", "starts_on | 2022-11-02", "timezone | America/New_York")
    rows = [f"2022-11-06 01:30:00{offset} | 가람 | 1 | https://n.kr/1" for offset in ("-05:00", "-04:00")]
    study, _ = read(book(settings=start, answers=make_answers(*rows)))
    assert [each.astimezone(UTC).hour for each in study.submissions["submitted_at"]] == [5, 6]


def test_an_answer_that_was_edited_counts_and_is_a_notice_that_names_its_member_and_week() -> None:
    rows = ("2022-04-12 12:00 | 가람 | 1 | https://n.kr/1", "2022-04-11 12:00 | 나래 | 1 | https://n.kr/2")
    tab_ = tab("Form Responses 1", "Timestamp | name | week | link", *rows)
    study, findings = reader.read(seasons.book(answers=replace(tab_, edited=frozenset({2}))))
    assert len(study.submissions) == 2
    (found,) = findings
    assert (found.row, found.column, found.is_notice) == (2, "Timestamp", True)
    assert str(found.message).startswith("This answer was edited in the form")
    assert "가람" in found.subject


# ---- whether the columns can be read ----


@pytest.mark.parametrize(
    ("header", "rows", "are_read"),
    [
        ("Timestamp | name | week | link", (), True),
        ("Timestamp | name | week | link", ("? | ? | ? | ?",), True),
        ("Timestamp | question 1 | week | link", (), False),
        ("question 1 | name | week | link", (), False),
        ("타임스탬프 | 이름 | 주차 | 질문 1", (), False),
        ("Timestamp | Email Address | week | link", (), True),
        ("Timestamp | Email Address | week | link", ("2022-04-10 | x@x.kr | 1 | https://n.kr",), False),
        (
            "Timestamp | Email Address | week | link",
            ("2022-04-10 | x@x.kr | 1 | https://n.kr", "2022-04-10 | garam@school.kr | 1 | https://n.kr"),
            True,
        ),
        ("Timestamp | Email Address | week | link", ("2022-04-10 |  | 1 | https://n.kr",), False),
    ],
)
def test_the_study_knows_whether_the_columns_of_its_answers_say_who_handed_in(
    header: str, rows: tuple[str, ...], are_read: bool
) -> None:
    members = tab("members", "name | email", "가람 | garam@school.kr", "나래")
    found, _ = reader.read(book(members=members, answers=tab("Form Responses 1", header, *rows)))
    assert found.answers_read is are_read


@pytest.mark.parametrize(
    ("other", "at"),
    [
        ("4/13/2022 9:00:00", datetime(2022, 4, 5, 23, 59, 59, tzinfo=SEOUL)),
        ("16/08/2022 9:00:00", datetime(2022, 5, 4, 23, 59, 59, tzinfo=SEOUL)),
    ],
)
def test_the_other_rows_settle_the_order_of_day_and_month(other: str, at: datetime) -> None:
    rows = ("4/5/2022 23:59:59 | 가람 | 1 | https://n.kr/1", f"{other} | 나래 | 1 | https://n.kr/2")
    study, problems = read(book(answers=make_answers(*rows)))
    assert problems == []
    assert study.submissions["submitted_at"][0] == at


@pytest.mark.parametrize(
    "others", [("2022-04-13 9:00",), ("4/13/2022 9:00", "16/08/2022 9:00"), ("4/4/2022 9:00",)]
)
def test_rows_that_settle_no_order_or_two_leave_a_doubtful_time_a_problem(others: tuple[str, ...]) -> None:
    rows = [f"{at} | 나래 | 1 | https://n.kr/{place}" for place, at in enumerate(others)]
    study, problems = read(book(answers=make_answers("4/5/2022 23:59:59 | 가람 | 1 | https://n.kr/9", *rows)))
    why = "“4/5/2022 23:59:59” may be day/month or month/day. Write it as 2022-04-06 23:59:59."
    assert problems == [("Form Responses 1", 2, "Timestamp", why)]
    assert len(study.submissions) == len(others)


def test_another_tab_settles_no_order() -> None:
    """The form of one tab may write otherwise than that of another."""
    first = make_answers("4/5/2022 23:59:59 | 가람 | 1 | https://n.kr/1")
    second = make_answers("4/13/2022 9:00 | 나래 | 1 | https://n.kr/2", title="Form Responses 2")
    _, problems = read(book(answers=first, more=second))
    assert [(told[0], told[2]) for told in problems] == [("Form Responses 1", "Timestamp")]


def test_an_answer_at_23_59_counts_from_that_very_moment() -> None:
    """Only deadlines last through the minute."""
    study, _ = read(book(answers=make_answers("2022-04-12 23:59 | 가람 | 1 | https://n.kr/1")))
    assert study.submissions["submitted_at"].tolist() == [datetime(2022, 4, 12, 23, 59, tzinfo=SEOUL)]


# ---- other names, doubled columns, failed formulas ----


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("제출", "제출시간 | 이름 | 주차 | 링크"),
        ("Sheet1", "Submitted at | Member | Week number | Post link"),
        ("과제 제출", "일시 | 성함 | 회차 | 블로그 주소"),
        (
            "Form Responses 1",
            "타임스탬프 | 이름을 선택해 주세요 | 몇 주차인가요? | 정리한 글의 링크를 남겨 주세요",
        ),
    ],
)
def test_answers_under_other_names_count(title: str, header: str) -> None:
    study, problems = read(book(answers=tab(title, header, THERE)))
    assert (list_handed_in(study), problems) == (COUNTED, [])


def test_a_title_above_the_headers_keeps_the_numbers_of_the_rows() -> None:
    rows = ("우리 스터디", "", "Timestamp | name | week | link", THERE, THERE.replace("가람", "마루"))
    study, problems = read(book(answers=tab("제출", *rows)))
    assert list_handed_in(study) == COUNTED
    assert [(row, column) for _, row, column, _ in problems] == [(5, "name")]


TWICE = "Timestamp | name | week | link | link"


@pytest.mark.parametrize(
    "row",
    [f"{THERE} | ", THERE.replace("| https", "| | https"), f"{THERE} | https://n.kr/1", f"{THERE} |   "],
)
def test_of_a_question_in_two_sections_the_filled_cell_counts(row: str) -> None:
    study, problems = read(book(answers=tab("Form Responses 1", TWICE, row)))
    assert (list_handed_in(study), problems) == (COUNTED, [])


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        (TWICE, f"{THERE} | https://n.kr/2", "link"),
        ("Timestamp | name | week | link | 이름", f"{THERE} | 나래", "name"),
        ("Timestamp | name | week | link | 주차", f"{THERE} | 2", "week"),
        ("Timestamp | name | week | link | 타임스탬프", f"{THERE} | 2022-04-11", "Timestamp"),
    ],
)
def test_an_answer_with_two_different_cells_of_one_column_does_not_count(
    header: str, row: str, column: str
) -> None:
    study, problems = read(book(answers=tab("Form Responses 1", header, row)))
    assert list_handed_in(study) == []
    assert [(row, header) for _, row, header, _ in problems] == [(2, column)]


def test_two_cells_that_mean_the_same_are_one() -> None:
    two = tab("Form Responses 1", "Timestamp | name | week | link | 주차", f"{THERE} | 1주차")
    study, problems = read(book(answers=two))
    assert (list_handed_in(study), problems) == (COUNTED, [])


def test_two_different_notes_are_a_problem_and_the_answer_counts() -> None:
    two = tab("Form Responses 1", "Timestamp | name | week | link | note | note", f"{THERE} | 하나 | 둘")
    study, problems = read(book(answers=two))
    assert list_handed_in(study) == COUNTED
    assert [(row, header) for _, row, header, _ in problems] == [(2, "note")]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#NAME?"])
@pytest.mark.parametrize("at", range(6))
def test_an_error_value_in_any_cell_of_an_answer_is_one_problem(error: str, at: int) -> None:
    header = ["Timestamp", "Email Address", "name", "week", "link", "note"]
    row: list[str | None] = ["2022-04-10 12:00", None, "가람", "1", "https://n.kr/1", None]
    row[at] = error
    study, problems = read(book(answers=tab("Form Responses 1", header, row)))
    why = f"“{error}” is the error of a formula, not a value. Fix the formula, or type the value."
    assert problems == [("Form Responses 1", 2, header[at], why)]
    assert list_handed_in(study) == (COUNTED if header[at] == "note" else [])
    assert error not in study.submissions["note"].tolist()


# ---- rows and their owners ----

ROWS = tab(
    "Form Responses 1",
    "Timestamp | Email Address | name | week | link",
    "2022-04-10 | garam@x.kr | 나래 | 1 | https://n.kr/1",
    "2022-04-10 | | 가람 | 1 | https://n.kr/2",
    "soon | garam@x.kr | 나래 | 1 | https://n.kr/3",
    "soon | | 나래 | 1 | https://n.kr/4",
    "2022-04-10 | narae@x.kr | | 1000 | https://n.kr/5",
    "2022-04-10 | narae@x.kr | | 7 | https://n.kr/6",
    "2022-04-10 | | 누구 | 1 | https://n.kr/7",
    "2022-04-10 | | 마루 | 1 | https://n.kr/8",
)
"""Answers of 가람 under another name, without an address, and rows that cannot be read."""


def test_each_row_has_the_owner_that_its_address_or_else_its_name_tells() -> None:
    cells = book(answers=ROWS)
    rows = list(answers.list_answer_rows(cells, reader.read(cells)[0]))
    assert [(row.owner, row.answer is not None) for row in rows] == [
        ("가람", True),
        ("가람", True),
        ("가람", False),
        ("나래", False),
        ("나래", False),
        ("나래", False),
        (None, False),
        (None, False),
    ]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("가람", [(2, True), (3, True), (4, False)]),
        ("나래", [(5, False), (6, False), (7, False)]),
        ("다온", []),
        ("마루", [(9, False)]),
        (" 누구 ", [(8, False)]),
    ],
)
def test_the_rows_of_a_member_are_found_by_address_or_else_by_name(
    name: str, rows: list[tuple[int, bool]]
) -> None:
    cells = book(answers=ROWS)
    found = answers.list_rows_of(cells, reader.read(cells)[0], name)
    assert [(record.number, counts) for _, record, counts in found] == rows


def test_rows_are_read_in_the_zone_of_the_workbook_or_else_of_the_study() -> None:
    cells = book(answers=ROWS)
    study, _ = reader.read(cells)
    for zone, hour in ((None, 15), (UTC, 0)):
        first = next(answers.list_answer_rows(replace(cells, zone=zone), study))
        assert first.answer is not None
        assert first.answer.submitted_at.astimezone(UTC).hour == hour


def test_a_season_without_weeks_takes_answers_for_any_week() -> None:
    cells = book(answers=ROWS, weeks=None)
    study, _ = reader.read(cells)
    rows = [row.answer.week for row in answers.list_answer_rows(cells, study) if row.answer]
    assert rows == [1, 1, 7]
    table = next(answers.list_answer_rows(cells, study)).table
    assert [each.week for _, each in answers.list_answers(table, study, UTC) if each] == [1, 1, 7]
