from collections.abc import Sequence

import pytest

from studylib.workbook.pasted import PieceKind, list_pieces, names_file


def find(line: str, *kinds: PieceKind) -> list[str]:
    return [text for kind, text in list_pieces(line) if kind in kinds]


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("https://n.kr/1,https://n.kr/2", ["https://n.kr/1", "https://n.kr/2"]),
        ("https://n.kr/1;https://n.kr/2", ["https://n.kr/1", "https://n.kr/2"]),
        ("https://n.kr/1|https://n.kr/2", ["https://n.kr/1", "https://n.kr/2"]),
        ("https://n.kr/1 / https://n.kr/2", ["https://n.kr/1", "https://n.kr/2"]),
        ("https://n.kr/1,www.n.kr/2", ["https://n.kr/1"]),
        ("https://n.kr/a,b", ["https://n.kr/a,b"]),
        ("https://n.kr/a,b;c", ["https://n.kr/a,b;c"]),
        ("https://n.kr/a%2C%20b?c=1;d=2", ["https://n.kr/a%2C%20b?c=1;d=2"]),
        ("글: https://n.kr/1.", ["https://n.kr/1"]),
        ("(글: https://n.kr/1),", ["https://n.kr/1"]),
        ("https://n.kr/1, https://n.kr/2,", ["https://n.kr/1", "https://n.kr/2"]),
        ("https://n.kr/1,https://n.kr/2.", ["https://n.kr/1", "https://n.kr/2"]),
        ("(https://n.kr/1)", ["https://n.kr/1"]),
        ("<https://n.kr/1>", ["https://n.kr/1"]),
        ("“https://n.kr/1”", ["https://n.kr/1"]),
        ('"https://n.kr/1"', ["https://n.kr/1"]),
        ('<a href="https://n.kr/1">글</a>', ["https://n.kr/1"]),
        ("[글](https://n.kr/1)", ["https://n.kr/1"]),
        ("[글](https://n.kr/1)입니다.", ["https://n.kr/1"]),
        ("[https://n.kr/1](https://n.kr/1)", ["https://n.kr/1"]),
        ("[글](https://en.wikipedia.org/wiki/A_(b))", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("https://en.wikipedia.org/wiki/A_(b)", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("(https://en.wikipedia.org/wiki/A_(b)", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("링크:https://n.kr/1", ["https://n.kr/1"]),
        ("1.https://n.kr/1 2.https://n.kr/2", ["https://n.kr/1", "https://n.kr/2"]),
        ("https://web.archive.org/web/1/https://n.kr/1", ["https://web.archive.org/web/1/https://n.kr/1"]),
        ("https://n.kr/1\u200b", ["https://n.kr/1"]),
        ("https://노션.kr/한글", ["https://노션.kr/한글"]),
    ],
)
def test_links_are_found_without_what_encloses_or_parts_them(line: str, links: Sequence[str]) -> None:
    assert find(line, PieceKind.LINK) == links


@pytest.mark.parametrize(
    "link",
    [
        "https://n.kr/1.",
        "https://n.kr/1)",
        "https://n.kr/a,b,",
        "https://n.kr/'",
        "https://en.wikipedia.org/wiki/Inc.",
    ],
)
def test_a_link_alone_on_its_line_stays_as_it_is(link: str) -> None:
    assert find(link, *PieceKind) == find(f" {link}\u200b", PieceKind.LINK) == [link]
    assert find(f"{link} 입니다", PieceKind.LINK) != [link]


@pytest.mark.parametrize(
    ("line", "addresses"),
    [
        ("velog.io/@garam/3", ["velog.io/@garam/3"]),
        ("garam.tistory.com/12.", ["garam.tistory.com/12"]),
        ("www.notion.so/x", ["www.notion.so/x"]),
        ("www.garam.space", ["www.garam.space"]),
        ("github.com/a/b, github.com/a/c", ["github.com/a/b", "github.com/a/c"]),
        ("velog.io/a,velog.io/b", ["velog.io/a", "velog.io/b"]),
        ("블로그:velog.io/@garam/3", ["velog.io/@garam/3"]),
        ("[글](velog.io/@garam/3)", ["velog.io/@garam/3"]),
        ("(velog.io/@garam/3)", ["velog.io/@garam/3"]),
        ("web.archive.org/web/1/https://n.kr/1", ["web.archive.org/web/1/https://n.kr/1"]),
        ("https://n.kr/1,www.n.kr/2", ["www.n.kr/2"]),
    ],
)
def test_a_known_domain_with_a_path_is_an_address(line: str, addresses: Sequence[str]) -> None:
    assert find(line, PieceKind.ADDRESS) == addresses


@pytest.mark.parametrize("word", ["garam.tistory.com", "n.kr", "foo.bar/x", "socket.io"])
def test_a_host_alone_or_of_an_unknown_domain_is_a_name(word: str) -> None:
    assert find(word, *PieceKind) == find(word, PieceKind.NAME) == [word]


@pytest.mark.parametrize(
    "word",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "[글](javascript:alert(1))",
        "javascript:https://n.kr",
        "data:text/html,x",
        "mailto:a@x.kr",
        "file:///etc/passwd",
        "ftp://n.kr/a",
        "notion://www.notion.so/x",
        "ttps://n.kr/1",
        "https:/n.kr/1",
        "https//n.kr/1",
        "https:n.kr",
    ],
)
def test_another_or_a_mistyped_scheme_is_refused(word: str) -> None:
    assert find(word, PieceKind.REFUSED)


@pytest.mark.parametrize(
    "word",
    ["글", "README.md", "Node.js", "a@x.kr", "1.5.2", "v1.2/3", "//n.kr/a", "localhost:8501", "metadata:x"],
)
def test_other_words_are_texts(word: str) -> None:
    assert find(word, *PieceKind) == find(word, PieceKind.TEXT) == [word]


@pytest.mark.parametrize("word", ["-", "|", "1.", "(1)", "4/20", "•"])
def test_punctuation_and_numbers_are_no_words(word: str) -> None:
    assert find(word, *PieceKind) == find(word, PieceKind.SIGN) == [word]


@pytest.mark.parametrize(
    ("word", "is_file"),
    [("note.md", True), ("3/note.ipynb", True), ("note", False), ("https://n.kr/note.md", False)],
)
def test_a_word_that_names_a_file_is_known(word: str, is_file: bool) -> None:
    assert [names_file(piece) for piece in list_pieces(word)] == [is_file]
