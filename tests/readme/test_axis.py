"""Finding the weeks of a table: down a column, along a row, or in a heading."""

import pytest

from studylib.readme.axis import carry_weeks, find_weeks
from tests.readme.examples import said
from tests.readme.grids import only

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
    ("text", "turned", "column", "weeks"),
    [
        ("|주차|과제|\n|-|-|\n|1주차|x|\n|2주차|y|\n", False, 0, (None, 1, 2)),
        ("|과제|주차|\n|-|-|\n|x|1|\n|y|2|\n", False, 1, (None, 1, 2)),
        ("|이름|1주차|2주차|\n|-|-|-|\n|가람|O|X|\n", True, 0, (None, 1, 2)),
        ("## 3주차\n\n|이름|링크|\n|-|-|\n|가람|x|\n|나래|y|\n", False, None, (None, 3, 3)),
    ],
    ids=["column", "second column", "row", "heading"],
)
def test_the_weeks_are_down_a_column_along_a_row_or_in_the_heading(
    text: str, turned: bool, column: int | None, weeks: tuple[int | None, ...]
) -> None:
    axis = find_weeks(only(text))
    assert axis is not None
    assert (axis.turned, axis.column, axis.weeks) == (turned, column, weeks)


@pytest.mark.parametrize(("place", "found"), [(2, True), (3, True), (4, False)])
def test_only_the_first_columns_may_hold_the_weeks(place: int, found: bool) -> None:
    lines = [["a"] * place + ["주차"], ["-"] * (place + 1), *(["x"] * place + [f"{n}주차"] for n in (1, 2))]
    axis = find_weeks(only("".join(f"|{'|'.join(cells)}|\n" for cells in lines)))
    assert axis is not None
    assert (axis.turned, axis.column == place) == (not found, found)


def test_a_row_without_a_week_has_that_of_the_row_above() -> None:
    axis = find_weeks(only("|주차|이름|\n|-|-|\n|1주차|가람|\n||나래|\n|2주차|가람|\n"))
    assert axis is not None
    assert carry_weeks(axis) == (None, 1, 1, 2)
