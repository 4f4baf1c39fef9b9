"""Finding the weeks of a table: down a column, along a row, or in a heading."""

import pytest

from tests.readme.examples import said

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
