"""A README imported and exported again: the same bytes, and one cell more for each new hand-in."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from studylib.readme.form import ReadmeError
from studylib.season.study import Study
from tests.examples import many
from tests.readme.cases import CASES, read_case
from tests.readme.cell_shapes import SHAPES, WEEKS, tables
from tests.readme.examples import FIVE, of_the_first_user
from tests.readme.round_trips import (
    NEW,
    export,
    hand_in,
    is_kept,
    join_season,
    list_changes,
    start_season,
)
from tests.readme.writing_seasons import imported, season

TABLES = tuple(CASES)
OWN = "https://own.kr"


@pytest.mark.parametrize("name", TABLES)
def test_straight_after_an_import_the_file_is_the_same(name: str) -> None:
    text = read_case(name)
    for written, own_link in (
        (text, None),
        ("\ufeff" + text.replace("\n", "\r\n"), OWN),
        (text.rstrip("\n"), None),
    ):
        study = start_season(written, own_link=own_link)
        assert study is None or export(written, study) == written


@pytest.mark.parametrize("name", TABLES)
def test_a_new_hand_in_changes_one_cell_or_adds_one_row_or_is_refused(name: str) -> None:
    text = read_case(name)
    study = start_season(text)
    if study is None:
        return
    for member in study.members:
        for week in range(1, len(study.weeks) + 2):
            later = hand_in(study, member.name, week, NEW)
            new = try_export(text, later)
            assert is_kept(text, new)
            assert len(list_changes(text, new)) <= 1 or adds_a_column(text, new)
            assert try_export(new, later) == new


def try_export(text: str, study: Study) -> str:
    """Export the season, or return the text as it is if that is refused."""
    try:
        return export(text, study)
    except ReadmeError:
        return text


def adds_a_column(old: str, new: str) -> bool:
    lines = zip(old.splitlines(), new.splitlines(), strict=True)
    return all(after.count("|") in (before.count("|"), before.count("|") + 1) for before, after in lines)


@pytest.mark.parametrize("mark", ["O", "△", "✅ 9/12"])
def test_a_single_mark_among_links_stands_for_the_link_that_an_import_gave_it(mark: str) -> None:
    text = f"|주차|가람|나래|\n|-|-|-|\n|1주차|[글](https://g.kr)|{mark}|\n"
    study = start_season(text, own_link=OWN)
    assert study is not None
    assert export(text, study) == text
    assert export(text, hand_in(study, "나래", 1, NEW)) == text.replace(f"{mark}|", f"{mark} [글]({NEW})|")


# ---- the first user ----


def write_as_html(text: str) -> str:
    """Write the first user's README in HTML, with a row on each line."""
    rows = [
        line.strip("|").split("|") for line in text.splitlines() if line.startswith("|") and ":-" not in line
    ]
    cells = (re.sub(r"\[([^]]*)\]\(([^)]*)\)", r'<a href="\2">\1</a>', "</td><td>".join(row)) for row in rows)
    body = "".join(f"<tr><td>{row}</td></tr>\n" for row in cells)
    return f"<h1>모임</h1>\n<table border='1'>\n{body}</table>\n<p>끝</p>\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("html", [False, True])
def test_the_first_users_file_gets_a_link_in_its_place_and_is_the_same_else(
    html: bool, end: str, mark: str
) -> None:
    text = write_as_html(of_the_first_user()) if html else of_the_first_user()
    text = mark + text.replace("\n", end)
    study = start_season(text, html=html)
    assert study is not None
    assert [member.name for member in study.members] == list(FIVE)
    assert export(text, study, html=html) == text
    opened = '<a href="">문수인</a>' if html else "[문수인]()"
    filled = f'<a href="{NEW}">문수인</a>' if html else f"[문수인]({NEW})"
    assert export(text, hand_in(study, "문수인", 1, NEW), html=html) == text.replace(opened, filled, 1)


def test_a_second_link_of_the_first_users_member_stands_behind_the_first_one() -> None:
    text = of_the_first_user()
    study = start_season(text)
    assert study is not None
    [(old, new)] = list_changes(text, export(text, hand_in(study, "장서진", 1, NEW)))
    first, rest = old.split(" &nbsp; ", 1)
    assert new == f"{first} &nbsp; [장서진]({NEW}) &nbsp; {rest}"


# ---- hostile names and links ----

HOSTILE_NAMES = (
    "<b>굵게</b>",
    "[가람](x)",
    "a|b",
    "`c`",
    "*d*_e_",
    "![f](g)",
    "&lt;h&gt;",
    "~~i~~",
    "j\\k",
    "<!--l-->",
)
HOSTILE_LINKS = (
    "https://h.kr/)|[x](y)",
    "https://h.kr/`a`_b_*c*",
    "https://h.kr/?a=1&lt;=2&amp;3",
    "https://h.kr/((",
    "https://h.kr/'onclick=x",
    "https://h.kr/~~$a$[b]",
)


@pytest.mark.parametrize("link", HOSTILE_LINKS)
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_or_link_with_marks_of_its_own_reads_back_or_is_refused(name: str, link: str) -> None:
    study = season({}, (name, "나래"))
    for text in (
        "|주차|과제|\n|-|-|\n|1주차|[나래](https://n.kr)|\n|2주차||\n|3주차||\n",
        "|주차|이름|글|\n|-|-|-|\n|2주차|나래|[글](https://n.kr)|\n",
        "## 2주차\n\n- [x] [나래](https://n.kr)\n",
        "<table>\n<tr><th>주차</th><th>과제</th></tr>\n"
        '<tr><td>1주차</td><td><a href="https://n.kr">나래</a></td></tr>\n<tr><td>2주차</td><td></td></tr></table>\n',
    ):
        later = hand_in(study, name, 2, link)
        new = try_export(text, later)
        assert is_kept(text, new)
        assert new == text or (name, 2, link) in imported(new, later)


# ---- random tables ----


@pytest.mark.parametrize("name", SHAPES)
@given(st.data())
@settings(max_examples=many(25))
def test_a_table_of_any_shape_is_the_same_after_an_import_and_gets_one_cell_more(
    name: str, data: st.DataObject
) -> None:
    drawn = data.draw(tables(name))
    study = join_season(drawn.text, drawn.names, WEEKS)
    assume(study is not None)
    assert study is not None
    assert export(drawn.text, study) == drawn.text
    (member, week), cell = data.draw(st.sampled_from(sorted(drawn.cells.items())))
    later = hand_in(study, member, week, NEW)
    new = try_export(drawn.text, later)
    assert is_kept(drawn.text, new)
    assert len(list_changes(drawn.text, new)) in ((1,) if SHAPES[name].has_cells and not cell else (0, 1))
    assert try_export(new, later) == new
