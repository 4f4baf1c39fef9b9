"""One write, and whether it came through."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studylib.stores.google import session
from studylib.stores.google.marks import KEPT
from studylib.stores.google.sheet import Sheet
from studylib.stores.store import WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Edit, Tab, Workbook
from tests.stand_ins.github import until
from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.sheets import writing

HEADER = ("타임스탬프", "이름", "링크")


@pytest.fixture
def opened(google_: Google, tmp_path: Path) -> Sheet:
    """A sheet that may be written to, read once."""
    writing(tmp_path)
    google_.spreadsheet.fill(Workbook((Tab("제출", (HEADER,)),)))
    made = Sheet(google_.address)
    made.fetch()
    return made


def count_writes(google_: Google, since: int) -> int:
    """Count the requests that would change cells. Those of the mark alone change none."""
    return sum("updateCells" in str(each.body) for each in google_.requests[since:])


def list_cells(google_: Google) -> list[object]:
    return [row[0] for row in google_.spreadsheet.tab("제출").rows[1:]]


@pytest.mark.parametrize(
    ("fault", "times", "said"),
    [
        ("503", 1, "Nothing was written"),
        ("503", None, "Nothing was written"),
        ("500", 1, "Nothing was written"),
        ("429", 1, "Nothing was written"),
        ("502", 1, "Nothing was written"),
        ("reset", 1, "Nothing was written"),
        ("502", None, "did not confirm"),
        ("reset", None, "did not confirm"),
        ("login", None, "did not confirm"),
    ],
)
def test_a_write_that_was_lost_is_never_sent_twice_and_said_to_be_lost_only_if_it_surely_is(
    google_: Google, opened: Sheet, fault: str, times: int | None, said: str
) -> None:
    version, mark = opened.version(), google_.mark()
    google_.fault(fault, times, on="write")
    with pytest.raises(WorkbookError, match=said):
        opened.append("제출", HEADER, [("a", "b", "c")])
    assert (count_writes(google_, mark), list_cells(google_)) == (1, [])
    assert opened.version() != version


@pytest.mark.parametrize("fault", ["503-after", "reset-after", "cut"])
def test_a_write_whose_answer_was_lost_is_known_by_its_mark(
    google_: Google, opened: Sheet, fault: str
) -> None:
    mark = google_.mark()
    google_.fault(fault, times=1, on="write")
    opened.append("제출", HEADER, [("a", "b", "c")])
    assert (count_writes(google_, mark), list_cells(google_)) == (1, ["a"])


def test_a_write_that_hangs_can_no_longer_come_once_it_is_said_to_be_lost(
    google_: Google, opened: Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "TIMEOUT", (4.0, 0.5))
    begun = google_.mark()
    google_.fault("hang", times=1, on="write")
    with pytest.raises(WorkbookError, match="Nothing was written"):
        opened.rewrite([Edit("제출", 2, None, ("a", "b", "c"))])
    google_.fix()
    opened.append("제출", HEADER, [("d", "e", "f")])
    hanging = next(each for each in google_.requests[begun:] if each.kind == "write")
    until(lambda: hanging.status is not None)
    assert (hanging.status, list_cells(google_)) == (400, ["d"])


def test_if_nobody_can_tell_the_sheet_is_to_be_looked_at(google_: Google, opened: Sheet) -> None:
    def break_all(request: Request) -> None:
        if request.kind == "write":
            google_.fault("503")

    google_.on_request = break_all
    with pytest.raises(WorkbookError, match="Check the sheet before you try again"):
        opened.append("제출", HEADER, [("a", "b", "c")])


def test_of_two_writers_of_one_revision_one_is_told_and_writes_nothing(
    google_: Google, opened: Sheet
) -> None:
    other = Sheet(google_.address)
    other.fetch()
    other.rewrite([Edit("제출", 2, None, ("b",))])
    with pytest.raises(WorkbookChangedError):
        opened.rewrite([Edit("제출", 3, None, ("a",))])
    assert list_cells(google_) == ["b"]


def test_a_writer_who_is_many_revisions_late_writes_nothing(google_: Google, opened: Sheet) -> None:
    late = Sheet(google_.address)
    late.fetch()

    def overtake(request: Request) -> None:
        if request.kind == "write":
            google_.on_request = lambda _: None
            for number in range(5):
                opened.append("제출", HEADER, [(f"{number}", "b", "c")])

    google_.on_request = overtake
    with ThreadPoolExecutor(1) as pool:
        pool.submit(late.append, "제출", HEADER, [("late", "b", "c")]).result()
    assert list_cells(google_) == ["0", "1", "2", "3", "4", "late"]


@pytest.mark.parametrize(("others", "said"), [(1, "Nothing was written"), (KEPT + 1, "did not confirm")])
def test_after_many_other_writes_nobody_can_tell_and_after_few_the_mark_tells(
    google_: Google, opened: Sheet, others: int, said: str
) -> None:
    def lose(request: Request) -> None:
        if request.kind == "write":
            google_.on_request = lambda _: None
            other = Sheet(google_.address)
            for number in range(others):
                other.append("제출", HEADER, [(f"{number}", "b", "c")])
            google_.fault("reset", times=1, on="write")

    google_.on_request = lose
    with pytest.raises(WorkbookError, match=said):
        opened.append("제출", HEADER, [("a", "b", "c")])
    assert list_cells(google_) == [f"{number}" for number in range(others)]
