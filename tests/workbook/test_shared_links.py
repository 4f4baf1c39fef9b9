"""Links that two members handed in."""

import pytest

from studylib.season.problems import Problem
from studylib.workbook import reader
from studylib.workbook.shared_links import MOST, find_shared
from tests.season.seasons import book, tab

HEADER = "Timestamp | name | week | link | voided"


def list_told(*rows: str) -> list[Problem]:
    return reader.read(book(answers=tab("Form Responses 1", HEADER, *rows)))[1]


@pytest.mark.parametrize(
    "link",
    ["https://n.kr/1", "http://N.kr/1/", "n.kr/1", "https://n.kr/1#top", "https://n.kr/9 https://n.kr/1"],
)
def test_a_link_that_two_members_handed_in_is_a_notice_at_the_later_one(link: str) -> None:
    (notice,) = list_told(
        f"2022-04-11 12:00 | 나래 | 1 | {link}", "2022-04-10 12:00 | 가람 | 1 | https://n.kr/1"
    )
    assert (notice.row, notice.column, notice.is_notice) == (2, "link", True)
    assert str(notice.message).startswith("나래 handed in the same link as 가람: ")


@pytest.mark.parametrize(
    "rows",
    [
        ("2022-04-10 12:00 | 가람 | 1 | https://n.kr/1", "2022-04-11 12:00 | 가람 | 2 | https://n.kr/1"),
        ("2022-04-10 12:00 | 가람 | 1 | https://n.kr/1", "2022-04-11 12:00 | 나래 | 1 | https://n.kr/1 | x"),
        ("2022-04-10 12:00 | 가람 | 1 | https://n.kr/1", "2022-04-11 12:00 | 나래 | 1 | https://n.kr/A"),
        ("2022-04-10 12:00 | 가람 | 1 | https://n.kr/a", "2022-04-11 12:00 | 나래 | 1 | https://n.kr/A"),
        ("2022-04-10 12:00 | 가람 | 1 | https://n.kr/", "2022-04-11 12:00 | 나래 | 1 | https://n.kr"),
        (
            "2022-04-10 12:00 | 가람 | 1 | https://erased.invalid/",
            "2022-04-11 12:00 | 나래 | 1 | https://erased.invalid/",
        ),
        (),
    ],
)
def test_other_links_are_no_notice(rows: tuple[str, ...]) -> None:
    assert list_told(*rows) == []


def test_each_link_is_told_once_and_no_more_than_a_few() -> None:
    links = [f"https://n.kr/{number}" for number in range(MOST + 5)]
    members = ["가람"] * len(links) + ["나래"] * len(links) + ["다온"] * len(links)
    found = list(find_shared(members, links * 3))
    assert len(found) == MOST
    assert len({link for _, link, _ in found}) == MOST
    assert {other for _, _, other in found} == {"가람"}
    assert {members[place] for place, _, _ in found} == {"나래"}
