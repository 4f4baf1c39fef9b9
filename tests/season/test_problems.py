from datetime import datetime, timedelta

import pytest

from studylib.season.problems import Problem
from studylib.text.message import sentence
from tests.season.reference import SEOUL

AT = datetime(2022, 4, 13, tzinfo=SEOUL)
MOMENT = timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("since", "until", "holding"),
    [
        (None, None, [True, True, True]),
        (AT, None, [False, True, True]),
        (None, AT, [True, False, False]),
        (AT, AT + MOMENT, [False, True, False]),
    ],
)
def test_a_problem_holds_from_its_start_until_just_before_its_end(
    since: datetime | None, until: datetime | None, holding: list[bool]
) -> None:
    problem = Problem("weeks", 2, None, sentence("Fix it."), since=since, until=until)
    assert [problem.holds(at) for at in (AT - MOMENT, AT, AT + MOMENT)] == holding
