"""Links, signs and turns, written into the cells that a table has."""

from collections.abc import Mapping, Sequence

import pytest

from studylib.readme.form import ReadmeError
from tests.readme.writing_seasons import written

Links = Mapping[tuple[str, int], Sequence[str]]
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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "|주차|가람|나래|\n|-|-|-|\n|1|[글](https://g.kr/0)||\n",
            "|주차|가람|나래|\n|-|-|-|\n|1|[글](https://g.kr/0)|[글](https://n.kr)|\n|2|||\n|3|||\n",
        ),
        (
            "|이름|1주차|2주차|\n|-|-|-|\n|가람|[O](https://g.kr/0)|X|\n|나래|X||\n",
            "|이름|1주차|2주차|3주차|\n|-|-|-|-|\n|가람|[O](https://g.kr/0)|X||\n|나래|X [O](https://n.kr)|||\n",
        ),
        (
            "|이름|1주차|\n|-|-|\n|가람|✅|\n|나래||\n",
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


INVISIBLE = ("&nbsp;", "<!-- 결석 -->", "<br>", "![](https://i.kr/a.png)")


@pytest.mark.parametrize("cell", INVISIBLE)
def test_what_nobody_sees_in_a_blank_cell_stays_before_the_sign_or_the_link(cell: str) -> None:
    links = {("나래", 3): ["https://n.kr"]}
    signs = f"|주차|가람|나래|\n|-|-|-|\n|3주차|O|{cell}|\n"
    assert written(signs, links) == signs.replace(cell, f"{cell} O")
    owned = f"|주차|가람|나래|\n|-|-|-|\n|3주차|[글](https://g.kr)|{cell}|\n"
    assert written(owned, links) == owned.replace(cell, f"{cell} [글](https://n.kr)")
    shared = f"|주차|과제|당번|\n|-|-|-|\n|2주차|[가람](https://g.kr)|{cell}|\n|3주차|{cell}||\n"
    assert f"|3주차|{cell} &nbsp; [나래](https://n.kr)|" in written(shared, links, turns=True)
    assert f"|2주차|[가람](https://g.kr)|{cell}|" in written(shared, links, turns=True)


UNKNOWN = (
    "휴강",
    "면제",
    "나래 (가람과 교대)",
    "3/3?",
    "O / X",
    "[글][1]",
    "~~[글](https://n.kr/0)~~",
    "[글](https://n.kr/0) (지각)",
    "[글](ftp://n.kr)",
    "[글](https://n.kr/a b)",
    "[![배지](https://i.kr/a.png)](https://n.kr/0)",
    '[글](https://n.kr/0 "제목")',
    "`[글]()`",
    "**메모** *둘*",
    '<a name="x"></a>',
    "[글](./week1/n.md)",
)


@pytest.mark.parametrize("end", ["", "\n\n[1]: https://ref.kr\n"])
@pytest.mark.parametrize("cell", UNKNOWN)
def test_what_stands_in_a_cell_stays_whatever_it_is_and_the_link_goes_behind_it(cell: str, end: str) -> None:
    links = {("나래", 3): ["https://n.kr"]}
    owned = (
        f"|주차|가람|나래|\n|-|-|-|\n|2주차|[글](https://g.kr)|[글](https://n.kr/9)|\n|3주차||{cell}|\n{end}"
    )
    assert written(owned, links) == owned.replace(f"|{cell}|", f"|{cell} [글](https://n.kr)|")


@pytest.mark.parametrize("cell", ["휴강", "면제", "나래 (가람과 교대)", "O / X", "**메모**", "X", "-", "?!"])
def test_in_a_table_of_marks_only_a_blank_cell_gets_one(cell: str) -> None:
    signs = f"|주차|가람|나래|\n|-|-|-|\n|1주차|O|O|\n|3주차|O|{cell}|\n"
    assert written(signs, {("나래", 3): ["https://n.kr"]}) == signs


@pytest.mark.parametrize(
    "reason", ["[나래](./week1/n.md)", "[나래](ftp://n.kr)", "[나래](mailto:n@n.kr)", "[나래](#week)"]
)
def test_a_link_that_cannot_be_read_is_not_taken_for_an_open_one(reason: str) -> None:
    shared = f"|주차|과제|\n|-|-|\n|3주차|{reason} [가람](https://g.kr)|\n"
    after = shared.replace(reason, f"{reason} [나래](https://n.kr)")
    assert written(shared, {("나래", 3): ["https://n.kr"]}) == after
    replaced = written(shared, {("나래", 3): ["https://n.kr"]}, replacing=True)
    assert reason in replaced


def test_a_table_whose_places_are_not_certain_is_refused() -> None:
    with pytest.raises(ReadmeError, match="line 3"):
        written("> |주차|과제|\n> |-|-|\n> |1주차|[가람]()|\n", {("가람", 1): ["https://g.kr"]})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|주차|가람|나래|\n|-|-|-|\n|1주차|O|X|\n|3주차|O|?!|\n", "|1주차|X|O|\n|3주차|X|?!|\n"),
        ("|주차|가람|나래|\n|-|-|-|\n|1주차|3/3|0/3|\n|3주차|3/3|3/3|\n", None),
        ("|주차|제출자|\n|-|-|\n|1주차|가람|\n|3주차|가람|\n", "|1주차|가람, 나래|\n|3주차|가람|\n"),
        (
            "|주차|과제|\n|-|-|\n|1주차|[가람](./a.md) [나래](https://n.kr)|\n|3주차|휴강|\n",
            "|1주차|[가람](./a.md) [나래](https://n.kr)|\n|3주차|휴강|\n",
        ),
        (
            "|주차|가람|나래|\n|-|-|-|\n|1주차|[글](https://o.kr) 메모|[글](https://n.kr)|\n|3주차|||\n",
            "|1주차|[글]() 메모|[글](https://n.kr)|\n|3주차|||\n",
        ),
        (
            "<table><tr><th>주차</th><th>가람</th><th>나래</th></tr>\n"
            "<tr><td>1주차</td><td rowspan=2>O</td><td>O</td></tr>\n"
            "<tr><td>3주차</td><td>X</td></tr></table>\n",
            "<tr><td>3주차</td><td>X</td></tr></table>\n",
        ),
    ],
    ids=["marks", "counts", "names", "a link that cannot be read", "a note", "a cell of two weeks"],
)
def test_replacing_writes_over_what_it_understood_and_over_nothing_else(
    before: str, after: str | None
) -> None:
    links = {("나래", 1): ["https://n.kr"]}
    if after is None:
        with pytest.raises(ReadmeError, match="do not show how to write that 나래 handed in for week 1"):
            written(before, links, replacing=True)
    else:
        assert written(before, links, replacing=True).endswith(after)
