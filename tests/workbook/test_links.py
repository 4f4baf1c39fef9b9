from datetime import date

import pytest

from studylib.workbook import links
from studylib.workbook.cells import Cell
from tests.workbook.reading import get_refusal


@pytest.mark.parametrize(
    "cell",
    [
        "https://n.kr",
        "http://n.kr/a",
        "HTTPS://N.KR/A",
        "https://n.kr:8080/a?b=c#d",
        "https://github.com/g/S/blob/main/Week1/Week%201%20:%20Fundamentals.md",
        "https://노션.kr/한글",
        "https://[::1]/a",
        "https://n.kr/" + "a" * 10_000,
    ],
)
def test_a_link_is_http_or_https_and_is_kept_as_it_is_written(cell: str) -> None:
    assert links.parse_link(cell) == cell
    assert links.parse_link(f"  {cell}\n") == cell


BAD_LINKS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://n.kr/a",
    "mailto:a@x.kr",
    "n.kr/a",
    "www.n.kr",
    "//n.kr/a",
    "/a",
    "https:",
    "https://",
    "https:///a",
    "https://:80/a",
    "https:n.kr",
    "https://n.kr:99999/",
    "https://n.kr:port/",
    "https://[::1/",
    "https://n.kr/a b",
    "https://n.kr/\ta",
    "https://n.kr/a\x00b",
    "https://n.kr/a\x7fb",
    "https://n.kr/a\u2028b",
    "https://n.kr/\u3000a",
    "https://n.kr/<script>",
    'https://n.kr/"onclick="x',
    "https://n.kr\\@x.kr",
    "-",
    "x" * 10_000,
    3,
    True,
    float("nan"),
    date(2022, 4, 6),
    "",
    None,
]


@pytest.mark.parametrize("cell", BAD_LINKS)
def test_other_texts_than_links_are_refused(cell: Cell) -> None:
    assert get_refusal(links.parse_link, cell).endswith(
        " is not a link. Write one that begins with https://, without spaces."
    )


def test_a_cell_with_several_links_holds_one_a_line() -> None:
    cell = "https://n.kr/1\n\n  https://n.kr/2 \r\nhttps://n.kr/3\n"
    assert links.parse_links(cell) == ("https://n.kr/1", "https://n.kr/2", "https://n.kr/3")


@pytest.mark.parametrize(
    "cell",
    [
        "https://n.kr/1\njavascript:alert(1)",
        "https://n.kr/1 mailto:a@x.kr",
        "https://n.kr/1, ttps://n.kr/2",
        "https://n.kr/1 https:n.kr/2",
        "https://n.kr/1\nhttps://n.kr:99999/",
        "https://n.kr/<script>",
        "https://n.kr/1 notion://www.notion.so/2",
        "https://github.com/g/S/blob/main/Week 3/note.md",
        "글이 여기 있어요",
        "README.md",
        "garam@x.kr",
    ],
)
def test_one_broken_link_or_other_scheme_makes_the_whole_cell_unreadable(cell: str) -> None:
    assert get_refusal(links.parse_links, cell).endswith(
        " is not a link. Write one that begins with https://, without spaces."
    )


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("https://n.kr/1 https://n.kr/2", ("https://n.kr/1", "https://n.kr/2")),
        (
            "https://n.kr/1, https://n.kr/2;https://n.kr/3",
            ("https://n.kr/1", "https://n.kr/2", "https://n.kr/3"),
        ),
        (
            "https://n.kr/1,\nhttps://n.kr/2 ;\n\n https://n.kr/3,",
            ("https://n.kr/1", "https://n.kr/2", "https://n.kr/3,"),
        ),
        ("https://n.kr/1\nhttps://n.kr/1", ("https://n.kr/1", "https://n.kr/1")),
        ("https://n.kr/1\n그리고 이것도", ("https://n.kr/1",)),
        ("제목 https://n.kr/1 늦었습니다", ("https://n.kr/1",)),
        ("velog.io/@garam/3", ("https://velog.io/@garam/3",)),
        ("블로그: velog.io/@garam/3", ("https://velog.io/@garam/3",)),
        ("garam.tistory.com", ("https://garam.tistory.com",)),
        ("https://erased.invalid/", ("https://erased.invalid/",)),
    ],
)
def test_links_are_read_out_of_what_people_paste(cell: str, found: tuple[str, ...]) -> None:
    assert links.parse_links(cell) == found


@pytest.mark.parametrize("cell", ["글 ASP.NET", "foo.bar/1 참고", "garam.tistory.com 제출"])
def test_a_host_among_words_is_no_link_unless_it_surely_is_one(cell: str) -> None:
    assert " is not a link." in get_refusal(links.parse_links, cell)


def test_a_cell_holds_at_most_fifty_links() -> None:
    lines = [f"https://n.kr/{number}" for number in range(51)]
    assert [len(links.parse_links("\n".join(lines[:most]))) for most in (49, 50)] == [49, 50]
    why = "This cell holds more than 50 links. Hand the rest in separately."
    assert get_refusal(links.parse_links, "\n".join(lines)) == why


@pytest.mark.parametrize("cell", ["", None, " \n "])
def test_a_cell_without_a_link_says_so(cell: Cell) -> None:
    assert get_refusal(links.parse_links, cell) == "There is no link. Write one that begins with https://."


def test_a_curriculum_cell_holds_links_and_plain_texts() -> None:
    cell = "https://n.kr/1\nChapter 3: CNNs\n2장"
    assert links.parse_references(cell) == ("https://n.kr/1", "Chapter 3: CNNs", "2장")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("https://n.kr/1 https://n.kr/2", ("https://n.kr/1", "https://n.kr/2")),
        ("fullstackdeeplearning.com/spring2021", ("https://fullstackdeeplearning.com/spring2021",)),
        ("2장 https://n.kr/1", ("2장 https://n.kr/1",)),
        ("Node.js", ("Node.js",)),
    ],
)
def test_a_curriculum_line_of_nothing_but_links_holds_each_of_them(cell: str, found: tuple[str, ...]) -> None:
    assert links.parse_references(cell) == found


@pytest.mark.parametrize("cell", ["javascript:alert(1)", "Chapter 1\nDATA:text/html,x", "ftp://n.kr/a"])
def test_an_address_of_another_scheme_is_no_reference(cell: str) -> None:
    assert " is not a link." in get_refusal(links.parse_references, cell)


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("github.com/g/S", "https://github.com/g/S"),
        ("<https://n.kr/1>", "https://n.kr/1"),
        ("https://n.kr/garam@x.kr", "https://n.kr/g***@x.kr"),
    ],
)
def test_a_setting_holds_one_link_written_in_any_way(cell: str, link: str) -> None:
    assert links.shorten_link(cell) == link


@pytest.mark.parametrize("cell", ["https://n.kr/1 https://n.kr/2", "저장소", "javascript:alert(1)"])
def test_a_setting_with_two_links_or_none_is_refused(cell: str) -> None:
    assert " is not a link." in get_refusal(links.shorten_link, cell)


@pytest.mark.parametrize(
    ("address", "hides"),
    [
        ("https://google.com@x.kr/a", True),
        ("https://g***@x.kr", True),
        ("https://u:p@x.kr", True),
        ("https://x.kr/@hana", False),
        ("https://x.kr/?u=a@b.kr", False),
    ],
)
def test_a_link_that_shows_another_host_than_its_own_is_known(address: str, hides: bool) -> None:
    assert links.hides_host(address) is hides


HIDING = (
    "https://github.com@evil.example/",
    "https://github.com%40evil.example/notes",
    "https://garam:pw@n.kr/1",
    "HTTP://n.kr:80@evil.example",
    "https://@evil.example/1",
)


@pytest.mark.parametrize("address", HIDING)
def test_a_link_that_hides_where_it_leads_is_refused_in_new_cells_and_read_in_answers(address: str) -> None:
    assert links.parse_links(address) == (address,)
    for parse in (links.parse_shown_links, links.parse_references, links.shorten_link):
        assert " hides where it leads. " in get_refusal(parse, address)
    assert " hides where it leads. " in get_refusal(links.parse_references, f"3강 {address}")
    assert " hides where it leads. " in get_refusal(links.parse_shown_links, f"https://n.kr/1\n{address}")


@pytest.mark.parametrize(
    "address",
    ["https://velog.io/@garam/1", "https://n.kr/?to=a@b", "https://n.kr/%40a", "https://n.kr#@b"],
)
def test_a_sign_behind_the_host_hides_nothing(address: str) -> None:
    assert links.parse_shown_links(address) == links.parse_references(address) == (address,)


@pytest.mark.parametrize("address", ["https://[::1", "https://[n]@x.kr"])
def test_a_broken_address_counts_as_one_that_hides_its_host(address: str) -> None:
    assert links.hides_host(address)


@pytest.mark.parametrize(
    ("address", "without"),
    [
        ("https://github.com@evil.example/a", "https://evil.example/a"),
        ("https://a:b@c@evil.example?q=@x", "https://evil.example?q=@x"),
        ("https://velog.io/@garam", "https://velog.io/@garam"),
        ("https://n.kr#a@b", "https://n.kr#a@b"),
        ("erased", "erased"),
    ],
)
def test_a_link_can_drop_what_stands_before_its_host(address: str, without: str) -> None:
    assert links.drop_user(address) == without


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("https://velog.io/@daon/6.", ["https://velog.io/@daon/6"]),
        ("**https://velog.io/@daon/6**", ["https://velog.io/@daon/6"]),
        ("다 했어요! https://n.kr/6!!", ["https://n.kr/6"]),
        ("[6주차 정리] https://n.kr/6", ["https://n.kr/6"]),
        ("[6주차 정리](https://n.kr/6)", ["https://n.kr/6"]),
        ("<https://n.kr/6>", ["https://n.kr/6"]),
        ("velog.io/@daon/6,", ["https://velog.io/@daon/6"]),
        ("다온님이 공유했습니다.\nhttps://n.kr/6?\n\nhttps://n.kr/6", ["https://n.kr/6"]),
        ("https://n.kr/wiki_(x)", ["https://n.kr/wiki_(x)"]),
        ("https://n.kr/a_b-c~", ["https://n.kr/a_b-c~"]),
        ("https://n.kr/?q=a*b", ["https://n.kr/?q=a*b"]),
        ("https://n.kr/" + ".!" * 500, ["https://n.kr/"]),
    ],
)
def test_a_pasted_text_gives_its_links_without_the_punctuation_behind(pasted: str, found: list[str]) -> None:
    assert list(links.parse_pasted_links(pasted)) == found


@pytest.mark.parametrize(
    "pasted", ["", "...", "https://", "https://!!!", "https://.", "ftp://n.kr/6.", "정리"]
)
def test_a_pasted_text_without_a_link_is_refused(pasted: str) -> None:
    assert "link" in get_refusal(links.parse_pasted_links, pasted)
