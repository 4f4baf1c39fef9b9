"""Sums of fines and shares over months."""

from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from studylib.money import sums
from studylib.money.settlement import Difference, Participant, Settlement

OPEN = Settlement("2022-04", True, False, None, None, 0, (), 0)


def month(name: str, *shares: tuple[str, int, int]) -> Settlement:
    participants = tuple(Participant(member, fine, share, False) for member, fine, share in shares)
    return replace(OPEN, month=name, participants=participants)


def person(member: str, fine: int, share: int) -> Participant:
    return Participant(member, fine, share, last_place=False)


def test_the_table_of_fines_has_the_sums_of_members_and_of_months() -> None:
    totals = pd.DataFrame({"2022-04": [1_000, 0], "2022-05": [3_000, 4_000]}, index=["가람", "나래"])
    table = sums.add_sums(totals, "합계")
    assert list(table.columns) == ["member", "total", "2022-04", "2022-05"]
    assert table.index.tolist() == [0, 1, 2]
    assert table.to_numpy().tolist() == [
        ["가람", 4_000, 1_000, 3_000],
        ["나래", 4_000, 0, 4_000],
        ["합계", 8_000, 1_000, 7_000],
    ]


def test_the_table_without_sums_is_left_unchanged() -> None:
    totals = pd.DataFrame({"2022-04": [1_000]}, index=["합계"])
    assert sums.add_sums(totals, "합계")["member"].tolist() == ["합계", "합계"]
    assert list(totals.columns) == ["2022-04"]


def test_months_are_summed_by_member_on_both_sides() -> None:
    april, other_april = month("2022-04", ("가람", 1_000, 0), ("나래", 0, 1_000)), month("2022-04")
    may, other_may = (
        month("2022-05", ("나래", 500, 500)),
        month("2022-05", ("다온", 300, 0), ("나래", 0, 300)),
    )
    assert sums.sum_months([(april, other_april), (may, other_may)]) == (
        Difference("가람", person("가람", 1_000, 0), person("가람", 0, 0)),
        Difference("나래", person("나래", 500, 1_500), person("나래", 0, 300)),
        Difference("다온", person("다온", 0, 0), person("다온", 300, 0)),
    )


def test_no_months_have_no_sums() -> None:
    assert sums.sum_months([]) == ()


@given(st.lists(st.lists(st.tuples(st.sampled_from("가나다"), st.integers(0, 9), st.integers(0, 9)))))
def test_the_sums_of_members_are_the_sums_of_months(shares: list[list[tuple[str, int, int]]]) -> None:
    months = [month("2022-04", *each) for each in shares]
    summed = sums.sum_participants(months)
    assert sum(each.fine for each in summed.values()) == sum(each.fines for each in months)
    assert sum(each.share for each in summed.values()) == sum(
        share for each in shares for _, _, share in each
    )


def test_a_month_can_be_closed_if_it_is_final_open_and_has_participants() -> None:
    ready = month("2022-04", ("가람", 0, 0))
    chain = [ready, replace(ready, final=False), replace(ready, closed=True), month("2022-05")]
    assert sums.list_closable(chain) == [ready]
