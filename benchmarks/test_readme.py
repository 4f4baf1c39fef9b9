"""Measure writing a README's table of submissions as it grows: 105, 210 and 420 members in 15 weeks.

Each table lacks the links of the last week. The limits say that twice the members take at most 2.6 times as long.
"""

from functools import partial

import pytest

from benchmarks.conftest import CheckLimits, Race
from benchmarks.ratio import Limit
from studylib.readme import writing
from tests.readme.big_tables import SHAPES, make_big
from tests.readme.writing_seasons import NOW

ROUNDS = 3


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_members_take_about_twice_as_long(
    shape: str, race: Race, check_limits: CheckLimits
) -> None:
    names = {members: f"{shape}, {members} members" for members in (420, 210, 105)}
    runners = {
        name: partial(writing.write_season, *make_big(shape, members, weeks=15), NOW)
        for members, name in names.items()
    }
    times = race(runners, rounds=ROUNDS)
    check_limits(times, Limit(names[420], names[210], 2.6), Limit(names[210], names[105], 2.6))
