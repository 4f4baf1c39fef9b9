"""The references of the curriculum's cells: titles with their links."""

import pytest

from studylib.workbook import references
from studylib.workbook.references import parse_references
from studylib.workbook.sizes import MOST_LINKS
from studylib.workbook.values import CellError

A, B = "https://n.kr/1", "https://n.kr/2"


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (f"[RNN 강의]({A})", (f"RNN 강의 {A}",)),
        (f"[강의]({A}), [실습]({B})", (f"강의 {A}", f"실습 {B}")),
        (f"읽을거리: [2장]({A})", (f"읽을거리: 2장 {A}",)),
        (
            f"[위키](https://ko.wikipedia.org/wiki/a_(b))\n{B}",
            ("위키 https://ko.wikipedia.org/wiki/a_(b)", B),
        ),
        (f'[x]({A} "hover")', (f"x {A}",)),
        (f"[]({A})", (A,)),
        (f"[{A}]({A})", (A,)),
        ("2장 [1](주석)", ("2장 [1](주석)",)),
        ("[a](javascript:alert(1))", ("[a](javascript:alert(1))",)),
        ("](](", ("](](",)),
        (f"[a](( [강의]({A})", (f"[a](( 강의 {A}",)),
        (f"제목 {A}", (f"제목 {A}",)),
    ],
)
def test_a_markdown_link_becomes_its_title_and_address(cell: str, found: tuple[str, ...]) -> None:
    assert parse_references(cell) == found


@pytest.mark.parametrize("address", ["https://google.com@x.kr", "https://google.com%40x.kr"])
def test_a_markdown_link_that_hides_where_it_leads_is_refused(address: str) -> None:
    with pytest.raises(CellError, match="hides where it leads"):
        parse_references(f"[강의]({address})")


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_line_with_too_many_links_stays_as_it_is(more: int) -> None:
    found = parse_references(f"[a]({A})" * (MOST_LINKS + more))
    assert (len(found) == 1) is (more > 0)


def test_a_long_line_of_opened_brackets_is_walked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    walks: list[str] = []
    walk = references._match_brackets

    def count(line: str) -> dict[int, int]:
        walks.append(line)
        return walk(line)

    monkeypatch.setattr(references, "_match_brackets", count)
    hostile = "[a](" * MOST_LINKS + "(" * 30_000
    assert parse_references(hostile) == (hostile,)
    assert len(walks) == 1
