"""The address of this server as others write it, and the links out of an app."""

from collections.abc import Mapping
from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import streamlit as st

from studylib.config import secrets
from studylib.web import own_address
from studylib.web.agents import WayOut
from studylib.web.own_address import find_root, write_address, write_way_out

ADDRESS = "https://study.example/fines?study=night&name=%EA%B0%80%EB%9E%8C%3B%23"


@pytest.mark.parametrize(
    ("headers", "root"),
    [
        ({"Host": "localhost:8501"}, "http://localhost:8501"),
        ({"Host": "study.example", "Origin": "https://study.example"}, "https://study.example"),
        ({"Host": "study.example", "Origin": "https://else.example"}, "http://study.example"),
        ({"Host": "study.example", "X-Forwarded-Proto": "https"}, "https://study.example"),
        ({"Host": "study.example", "X-Forwarded-Proto": "https, http"}, "https://study.example"),
        ({"Host": "study.example", "X-Forwarded-Proto": "javascript"}, "http://study.example"),
        ({"Host": "[::1]:80"}, "http://[::1]:80"),
        ({}, None),
        ({"Host": "a.example/@b.example"}, None),
        ({"Host": 'a.example"><script>'}, None),
        ({"Host": "a.example;b"}, None),
        ({"Host": "x" * 301}, None),
    ],
)
def test_the_server_is_known_by_the_host_that_was_asked_for(
    headers: Mapping[str, str], root: str | None
) -> None:
    assert find_root(headers) == root


def test_the_pages_may_lie_below_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda name: "/board/" if name == "server.baseUrlPath" else None)
    assert own_address.find_base() == "/board"
    assert find_root({"Host": "study.example"}) == "http://study.example/board"


def test_an_address_leaves_out_what_is_empty() -> None:
    assert write_address("http://x", "", {}) == "http://x/"
    assert write_address("http://x", "fines", {"study": "a b", "lang": ""}) == "http://x/fines?study=a+b"


def test_kakaotalk_opens_exactly_the_page_that_is_shown() -> None:
    link = write_way_out(ADDRESS, WayOut.KAKAOTALK)
    assert link
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("kakaotalk", "web", "/openExternal")
    assert parse_qs(parts.query) == {"url": [ADDRESS]}


def test_an_intent_names_the_page_the_browser_and_the_page_again() -> None:
    link = write_way_out(ADDRESS, WayOut.INTENT)
    assert link
    place, _, options = link.partition("#")
    assert place == ADDRESS.replace("https", "intent")
    kind, scheme, package, back, end = options.split(";")
    assert (kind, scheme, package, end) == ("Intent", "scheme=https", "package=com.android.chrome", "end")
    assert unquote(back.removeprefix("S.browser_fallback_url=")) == ADDRESS


def test_line_has_a_parameter_and_an_iphone_has_nothing() -> None:
    assert write_way_out("http://x/", WayOut.LINE) == "http://x/?openExternalBrowser=1"
    assert write_way_out(ADDRESS, WayOut.LINE) == f"{ADDRESS}&openExternalBrowser=1"
    assert write_way_out(ADDRESS, WayOut.BY_HAND) is None


@pytest.mark.parametrize(
    ("host", "signs_in_at", "written"),
    [
        ("study.example", None, "http://study.example/?study=a"),
        ("8.8.8.8:8501", None, "http://8.8.8.8:8501/?study=a"),
        ("localhost:8501", None, None),
        ("127.0.0.1", None, None),
        ("192.168.0.7:8501", None, None),
        ("[fe80::1]", None, None),
        ("nas.local", None, None),
        ("laptop", None, None),
        ("nas.lan:8501", None, None),
        ("board.home", "https://own.example/oauth2callback", "https://own.example/?study=a"),
        ("localhost", "https://own.example/oauth2callback", "https://own.example/?study=a"),
        ("localhost", "http://localhost:8501/oauth2callback", None),
        ("localhost", ["https://own.example"], None),
        ("localhost", "https://[", None),
    ],
)
def test_people_elsewhere_get_an_address_only_if_they_can_reach_it(
    monkeypatch: pytest.MonkeyPatch, host: str, signs_in_at: object, written: str | None
) -> None:
    monkeypatch.setattr(own_address, "find_root", lambda headers: f"http://{host}")
    monkeypatch.setattr(secrets, "read_table", lambda name: {"redirect_uri": signs_in_at})
    assert own_address.write_public_address({"study": "a"}) == written


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://study.example/certificate?name=x", "https://study.example"),
        ("http://localhost:8501/", "http://localhost:8501"),
        ("javascript:alert(1)", ""),
        (None, ""),
    ],
)
def test_the_present_root_is_that_of_the_visitors_browser(
    monkeypatch: pytest.MonkeyPatch, url: str | None, root: str
) -> None:
    monkeypatch.setattr(st, "context", SimpleNamespace(url=url))
    assert own_address.find_present_root() == root


def test_the_code_of_a_certificate_goes_along_to_another_browser_but_that_of_a_meeting_does_not() -> None:
    assert "proof" in own_address.TRAVELLING
    assert "code" not in own_address.TRAVELLING
