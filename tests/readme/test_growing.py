"""New weeks as rows or columns in the form of the table."""

import pytest

from tests.readme.writing_seasons import written

LONG = "|주차|이름|링크|\n|-|-|-|\n|1주차|가람||\n||나래||\n"
MAY = "## 5월\n\n|주차|과제|\n|-|-|\n|2주차|[가람]() · [나래]()|\n"
MONTHS = f"|주차|과제|\n|-|-|\n|1주차|[가람]() · [나래]()|\n\n{MAY}"
TURNED = "||1주차|2주차|3주차|\n|-|-|-|-|\n|과제|[가람]()<br>[나래]()|||\n|당번|||x|\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, LONG.replace("가람||", "가람|[링크](https://g.kr)|")),
        (MONTHS, MONTHS.replace("[가람]()", "[가람](https://g.kr)", 1) + "|3주차|[가람]() · [나래]()|\n"),
        (
            TURNED,
            "||1주차|2주차|3주차|\n|-|-|-|-|\n|과제|[가람](https://g.kr)<br>[나래]()|||\n|당번|가람|나래|가람|\n",
        ),
    ],
    ids=["long", "months", "turned"],
)
def test_tables_of_any_shape_are_written_in_place(before: str, after: str) -> None:
    assert written(before, {("가람", 1): ["https://g.kr"]}, turns=True) == after


def test_a_column_for_a_new_week_is_at_the_end_of_each_line_in_the_tables_own_form() -> None:
    links = {
        ("가람", 1): ["https://g.kr/1"],
        ("나래", 1): ["https://n.kr/1"],
        ("나래", 2): ["https://n.kr/2"],
    }
    before = "이름 | 1주차\n:-- | --:\n가람 | [글](https://g.kr/1)\n나래 | [글](https://n.kr/1)\n\n끝\n"
    assert written(before, links) == (
        "이름 | 1주차|2주차|3주차\n:-- | --:|--:|--:\n가람 | [글](https://g.kr/1)||\n"
        "나래 | [글](https://n.kr/1)|[글](https://n.kr/2)|\n\n끝\n"
    )
