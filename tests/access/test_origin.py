"""Requests from this machine, and from elsewhere."""

import pytest

from studylib.access import origin
from studylib.access.origin import Origin, Visitor
from studylib.access.rights import Role
from tests.access.visitors import CALLERS, standing

OPEN = Origin(sign_in=False, local=False)
HERE = Origin(sign_in=False, local=True)


@pytest.mark.parametrize("each", CALLERS.values())
def test_without_a_sign_in_the_door_alone_decides(each: Visitor) -> None:
    assert standing(each, HERE) is Role.HERE
    assert standing(each, OPEN) is Role.UNKNOWN


pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("bound_to", ["0.0.0.0", "192.168.0.7", None, ""])
def test_a_server_that_listens_to_other_machines_is_not_local(bound_to: str | None) -> None:
    assert origin.is_local("127.0.0.1", {"Host": "localhost"}, None)
    assert not origin.is_local(bound_to, {"Host": "localhost"}, None)
