"""Findings that say the same of many rows."""

from dataclasses import replace

import pytest

from studylib.season.findings import MANY, gather_findings
from studylib.season.study import ANYWHERE, Problem, Reach
from studylib.text.message import sentence

WHY = sentence("This cell is empty. Fill it in, or delete the row.")


def finding(row: int | None, column: str = "link", **more: object) -> Problem:
    week = frozenset({row or 0})
    return replace(Problem("answers", row, column, WHY, True, "가람", Reach(weeks=week)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("extra", [-1, 0, 1])
def test_more_than_so_many_become_one(extra: int) -> None:
    findings = [finding(row) for row in range(2, 2 + MANY + extra)]
    gathered = gather_findings(findings)
    assert (len(gathered) == 1) is (extra > 0)
    if extra > 0:
        (one,) = gathered
        assert (one.row, one.last_row, one.rows, one.subject, one.of_answer) == (
            2,
            MANY + 2,
            MANY + 1,
            "",
            True,
        )
        assert str(one.message) == f"{WHY} So it is in {MANY + 1} rows, 2 to {MANY + 2}."
        assert one.reach.weeks == frozenset(range(2, MANY + 3))
    else:
        assert gathered == tuple(findings)


def test_others_between_them_keep_their_places() -> None:
    many = [finding(row) for row in range(10, 10 + MANY + 1)]
    first, between, last = finding(2, "name"), finding(15, "week"), finding(99, "name")
    gathered = gather_findings([first, *many[:5], between, *many[5:], last])
    assert [(each.row, each.column) for each in gathered] == [
        (2, "name"),
        (10, "link"),
        (15, "week"),
        (99, "name"),
    ]


@pytest.mark.parametrize(
    "other",
    [{"tab": "x"}, {"column": "name"}, {"is_notice": True}, {"of_answer": False}, {"message": sentence("x")}],
)
def test_those_that_differ_stay_apart(other: dict[str, object]) -> None:
    findings = [finding(row, **(other if row % 2 else {})) for row in range(2, 2 + 2 * MANY)]  # type: ignore[arg-type]
    assert len(gather_findings(findings)) == 2 * MANY


def test_one_that_may_touch_anything_makes_them_all_touch_anything() -> None:
    findings = [finding(row) for row in range(2, 2 + MANY)] + [finding(99, reach=ANYWHERE)]
    (one,) = gather_findings(findings)
    assert one.reach == Reach(None, None)
