"""Writing the season into the group's README, and nothing else changes."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from types import FrameType

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studylib.readme import parsing, reading, writing, written_links
from studylib.readme.form import END, START, ReadmeError
from studylib.readme.grid import Page
from studylib.season.study import Study
from studylib.workbook.members import Roster
from tests.readme.big_tables import SHAPES, make_big
from tests.readme.writing_seasons import imported, links, season, written

NOW = datetime(2022, 4, 29, tzinfo=UTC)
TABLE = "|주차|과제|비고|당번|\n|:-:|---|---|---|\n|1주차|[나래]() / [가람](https://g.kr/0)|첫 주 **|x|\n"


def test_a_link_that_the_season_does_not_know_stays_and_is_lost_only_with_replace() -> None:
    assert written(TABLE, {}) == TABLE
    both = written(TABLE, {("가람", 1): ["https://g.kr/1"]})
    assert "[나래]() / [가람](https://g.kr/0) / [가람](https://g.kr/1)" in both
    assert "[나래]() / [가람]()" in written(TABLE, {}, replacing=True)
    assert "[나래]() / [가람](https://g.kr/1)" in written(
        TABLE, {("가람", 1): ["https://g.kr/1"]}, replacing=True
    )


def test_a_table_without_a_place_for_a_member_is_not_written() -> None:
    with pytest.raises(ReadmeError, match="나래 in week 1"):
        written("|주차|가람|\n|-|-|\n|1주차|[글]()|\n", {("나래", 1): ["https://n.kr"]})


@pytest.mark.parametrize("text", [f"{START}\n", f"{END}\n\n{START}\n", f"{START}\n\n{START}\n\n{END}\n"])
def test_markers_that_do_not_match_are_not_written_over(text: str) -> None:
    with pytest.raises(ReadmeError):
        written(text, {})


SURROUNDINGS = st.text(st.sampled_from("a가 \n#*-_`>[]().\t"), max_size=30)


def empty(shape: str, names: Sequence[str]) -> str:
    """Make a table of that shape with nothing in it yet."""
    if shape == "names":
        cell = " &nbsp; ".join(written_links.write_link(name, "", False) for name in names)
        return "\n".join(["|주차|과제|기타|", "|-|-|-|", *(f"|{n}주차|{cell}|*{n}|" for n in (1, 2, 3))])
    shown = [written_links.escape_markdown(name) for name in names]
    if shape == "columns":
        head, line = "|".join(shown), "|-" * len(names)
        return "\n".join(
            [f"|주차|{head}|", f"|-{line}|", *(f"|{n}주차{'|' * len(names)}|" for n in (1, 2, 3))]
        )
    if shape == "across":
        return "\n".join(["|이름|1주차|2주차|3주차|", "|-|-|-|-|", *(f"|{name}| | ||" for name in shown)])
    cell = ", ".join(f'<a href="">{escape(name)}</a>' for name in names)
    rows = [f"<tr><td>{n}주차</td><td>{cell}</td></tr>" for n in (1, 2, 3)]
    return "\n".join(["<table>", "<tr><th>주차</th><th>과제</th></tr>", *rows, "</table>"])


SIMPLE = st.sampled_from(["가람", "나래", "Kim Na", "다|온", "라_온*", "[마]루", "a&amp;b", "<b>"])


@given(
    links(SIMPLE),
    st.sampled_from(["names", "columns", "across", "html"]),
    SURROUNDINGS,
    SURROUNDINGS,
    st.sampled_from(["\n", "\r\n"]),
)
def test_import_of_an_export_gives_the_same_links_and_the_rest_is_the_same(
    drawn: tuple[list[str], dict[tuple[str, int], list[str]]], shape: str, before: str, after: str, end: str
) -> None:
    names, wanted = drawn
    study = season(wanted, names)
    before, after = f"{before}\n\n".replace("\n", end), f"\n\n{after}".replace("\n", end)
    table = empty(shape, names).replace("\n", end)
    text = before + table + after
    found, _ = reading.read_page(parsing.parse_page(text), Roster(study.members), "")
    assume(found is not None and len(found.listings) == 1 and found.members == tuple(names))
    new = writing.write_season(text, study, NOW)
    assert imported(new, study) == {(*key, each) for key, several in wanted.items() for each in several}
    assert new.startswith(before)
    assert new.endswith(after)
    assert writing.write_season(new, study, NOW) == new


# ---- size ----


def count_calls(text: str, study: Study) -> int:
    """Count the calls of functions of this program while it writes a table."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and "studylib" in frame.f_code.co_filename

    sys.setprofile(note)
    try:
        assert writing.write_season(text, study, NOW) != text
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_many_members_take_about_twice_the_work(shape: str) -> None:
    small, middle, large = (count_calls(*make_big(shape, members)) for members in (20, 40, 80))
    assert middle < 2.3 * small
    assert large < 2.3 * middle


@pytest.mark.parametrize(
    "text",
    [
        "|주차|이름|글|\n|-|-|-|\n|1주차|멤버0|[글](https://h.kr/0/1)|\n",
        "<table>\n<tr><th>주차</th><th>이름</th><th>글</th></tr>\n"
        '<tr><td>1주차</td><td>멤버0</td><td><a href="https://h.kr/0/1">글</a></td></tr>\n</table>\n',
        "".join(f"## {week}주차\n\n- [멤버0](https://h.kr/0/{week})\n\n" for week in range(1, 6)),
    ],
    ids=["rows", "rows of html", "items"],
)
def test_twice_as_many_new_rows_or_items_take_about_twice_the_work(text: str) -> None:
    small, middle, large = (count_calls(text, make_big("links", members)[1]) for members in (20, 40, 80))
    assert middle < 2.3 * small
    assert large < 2.3 * middle


@pytest.mark.parametrize(("changed", "reads"), [(False, 1), (True, 2)])
def test_the_file_is_read_once_and_once_more_if_it_changes(
    monkeypatch: pytest.MonkeyPatch, changed: bool, reads: int
) -> None:
    read: list[str] = []

    def note(text: str, *, html: bool = False) -> Page:
        read.append(text)
        return parse_page(text, html=html)

    parse_page = parsing.parse_page
    monkeypatch.setattr(parsing, "parse_page", note)
    written(TABLE, {("가람", 1): ["https://g.kr/1" if changed else "https://g.kr/0"]})
    assert len(read) == reads
