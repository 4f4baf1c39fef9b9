"""Rows as people and programs take them: a table for the terminal, CSV, JSON."""

import csv
import io
import json
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib import report
from studylib.report import Format, render_rows
from studylib.season.problems import Problem
from studylib.text.direction import END, START
from studylib.text.language import Language
from studylib.text.message import sentence
from tests.growth import LINEAR, find_growth

SEOUL = ZoneInfo("Asia/Seoul")
FRAME = pd.DataFrame(
    {
        "member": pd.Categorical(["하나", "Al"]),
        "week": pd.Series([1, 12], dtype="int64"),
        "submitted_at": pd.to_datetime(pd.Series(["2022-05-03 14:57:13.250", None]), utc=True).dt.tz_convert(
            SEOUL
        ),
        "link": pd.Series(["https://a.kr\nhttps://b.kr", None], dtype="str"),
        "row": pd.Series([3, None], dtype="Int64"),
    }
)


def test_csv_is_what_the_standard_says_with_a_byte_order_mark() -> None:
    assert report.to_csv(FRAME) == (
        b"\xef\xbb\xbfmember,week,submitted_at,link,row\r\n"
        b"\xed\x95\x98\xeb\x82\x98,1,2022-05-03T23:57:13.250+09:00,"
        b'"https://a.kr\nhttps://b.kr",3\r\n'
        b"Al,12,,,\r\n"
    )


def test_a_tab_has_cells_of_their_own_types_and_texts_as_they_are() -> None:
    tab = report.to_tab(FRAME.assign(link=pd.Series(["=1+1", None])), "board")
    assert tab.title == "board"
    assert tab.rows == (
        ("member", "week", "submitted_at", "link", "row"),
        ("하나", 1, "2022-05-03T23:57:13.250+09:00", "=1+1", 3),
        ("Al", 12, None, None, None),
    )


def test_json_has_plain_values_nulls_and_times_with_their_offset() -> None:
    data = report.to_json(FRAME)
    assert data.endswith(b"]\n")
    assert "하나".encode() in data
    assert json.loads(data) == [
        {
            "member": "하나",
            "week": 1,
            "submitted_at": "2022-05-03T23:57:13.250+09:00",
            "link": "https://a.kr\nhttps://b.kr",
            "row": 3,
        },
        {"member": "Al", "week": 12, "submitted_at": None, "link": None, "row": None},
    ]


def test_a_table_has_its_columns_under_their_heads_and_numbers_to_the_right() -> None:
    assert report.to_table(FRAME).decode().split("\n") == [
        "",
        " member   week   submitted_at                    link                        row",
        f" {'─' * 79}",
        " 하나        1   2022-05-03T23:57:13.250+09:00   https://a.kr https://b.kr     3",
        " Al         12",
        "",
        "",
    ]


def test_an_empty_frame_is_its_header() -> None:
    empty = FRAME.iloc[:0]
    assert report.to_csv(empty).decode("utf-8-sig") == "member,week,submitted_at,link,row\r\n"
    assert report.to_json(empty) == b"[]\n"
    assert b"member" in report.to_table(empty)


@pytest.mark.parametrize("start", [*"=+-@＝＋－＠\t\r\n\0", "  =", "\u3000＝", "\xa0@", "\u200b=", "\x07+"])
def test_a_text_that_would_run_as_a_formula_gets_an_apostrophe_in_csv_alone(start: str) -> None:
    frame = pd.DataFrame({"name": [f"{start}1+1"]})
    assert _read(report.to_csv(frame)) == [["name"], [f"'{start}1+1"]]
    assert json.loads(report.to_json(frame)) == [{"name": f"{start}1+1"}]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("가람;=1+1", "가람;'=1+1"),
        ('가람;"=1+1"', '가람;"\'=1+1"'),
        ("가람\t+1", "가람\t'+1"),
        ("가람\n@SUM(A1)", "가람\n'@SUM(A1)"),
        ("가람; \u200b＝1", "가람; \u200b'＝1"),
        (";=1", ";'=1"),
        ("=1;=1", "'=1;'=1"),
        ("https://x.kr/?a=1;b=-1", "https://x.kr/?a=1;b=-1"),
        ("가람, =1", "가람, =1"),
        ("3 - 1", "3 - 1"),
    ],
)
def test_a_text_runs_no_formula_behind_a_separator_of_another_country(text: str, written: str) -> None:
    assert _read(report.to_csv(pd.DataFrame({"name": [text]}))) == [["name"], [written]]


@pytest.mark.parametrize("part", ["\t", "; ", ";=", '"', "a;"])
def test_a_long_text_is_escaped_in_linear_time(part: str) -> None:
    assert find_growth(report._escape_formula, lambda count: "a" + part * count, 50_000) < LINEAR


def test_numbers_stay_numbers_though_they_begin_with_a_minus() -> None:
    frame = pd.DataFrame({"fine": [-3000], "name": ["1=1"]})
    assert _read(report.to_csv(frame)) == [["fine", "name"], ["-3000", "1=1"]]


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


def _runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text, also behind signs that it drops."""
    starts = report.FORMULA_STARTS
    return text.startswith(starts) or "".join(filter(str.isprintable, text)).lstrip().startswith(starts)


@given(st.lists(st.tuples(TEXTS, st.integers(-(10**12), 10**12)), max_size=5))
def test_csv_and_json_bring_back_every_text(rows: list[tuple[str, int]]) -> None:
    frame = pd.DataFrame(rows, columns=["text", "number"]).astype({"text": "str", "number": "int64"})
    assert [tuple(each.values()) for each in json.loads(report.to_json(frame))] == rows
    _, *found = _read(report.to_csv(frame))
    assert [number for _, number in found] == [str(number) for _, number in rows]
    for (text, _), (plain, _) in zip(found, rows, strict=True):
        assert text.replace("'", "") == plain.replace("'", "")
        assert text.startswith("'") or not _runs_as_formula(plain)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_table_has_a_line_a_row_and_no_control_characters(texts: list[str]) -> None:
    frame = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "end": "|"})
    lines = [line for line in report.to_table(frame).decode().split("\n") if line.endswith("|")]
    assert len(lines) == len(texts)
    bare = [line.replace(START, "").replace(END, "") for line in lines]
    assert not [
        char for line in bare for char in line if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")
    ]
    assert all(line.count(START) == line.count(END) for line in lines)


def test_a_moment_of_the_present_and_of_another_zone_keeps_its_own_offset() -> None:
    frame = pd.DataFrame({"at": [pd.Timestamp(datetime(2022, 5, 3, tzinfo=UTC))]})
    assert json.loads(report.to_json(frame)) == [{"at": "2022-05-03T00:00:00.000+00:00"}]


@pytest.mark.parametrize("form", Format)
def test_rendering_does_not_change_the_frame(form: Format) -> None:
    before = FRAME.copy()
    assert render_rows(FRAME, form) == {
        "csv": report.to_csv,
        "json": report.to_json,
        "table": report.to_table,
    }[form](FRAME)
    pd.testing.assert_frame_equal(FRAME, before)


def test_problems_are_one_row_each_in_the_order_given_and_the_language_asked_for() -> None:
    found = [
        Problem(
            "weeks",
            3,
            "week",
            sentence("Week {week} has two rows. The first one counts. Delete the other.", week=2),
        ),
        Problem(
            "settings / 설정", None, None, sentence("This cell is empty. Fill it in, or delete the row.")
        ),
    ]
    frame = report.list_findings(found, Language("ko"))
    assert json.loads(report.to_json(frame)) == [
        {
            "tab": "weeks",
            "row": 3,
            "subject": None,
            "column": "week",
            "message": "2주차가 두 행에 있습니다. 먼저 나온 행만 씁니다. 하나를 지워 주세요.",
            "kind": "problem",
        },
        {
            "tab": "settings / 설정",
            "row": None,
            "subject": None,
            "column": None,
            "message": "칸이 비어 있습니다. 채우거나 행을 지워 주세요.",
            "kind": "problem",
        },
    ]
    columns = ["tab", "row", "subject", "column", "message", "kind"]
    assert list(report.list_findings([], Language("ko")).columns) == columns


def test_rows_to_paste_have_a_cell_between_tabs_and_a_row_on_a_line_and_nothing_is_shortened() -> None:
    long = "가" * 200
    rows = [("월", "이름"), ("=1+1", 3.0, None, "가\t람\n둘"), (long, datetime(2022, 5, 1, 9))]
    assert report.to_paste(rows).decode() == (
        f"월\t이름\n'=1+1\t3\t\t가 람 둘\n{long}\t2022-05-01 09:00:00\n"
    )


def test_json_holds_what_it_has_no_type_for_as_texts() -> None:
    cells = [date(2022, 4, 6), time(12), timedelta(hours=30), float("inf"), 2**20_000, "\ud800"]
    shown = ["2022-04-06", "12:00:00", "1 day, 6:00:00", "inf", hex(2**20_000), "\ufffd"]
    frame = pd.DataFrame({"cell": pd.Series(cells, dtype=object)})
    assert [row["cell"] for row in json.loads(report.to_json(frame), parse_constant=pytest.fail)] == shown


def test_csv_holds_endless_numbers_and_halves_of_characters_as_texts() -> None:
    frame = pd.DataFrame({"cell": pd.Series([-(2**20_000), "가\udfff"], dtype=object)})
    assert report.to_csv(frame).decode("utf-8-sig").split() == ["cell", f"'{hex(-(2**20_000))}", "가\ufffd"]


@pytest.mark.parametrize("name", ["שלום", "\u202eשלום", "سلام"])
def test_a_right_to_left_cell_of_a_table_turns_no_cell_beside_it(name: str) -> None:
    table = report.to_table(pd.DataFrame({"member": [name, "가"], "fine": [3000, 1]})).decode()
    bare = name.removeprefix("\u202e")
    one, other = (line.strip() for line in table.splitlines() if "3000" in line or "가" in line)
    assert one.startswith(f"{START}{bare}{END} ")
    assert len(one) - 2 == len(other) + 1  # the marks take no column, and Hangul takes two


def test_a_tab_of_any_title_turns_nothing_in_a_list_of_problems() -> None:
    found = report.list_findings([Problem("설\u202e정", 1, None, sentence("x"))], Language("en"))
    assert found["tab"].tolist() == ["설정"]
