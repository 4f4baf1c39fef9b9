"""Requests from this machine, and from elsewhere."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from studylib.access.origin import Origin, Visitor
from studylib.access.rights import Role
from tests.access.visitors import CALLERS, standing

SEOUL = ZoneInfo("Asia/Seoul")


NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)


HOSTED = Origin(sign_in=True, local=False)


OPEN = Origin(sign_in=False, local=False)


HERE = Origin(sign_in=False, local=True)


@pytest.mark.parametrize("each", CALLERS.values())
def test_without_a_sign_in_the_door_alone_decides(each: Visitor) -> None:
    assert standing(each, HERE) is Role.HERE
    assert standing(each, OPEN) is Role.UNKNOWN
