"""One line of a pasted curriculum."""

import pytest

from studylib.setup.topics import read_title, read_topic
from studylib.workbook import sizes
from studylib.workbook.values import CellError


@pytest.mark.parametrize(
    ("text", "title", "links"),
    [
        ("RNN https://a.kr/1 https://b.kr/2", "RNN", ("https://a.kr/1", "https://b.kr/2")),
        ("RNN\thttps://a.kr", "RNN", ("https://a.kr",)),
        ("https://a.kr", "", ("https://a.kr",)),
        ("RNN, 그리고 LSTM", "RNN, 그리고 LSTM", ()),
        ("[RNN 기초](https://a.kr/x_(y)) 읽기", "RNN 기초 읽기", ("https://a.kr/x_(y)",)),
        ("RNN (youtu.be/abc)", "RNN", ("https://youtu.be/abc",)),
        ("RNN：https://a.kr/x, https://a.kr/x", "RNN", ("https://a.kr/x",)),
        ("- [ ] RNN - https://a.kr", "RNN", ("https://a.kr",)),
        ("fast.ai", "fast.ai", ()),
        ("문의 garam@x.kr", "문의 g***@x.kr", ()),
    ],
)
def test_a_line_is_a_title_and_any_number_of_links(text: str, title: str, links: tuple[str, ...]) -> None:
    topic, week = read_topic(text)
    assert (topic.title, topic.lecture, week) == (title, links, None)


@pytest.mark.parametrize(
    ("text", "week", "title"),
    [
        ("3주차: RNN", 3, "RNN"),
        ("3 주차 RNN", 3, "RNN"),
        ("제3회차 - RNN", 3, "RNN"),
        ("[3주차] RNN", 3, "RNN"),
        ("Week 3 RNN", 3, "RNN"),
        ("W3. RNN", 3, "RNN"),
        ("3주차", 3, ""),
        ("12주 완성 RNN", None, "12주 완성 RNN"),
        ("W3.js", None, "W3.js"),
        ("3 ways to fail", None, "3 ways to fail"),
        ("Lecture 1: DL", None, "Lecture 1: DL"),
    ],
)
def test_the_number_of_a_week_before_the_title_is_told_apart(text: str, week: int | None, title: str) -> None:
    read = read_topic(text)
    assert (read.week, read.topic.title) == (week, title)


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "x ftp://x.kr", "https://google.com@x.kr/x", "https://a.kr:0/", "#REF!"],
)
def test_a_link_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        read_topic(text)


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_titles_and_links_have_a_limit(more: int) -> None:
    title = "가" * (sizes.LONGEST_LINE + more)
    links = " ".join(f"https://n.kr/{at}" for at in range(sizes.MOST_LINKS + more))
    if more > 0:
        for each in (title, links):
            with pytest.raises(CellError):
                read_topic(each)
    else:
        assert read_title(title) == title
        assert len(read_topic(links).topic.lecture) == sizes.MOST_LINKS + more
