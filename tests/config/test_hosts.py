"""Hosts that only this machine reaches."""

import pytest

from studylib.config.hosts import is_loopback


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost", True),
        ("126.255.255.255", False),
        ("127.0.0.0", True),
        ("127.255.255.255", True),
        ("128.0.0.0", False),
        ("::", False),
        ("::1", True),
        ("::2", False),
        ("[::1]", False),
        ("0.0.0.0", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_a_host_is_of_this_machine_by_its_name_or_number(host: str, own: bool) -> None:
    assert is_loopback(host) is own
