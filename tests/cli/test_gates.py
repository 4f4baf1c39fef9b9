"""No month closes in silence on what a group wrote in its own way. It is read right, or it is reported."""

from datetime import datetime

import pytest

from studylib import clock
from studylib.source.season import load_season
from studylib.stores.opening import open_store
from tests.cli.gates import Gate, list_gates
from tests.cli.program import SEOUL, database, records, run

LATER = datetime(2022, 5, 20, 12, tzinfo=SEOUL)


@pytest.mark.parametrize("gate", list(list_gates()), ids=str)
def test_a_month_is_closed_right_or_not_at_all(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    address = database(gate.workbook)
    found = run("--workbook", address, "check", "--format", "json")
    closed = run("--workbook", address, "close", "2022-04")
    fines = {share.member: share.fine for share in load_season(open_store(address)).study.settlements}
    if closed.exit_code == 0:
        assert fines == gate.fines
        assert (found.exit_code, gate.place is None or gate.fines is not None) == (0, True)
    else:
        assert gate.place, [found.stdout, closed.stderr]
        assert (closed.exit_code, found.exit_code, fines) == (1, 1, {})
        assert any(names(told, *gate.place) for told in records(found)), found.stdout


def names(told: dict[str, object], tab: str, row: int | None, word: str) -> bool:
    """Check if a printed problem names the tab, the row and that word, as far as they are given."""
    said = f"{told['subject']} {told['column']} {told['message']}"
    return (
        told["kind"] == "problem" and tab in (told["tab"], "") and row in (told["row"], None) and word in said
    )
