"""Cells of several members."""

import pytest

from studylib.readme.marks import Mark
from tests.readme.examples import read, said

HEAD = "|주차|과제|\n|-|-|\n"


def test_after_a_colon_links_of_any_title_are_that_members() -> None:
    text = f"{HEAD}|1주차|가람: [그래프](https://e.org/1) [힙](https://e.org/2), 나래: [트리](https://e.org/3)|\n"
    found, problems = read(text)
    assert problems == []
    assert [(e.member, e.address) for e in found.entries] == [
        ("가람", "https://e.org/1"),
        ("가람", "https://e.org/2"),
        ("나래", "https://e.org/3"),
    ]


@pytest.mark.parametrize(
    ("cell", "said_of"),
    [
        ("~~[나래](https://e.org/2)~~", "https://e.org/2"),
        ("[~~나래~~](https://e.org/2)", ""),
        ("<del>[나래](https://e.org/2)</del>", "https://e.org/2"),
    ],
)
def test_what_is_struck_through_does_not_count_and_is_said(cell: str, said_of: str) -> None:
    found, problems = read(f"{HEAD}|1주차|[가람](https://e.org/1) {cell}|\n|2주차|[가람]() [나래]()|\n")
    if said_of:
        assert [entry.member for entry in found.handed_in] == ["가람"]
        assert [said_of in why for _, why in problems] == [True]


@pytest.mark.parametrize("cell", ["가람, 나래", "가람 나래", "가람 · 나래", "가람<br>나래"])
def test_bare_names_of_those_who_handed_in_count(cell: str) -> None:
    assert said(f"|주차|제출자|\n|-|-|\n|1주차|{cell}|\n") == {("가람", 1): Mark.DONE, ("나래", 1): Mark.DONE}


def test_an_unknown_sign_beside_a_link_is_a_problem() -> None:
    found, problems = read(f"{HEAD}|1주차|[가람](https://e.org/1) 🟩 [나래](https://e.org/2) ✅|\n")
    assert len(found.handed_in) == 2
    assert ["🟩" in why for _, why in problems] == [True]


def test_an_item_of_a_list_is_of_whom_it_begins_with_and_what_else_it_links_is_told() -> None:
    text = "## 1주차\n- [x] [가람](https://e.org/1), [보충](https://e.org/2)\n- [ ] 나래\n"
    found, problems = read(text, "가람", "나래")
    assert [(e.member, e.address) for e in found.handed_in] == [
        ("가람", "https://e.org/1"),
        ("가람", "https://e.org/2"),
    ]
    assert (problems, ["보충" in str(each.message) for each in found.notices]) == ([], [True])


def test_an_item_that_begins_with_its_week_has_several_members() -> None:
    rows = (
        "- 1주차: [가람](https://e.org/1), [나래](https://e.org/2)",
        "- 2주차: [가람](https://e.org/3), [나래](https://e.org/4)",
    )
    assert said("\n".join(rows) + "\n") == {
        ("가람", 1): "https://e.org/1",
        ("나래", 1): "https://e.org/2",
        ("가람", 2): "https://e.org/3",
        ("나래", 2): "https://e.org/4",
    }
