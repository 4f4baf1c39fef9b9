"""The names under which the server may be asked for."""

import pytest

from studylib.access.names import LONGEST_HOST, find_host_name, is_own_host, is_own_origin
from studylib.access.origin import VIA

HERE = "localhost"


@pytest.mark.parametrize(
    "host", ["localhost:8501", "127.0.0.1", "127.0.0.2:1", "[::1]:8501", "LOCALHOST", "localhost."]
)
def test_a_server_for_this_machine_answers_to_this_machine(host: str) -> None:
    assert is_own_host(HERE, {"host": host}, (), ())


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8501",
        "localhost.evil.example",
        "127.0.0.1.nip.example",
        "192.168.0.7:8501",
        "0.0.0.0:8501",
        "localhost@evil.example",
        "evil.example/localhost",
        "localhost:99999",
        "localhost:x",
        "[::1",
        "",
        "a" * 100_000,
    ],
)
def test_a_server_for_this_machine_answers_to_no_other_host(host: str) -> None:
    assert not is_own_host(HERE, {"host": host}, (), ())
    assert not is_own_host(HERE, {}, (), ())


@pytest.mark.parametrize("header", VIA)
def test_a_proxy_may_pass_on_its_own_name(header: str) -> None:
    headers = {"host": "study.example", header.lower(): "x", header: "x"}
    assert is_own_host(HERE, headers, (), ())
    assert not is_own_host(HERE, {**headers, header: "", header.lower(): ""}, (), ())


def test_the_host_that_a_sign_in_returns_to_is_known() -> None:
    assert is_own_host(HERE, {"host": "Study.example:443"}, {"study.example"}, ())
    assert not is_own_host(HERE, {"host": "other.example"}, {"study.example"}, ())


@pytest.mark.parametrize("bound_to", [None, "", "0.0.0.0", "192.168.0.7"])
def test_a_server_for_other_machines_cannot_know_its_names(bound_to: str | None) -> None:
    assert is_own_host(bound_to, {"host": "study.example"}, (), ())


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("study.example", True),
        ("a.group.example:8443", True),
        ("group.example", False),
        ("evil.example", False),
        ("localhost:8501", True),
    ],
)
def test_a_list_of_hosts_holds_behind_any_proxy(host: str, own: bool) -> None:
    headers = {"host": host, "X-Forwarded-For": "203.0.113.9"}
    for bound_to in (HERE, None):
        assert is_own_host(bound_to, headers, (), ("study.example", "*.group.example")) is own


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        (None, "localhost:8501", True),
        ("http://localhost:8501", "localhost:8501", True),
        ("https://study.example", "study.example", True),
        ("https://Study.example", "study.EXAMPLE", True),
        ("http://localhost:8502", "localhost:8501", False),
        ("http://127.0.0.1:8501", "localhost:8501", False),
        ("https://evil.example", "study.example", False),
        ("https://study.example.evil.example", "study.example", False),
        ("null", "study.example", False),
        ("", "", False),
        ("file://", "", False),
        ("http://[::1", "localhost", False),
        ("http://" + "a" * 100_000, "localhost", False),
    ],
)
def test_only_a_page_of_the_same_host_and_port_may_ask(origin: str | None, host: str, own: bool) -> None:
    headers = {"host": host} | ({} if origin is None else {"origin": origin})
    assert is_own_origin(headers, ()) is own


def test_the_settings_may_name_other_origins() -> None:
    headers = {"host": "10.0.0.1:8501", "origin": "https://study.example"}
    assert is_own_origin(headers, ["https://study.example/"])
    assert not is_own_origin(headers, ["https://other.example", "http://study.example"])


@pytest.mark.parametrize("length", [LONGEST_HOST, LONGEST_HOST + 1])
def test_a_host_has_a_length(length: int) -> None:
    assert bool(find_host_name("a" * length)) is (length <= LONGEST_HOST)
