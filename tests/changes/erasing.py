"""A season with traces of one member everywhere, and its erasure."""

from datetime import datetime

from studylib.changes import check, erasure, history
from studylib.changes.draft import Change
from studylib.season.study import Study
from studylib.workbook import reader
from studylib.workbook.cells import Tab, Workbook
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

NOW = datetime(2022, 6, 11, 0, 30, tzinfo=SEOUL)
LINK = "https://garam.blog.kr/week-1?from=study"
ADDRESS = "garam.lee@x.kr"
WHO = "이가람"


def group(**tabs: Tab | None) -> Workbook:
    """A season in which 이가람 is in every tab, in some of them in the middle of somebody else's text."""
    of_all: dict[str, Tab | None] = {
        "members": tab(
            "members",
            "name | email | turn | joined_on | left_on | github | phone",
            f"{WHO} | {ADDRESS} | 2 | 2022-04-01 | 2022-05-20 | garam-lee | 010-1234",
            "나래 | narae@x.kr | 1 | | | narae |",
            "이가람 B | b@x.kr | 3 | | | |",
        ),
        "weeks": tab(
            "weeks", "week | title | writer | post", f"1 | CNNs | {WHO} | {LINK}", "2 | RNNs", "3 | MLOps"
        ),
        "breaks": tab(
            "breaks",
            "starts_on | ends_on | reason | member",
            f"2022-04-20 | 2022-04-21 | 입원 | {WHO}",
            "2022-06-01 | 2022-06-02 | 이가람이 정한 날 |",
        ),
        "excuses": tab("excuses", "week | member | reason", f"2 | {WHO} | 예비군", "2 | 이가람 B | 감기"),
        "payments": tab(
            "payments",
            "paid_on | month | member | amount | note",
            f"2022-05-02 | 2022-04 | {WHO} | 3000 | 가람 계좌",
            f"2022-05-02 | 2022-04 | 나래 | 4000 | {WHO} 대신, {ADDRESS.upper()}로 문의",
        ),
        "settlements": tab(
            "settlements",
            "month | member | fine | share | carried_out | closed_at",
            f"2022-04 | {WHO} | 3000 | 0 | 0 | 2022-05-01 00:00:00",
            "2022-04 | 나래 | 0 | 3000 | 0 | 2022-05-01 00:00:00",
        ),
        "answers": tab(
            "Form Responses 1",
            "Timestamp | Email Address | name | week | link | note | 추천인",
            f"2022-04-13 01:00:00 | {ADDRESS} | {WHO} | 1 | {LINK} | 제 블로그 | 엄마",
            f"2022-04-12 01:00:00 | narae@x.kr | 나래 | 1 | {LINK}2 | {LINK} 참고 |",
            f"2022-04-26 01:00:00 | other@y.kr | {WHO} | 2 | soon | |",
        ),
        "extra": tab("회의록", f"메모 | {WHO} 발표"),
    }
    return book(**of_all | tabs)


def study_of(cells: Workbook) -> Study:
    return reader.read(cells)[0]


def saved(cells: Workbook, made: Change) -> Workbook:
    return check.apply_edits(cells, history.with_history(cells, study_of(cells), made, NOW))


def erased(cells: Workbook, name: str = WHO) -> Workbook:
    return saved(cells, erasure.erase_member(cells, study_of(cells), name))


def rows(cells: Workbook, title: str) -> tuple[tuple[object, ...], ...]:
    return next(each.rows for each in cells.tabs if each.title == title)
