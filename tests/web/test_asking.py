"""The questions, asked once for all visitors."""

from pathlib import Path

import pytest
import streamlit as st

from studylib.questions import access, github
from studylib.questions.access import Access, Repository
from studylib.questions.questions import QuestionList
from studylib.text.errors import QuestionsError
from studylib.text.message import sentence
from studylib.web.asking import ask_questions, asks_with_token
from tests.web.visits import make_visit

PLACE = Repository("github.com", "g", "S")


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, no token, and nothing asked yet."""
    st.cache_resource.clear()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(access, "find_access", lambda place, listing: Access("https://api.github.com"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Repository]:
    """What is asked of GitHub, which has no questions."""
    asked: list[Repository] = []

    def answer(place: Repository, *_: object) -> QuestionList:
        asked.append(place)
        return QuestionList(())

    monkeypatch.setattr(github, "fetch_questions", answer)
    return asked


def refuse(*_: object) -> Access:
    raise QuestionsError(sentence("No token."))


def test_one_request_serves_all_visitors(asked: list[Repository]) -> None:
    for _ in range(3):
        snapshot = ask_questions(make_visit(), PLACE)
        assert snapshot is not None
        assert snapshot.value == QuestionList(())
    assert asked == [PLACE]


def test_each_repository_is_asked_by_itself(asked: list[Repository]) -> None:
    other = Repository("github.com", "g", "T")
    for place in (PLACE, other, PLACE):
        ask_questions(make_visit(), place)
    assert asked == [PLACE, other]


def test_a_token_that_cannot_be_read_is_the_reason_for_all_who_wait(
    monkeypatch: pytest.MonkeyPatch, asked: list[Repository]
) -> None:
    monkeypatch.setattr(access, "find_access", refuse)
    with pytest.raises(QuestionsError, match="No token"):
        ask_questions(make_visit(), PLACE)
    assert asked == []


def test_what_is_asked_with_a_token_or_may_be_is_not_public(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not asks_with_token(make_visit(), PLACE)
    monkeypatch.setattr(access, "find_access", lambda place, listing: Access("https://api.github.com", "t"))
    assert asks_with_token(make_visit(), PLACE)
    monkeypatch.setattr(access, "find_access", refuse)
    assert asks_with_token(make_visit(), PLACE)
