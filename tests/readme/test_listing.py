"""Finding the table of submissions among all tables."""

import pytest

from studylib.readme import parsing, reading
from studylib.readme.marks import Mark
from studylib.season.study import Member
from studylib.workbook.members import Roster
from tests.readme.examples import said

BOTH = {("가람", 1): "https://a.kr/1", ("나래", 2): "https://n.kr/2"}


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
