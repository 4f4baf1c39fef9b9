"""Reading a group's table of submissions, in each of the shapes in which groups write it."""

import pytest

from studylib.readme import parsing, reading
from studylib.readme.marks import Mark
from studylib.season.study import Member
from studylib.workbook.members import Roster
from tests.readme.examples import FIVE, LINKS, WRITERS, of_the_first_user, read


def said(text: str, *names: str, html: bool = False) -> dict[tuple[str, int], str | Mark | None]:
    """Return the links, and the signs of cells without one. There may be no problems."""
    found, problems = read(text, *names, html=html)
    assert problems == []
    return {(e.member, e.week): e.address or e.mark for e in found.entries if e.address or e.mark}


def test_the_first_users_table_has_12_weeks_5_members_two_links_in_week_1_and_the_turns() -> None:
    found, problems = read(of_the_first_user())
    assert problems == []
    assert found.weeks == tuple(range(1, 13))
    assert found.members == FIVE
    assert {(e.member, e.week): e.address for e in found.handed_in} == LINKS
    assert [turn.member for turn in found.turns] == [WRITERS[n % 5] for n in range(12)]
    assert found.listings[0].grid.lines == (4, 17)


BOTH = {("가람", 1): "https://a.kr/1", ("나래", 2): "https://n.kr/2"}


@pytest.mark.parametrize(
    "week", ["{}주차", "Week {}", "W{}", "{}주차 RNNs", "**{}주차**", "{}", "[{}주차](#w)", "제{}주"]
)
@pytest.mark.parametrize("between", [" &nbsp; ", ", ", "<br>", " / ", "\u00a0", " "])
def test_links_of_names_in_one_cell(week: str, between: str) -> None:
    text = (
        "|주차|과제|\n|-|-|\n"
        f"|{week.format(1)}|[가람](https://a.kr/1){between}[나래]()|\n"
        f"|{week.format(2)}|[가람](){between}[나래](https://n.kr/2)|\n"
    )
    assert said(text) == said(text, "가람", "나래") == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "|W|과제 1|과제 2|비고|\n|-|-|-|-|\n|1주차|[가람](https://a.kr/1)|[나래]()|[책](https://b.kr)|\n"
        "|2주차|[가람]()|[나래](https://n.kr/2)||\n",
        "|주차|가람|나래|\n|-|-|-|\n|1|[링크](https://a.kr/1)||\n|2||https://n.kr/2|\n",
        "|이름|1주차|2주차|\n|-|-|-|\n|가람|[O](https://a.kr/1)||\n|나래||[✅](https://n.kr/2)|\n",
        "||1주차|2주차|\n|-|-|-|\n|과제|[가람](https://a.kr/1) [나래]()|[가람]() [나래](https://n.kr/2)|\n",
        "|주차|이름|링크|\n|-|-|-|\n|1주차|가람|[글](https://a.kr/1)|\n||나래||\n|2주차|나래|https://n.kr/2|\n",
        "## 1주차\n|이름|링크|\n|-|-|\n|가람|[글](https://a.kr/1)|\n|나래||\n## 2주차\n|이름|링크|\n|-|-|\n|나래|[글](https://n.kr/2)|\n",
        "## Week 1\n- [x] [가람](https://a.kr/1)\n- [ ] [나래]()\n\n## Week 2\n- [x] 나래: https://n.kr/2\n",
        "|주차|과제|\n|-|-|\n|1주차|[가람](https://a.kr/1) [나래]()|\n\n## 5월\n\n|주차|과제|\n|-|-|\n|2주차|[가람]() [나래](https://n.kr/2)|\n",
        "|주차|과제|\n|-|-|\n|1주차|가람: https://a.kr/1, 나래:|\n|2주차|가람: / 나래: [글](https://n.kr/2)|\n",
    ],
    ids=["columns", "by member", "weeks across", "turned", "long", "headings", "tasks", "months", "beside"],
)
def test_other_shapes(text: str) -> None:
    links = {key: value for key, value in said(text, "가람", "나래").items() if not isinstance(value, Mark)}
    assert links == BOTH


ROWSPAN = """<table>
<tr><th>주차</th><th>이름</th><th>링크</th></tr>
<tr><td rowspan="2">1주차</td><td>가람</td><td><a href="https://a.kr/1">글</a></td></tr>
<tr><td>나래</td><td></td></tr>
<tr><td rowspan="2">2주차</td><td>가람</td><td></td></tr>
<tr><td>나래</td><td><a href="https://n.kr/2">글</a></td></tr>
</table>
"""


def test_a_table_in_html_with_weeks_over_several_rows() -> None:
    assert said(ROWSPAN, html=True) == said(f"# 모임\n\n{ROWSPAN}\n\n끝") == BOTH


@pytest.mark.parametrize(
    ("done", "late", "none"),
    [
        ("O", "△", "X"),
        ("✅", "🔺", "❌"),
        ("⭕", "🔺", ""),
        (":white_check_mark:", ":small_red_triangle:", ":x:"),
        ("- [x]", "지각", "- [ ]"),
        ("[x]", "late", "[ ]"),
        ("✔️", "▲", "-"),
    ],
)
def test_signs_in_a_grid_of_members_and_weeks(done: str, late: str, none: str) -> None:
    text = f"|이름|1주차|2주차|\n|-|-|-|\n|가람|{done}|{late}|\n|나래|{none}|{done}|\n"
    for names in ((), ("가람", "나래")):
        found, problems = read(text, *names)
        assert problems == []
        assert {(e.member, e.week): e.mark for e in found.handed_in} == {
            ("가람", 1): Mark.DONE,
            ("가람", 2): Mark.LATE,
            ("나래", 2): Mark.DONE,
        }


def test_each_problem_names_its_line() -> None:
    text = (
        "|주차|과제|당번|\n|-|-|-|\n|1주차|[가람](http://a b) [나래](ftp://n.kr)|다온|\n|1주차|[가람](https://a.kr)||\n"
        "|2주차|[라온](https://r.kr) [가람](https://a.kr/(x)||\n"
    )
    found, problems = read(text, "가람", "나래")
    assert found.handed_in == ()
    assert [line for line, _ in problems] == [3, 3, 3, 4, 5, 5]
    together = " ".join(why for _, why in problems)
    for part in (
        "broken link",
        "“ftp://n.kr” is not a link",
        "“다온”",
        "twice",
        "“라온”",
        "(https://a.kr/(x)",
    ):
        assert part in together


def test_an_unknown_sign_is_a_problem() -> None:
    _, problems = read("|이름|1주차|2주차|\n|-|-|-|\n|가람|O|?!|\n|나래|X|O|\n")
    assert problems == [(3, "Studyboard does not know the mark “?!”. Write O, X or △, or a link.")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 모임\n\n글",
        "|주차|주제|자료|\n|-|-|-|\n|1주차|CNN|[책](https://b.kr)|\n",
        "|a|b|\n|-|-|\n|1|[x](https://b.kr)|\n",
    ],
)
def test_a_file_without_a_table_of_submissions_has_no_contents(text: str) -> None:
    assert reading.read_page(parsing.parse_page(text), Roster([Member("가람")]), "README.md") == (None, [])


def test_names_are_the_same_in_any_composition_case_and_width_of_space() -> None:
    text = "|주차|과제|\n|-|-|\n|1주차|[가람](https://a.kr) [KIM  na](https://k.kr)|\n"
    assert said(text, "가람", "Kim Na") == {("가람", 1): "https://a.kr", ("Kim Na", 1): "https://k.kr"}
