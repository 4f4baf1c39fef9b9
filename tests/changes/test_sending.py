"""A settlement marked as sent to the group."""

import pytest

from studylib.changes import sending
from studylib.text.errors import ChangeError
from studylib.workbook.cells import Workbook
from tests.changes.builders import rows, saved, study_of, undone
from tests.season.seasons import book, tab


def with_settings(*more: tuple[str, str]) -> Workbook:
    return book(settings=tab("settings", ("key", "value"), ("starts_on", "2022-04-06"), *more))


def mark(cells: Workbook, month: str) -> Workbook:
    return saved(cells, sending.mark_sent(cells, study_of(cells), month))


@pytest.mark.parametrize("more", [(), (("sent_settlements", ""),), (("보낸 정산", "2022-03"),)])
def test_a_period_is_marked_beside_those_before_it_and_undo_takes_it_back(
    more: tuple[tuple[str, str], ...],
) -> None:
    cells = with_settings(*more)
    before = study_of(cells).sent
    after = mark(mark(cells, "2022-05"), "season")
    assert study_of(after).sent == before | {"2022-05", "season"}
    assert study_of(undone(after, 2)).sent == before | {"2022-05"}
    names = [row[0] for row in rows(after, "settings")]
    assert names.count("sent_settlements") + names.count("보낸 정산") == 1


def test_a_period_is_marked_once() -> None:
    after = mark(with_settings(), "2022-05")
    with pytest.raises(ChangeError, match="marked as sent already"):
        sending.mark_sent(after, study_of(after), "2022-05")


@pytest.mark.parametrize("cell", ["2022-03, 네", "3월쯤", "2022-03, " * 200])
def test_what_cannot_be_read_is_not_written_over(cell: str) -> None:
    cells = with_settings(("sent_settlements", cell))
    with pytest.raises(ChangeError):
        sending.mark_sent(cells, study_of(cells), "2022-05")
