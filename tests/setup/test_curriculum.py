"""A pasted curriculum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.season.kinds import HIGHEST_WEEK
from studylib.season.study import Topic
from studylib.setup.curriculum import list_course, read_curriculum
from tests.setup.plans import tell


def test_each_line_is_a_week_and_blank_lines_are_skipped() -> None:
    topics, faults = read_curriculum("1주차 RNN https://a.kr\n\n2주차 CNN\n\n")
    assert topics == (Topic("RNN", ("https://a.kr",)), Topic("CNN"))
    assert faults == ()


@pytest.mark.parametrize(
    "start", ["주차\t주제\t강의\t실습\n1\t", "Week\tTopic\tLecture\tLab\n1\t", "제목\t강의\t실습\n"]
)
def test_a_piece_of_a_spreadsheet_is_read_by_its_headers(start: str) -> None:
    topics, faults = read_curriculum(f'{start}RNN\t"https://a.kr\nhttps://b.kr"\thttps://c.kr')
    assert topics == (Topic("RNN", ("https://a.kr", "https://b.kr"), ("https://c.kr",)),)
    assert faults == ()


def test_a_piece_without_headers_may_begin_with_a_column_of_weeks() -> None:
    assert read_curriculum("1\tRNN\thttps://a.kr\n2\tCNN")[0] == (
        Topic("RNN", ("https://a.kr",)),
        Topic("CNN"),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1주차 a\n3주차 b", 2),
        ("0주차 a", 1),
        ("a\njavascript:x", 2),
        ("a\n\n" + "b" * 501, 3),
        ("a\n" + "b" * 6000, 2),
        ("주차\t주제\n둘\tb", 2),
    ],
)
def test_a_faulty_line_is_told_and_keeps_its_place(text: str, line: int) -> None:
    topics, faults = read_curriculum(text)
    assert tell(faults) == [("curriculum", line)]
    assert len(topics) == len([each for each in text.split("\n") if each]) - ("주제" in text)


@pytest.mark.parametrize(
    ("text", "line"), [("주차\t주제\t담당\n1\tRNN\t가람", 1), ("주차\t주제\n1\tRNN\tb", 2)]
)
def test_cells_that_are_not_read_are_told(text: str, line: int) -> None:
    assert tell(read_curriculum(text)[1], notices=True) == [("curriculum", line)]


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_season_has_at_most_so_many_lines(more: int) -> None:
    topics, faults = read_curriculum("a\n" * (HIGHEST_WEEK + more))
    assert (len(topics), len(faults)) == (min(HIGHEST_WEEK, HIGHEST_WEEK + more), more > 0)


def test_one_word_stands_for_the_course() -> None:
    assert read_curriculum(" FSDL\n") == (list_course(), ())
    assert len(list_course()) == 12
    assert list_course()[3].lab == ("https://fullstackdeeplearning.com/spring2021/lab-4/",)


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    read_curriculum(text)
