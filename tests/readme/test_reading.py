"""What a group's table of submissions says, in each of the shapes in which groups write it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from studylib.readme import importing, parsing, reading
from studylib.readme.importing import ImportedAnswer
from studylib.readme.marks import Mark
from studylib.readme.reading import Contents
from studylib.season.study import Member, Study
from studylib.workbook import reader
from studylib.workbook.members import Roster
from tests.season import seasons

FIVE = ("장서진", "구미진", "이은빈", "한현경", "문수인")
WRITERS = ("이은빈", "문수인", "한현경", "장서진", "구미진")
LINKS = {
    ("장서진", 1): "https://sulky-waltz-11f.notion.site/Fundamentals-c8b16a51a73346ae8e844aab9bdfb160",
    ("이은빈", 1): "https://github.com/binable43/Study-MLOps/blob/main/Week1/Week%201%20:%20Fundamentals.md",
}


def of_the_first_user() -> str:
    """The table as the group of the first user has it: https://github.com/binable43/Study-MLOps"""
    cells = {
        n: " &nbsp; ".join(f"[{name}]({LINKS.get((name, n), '')})" for name in FIVE) for n in range(1, 13)
    }
    rows = [f"|{n}주차|{cell}|{WRITERS[(n - 1) % 5]}|" for n, cell in cells.items()]
    return "\n".join(["# 모임", "", "## 과제", "|주차|과제|팀블로그|", "|:---:|---|:---:|", *rows, "", "끝"])


def read(text: str, *names: str, html: bool = False) -> tuple[Contents, list[tuple[int | None, str]]]:
    people = Roster([Member(name) for name in names]) if names else None
    found, problems = reading.read_page(parsing.parse_page(text, html=html), people, "README.md")
    assert found is not None
    return found, [(each.row, str(each.message)) for each in problems]


def said(text: str, *names: str, html: bool = False) -> dict[tuple[str, int], str | Mark | None]:
    """The links, and the signs where there is no link; nothing else may be wrong."""
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


def test_what_is_not_understood_is_told_with_its_line() -> None:
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


def test_a_sign_that_is_not_known_is_told() -> None:
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
def test_where_there_is_no_table_of_submissions_nothing_is_found(text: str) -> None:
    assert reading.read_page(parsing.parse_page(text), Roster([Member("가람")]), "README.md") == (None, [])


def test_names_are_the_same_in_any_composition_case_and_width_of_space() -> None:
    text = "|주차|과제|\n|-|-|\n|1주차|[가람](https://a.kr) [KIM  na](https://k.kr)|\n"
    assert said(text, "가람", "Kim Na") == {("가람", 1): "https://a.kr", ("Kim Na", 1): "https://k.kr"}


# ---- answers to write ----


def study() -> Study:
    return reader.read(seasons.book(answers=None))[0]


def notes(
    text: str, times: Mapping[importing.Key, datetime] | None = None, **options: object
) -> list[ImportedAnswer]:
    found, _ = read(text, "가람", "나래", "다온")
    own = options.get("link")
    assert own is None or isinstance(own, str)
    made, _ = importing.plan_answers(found, study(), (), times or {}, own, assume=bool(options.get("assume")))
    return made


GRID = "|이름|1주차|\n|-|-|\n|가람|△|\n|나래|[O](https://n.kr)|\n"


def test_without_a_time_an_answer_has_none() -> None:
    assert [(each.member, each.submitted_at) for each in notes(GRID)] == [("나래", None)]


def test_an_assumed_time_is_the_last_second_in_time_and_of_a_late_sign_the_first_moment_after() -> None:
    week = study().week_of[1]
    made = {each.member: each.submitted_at for each in notes(GRID, assume=True, link="https://g.kr")}
    assert made == {"가람": week.due_at, "나래": week.due_at - timedelta(seconds=1)}


def test_a_sign_without_a_link_is_not_written_and_said() -> None:
    found, _ = read(GRID, "가람", "나래")
    _, lacking = importing.plan_answers(found, study(), (), {}, None, assume=False)
    assert [entry.member for entry in lacking] == ["가람"]


def test_a_link_that_was_there_before_keeps_the_first_time_and_the_newest_is_shown_last() -> None:
    first, second = datetime(2022, 4, 8, tzinfo=UTC), datetime(2022, 4, 9, tzinfo=UTC)
    times = {
        ("가람", 1, "https://old.kr"): first,
        ("가람", 1, "https://a.kr"): second,
        ("다온", 1, "https://d.kr"): first,
    }
    made = notes("|주차|과제|\n|-|-|\n|1주차|[가람](https://a.kr) [다온]()|\n", times)
    assert [(each.submitted_at, each.link) for each in made] == [
        (first, "https://old.kr"),
        (second, "https://a.kr"),
    ]


def test_what_is_there_already_is_not_written_again() -> None:
    found, _ = read(
        "|주차|과제|\n|-|-|\n|1주차|[가람](https://n.kr/1) [나래](https://new.kr)|\n", "가람", "나래"
    )
    book = seasons.book()
    known = importing.list_known(book, reader.read(book)[0])
    made, _ = importing.plan_answers(found, study(), known, {}, None, assume=False)
    assert [each.link for each in made] == ["https://new.kr"]


def test_the_queue_follows_the_table_and_only_what_differs_is_a_swap() -> None:
    rows = "".join(
        f"|{n}주차|[가람]() [나래]() [다온]()|{who}|\n" for n, who in ((1, "나래"), (2, "가람"), (3, "가람"))
    )
    found, _ = read("|주차|과제|당번|\n|-|-|-|\n" + rows, "가람", "나래", "다온")
    assert importing.find_queue(found) == {"나래": 1, "가람": 2}
    members = seasons.tab("members", "name | turn", "가람 | 2", "나래 | 1", "다온 | 3")
    assert importing.find_swaps(found, reader.read(seasons.book(members=members))[0]) == {3: "가람"}
