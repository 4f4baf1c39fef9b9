"""Addresses of links: whole ones, and those of files in the group's repository."""

import pytest

from studylib.readme.addresses import is_relative, read_address, resolve_address
from studylib.readme.choices import ASK, Choices
from studylib.readme.grid import GridCell, Part
from tests.readme.examples import read

CELL = GridCell((), 3, (1, 0))
REPOSITORY = "https://github.com/group/study"


@pytest.mark.parametrize(
    ("address", "relative"),
    [
        ("a.md", True),
        ("./a.md", True),
        ("/week1/a.ipynb", True),
        ("../a b.html", True),
        ("week1", True),
        ("https://e.org", False),
        ("mailto:a@e.org", False),
        ("//e.org/a", False),
        ("velog.io/@a", False),
        ("www.e.org", False),
        ("#a", False),
    ],
)
def test_an_address_without_a_scheme_or_a_host_is_of_a_file(address: str, relative: bool) -> None:
    assert is_relative(address) is relative


@pytest.mark.parametrize(
    ("address", "folder", "path"),
    [
        ("a.md", "", "blob/HEAD/a.md"),
        ("./a.md#b", "docs", "blob/HEAD/docs/a.md#b"),
        ("/a.md", "docs", "blob/HEAD/a.md"),
        ("../a.md", "docs", "blob/HEAD/a.md"),
        ("../../../a.md", "docs", "blob/HEAD/a.md"),
    ],
)
def test_a_file_is_found_from_the_folder_of_the_readme(address: str, folder: str, path: str) -> None:
    assert resolve_address(address, f"{REPOSITORY}.git", folder) == f"{REPOSITORY}/{path}"


def test_a_file_on_gitlab_has_its_own_address() -> None:
    found = resolve_address("a.md", "https://gitlab.com/g/s/", "")
    assert found == "https://gitlab.com/g/s/-/blob/HEAD/a.md"


@pytest.mark.parametrize("choices", [ASK, Choices(folder="docs")])
def test_without_a_repository_a_relative_link_is_a_problem_that_names_it(choices: Choices) -> None:
    address, problems = read_address(Part("가람", "./a.md"), CELL, choices)
    assert (address, [each.line for each in problems]) == ("", [3])
    assert "./a.md leads into the repository" in str(problems[0].why)


@pytest.mark.parametrize("link", ["velog.io/@a", "mailto:a@e.org", "http://[", "//e.org"])
def test_a_link_that_is_none_is_a_problem_that_quotes_it(link: str) -> None:
    found, problems = read(
        f"|주차|과제|\n|-|-|\n|1주차|[가람]({link}) [나래](https://e.org)|\n", "가람", "나래"
    )
    assert [entry.member for entry in found.handed_in] == ["나래"]
    assert len(problems) == 1
