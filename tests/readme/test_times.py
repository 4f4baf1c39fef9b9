"""When each link first stood in a README."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from studylib.readme.git import History, Version
from studylib.readme.times import LinkTimes, find_times
from studylib.season.study import Member
from studylib.workbook.members import Roster
from tests.readme.examples import read

FILE = Path("README.md")
PEOPLE = Roster([Member("가람"), Member("나래")])
OLD = datetime(2022, 4, 8, tzinfo=UTC)
NEW = OLD + timedelta(days=1)


def write_table(garam: str, narae: str = "") -> str:
    return f"|주차|과제|\n|-|-|\n|1주차|[가람]({garam}) [나래]({narae})|\n"


def find(text: str, *versions: tuple[datetime, str], shallow: bool = False) -> LinkTimes:
    contents, _ = read(text, "가람", "나래")
    history = History(tuple(Version(at, old.encode()) for at, old in versions), shallow)
    return find_times(history, FILE, contents, PEOPLE)


def test_a_link_has_the_earliest_time_of_all_versions_with_it() -> None:
    text = write_table("https://g.kr")
    middle = OLD + timedelta(hours=1)
    found = find(text, (NEW, text), (OLD, text), (middle, text))
    assert (found.first_seen, found.notices) == ({("가람", 1, "https://g.kr"): OLD}, ())


def test_another_link_of_the_same_member_has_its_own_time() -> None:
    old, new = write_table("https://g.kr/1"), write_table("https://g.kr/2")
    assert find(new, (NEW, new), (OLD, old)).first_seen == {
        ("가람", 1, "https://g.kr/1"): OLD,
        ("가람", 1, "https://g.kr/2"): NEW,
    }


def test_a_version_without_a_table_or_in_no_utf_8_is_skipped() -> None:
    text = write_table("https://g.kr")
    contents, _ = read(text, "가람", "나래")
    versions = (Version(NEW, text.encode()), Version(OLD, b"\xff"), Version(OLD, b"# x"))
    found = find_times(History(versions, False), FILE, contents, PEOPLE)
    assert set(found.first_seen.values()) == {NEW}


@pytest.mark.parametrize(
    ("text", "old", "shallow", "notice"),
    [
        (
            write_table("https://g.kr"),
            write_table("https://g.kr", "https://n.kr"),
            False,
            "Not taken: 1 links",
        ),
        (write_table("https://g.kr"), write_table("https://g.kr"), True, "This clone is shallow"),
        (write_table("https://g.kr"), write_table(""), False, "Some links are not committed yet"),
    ],
)
def test_what_makes_the_times_doubtful_is_said(text: str, old: str, shallow: bool, notice: str) -> None:
    (said,) = find(text, (OLD, old), shallow=shallow).notices
    assert str(said).startswith(notice)
