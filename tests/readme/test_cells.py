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


def test_a_table_whose_places_are_not_certain_is_refused() -> None:
    with pytest.raises(ReadmeError, match="line 3"):
        written("> |주차|과제|\n> |-|-|\n> |1주차|[가람]()|\n", {("가람", 1): ["https://g.kr"]})
