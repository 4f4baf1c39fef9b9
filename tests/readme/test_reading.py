"""Reading a group's table of submissions, in each of the shapes in which groups write it."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studylib.readme import parsing, reading
from studylib.readme.choices import Choices
from studylib.readme.file import parse_bytes
from studylib.season.problems import Problem
from studylib.season.study import Member
from studylib.text.errors import FileError
from studylib.workbook.members import Roster
from tests.examples import many
from tests.growth import LINEAR, find_growth
from tests.readme.cases import CASES, FOLDER, gather_handed_in, read_case
from tests.readme.examples import FIVE, LINKS, WRITERS, of_the_first_user, read, said
from tests.readme.random_readmes import pages


def test_the_first_users_table_has_12_weeks_5_members_two_links_in_week_1_and_the_turns() -> None:
    found, problems = read(of_the_first_user())
    assert problems == []
    assert found.weeks == tuple(range(1, 13))
    assert found.members == FIVE
    assert {(e.member, e.week): e.address for e in found.handed_in} == LINKS
    assert [turn.member for turn in found.turns] == [WRITERS[n % 5] for n in range(12)]
    assert found.listings[0].grid.lines == (4, 17)


def test_names_are_the_same_in_any_composition_case_and_width_of_space() -> None:
    text = "|주차|과제|\n|-|-|\n|1주차|[가람](https://a.kr) [KIM  na](https://k.kr)|\n"
    assert said(text, "가람", "Kim Na") == {("가람", 1): "https://a.kr", ("Kim Na", 1): "https://k.kr"}


@pytest.mark.parametrize("with_roster", [False, True], ids=["any names", "a roster"])
@pytest.mark.parametrize("name", CASES)
def test_each_case_is_read_as_its_group_means_it(name: str, with_roster: bool) -> None:
    case = CASES[name]
    people = Roster([Member(each) for each in case.members]) if with_roster and case.members else None
    page, choices = parsing.parse_page(read_case(name)), Choices(repository=case.repository)
    found, problems = reading.read_page(page, people, "README.md", choices)
    assert (found is not None) == bool(case.members)
    if found is not None:
        assert (found.members, found.weeks) == (case.members, case.weeks)
        assert {turn.week: turn.member for turn in found.turns} == case.turns
        assert gather_handed_in(found) == case.handed_in
        assert {(excuse.member, excuse.week) for excuse in found.excuses} == case.excuses
        assert_said(found.notices, case.noticed)
    assert_said(problems, case.said)


def assert_said(problems: Sequence[Problem], expected: Sequence[tuple[int, str]]) -> None:
    assert [problem.row for problem in problems] == [line for line, _ in expected], problems
    for problem, (_, part) in zip(problems, expected, strict=True):
        assert part in str(problem.message)


def test_the_folder_of_cases_has_a_file_for_each() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(CASES)


@pytest.mark.parametrize("cell", ["O", "X", "", "[글](https://e.org)"])
def test_a_column_of_nobody_that_the_roster_knows_is_told_once_whatever_is_in_it(cell: str) -> None:
    text = f"|주차|가람|라온|\n|-|-|-|\n|1주차|O|{cell}|\n|2주차|X|{cell}|\n"
    found, problems = read(text, "가람", "나래")
    assert found.members == ("가람",)
    assert problems == [(1, "There is no member “라온”. Write a name from the members tab.")]


def test_a_picture_in_a_header_is_of_the_account_that_it_leads_to() -> None:
    text = "|주차|[<img src='a.png'>](https://github.com/garam)|\n|-|-|\n|1주차|O|\n"
    assert read(text)[0].members == ("garam",)


@given(pages(), st.booleans())
def test_no_link_of_a_table_is_lost_without_a_sentence(
    drawn: tuple[str, tuple[str, ...], str], named: bool
) -> None:
    text, names, _ = drawn
    people = Roster([Member(name) for name in names]) if named else None
    found, problems = reading.read_page(parsing.parse_page(text), people, "README.md")
    written = {
        match[0]: text.count("\n", 0, match.start()) + 1 for match in re.finditer(r"https://e\.org/\d+", text)
    }
    if found is None:
        assert not (written and named)
        return
    read = {entry.address for entry in found.entries}
    said = {problem.row for problem in (*problems, *found.notices)}
    lost = {link for link, line in written.items() if link not in read and line not in said}
    assert not lost or not found.weeks
    assert set(found.members) <= set(names)


@given(pages())
def test_with_a_roster_each_link_is_its_own_members_in_its_own_week(
    drawn: tuple[str, tuple[str, ...], str],
) -> None:
    text, names, shape = drawn
    found, _ = reading.read_page(
        parsing.parse_page(text), Roster([Member(name) for name in names]), "README.md"
    )
    for entry in found.handed_in if found else ():
        if entry.address and shape in ("shared", "long", "authors", "list", "nested", "summaries"):
            line = text.splitlines()[entry.cell.line - 1]
            before = line[: line.index(entry.address)]
            assert max(names, key=before.rfind) == entry.member


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, named: bool) -> None:
    people = Roster([Member("가람")]) if named else None
    try:
        page = parse_bytes(data, Path("README.md"))
    except FileError:
        return
    reading.read_page(page, people, "README.md")


SNIPPETS = (
    *"|-:\n#*~[]()<>O X1/가",
    *("주차", "|-|-|\n", "|1주차|", "[가람](https://e.org)", "과제", "- ", "  - "),
    *("<table><tr><td>", "9/13", "범례: "),
)


@settings(max_examples=many(100), deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=60).map("".join), st.booleans(), st.booleans())
def test_any_markdown_is_read(text: str, named: bool, html: bool) -> None:
    people = Roster([Member("가람"), Member("나래")]) if named else None
    found, problems = reading.read_page(parsing.parse_page(text, html=html), people, "README.md")
    lines = text.count("\n") + text.count("\r") + 1
    assert all(problem.row is not None and 1 <= problem.row <= lines for problem in problems)
    for listing in found.listings if found else ():
        assert {len(row) for row in listing.rows} <= {len(listing.kinds)}
        assert len(listing.weeks) == len(listing.rows)


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda count: "".join(f"{'  ' * (at % 100)}- 1주차\n" for at in range(count)), 100),
        (lambda count: "|주차|가람|\n|-|-|\n|1주차|" + "[" * count + "|\n", 5_000),
        (lambda count: "|주차|가람|\n|-|-|\n|1주차|" + "[a](" * count + "|\n", 2_500),
        (lambda count: "|주차|제출자|\n|-|-|\n|1주차|" + "가람, " * count + "|\n", 2_500),
        (lambda count: "## 1주차\n\n- [x] [가람](https://e.org)\n\n" * count, 200),
        (lambda count: "<details><summary>" * count, 1_000),
        (lambda count: "<table><tr><td>" * count, 800),
        (lambda count: "**1주차**\n\n" * count, 1_000),
        (lambda count: "범례: " + "🟩 완료 " * count, 2_500),
    ],
    ids=["nested", "brackets", "broken", "names", "lists", "summaries", "tables", "bold", "legend"],
)
@pytest.mark.parametrize("html", [False, True])
def test_a_hostile_file_takes_linear_time(make: Callable[[int], str], size: int, html: bool) -> None:
    def read(text: str) -> None:
        reading.read_page(parsing.parse_page(text, html=html), None, "README.md")

    assert find_growth(read, make, size) < LINEAR
