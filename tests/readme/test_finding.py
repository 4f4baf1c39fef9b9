"""Tables and lists of a whole file, with what stands around them."""

import pytest

from studylib.readme import parsing
from studylib.readme.choices import ASK, Choices, WeeksAre
from studylib.readme.finding import find_listings
from tests.readme.examples import read, said

LINK = "[글](https://e.org/{})"


def table(*cells: str) -> str:
    return (
        "|주차|링크|\n|-|-|\n"
        + "".join(f"|{week}주차|{cell}|\n" for week, cell in enumerate(cells, 1))
        + "\n"
    )


@pytest.mark.parametrize("names", [(), ("가람", "나래")])
def test_a_table_for_each_member_is_of_whom_its_heading_names(names: tuple[str, ...]) -> None:
    text = f"# 과제\n## 가람\n{table(LINK.format(1), '')}## 나래 🟢\n{table(LINK.format(2), LINK.format(3))}"
    assert said(text, *names) == {
        ("가람", 1): "https://e.org/1",
        ("나래", 1): "https://e.org/2",
        ("나래", 2): "https://e.org/3",
    }


@pytest.mark.parametrize(
    "above",
    [
        "## 1주차",
        "<details>\n<summary>1주차</summary>",
        "**1주차**",
        "<details><summary><b>Week 1</b></summary>",
    ],
)
def test_a_week_stands_in_a_heading_a_summary_or_a_bold_line(above: str) -> None:
    text = f"# 모임\n\n{above}\n\n- [x] [가람](https://e.org/1)\n- [ ] 나래\n"
    assert {key: value for key, value in said(text).items() if key[0] == "가람"} == {
        ("가람", 1): "https://e.org/1"
    }


def test_what_follows_a_summary_is_no_longer_of_its_week() -> None:
    text = "<details><summary>1주차</summary>\n\n- [x] 가람\n\n</details>\n\n- [x] 나래\n"
    found, _ = read(text)
    assert [(entry.member, entry.week) for entry in found.handed_in] == [("가람", 1)]


def test_a_bold_text_within_a_paragraph_is_no_heading() -> None:
    text = "## 1주차\n\n**2주차** 부터는 쉽니다\n\n- [x] 가람\n"
    assert [entry.week for entry in read(text)[0].handed_in] == [1]


MONTHS = f"## 3월\n{table('가람: O', '가람: O')}## 4월\n{table('가람: O', '가람: X')}"


def test_weeks_that_begin_again_under_each_month_are_counted_and_told() -> None:
    found, problems = read(MONTHS, "가람")
    assert (found.weeks, problems) == ((1, 2, 3, 4), [])
    assert [notice.row for notice in found.notices] == [2, 8]


@pytest.mark.parametrize(
    ("choices", "weeks"), [(ASK, [None] * 3), (Choices(weeks_are=WeeksAre.NUMBERS), [None, 3, 4])]
)
def test_months_that_do_not_follow_each_other_are_asked_about(
    choices: Choices, weeks: list[int | None]
) -> None:
    listings = find_listings(parsing.parse_page(MONTHS.replace("4월", "6월")), None, choices)
    assert list(listings[1].weeks) == weeks


def test_weeks_that_go_on_under_each_month_stay() -> None:
    text = f"## 3월\n{table('가람: O')}## 4월\n{table('가람: O').replace('1주차', '2주차')}"
    assert read(text, "가람")[0].weeks == (1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "## 1주차\n- [강의](https://e.org/1)\n- [과제](https://e.org/2)\n## 2주차\n- [강의](https://e.org/3)\n",
        "## 1주차\n- 준비하기\n- 발표하기\n",
    ],
)
def test_a_list_that_names_no_member_is_none(text: str) -> None:
    assert find_listings(parsing.parse_page(text), None) == ()
