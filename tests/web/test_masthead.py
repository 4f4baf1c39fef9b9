"""The head of every page."""

import re

import pytest
import streamlit as st
from streamlit.runtime.context import ContextProxy

from studylib.config import robot
from studylib.text.language import Language
from studylib.web import masthead
from studylib.web.navigation import Entries
from tests.web.frames import frame, text

pytestmark = pytest.mark.usefixtures("configured", "sample_workbook")


def read_head(**query: str) -> str:
    (head,) = re.findall(r'<div class="masthead.*', text(frame(**query)), re.DOTALL)
    return str(head)


@pytest.fixture
def accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "headers", {"Accept-Language": "en-US,en;q=0.9"})


def test_the_head_names_the_study_and_marks_the_page_that_runs() -> None:
    app = frame()
    app.switch_page("../../pages/settlement.py").run()
    head = text(app)
    assert '<a class="home" href="./" target="_self">예시 스터디</a>' in head
    assert re.findall(r'href="([^"]*)"[^>]*aria-current="page"', head) == ["./settlement"]


def test_the_links_of_the_head_keep_what_goes_along() -> None:
    head = read_head(lang="en", as_of="2022-05-01T00:00:00")
    for link in re.findall(r'href="(\./[^"]*)"', head):
        assert link.endswith("?lang=en&amp;as_of=2022-05-01T00%3A00%3A00")
    assert 'href="?lang=ko&amp;as_of=' in head


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize(("query", "offers"), [({}, True), ({"lang": "ko"}, False), ({"lang": "en"}, False)])
def test_the_browsers_language_is_offered_unless_the_visitor_has_chosen(
    query: dict[str, str], offers: bool
) -> None:
    assert ("Read in English</a>" in read_head(**query)) is offers


@pytest.mark.parametrize("name", ["", "가" * 61, "<b>한 줄</b>\u202e"])
def test_any_name_is_bounded_and_harmless(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", {})
    head = masthead.write_masthead(name, Language("ko"), Entries(), "")
    shown = re.findall(r'target="_self">(.*?)</a><div class="controls', head)
    assert len(shown) == 1
    assert len(shown[0]) <= masthead.LONGEST_NAME + 60
    assert "<b>" not in head


def test_a_page_in_a_frame_of_another_has_no_head(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContextProxy, "is_embedded", True)
    assert "masthead" not in text(frame())


def test_the_page_that_adds_a_study_leads_to_no_page_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(robot, "takes_studies", lambda: True)
    app = frame()
    assert "<nav" in text(app)
    app.switch_page("../../pages/add_study.py").run()
    assert "<nav" not in text(app)
    assert 'target="_self">Studyboard</a>' in text(app)
