"""Writing the season into the group's README, and nothing else changes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studylib.readme import form, parsing, reading, writing
from studylib.readme.form import END, START, ReadmeError
from studylib.season.study import Study
from studylib.workbook import entries, reader
from studylib.workbook.members import Roster
from tests.season import seasons

NOW = datetime(2022, 4, 29, tzinfo=UTC)
Links = Mapping[tuple[str, int], Sequence[str]]


def season(
    links: Links, names: Sequence[str] = ("가람", "나래"), weeks: int = 3, turns: bool = False
) -> Study:
    """Make a season with these links, each handed in on the first day."""
    book = seasons.book(
        members=seasons.tab(
            "members", ("name", "turn"), *((name, at if turns else None) for at, name in enumerate(names))
        ),
        weeks=seasons.tab("weeks", ("week",), *((n,) for n in range(1, weeks + 1))),
        answers=seasons.tab(
            entries.TITLE,
            entries.HEADER,
            *(("2022-04-07 12:00:00", name, week, "\n".join(each)) for (name, week), each in links.items()),
        ),
    )
    study, problems = reader.read(book)
    assert problems == []
    return study


def written(
    text: str, links: Links, *, replacing: bool = False, html: bool = False, turns: bool = False
) -> str:
    return writing.write_season(text, season(links, turns=turns), NOW, is_html=html, replacing=replacing)


def imported(text: str, study: Study, *, html: bool = False) -> set[tuple[str, int, str]]:
    found, _ = reading.read_page(
        parsing.parse_page(text.removeprefix("\ufeff"), html=html), Roster(study.members), "README.md"
    )
    return {(e.member, e.week, e.address) for e in found.entries if e.address} if found else set()


TABLE = "|주차|과제|비고|당번|\n|:-:|---|---|---|\n|1주차|[나래]() / [가람](https://g.kr/0)|첫 주 **|x|\n"


def test_the_cells_change_and_nothing_else_does() -> None:
    links = {
        ("가람", 1): ["https://g.kr/0"],
        ("나래", 1): ["https://n.kr/1"],
        ("나래", 3): ["https://n.kr/3"],
    }
    assert written(f"# x\n\n{TABLE}\n끝", links, turns=True) == (
        "# x\n\n|주차|과제|비고|당번|\n|:-:|---|---|---|\n"
        "|1주차|[나래](https://n.kr/1) / [가람](https://g.kr/0)|첫 주 **|가람|\n"
        "|2주차|[나래]() / [가람]()||나래|\n"
        "|3주차|[나래](https://n.kr/3) / [가람]()||가람|\n"
        "\n끝"
    )


def test_a_link_that_the_season_does_not_know_is_lost_only_with_replace() -> None:
    with pytest.raises(ReadmeError) as refusal:
        written(TABLE, {})
    assert "https://g.kr/0" in str(refusal.value.why[0])
    assert "[나래]() / [가람]()" in written(TABLE, {}, replacing=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "|주차|가람|나래|\n|-|-|-|\n|1|[글](https://g.kr/0)||\n",
            "|주차|가람|나래|\n|-|-|-|\n|1|[글](https://g.kr/0)|[글](https://n.kr)|\n|2|||\n|3|||\n",
        ),
        (
            "|이름|1주차|2주차|\n|-|-|-|\n|가람|[O](https://g.kr/0)|X|\n|나래|X||\n",
            "|이름|1주차|2주차|3주차|\n|-|-|-|-|\n|가람|[O](https://g.kr/0)|X||\n|나래|[O](https://n.kr)|||\n",
        ),
        (
            "|이름|1주차|\n|-|-|\n|가람|✅|\n|나래|❌|\n",
            "|이름|1주차|2주차|3주차|\n|-|-|-|-|\n|가람|✅|||\n|나래|✅|||\n",
        ),
        (
            "<table>\n<tr><th>주차<th>과제</tr>\n<tr><td align='x'>1주차</td><td>"
            "<a href='https://g.kr/0'>가람</a>, <a href=''>나래</a></td></tr>\n</table>\n",
            "<table>\n<tr><th>주차<th>과제</tr>\n<tr><td align='x'>1주차</td><td>"
            "<a href='https://g.kr/0'>가람</a>, <a href='https://n.kr'>나래</a></td></tr>"
            '\n<tr><td align=\'x\'>2주차</td><td><a href="">가람</a>, <a href="">나래</a></td></tr>'
            '\n<tr><td align=\'x\'>3주차</td><td><a href="">가람</a>, <a href="">나래</a></td></tr>\n</table>\n',
        ),
    ],
    ids=["a column each", "weeks across", "signs", "html"],
)
def test_other_forms_stay_as_the_group_has_them(before: str, after: str) -> None:
    links = {("가람", 1): ["https://g.kr/0"], ("나래", 1): ["https://n.kr"]}
    assert written(before, links) == after
    assert written(after, links) == after


def test_a_table_without_a_place_for_a_member_is_not_written() -> None:
    with pytest.raises(ReadmeError, match="나래 in week 1"):
        written("|주차|가람|\n|-|-|\n|1주차|[글]()|\n", {("나래", 1): ["https://n.kr"]})


def test_a_link_handed_in_later_is_not_written_yet() -> None:
    study = season({("가람", 1): ["https://g.kr"]})
    early = writing.write_season("", study, datetime(2022, 4, 7, 2, 59, 59, tzinfo=UTC))
    assert imported(early, study) == set()
    assert imported(writing.write_season("", study, datetime(2022, 4, 7, 3, tzinfo=UTC)), study) == {
        ("가람", 1, "https://g.kr")
    }


def test_a_new_table_is_between_markers_and_found_there_again() -> None:
    first = written("# x", {("가람", 1): ["https://g.kr"]})
    assert first == (
        f"# x\n\n{START}\n\n|주차|제출|팀블로그|\n|:---:|---|:---:|\n|1주차|[가람](https://g.kr) &nbsp; [나래]()||\n"
        f"|2주차|[가람]() &nbsp; [나래]()||\n|3주차|[가람]() &nbsp; [나래]()||\n\n{END}\n"
    )
    second = written(first, {("가람", 1): ["https://g.kr"], ("나래", 2): ["https://n.kr"]})
    assert second == first.replace(
        "|2주차|[가람]() &nbsp; [나래]()", "|2주차|[가람]() &nbsp; [나래](https://n.kr)"
    )


def test_a_table_outside_the_markers_stays_as_it_is() -> None:
    text = f"{TABLE}\n\n{START}\n{END}\n\n{TABLE}"
    new = written(text, {("가람", 2): ["https://g.kr"]})
    assert (new.startswith(f"{TABLE}\n\n{START}\n"), new.endswith(f"\n{END}\n\n{TABLE}")) == (True, True)


@pytest.mark.parametrize("text", [f"{START}\n", f"{END}\n\n{START}\n", f"{START}\n\n{START}\n\n{END}\n"])
def test_markers_that_do_not_match_are_not_written_over(text: str) -> None:
    with pytest.raises(ReadmeError):
        written(text, {})


# ---- import of an export ----

NAMES = st.text(st.sampled_from("가나x Y\\`*_{}[]()<>#+-.!|~&;:@$/\"'ä1"), min_size=1, max_size=8)
ADDRESSES = st.builds(
    "https://h.kr/{}".format, st.text(st.sampled_from("ab1()|[]*_~&;=#?%:@!$'`,.{}가"), max_size=10)
)
SURROUNDINGS = st.text(st.sampled_from("a가 \n#*-_`>[]().\t"), max_size=30)


@st.composite
def links(
    draw: st.DrawFn, names: st.SearchStrategy[str]
) -> tuple[list[str], dict[tuple[str, int], list[str]]]:
    found = draw(
        st.lists(names.map(lambda n: " ".join(n.split())), min_size=1, max_size=4, unique_by=str.casefold)
    )
    assume(all(found))
    keys = st.tuples(st.sampled_from(found), st.integers(1, 3))
    return found, draw(
        st.dictionaries(keys, st.lists(ADDRESSES, min_size=1, max_size=2, unique=True), max_size=6)
    )


def empty(shape: str, names: Sequence[str]) -> str:
    """Make a table of that shape with nothing in it yet."""
    if shape == "names":
        cell = " &nbsp; ".join(form.write_link(name, "", False) for name in names)
        return "\n".join(["|주차|과제|기타|", "|-|-|-|", *(f"|{n}주차|{cell}|*{n}|" for n in (1, 2, 3))])
    shown = [form.escape_markdown(name) for name in names]
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


@given(links(NAMES), SURROUNDINGS, st.booleans())
def test_a_new_table_reads_back_or_is_refused_whatever_the_names(
    drawn: tuple[list[str], dict[tuple[str, int], list[str]]], before: str, html: bool
) -> None:
    names, wanted = drawn
    study = season(wanted, names)
    try:
        new = writing.write_season(before, study, NOW, is_html=html)
    except ReadmeError:
        return
    assert imported(new, study, html=html) == {
        (*key, each) for key, several in wanted.items() for each in several
    }
    assert new.startswith(before)


LONG = "|주차|이름|링크|\n|-|-|-|\n|1주차|가람||\n||나래||\n"
MAY = "## 5월\n\n|주차|과제|\n|-|-|\n|2주차|[가람]() · [나래]()|\n"
MONTHS = f"|주차|과제|\n|-|-|\n|1주차|[가람]() · [나래]()|\n\n{MAY}"
TURNED = "||1주차|2주차|3주차|\n|-|-|-|-|\n|과제|[가람]()<br>[나래]()|||\n|당번|||x|\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG.replace("가람||", "가람|[링크](https://g.kr)|")),
        (MONTHS, MONTHS.replace("[가람]()", "[가람](https://g.kr)", 1) + "|3주차|[가람]() · [나래]()|\n"),
        (
            TURNED,
            "||1주차|2주차|3주차|\n|-|-|-|-|\n|과제|[가람](https://g.kr)<br>[나래]()|||\n|당번|가람|나래|가람|\n",
        ),
    ],
    ids=["long", "months", "turned"],
)
def test_tables_of_any_shape_are_written_in_place(before: str, after: str) -> None:
    assert written(before, {("가람", 1): ["https://g.kr"]}, turns=True) == after


def test_a_table_whose_places_are_not_certain_is_refused() -> None:
    with pytest.raises(ReadmeError, match="line 3"):
        written("> |주차|과제|\n> |-|-|\n> |1주차|[가람]()|\n", {("가람", 1): ["https://g.kr"]})


def test_a_column_for_a_new_week_is_at_the_end_of_each_line_in_the_tables_own_form() -> None:
    links = {
        ("가람", 1): ["https://g.kr/1"],
        ("나래", 1): ["https://n.kr/1"],
        ("나래", 2): ["https://n.kr/2"],
    }
    before = "이름 | 1주차\n:-- | --:\n가람 | [글](https://g.kr/1)\n나래 | [글](https://n.kr/1)\n\n끝\n"
    assert written(before, links) == (
        "이름 | 1주차|2주차|3주차\n:-- | --:|--:|--:\n가람 | [글](https://g.kr/1)||\n"
        "나래 | [글](https://n.kr/1)|[글](https://n.kr/2)|\n\n끝\n"
    )
