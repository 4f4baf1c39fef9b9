"""How a group writes its table: links, signs and line ends."""

from dataclasses import replace

import pytest

from studylib.readme.marks import Mark
from tests.growth import LINEAR, find_growth
from tests.readme.forms import read_form


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        ("[가람]() / [나래]()", " / "),
        ("[가람]()<br>[나래]()", "<br>"),
        ("[가람]()와 [나래]()", " &nbsp; "),
        ("[가람]()", " &nbsp; "),
    ],
)
def test_the_separator_is_what_parts_two_links_if_it_is_no_word(cells: str, separator: str) -> None:
    assert read_form(f"|주차|과제|\n|-|-|\n|1주차|{cells}|\n").separator == separator


def test_the_members_are_in_the_order_of_the_table_and_then_of_the_roster() -> None:
    assert read_form("|주차|과제|\n|-|-|\n|1주차|[나래]()|\n").names == ("나래", "가람")


@pytest.mark.parametrize(("text", "caption"), [("글", "글"), ("https://g.kr", "링크")])
def test_the_caption_is_the_most_common_text_of_a_link_unless_it_is_an_address(
    text: str, caption: str
) -> None:
    assert read_form(f"|주차|가람|\n|-|-|\n|1주차|[{text}](https://g.kr)|\n").caption == caption


def test_a_sign_is_chosen_as_the_table_writes_it_and_late_falls_back_to_done() -> None:
    form = read_form("|이름|1주차|2주차|\n|-|-|-|\n|가람|✅|✅|\n|나래|O|❌|\n")
    assert form.signs_only
    assert [form.choose_sign(mark) for mark in (Mark.DONE, Mark.LATE, Mark.NOT)] == ["✅", "✅", "❌"]


def test_a_table_with_one_link_does_not_have_signs_only() -> None:
    form = read_form("|이름|1주차|\n|-|-|\n|가람|[O](https://g.kr)|\n|나래|O|\n")
    assert not form.signs_only


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        (["[글](https://g.kr)"], "[글](https://new.kr)"),
        (["[📕](https://g.kr/1)", "[📕](https://g.kr/2)", "[책](https://g.kr/3)"], "[📕](https://new.kr)"),
        (["[![v](https://i.kr)](https://g.kr/1)"] * 2, "[![v](https://i.kr)](https://new.kr)"),
        (["[**글 1**](https://g.kr/1)"] * 2, "[**글 1**](https://new.kr)"),
        (["https://g.kr/1", "https://g.kr/2", "[글](https://g.kr/3)"], "https://new.kr"),
        (["https://g.kr/1", "[글](https://g.kr/3)"], "[글](https://new.kr)"),
    ],
)
def test_a_link_that_names_nobody_is_written_as_most_are_but_never_with_the_title_of_another(
    cells: list[str], written: str
) -> None:
    rows = "".join(f"|{at}주차|{cell}|\n" for at, cell in enumerate(cells, 1))
    assert read_form("|주차|가람|\n|-|-|\n" + rows).write_own_link("https://new.kr") == written


@pytest.mark.parametrize(
    "address", ["https://new.kr/_a_", "https://new.kr/*a*", "https://new.kr/|", "https://new.kr/a."]
)
def test_an_address_that_markdown_would_change_is_never_written_bare(address: str) -> None:
    form = read_form("|주차|가람|\n|-|-|\n|1주차|https://g.kr/1|\n|2주차|https://g.kr/2|\n")
    assert form.write_own_link(address).startswith("[링크](https://new.kr/")


@pytest.mark.parametrize("cells", ["[가람](https://g.kr) ~~[나래](https://n.kr)~~", "[[가람]()](x) [나래]()"])
def test_what_marks_up_a_link_is_no_separator(cells: str) -> None:
    assert read_form(f"|주차|과제|\n|-|-|\n|1주차|{cells}|\n").separator == " &nbsp; "


@pytest.mark.parametrize("part", ['<a href="x">', "<a ", "<a href=", "<a href='x'", '<a href="'])
def test_links_of_html_that_never_end_are_matched_in_linear_time(part: str) -> None:
    form = read_form("<table><tr><th>주차</th><th>가람</th></tr><tr><td>1주차</td><td>✅</td></tr></table>")

    def match(text: str) -> None:
        cell = replace(form.listing.rows[1][1], start=0, end=len(text))
        replace(form, text=text).match_links(cell)

    assert find_growth(match, lambda count: part * count, 400) < LINEAR


@pytest.mark.parametrize("part", ["[", "[a](", "b", "(", "![", "\\", "[]("])
def test_links_of_markdown_that_never_end_are_matched_in_linear_time(part: str) -> None:
    form = read_form("|주차|가람|\n|-|-|\n|1주차|✅|\n")

    def match(text: str) -> None:
        cell = replace(form.listing.rows[1][1], start=0, end=len(text))
        replace(form, text=text).match_links(cell)

    assert find_growth(match, lambda count: "[a](" + part * count, 10_000) < LINEAR
