"""Links and ticks in lists that have an item for each member below a week."""

import pytest

from studylib.readme.form import ReadmeError
from tests.readme.writing_seasons import written

NEW = {("나래", 1): ["https://n.kr"]}
GARAM = "- [X] [가람](https://g.kr)\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [ ] 나래\n", "- [X] [나래](https://n.kr)\n"),
        ("- [ ] [나래]()\n", "- [X] [나래](https://n.kr)\n"),
        ("* [x] [나래](https://n.kr/0)\n", "* [x] [나래](https://n.kr/0), [나래](https://n.kr)\n"),
        ("- [ ] 나래 (다음 주에)\n", "- [X] 나래 (다음 주에), [나래](https://n.kr)\n"),
        ("- 나래\n", "- [나래](https://n.kr)\n"),
    ],
)
def test_the_item_of_the_member_takes_the_link_and_is_ticked(before: str, after: str) -> None:
    assert written(f"## 1주차\n\n{GARAM}{before}\n끝\n", NEW) == f"## 1주차\n\n{GARAM}{after}\n끝\n"


@pytest.mark.parametrize(
    ("items", "item"),
    [
        (GARAM, "- [X] [나래](https://n.kr)\n"),
        ("1. [가람](https://g.kr)\n", "2. [나래](https://n.kr)\n"),
        ("9) [ ] 가람\n10) [x] [라온](https://r.kr)\n", "11) [x] [나래](https://n.kr)\n"),
        ("  * [가람](https://g.kr)\n", "  * [나래](https://n.kr)\n"),
    ],
)
def test_a_member_without_an_item_gets_one_at_the_end_of_the_list(items: str, item: str) -> None:
    assert written(f"## 1주차\n\n{items}\n끝\n", NEW) == f"## 1주차\n\n{items}{item}\n끝\n"


def test_an_item_without_a_line_end_stays_without_one() -> None:
    text = f"## 1주차\r\n\r\n{GARAM.strip()}"
    assert written(text, NEW) == f"{text}\r\n- [X] [나래](https://n.kr)"


def test_a_list_of_ticks_alone_gets_a_tick_and_no_link() -> None:
    text = "## 1주차\n\n- [x] 가람\n- [ ] 나래\n"
    assert written(text, NEW) == text.replace("[ ] 나래", "[x] 나래")
    assert written(text.replace("- [ ] 나래\n", ""), NEW) == text.replace("[ ] 나래", "[x] 나래")


@pytest.mark.parametrize(
    "text",
    [
        f"## 2주차\n\n{GARAM}",
        f"## 알고리즘\n\n### 1주차\n\n{GARAM}\n## 네트워크\n\n### 1주차\n\n{GARAM}",
        f"## 1주차\n\n{GARAM}- [x] [라온](https://r.kr)\n  글이 두 줄\n",
    ],
    ids=["no list of the week", "two lists of the week", "an item of two lines"],
)
def test_a_list_without_a_safe_place_is_refused(text: str) -> None:
    with pytest.raises(ReadmeError, match="no place for 나래 in week 1"):
        written(text, NEW)
