from dataclasses import replace

from studylib.money import shares
from tests.money.chains import CLOSED, ONE_EACH, group, settled
from tests.season import seasons


def test_lines_are_one_a_participant_with_the_month_beside() -> None:
    chain = settled(replace(seasons.study(group(ONE_EACH)), settlements=CLOSED))
    found = shares.list_shares(chain, {"2022-04": {"가람": 1_000, "떠난이": -4_000, "간이": 5}})
    assert tuple(found.columns) == shares.LINE_COLUMNS
    assert found.to_numpy().tolist() == [
        ["2022-04", True, True, 4_000, 0, 500, "가람", 4_000, 0, -4_000, True, 1_000, 3_000],
        ["2022-04", True, True, 4_000, 0, 500, "떠난이", 0, 3_500, 3_500, False, -4_000, 500],
        ["2022-05", True, False, 4_500, 500, 0, "가람", 0, 4_500, 4_500, False, 0, -4_500],
        ["2022-05", True, False, 4_500, 500, 0, "나래", 4_000, 0, -4_000, True, 0, 4_000],
    ]
    assert shares.list_shares([]).columns.tolist() == list(shares.LINE_COLUMNS)


def test_the_columns_of_the_shares_are_those_that_files_promise() -> None:
    assert list(shares.list_shares([]).columns) == [
        *("month", "final", "closed", "pot", "carried_in", "carried_out"),
        *("member", "fine", "share", "net", "last_place", "paid", "outstanding"),
    ]
