"""A new row in a table that has a row for each member and week."""

import pytest

from studylib.readme.form import ReadmeError
from tests.readme.writing_seasons import written

NEW = {("나래", 2): ["https://n.kr"]}
HEAD = "|주차|이름|글|\n|-|-|-|\n"


@pytest.mark.parametrize(
    ("before", "row", "after"),
    [
        (
            HEAD + "|1주차|가람|[글](https://g.kr)|\n|2주차|가람||\n",
            "|2주차|나래|[글](https://n.kr)|\n",
            "|3주차|가람||\n",
        ),
        (HEAD + "|1주차|가람|[글](https://g.kr)|\n", "|2주차|나래|[글](https://n.kr)|\n", ""),
        (HEAD + "| 1주차 | **가람** | https://g.kr |\n", "| 2주차 | **나래** | https://n.kr |\n", "\n끝\n"),
        (
            HEAD + "|1주차|가람 (중단)|[글](https://g.kr)|\n",
            "|2주차|나래|[글](https://n.kr)|\n",
            "",
        ),
        (
            HEAD + "|2주차|가람|[글](https://g.kr)|\n||다온|x|\n",
            "||나래|[글](https://n.kr)|\n",
            "|1주차|가람||\n",
        ),
        (
            "## 1주차\n\n|이름|문제|링크|\n|-|-|-|\n|가람|99|[글](https://g.kr)|\n\n"
            "## 2주차\n\n|이름|문제|링크|\n|-|-|-|\n|가람|7||\n",
            "|나래||[글](https://n.kr)|\n",
            "\n## 3주차\n",
        ),
    ],
    ids=[
        "a row of the week",
        "a new week",
        "as it is written",
        "a note of another",
        "a blank week",
        "under a heading",
    ],
)
def test_a_member_without_a_row_gets_one_below_the_last_of_the_week(
    before: str, row: str, after: str
) -> None:
    assert written(before + after, NEW) == before + row + after


@pytest.mark.parametrize(
    "text",
    [
        "## 1주차\n\n|이름|링크|\n|-|-|\n|가람|[글](https://g.kr)|\n",
        "## 2주차\n\n|이름|링크|\n|-|-|\n|가람||\n\n### 숙제\n\n|이름|링크|\n|-|-|\n|가람|[글](https://g.kr)|\n",
        "<table><tr><th>주차</th><th>이름</th><th>링크</th></tr>\n"
        '<tr><td rowspan="2">2주차</td><td>가람</td><td></td></tr>\n<tr><td>다온</td><td></td></tr>\n</table>\n',
    ],
    ids=["no table of the week", "two tables of the week", "a week over several rows"],
)
def test_a_member_without_a_safe_place_for_a_row_is_refused(text: str) -> None:
    with pytest.raises(ReadmeError, match="no place for 나래 in week 2"):
        written(text, NEW)


def test_a_second_post_gets_a_row_of_its_own_if_the_member_has_several() -> None:
    before = HEAD + "|2주차|나래|[글](https://n.kr/1)|\n|2주차|나래|[글](https://n.kr/2)|\n"
    links = {("나래", 2): ["https://n.kr/1", "https://n.kr/2", "https://n.kr/3"]}
    assert written(before, links) == before + "|2주차|나래|[글](https://n.kr/3)|\n"
