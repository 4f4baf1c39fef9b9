"""GitHub's faults become sentences, and no token is in them."""

import socket
from datetime import timedelta

import pytest

from studylib.questions import github
from studylib.questions.access import Access
from studylib.text.errors import QuestionsError
from tests.questions.asking import NOW, PLACE, listed
from tests.stand_ins import github as githubs
from tests.stand_ins.github import GitHub


def why(hub: GitHub, token: str | None = None) -> str:
    with pytest.raises(QuestionsError) as raised:
        listed(hub, token)
    assert "good" not in str(raised.value)
    assert "wrong-token" not in str(raised.value)
    return str(raised.value)


def test_a_bad_token_is_reported(hub: GitHub) -> None:
    assert "does not accept the token" in why(hub, "wrong-token")


@pytest.mark.parametrize(
    "answer", [githubs.rate_limited(NOW + timedelta(minutes=17)), githubs.SECONDARY, githubs.TOO_MANY]
)
def test_a_rate_limit_is_reported_with_its_end_and_not_waited_for(
    hub: GitHub, answer: githubs.Answer
) -> None:
    hub.fault = lambda method, path: answer
    end = "00:47:00" if "X-RateLimit-Reset" in answer.headers else "00:31:30"
    assert f"no more requests without a token from this network until {end}" in why(hub)
    assert f"no more requests with this token until {end}" in why(hub, "good")
    assert len(hub.log) == 2


def test_a_rate_limit_without_an_end_is_reported_all_the_same(hub: GitHub) -> None:
    hub.fault = lambda method, path: githubs.refusal(429, "Too Many Requests", **{"Retry-After": "soon"})
    assert "until –" in why(hub)


def test_a_token_that_may_not_is_reported(hub: GitHub) -> None:
    hub.fault = lambda method, path: githubs.FORBIDDEN
    assert "The token may not do this in g/S" in why(hub, "good")


def test_a_private_or_misspelt_repository_is_reported(hub: GitHub) -> None:
    hub.private = True
    assert "no public repository g/S" in why(hub)
    hub.names = ["g/other"]
    assert "The token sees no repository g/S" in why(hub, "good")


def test_issues_that_are_switched_off_are_reported(hub: GitHub) -> None:
    hub.switched_off = True
    assert "Issues are off in g/S" in why(hub)


def test_a_fault_of_githubs_own_is_reported_and_not_tried_again_at_once(hub: GitHub) -> None:
    hub.fault = lambda method, path: githubs.BAD_GATEWAY
    assert "a fault of its own (502)" in why(hub)
    assert len(hub.log) == 1


def test_any_other_refusal_is_reported_with_its_message(hub: GitHub) -> None:
    hub.fault = lambda method, path: githubs.refusal(451, "Repository access blocked\x1b[31m")
    assert "451 Repository access blocked" in why(hub)
    assert "\x1b" not in why(hub)


@pytest.mark.parametrize(
    "answer",
    [
        githubs.LOGIN,
        githubs.CUT,
        githubs.OTHER_JSON,
        githubs.Answer(200, {"message": "hello"}),
        githubs.Answer(200, "null"),
        githubs.Answer(200, [{"number": 1}]),
        githubs.Answer(200, [{"number": "one", "title": "t", "created_at": "2022-05-01T00:00:00Z"}]),
        githubs.Answer(200, [{"number": 1, "title": "t", "created_at": "yesterday"}]),
        githubs.Answer(200, "[" * 100_000),
        githubs.Answer(200, '[{"number": ' + "9" * 5_000 + "}]"),
        githubs.Answer(200, '[{"number": NaN, "title": 1}]'),
        githubs.Answer(302, "", {"Location": "https://elsewhere.example/"}),
        githubs.Answer(301, "", {"Location": "https://elsewhere.example/"}),
    ],
    ids=[
        "login",
        "cut",
        "other list",
        "object",
        "null",
        "little",
        "no number",
        "no moment",
        "deep",
        "huge",
        "nan",
        "302",
        "301",
    ],
)
def test_what_is_no_answer_of_githubs_is_reported(hub: GitHub, answer: githubs.Answer) -> None:
    hub.fault = lambda method, path: answer
    assert "The answer is incomplete, or it is not from GitHub" in why(hub)


def test_a_page_that_leads_elsewhere_is_not_followed(hub: GitHub) -> None:
    link = {"Link": '<https://elsewhere.example/repos/g/S/issues?page=2>; rel="next"'}
    hub.ask("?", NOW)
    hub.fault = lambda method, path: githubs.Answer(200, [hub.issue(1)], link)
    assert "The answer is incomplete" in why(hub, "good")


def test_an_answer_that_does_not_come_is_reported_in_time(
    hub: GitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(github, "TIMEOUT", 1)
    hub.hang = True
    assert "did not answer in time" in why(hub)


def test_a_network_that_is_down_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(QuestionsError, match="GitHub cannot be reached"):
        github.fetch_questions(PLACE, Access(f"http://127.0.0.1:{port}"), NOW)
