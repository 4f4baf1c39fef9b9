"""The cell that takes a new link, or the reason why none does."""

import pytest

from studylib.readme.form import ReadmeError
from tests.readme.writing_seasons import written

NEW = {("나래", 1): ["https://n.kr"]}
LINK = "[글](https://g.kr)"


def html(*rows: str) -> str:
    return "<table>\n<tr><th>주차</th><th>가람</th><th>나래</th></tr>\n" + "\n".join(rows) + "\n</table>\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "|주차|과제 1|과제 2|\n|-|-|-|\n|1주차|[가람](https://g.kr) [나래](https://n.kr/0)|[나래]()|\n|3주차|||\n",
            "|주차|과제 1|과제 2|\n|-|-|-|\n|1주차|[가람](https://g.kr) [나래](https://n.kr/0)|[나래](https://n.kr)|\n|3주차|||\n",
        ),
        (
            "|주차|이름|링크|\n|-|-|-|\n|3주차|가람||\n|1주차|나래|[글](https://n.kr/0)|\n|1주차|나래||\n",
            "|주차|이름|링크|\n|-|-|-|\n|3주차|가람||\n|1주차|나래|[글](https://n.kr/0)|\n|1주차|나래|[글](https://n.kr)|\n",
        ),
        (
            "|이름|3주차|\n|-|-|\n|가람|O|\n\n|이름|1주차|3주차|\n|-|-|-|\n|가람|[글](https://g.kr)||\n|나래|||\n",
            "|이름|3주차|\n|-|-|\n|가람|O|\n\n|이름|1주차|3주차|\n|-|-|-|\n|가람|[글](https://g.kr)||\n|나래|[글](https://n.kr)||\n",
        ),
    ],
    ids=["an open link", "a blank row", "marks elsewhere"],
)
def test_of_several_cells_the_one_with_room_takes_the_link(before: str, after: str) -> None:
    assert written(before, NEW) == after


@pytest.mark.parametrize(
    "text",
    [
        f"|이름|1주차|3주차|\n|-|-|-|\n|가람|{LINK}||\n|나래|||\n|나래|||\n",
        html(
            f'<tr><td>1주차</td><td>{LINK}</td><td rowspan="2"></td></tr>',
            "<tr><td>3주차</td><td></td></tr>",
        ),
        html(
            '<tr><td>1주차</td><td colspan="2">휴강</td></tr>', "<tr><td>3주차</td><td>O</td><td>O</td></tr>"
        ),
    ],
    ids=["two blank cells", "a cell of two weeks", "a cell of two members"],
)
def test_a_link_whose_cell_is_uncertain_is_refused(text: str) -> None:
    with pytest.raises(ReadmeError, match="it is uncertain which cell takes the link of 나래 in week 1"):
        written(text, NEW)


def test_a_table_of_marks_takes_no_link_if_a_table_of_links_has_a_cell_for_it() -> None:
    marks = "|주차|가람|나래|\n|-|-|-|\n|1주차|O||\n|3주차|O||\n\n"
    links = "|주차|과제|\n|-|-|\n|1주차|[가람](https://g.kr)|\n|3주차||\n"
    after = links.replace("(https://g.kr)", "(https://g.kr) &nbsp; [나래](https://n.kr)")
    assert written(marks + links, NEW) == marks + after
