"""Transfers recorded as payments: in one change, once each, and undone as one."""

from datetime import date, datetime

import pytest

from studylib.changes import close, history, receiving
from studylib.changes.draft import Change
from studylib.changes.receiving import OpenTransfer
from studylib.money import payments, rounds, settlement
from studylib.money.closing import ClosingError
from studylib.money.transfers import Transfer
from studylib.season import board
from studylib.source.season import read_season
from studylib.text.errors import ChangeError
from studylib.workbook.cells import Workbook
from tests.changes.builders import of_study, rows, saved, study_of, undone
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

NOW = datetime(2022, 6, 1, 9, tzinfo=SEOUL)
DAY = date(2022, 6, 1)
APRIL = "2022-04"


def season(*settings: tuple[str, str]) -> Workbook:
    """Weeks 1 to 3 are due in April, week 4 in May: 가람 and 나래 owe, 다온 and 라온 get."""
    answers = [
        (datetime(2022, 4, 7 + 7 * week), name, week + 1, f"https://n.kr/{name}{week}")
        for name, missed in (("가람", {0, 1, 2}), ("나래", {0, 2}), ("다온", set()), ("라온", set()))
        for week in range(4)
        if week not in missed
    ]
    return book(
        settings=tab("settings", ("key", "value"), ("starts_on", "2022-04-06"), *settings),
        members=tab("members", ("name",), ("가람",), ("나래",), ("다온",), ("라온",)),
        weeks=tab("weeks", ("week",), (1,), (2,), (3,), (4,)),
        answers=tab("answers", ("timestamp", "name", "week", "link"), *answers),
    )


MEMBERS, KITTY = season(), season(("pay_through", "kitty"), ("pot", "equal"))


def list_asked(cells: Workbook, month: str = APRIL) -> tuple[OpenTransfer, ...]:
    study = study_of(cells)
    chain = settlement.settle(study, board.judge(study, NOW), NOW)
    for each, of_month in zip(
        chain, rounds.list_rounds(chain, payments.sum_payments(study, NOW)), strict=True
    ):
        if each.month == month:
            return receiving.list_open_transfers(each, of_month)
    return ()


def receive(cells: Workbook, *asked: OpenTransfer, month: str = APRIL) -> Change:
    return receiving.receive(cells, study_of(cells), month, asked, NOW, DAY)


@pytest.mark.parametrize("cells", [MEMBERS, KITTY])
def test_all_at_once_is_one_change_and_one_undo_takes_back_exactly_it(cells: Workbook) -> None:
    asked = list_asked(cells)
    assert len(asked) > 2
    after = saved(cells, receive(cells, *asked))
    assert list_asked(after) == ()
    assert len(history.read_history(after)) == 1
    taken_back = undone(after, 1)
    assert of_study(taken_back) == of_study(cells) | {"납부": [rows(after, "납부")[0]]}
    assert list_asked(taken_back) == asked


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("cells", [MEMBERS, KITTY])
def test_a_second_click_on_the_same_row_records_nothing(cells: Workbook, place: int) -> None:
    one = list_asked(cells)[place]
    after = saved(cells, receive(cells, one))
    with pytest.raises(ChangeError, match="has changed meanwhile"):
        receive(after, one)


def test_two_treasurers_may_record_different_rows_at_once() -> None:
    first, second = list_asked(KITTY)[:2]
    after = saved(saved(KITTY, receive(KITTY, first)), receive(saved(KITTY, receive(KITTY, first)), second))
    assert len(list_asked(after)) == len(list_asked(KITTY)) - 2


def test_a_part_leaves_the_rest_in_the_list() -> None:
    one = list_asked(KITTY)[0]
    part = OpenTransfer(Transfer(one.transfer.giver, None, one.transfer.amount - 1), one.net)
    after = saved(KITTY, receive(KITTY, part))
    rest = next(each for each in list_asked(after) if each.owner == one.owner)
    assert rest.transfer.amount == 1


def test_more_than_is_open_is_refused() -> None:
    one = list_asked(KITTY)[0]
    more = OpenTransfer(Transfer(one.transfer.giver, None, one.transfer.amount + 1), one.net)
    with pytest.raises(ChangeError, match="only ₩"):
        receive(KITTY, more)


def test_a_period_that_is_not_final_is_refused() -> None:
    one = list_asked(KITTY)[0]
    with pytest.raises(ChangeError, match="not final any more"):
        receiving.receive(KITTY, study_of(KITTY), "2022-07", [one], NOW, DAY)


def test_one_payment_alone_is_told_as_the_desk_tells_it() -> None:
    one = list_asked(KITTY)[0]
    assert str(receive(KITTY, one).what) == "가람 paid ₩7,000 for 2022년 4월"


def test_a_month_closed_between_two_rows_still_takes_the_second() -> None:
    first, second = list_asked(KITTY)[:2]
    after = saved(KITTY, receive(KITTY, first))
    closed = saved(after, close.close_month(after, study_of(after), (), APRIL, NOW))
    assert second in list_asked(closed)
    assert second not in list_asked(saved(closed, receive(closed, second)))


@pytest.mark.parametrize(("smallest", "kept"), [(0, False), (2_000, True)])
def test_closing_keeps_the_smallest_transfer(smallest: int, kept: bool) -> None:
    cells = season(("smallest_transfer", str(smallest))) if smallest else season()
    closed = saved(cells, close.close_month(cells, study_of(cells), (), APRIL, NOW))
    assert {each.smallest_transfer for each in study_of(closed).settlements} == {smallest}
    assert ("최소 송금" in rows(closed, "정산")[0]) is kept


@pytest.mark.parametrize(("written", "closes"), [("2000", True), ("", True), ("조금", False)])
def test_a_smallest_transfer_that_cannot_be_read_is_not_closed_as_none(written: str, closes: bool) -> None:
    read = read_season(season(("smallest_transfer", written)))
    problems = read.list_problems(NOW)
    if closes:
        assert close.close_month(read.cells, read.study, problems, APRIL, NOW).added
    else:
        with pytest.raises(ClosingError):
            close.close_month(read.cells, read.study, problems, APRIL, NOW)


@pytest.mark.parametrize(("smallest", "is_told"), [(0, False), (2_000, True)])
def test_who_pastes_the_rows_is_told_of_the_column_for_the_smallest_transfer(
    smallest: int, is_told: bool
) -> None:
    cells = season(("smallest_transfer", str(smallest)))
    header = tab("settlements", ("month", "member", "fine", "share", "carried_out"))
    with_tab = Workbook((*cells.tabs, header))
    for month, told in ((APRIL, is_told), ("2022-05", False)):
        why = close.explain_lacking_smallest(with_tab, study_of(with_tab), month)
        assert (why is not None and "최소 송금" in str(why)) is told, (
            "nothing is carried out of the last month"
        )
    assert close.explain_lacking_smallest(cells, study_of(cells), APRIL) is None
