import unicodedata

import pytest

from studylib.workbook import headers, layouts, tables, values
from studylib.workbook.cells import Row, Tab, Workbook
from tests.season.seasons import tab


def read(layout: layouts.Layout, of: Tab) -> tuple[tables.Table, list[str]]:
    table = tables.read_table(layout, of)
    return table, [str(problem.message) for problem in table.problems]


def names(of: Tab) -> list[tuple[int, str]]:
    """The row numbers and names of a members tab without problems."""
    found, problems = read(layouts.MEMBERS, of)
    assert problems == []
    return [(record.number, record.text("name")) for record in found.records()]


# ---- headers ----


@pytest.mark.parametrize(
    "layout",
    [*layouts.TITLED, layouts.CHANGES, layouts.ANSWERS],
    ids=lambda each: (*each.titles, "answers")[0],
)
def test_every_column_is_found_in_both_languages(layout: layouts.Layout) -> None:
    for language in (0, -1):
        header: Row = tuple(written[language] for written in layout.columns.values())
        apart = layout.later if layout is layouts.ANSWERS else frozenset()
        assert headers.find_columns(layout, header) == {
            column: [at] for at, column in enumerate(layout.columns) if column not in apart
        }


@pytest.mark.parametrize("layout", [*layouts.TITLED, layouts.CHANGES], ids=lambda each: each.titles[0])
def test_a_tab_is_found_by_its_title_in_both_languages(layout: layouts.Layout) -> None:
    for title in (
        *layout.titles,
        layout.titles[0].upper(),
        f" {unicodedata.normalize('NFD', layout.titles[1])}",
    ):
        header = tuple(written[0] for written in layout.columns.values())
        found = tables.find_table(layout, Workbook((Tab("other", ()), Tab(title, (header,)))))
        assert found.title == title


def test_no_header_and_no_title_means_two_things() -> None:
    titles = [title for layout in (*layouts.TITLED, layouts.CHANGES) for title in layout.titles]
    assert len(titles) == len(set(titles))
    for layout in (*layouts.TITLED, layouts.CHANGES, layouts.ANSWERS):
        headers = [written for column in layout.columns.values() for written in column]
        assert len(headers) == len(set(headers))


@pytest.mark.parametrize(
    "header",
    ["  이름 ", unicodedata.normalize("NFD", "이름"), "NAME", "Name", "\u3000name\n", "이름"],
)
def test_a_header_is_found_whatever_its_case_spaces_and_composition(header: str) -> None:
    assert names(tab("members", (header,), ("가람",))) == [(2, "가람")]


def test_columns_are_found_in_any_order_and_unknown_ones_are_left_alone() -> None:
    found = tab("멤버", "메모 | 당번 순서 | 이름 | 이메일", "앞자리 | 2 | 가람 | a@x.kr")
    table, problems = read(layouts.MEMBERS, found)
    (record,) = table.records()
    assert [record.text(column) for column in ("name", "turn", "email", "role")] == [
        "가람",
        "2",
        "a***@x.kr",
        "",
    ]
    assert problems == []


def test_a_number_or_a_truth_among_the_headers_is_an_unknown_column() -> None:
    assert names(tab("members", (2022, True, None, 1.5, "name"), (1, 2, 3, 4, "가람"))) == [(2, "가람")]


# ---- rows ----


def test_a_row_has_the_number_that_the_sheet_shows() -> None:
    found = tab("members", "name | turn", "가람 | 1", "", " | ", "나래", "다온 | 2")
    assert names(found) == [(2, "가람"), (5, "나래"), (6, "다온")]


def test_blank_rows_may_stand_above_the_header() -> None:
    assert names(tab("members", "", (None, " "), "name", "", "가람")) == [(5, "가람")]


def test_a_row_with_something_in_unknown_columns_alone_is_blank() -> None:
    assert names(tab("members", "name | 합계", " | 3", "가람 | 4")) == [(3, "가람")]


def test_cells_beyond_the_header_are_ignored() -> None:
    assert names(tab("members", "name", "가람 | 왼쪽에 쓸 것 | !")) == [(2, "가람")]


def test_a_tab_with_a_header_alone_has_no_records_and_no_problems() -> None:
    assert names(tab("members", "name | turn")) == []


# ---- missing and doubled columns ----


def test_a_missing_column_is_named_in_both_languages_with_the_row_to_write_it_in() -> None:
    found = tables.read_table(layouts.TIERS, tab("벌금", "", "구분 | 얼마", "지각 | 3000"))
    assert [(each.tab, each.row, each.column, str(each.message)) for each in found.problems] == [
        ("벌금", 2, None, "There is no column hours / 마감 후 시간. Write that header in this row."),
        ("벌금", 2, None, "There is no column amount / 금액. Write that header in this row."),
    ]
    assert list(found.records()) == []


@pytest.mark.parametrize("rows", [(), ("",), ("", "")])
def test_a_tab_with_nothing_in_it_misses_its_columns(rows: tuple[str, ...]) -> None:
    table, problems = read(layouts.MEMBERS, tab("members", *rows))
    assert problems == ["There is no column name / 이름. Write that header in this row."]
    assert list(table.records()) == []


@pytest.mark.parametrize("header", ["이름 | 당번 순서 | Name", "이름 | 당번 순서 | 이름"])
def test_in_a_doubled_column_each_row_takes_the_filled_cell(header: str) -> None:
    rows = (header, "가람 | 1", " | 2 | 다온", "라온 | 3 | 라온")
    table = tables.read_table(layouts.MEMBERS, tab("멤버", *rows))
    read = [table.demand(record, "name", values.show_masked) for record in table.records()]
    assert (read, table.problems) == (["가람", "다온", "라온"], [])


def test_in_a_doubled_column_two_cells_that_differ_are_a_problem() -> None:
    table = tables.read_table(layouts.MEMBERS, tab("멤버", "이름 | 당번 순서 | Name", "가람 | 1 | 나래"))
    (record,) = table.records()
    assert table.demand(record, "name", values.show_masked) is None
    (problem,) = table.problems
    assert (problem.tab, problem.row, problem.column, str(problem.message)) == (
        "멤버",
        2,
        "이름",
        "Two columns of this name say different things here: “가람” and “나래”. Empty the wrong cell.",
    )


# ---- tabs ----


def test_of_two_tabs_of_one_kind_the_first_is_read() -> None:
    both = Workbook((tab("members", "name", "가람"), tab("멤버", "이름", "나래")))
    found = tables.find_table(layouts.MEMBERS, both)
    assert [record.text("name") for record in found.records()] == ["가람"]
    (problem,) = found.problems
    assert (problem.tab, problem.row, problem.column, str(problem.message)) == (
        "멤버",
        None,
        None,
        "There are two tabs of this kind. Studyboard reads only members. Merge them into one.",
    )


@pytest.mark.parametrize("layout", [layouts.BREAKS, layouts.TIERS, layouts.EXCUSES, layouts.PAYMENTS])
def test_a_tab_that_is_not_needed_may_be_missing(layout: layouts.Layout) -> None:
    table = tables.find_table(layout, Workbook(()))
    assert list(table.records()) == []
    assert table.problems == []


def test_a_tab_that_is_needed_is_named_with_the_headers_to_write() -> None:
    (problem,) = tables.find_table(layouts.WEEKS, Workbook(()), needed=True).problems
    assert (problem.tab, str(problem.message)) == (
        "weeks / 주차",
        "There is no tab weeks / 주차. Add it, with the headers week / 주차 in row 1.",
    )


# ---- the form's answers ----

ENGLISH = "Timestamp | name | week | link"
KOREAN = "타임스탬프 | 이메일 주소 | 이름 | 주차 | 링크 | 메모"


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("Form Responses 1", ENGLISH),
        ("Form responses 1", ENGLISH),
        ("설문지 응답 시트1", KOREAN),
        ("제출", KOREAN),
        ("表單回應 1", ENGLISH),
        ("Week 1 notes", "link | Score | WEEK | name | timestamp"),
        ("Form Responses 2", "name | week | link"),
        ("설문지 응답 시트1", "Age | Name"),
    ],
)
def test_a_tab_of_answers_is_known_by_its_headers_or_as_google_titles_it(title: str, header: str) -> None:
    assert [each.title for each in tables.find_answer_tables(Workbook((tab(title, header),)))] == [title]


@pytest.mark.parametrize(
    ("title", "header"),
    [
        ("Sheet1", "name | week | link"),
        ("pivot", "Timestamp | SUM of amount"),
        ("log", "timestamp"),
        ("members", ENGLISH),
        ("설정", KOREAN),
        ("Sheet1", ""),
    ],
)
def test_other_tabs_hold_no_answers(title: str, header: str) -> None:
    assert tables.find_answer_tables(Workbook((tab(title, header),))) == []


def test_several_tabs_may_hold_answers_and_keep_their_order() -> None:
    book = Workbook((tab("나중", KOREAN), tab("weeks", "week"), tab("Form Responses 1", ENGLISH)))
    assert [each.title for each in tables.find_answer_tables(book)] == ["나중", "Form Responses 1"]


def test_a_form_that_collects_addresses_needs_no_name() -> None:
    book = Workbook((tab("제출", "타임스탬프 | 이메일 주소 | 주차 | 링크"),))
    assert [each.problems for each in tables.find_answer_tables(book)] == [[]]
