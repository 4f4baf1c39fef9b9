"""What each column of a table of weeks holds."""

from collections.abc import Sequence

import pytest

from studylib.readme.columns import Kind
from tests.readme.tables import NO, NS, L, M, N, T, W, classify, table


@pytest.mark.parametrize(
    "cell",
    [
        "[그래프 정리](https://e.org)",
        "[📕](https://e.org)",
        "https://e.org",
        "[![velog](i.png)](https://e.org)",
        "O",
        "🟩",
        "1/3",
        "△ (지각)",
        "",
    ],
)
def test_a_column_under_no_known_word_is_a_members_whatever_its_cells(cell: str) -> None:
    text = table("|주차|가람|나래|", f"|1주차|{cell}|O|", "|2주차||X|")
    assert classify(text) == (W, M, M)


@pytest.mark.parametrize(
    "header",
    [
        "진도",
        "진척도 확인",
        "자료",
        "Materials",
        "Start",
        "요일",
        "화",
        "담당",
        "벌금",
        "합계",
        "문제",
        "비고",
        "기간",
        "알고리즘",
    ],
)
@pytest.mark.parametrize("cell", ["O", "[글](https://e.org)", ""])
def test_a_column_under_a_known_word_is_nobodys(header: str, cell: str) -> None:
    kinds = classify(table(f"|주차|{header}|가람|", f"|1주차|{cell}|O|", f"|2주차|{cell}|X|"))
    assert kinds is not None
    assert kinds[1] in (NO, T)
    assert kinds[2] is M


@pytest.mark.parametrize(("header", "kind"), [("제출", NS), ("인증한 사람", NS), ("과제", L)])
def test_bare_names_count_only_below_a_word_that_says_so(header: str, kind: Kind) -> None:
    assert classify(table(f"|주차|{header}|", "|1주차|가람, 나래|", "|2주차|가람|")) == (W, kind)


@pytest.mark.parametrize("header", ["작성자", "글쓴이", "이름", "Author"])
def test_an_author_makes_each_row_one_members(header: str) -> None:
    text = table(f"|주차|글 제목|{header}|", "|1|[a](https://e.org/1)|가람|", "|1|[b](https://e.org/2)|나래|")
    assert classify(text) == (W, L, N)


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        (("|1|[a](https://e.org/1)|가람|", "|1|[b](https://e.org/2)|나래|"), (W, L, N)),
        (("|1|[a](https://e.org/1)|가람|", "|2|[b](https://e.org/2)|나래|"), (W, NO, T)),
    ],
)
def test_a_presenter_is_an_author_only_if_a_week_has_several(
    rows: Sequence[str], kinds: tuple[Kind, ...]
) -> None:
    assert classify(table("|주차|글|발표자|", *rows)) == kinds


@pytest.mark.parametrize("header", ["블로그담당자", "블로그 담당", "발표", "팀블로그", "당번", "Presenter"])
def test_a_writer_of_each_week_is_a_turn(header: str) -> None:
    assert classify(table(f"|주차|진도|{header}|", "|1|1장|가람|", "|2|2장|나래|")) == (W, NO, T)


def test_a_column_of_those_who_handed_in_holds_names() -> None:
    assert classify(table("|주차|제출자|", "|1|가람, 나래|")) == (W, NS)


@pytest.mark.parametrize(
    "text", ["|주차|가람|\n|-|-|\n|1주차|수열|\n", "|주차|주제|진척도|\n|-|-|-|\n|1주차|정렬|✅|\n"]
)
def test_a_table_without_members_is_none(text: str) -> None:
    assert classify(text) is None


def test_a_roster_tells_the_links_of_members_from_a_member() -> None:
    text = table("|주차|모음집|", "|1|[가람](https://e.org/1) [나래](https://e.org/2)|")
    assert classify(text, "가람", "나래") == (W, L)
