"""The fines as a table for people."""

from datetime import date

import pytest

from studylib.exports.fine_table import write_fines
from studylib.season.fines import list_fines
from studylib.text.language import Language
from tests.exports.seasons import BOARD, STUDY

ENGLISH = Language("en")


def test_the_fines_stand_in_the_order_of_those_for_programs() -> None:
    table, lines = write_fines(STUDY, BOARD, ENGLISH), list_fines(STUDY, BOARD, ENGLISH)
    assert [(row[2], row[6], row[7]) for row in table.rows] == [
        *zip(lines["member"], lines["fine"], lines["reason"], strict=True)
    ]
    assert table.rows[0][:4] == (date(2022, 4, 1), 1, "두리", "Absent")
    assert table.sums == ("Total", None, None, None, None, None, lines["fine"].sum(), None)


@pytest.mark.parametrize("places", [[], [0], [0, 2]])
def test_only_the_chosen_fines_are_written_and_summed(places: list[int]) -> None:
    whole, some = write_fines(STUDY, BOARD, ENGLISH), write_fines(STUDY, BOARD, ENGLISH, places)
    assert list(some.rows) == [whole.rows[place] for place in places]
    assert some.sums[6:7] == ((sum(row[6] for row in some.rows),) if places else ())  # type: ignore[misc]
