"""Names of links without a title."""

import pytest

from studylib.text.language import Language
from studylib.text.width import measure_text
from studylib.web.link_names import LONGEST_ADDRESS, LONGEST_NAME, name_link, name_links, split_title

ENGLISH, KOREAN = Language("en"), Language("ko")
WATCH = "https://www.youtube.com/watch?v="


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (f"{WATCH}abc&list=x", "YouTube video"),
        ("https://youtu.be/abc?t=3", "YouTube video"),
        ("https://m.youtube.com/shorts/abc", "YouTube video"),
        ("https://www.youtube.com/playlist?list=x", "YouTube playlist"),
        ("https://www.youtube.com/@fsdl", "YouTube · @fsdl"),
        ("https://www.youtube.com/", "YouTube"),
        ("https://www.youtube.com/watch", "YouTube"),
        ("https://docs.google.com/presentation/d/1AbC/edit", "Google slides"),
        ("https://github.com/o/r", "github.com · o/r"),
        ("https://github.com/o/r/tree/main", "github.com · o/r"),
        ("https://github.com/o/r/blob/main/lab3/readme.md", "github.com · lab3"),
        ("https://github.com/o/r/issues/12", "github.com · r #12"),
        ("https://arxiv.org/abs/1706.03762", "arxiv.org · 1706.03762"),
        ("https://fullstackdeeplearning.com/spring2021/lecture-1/", "fullstackdeeplearning.com · lecture 1"),
        ("https://x.notion.site/My-Note-0123456789abcdef0123456789abcdef", "x.notion.site · My Note"),
        ("https://x.kr/post/0123456789abcdef0123456789abcdef", "x.kr"),
        ("https://x.kr/%EA%B8%80/index.html?p=3#a", "x.kr · 글"),
        ("https://x.kr", "x.kr"),
    ],
)
def test_a_link_has_the_name_of_its_host_and_of_what_its_path_says(address: str, name: str) -> None:
    assert name_link(address, ENGLISH) == name


def test_links_of_one_name_are_numbered_by_their_first_week() -> None:
    weeks = [
        (1, [f"{WATCH}1", f"{WATCH}2"]),
        (2, [f"글 {WATCH}9", f"{WATCH}1", "https://x.kr/a", "2장"]),
        (12, [f"{WATCH}3"]),
    ]
    assert name_links(weeks, KOREAN) == {
        f"{WATCH}1": "YouTube 동영상 1-1",
        f"{WATCH}2": "YouTube 동영상 1-2",
        f"{WATCH}3": "YouTube 동영상 12",
        "https://x.kr/a": "x.kr · a",
    }


def test_a_name_that_no_other_link_has_needs_no_number() -> None:
    assert name_links([(3, [f"{WATCH}1"])], KOREAN) == {f"{WATCH}1": "YouTube 동영상"}


@pytest.mark.parametrize("weeks", [[1, 1, 1, 1, 1], [1, 2, 3, 4, 5], [2, 1, 1, 2, 1]])
def test_no_two_links_have_one_name(weeks: list[int]) -> None:
    ends = ["a?1", "a?2", "a-1", "A?3", "a_2"]
    lists = [(week, [f"https://x.kr/{end}"]) for week, end in zip(weeks, ends, strict=True)]
    names = name_links(lists, ENGLISH)
    assert len({each.casefold() for each in names.values()}) == len(ends)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("강의 1: https://x.kr/1", ("강의 1", "https://x.kr/1")),
        ("https://x.kr/1 - 강의 1", ("강의 1", "https://x.kr/1")),
        ("https://x.kr/1", ("", "https://x.kr/1")),
        ("Chapter 3:", ("Chapter 3:", "")),
        ("javascript:alert(1) 글", ("javascript:alert(1) 글", "")),
        ("", ("", "")),
    ],
)
def test_a_title_stands_before_or_behind_its_address(line: str, parts: tuple[str, str]) -> None:
    assert split_title(line) == parts


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://google.com@evil.example/",
        f"https://x.kr/{'가' * 500}",
        f"https://x.kr/{'a/' * LONGEST_ADDRESS}",
        "https://x.kr/\u202egoogle.com",
        "https://x.kr/google.com",
        "https://x.kr/google%E3%80%82com",
        "https://x.kr/@google.com",
        "https://youtube.com.evil.example/watch?v=1",
        "https://xn--/a",
    ],
)
def test_a_name_is_short_turns_nothing_and_shows_no_other_host(address: str) -> None:
    name = name_link(address, ENGLISH)
    assert measure_text(name) <= LONGEST_NAME + 1
    assert "\u202e" not in name
    assert "YouTube" not in name
    assert not name.endswith(("google.com", "google。com"))
