"""Requests from this machine, and from elsewhere."""

import pytest

from studylib.access import origin
from studylib.access.origin import Origin, Visitor, is_local
from studylib.access.rights import Role
from tests.access.visitors import CALLERS, standing

OPEN = Origin(sign_in=False, local=False)
HERE = Origin(sign_in=False, local=True)


@pytest.mark.parametrize("each", CALLERS.values())
def test_without_a_sign_in_the_door_alone_decides(each: Visitor) -> None:
    assert standing(each, HERE) is Role.HERE
    assert standing(each, OPEN) is Role.UNKNOWN


pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("bound_to", ["0.0.0.0", "127.0.0.2", "192.168.0.7", None, ""])
def test_a_server_that_listens_to_other_machines_is_not_local(bound_to: str | None) -> None:
    assert origin.is_local("127.0.0.1", {"Host": "localhost"}, None)
    assert not origin.is_local(bound_to, {"Host": "localhost"}, None)


@pytest.mark.parametrize(
    ("host", "came_from", "local"),
    [
        ("localhost:8501", None, True),
        ("127.0.0.1", None, True),
        ("[::1]:8501", None, True),
        ("localhost.example", None, False),
        ("127.0.0.2:8501", None, False),
        ("[::1", None, False),
        ("", None, False),
        ("localhost", "127.0.0.1", False),
    ],
)
def test_a_request_is_of_this_machine_if_it_asks_for_it_and_comes_from_it(
    host: str, came_from: str | None, local: bool
) -> None:
    assert is_local("127.0.0.1", {"Host": host}, came_from) is local


@pytest.mark.parametrize("header", origin.VIA)
def test_a_proxy_that_names_its_visitor_is_not_this_machine(header: str) -> None:
    assert is_local("127.0.0.1", {"Host": "localhost", header: ""}, None)
    assert not is_local("127.0.0.1", {"Host": "localhost", header: "x"}, None)
