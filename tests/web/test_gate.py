"""The gate: what it refuses before Streamlit looks at it."""

import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest
import streamlit as st

from studylib.calendar import subscription
from studylib.web import gate
from studylib.web.gate import FORBIDDEN, MISDIRECTED, NO_METHOD
from tests.servers.websocket import ROOT, serving

pytestmark = pytest.mark.usefixtures("configured", "nowhere")


def ask(method: str = "GET", path: str = "/", **headers: str) -> int | None:
    sent: Mapping[str, str] = {"host": "localhost:8501", **headers}
    raw = [(name.encode(), value.encode()) for name, value in sent.items()]
    return gate.find_refusal({"type": "http", "method": method, "path": path, "headers": raw})


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_request_of_our_own_page_is_let_in(method: str) -> None:
    assert ask(method) is None
    assert ask(method, origin="http://localhost:8501") is None


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "TRACE", "put"])
def test_no_method_that_sends_something_is_let_in(method: str) -> None:
    assert ask(method) == NO_METHOD


def test_a_websocket_has_no_method() -> None:
    headers = [(b"host", b"localhost:8501")]
    assert gate.find_refusal({"type": "websocket", "path": "/_stcore/stream", "headers": headers}) is None


def test_another_host_and_another_site_are_refused() -> None:
    assert ask(host="evil.example") == MISDIRECTED
    assert ask(origin="https://evil.example") == FORBIDDEN


def test_the_calendar_judges_by_the_host_itself() -> None:
    assert ask(path=subscription.PATH, host="study.example") is None
    assert ask("PUT", subscription.PATH, host="study.example") == NO_METHOD


def test_the_settings_name_the_hosts_of_a_deployment(tmp_path: Path) -> None:
    assert ask(host="study.example") == MISDIRECTED
    file = tmp_path / ".streamlit/secrets.toml"
    file.parent.mkdir()
    file.write_text('[auth]\nredirect_uri = "https://Study.example/oauth2callback"\n')
    assert ask(host="study.example") is None
    for unreadable in (
        "[auth",
        "auth = 1",
        "[auth]\nredirect_uri = 1",
        '[auth]\nredirect_uri = "http://[::1"',
    ):
        file.write_text(unreadable)
        assert ask(host="study.example") == MISDIRECTED


def test_streamlits_own_options_count(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {
        "server.address": "localhost",
        "server.allowedHosts": ["study.example"],
        "server.corsAllowedOrigins": ["https://portal.example"],
        "server.enableCORS": True,
    }
    monkeypatch.setattr(st, "get_option", options.get)
    assert ask(host="study.example", origin="https://portal.example") is None
    assert ask(host="study.example", origin="https://other.example") == FORBIDDEN
    assert ask(host="other.example") == MISDIRECTED
    options["server.enableCORS"] = False
    assert ask(host="study.example", origin="https://other.example") is None


def test_a_server_that_names_its_hosts_answers_to_them_and_to_this_machine_alone(tmp_path: Path) -> None:
    named = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "study.example"}

    def ask_for(url: str, host: str) -> int:
        try:
            request = urllib.request.Request(url, headers={"Host": host})
            with urllib.request.urlopen(request, timeout=60) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code

    with serving(ROOT / "app.py", tmp_path, named) as url:
        hosts = ("study.example", "study.example:443", "127.0.0.1", "rebound.example", "a.study.example")
        assert [ask_for(url, host) for host in hosts] == [200, 200, 200, MISDIRECTED, MISDIRECTED]
