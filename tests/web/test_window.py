"""The window of a page: when its title is sent."""

import pytest
import streamlit as st

from studylib.web import window


@pytest.mark.parametrize(
    ("titles", "sent"),
    [("aaa", "aaa"), ("aaaa", "aaa"), ("aaaaab", "aaab"), ("aaaabbbbaaaa", "aaabbbaaa"), ("abab", "abab")],
)
def test_a_title_is_sent_until_the_browser_surely_has_it(
    monkeypatch: pytest.MonkeyPatch, titles: str, sent: str
) -> None:
    told: list[str] = []
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "set_page_config", lambda **options: told.append(options["page_title"]))
    for title in titles:
        window.name_window(title)
    assert "".join(told) == sent
