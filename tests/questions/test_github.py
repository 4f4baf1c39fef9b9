"""Issues are read page by page, and closed once."""

from datetime import UTC, datetime, timedelta

import pytest

from studylib.questions import github, questions
from studylib.questions.access import Access
from studylib.questions.questions import Question
from studylib.text.errors import QuestionsError
from tests.questions.asking import NOW, PLACE, listed
from tests.season.reference import SEOUL
from tests.stand_ins.github import BAD_GATEWAY, Answer, GitHub


def test_the_open_questions_come_newest_first_without_pull_requests(hub: GitHub) -> None:
    at = datetime(2022, 5, 1, 12, tzinfo=SEOUL)
    hub.ask("first", at, answers=("a", "b"))
    hub.ask("code", at + timedelta(hours=1), pull_request=True)
    hub.ask("kept", at + timedelta(hours=2), labels=("question", "KEEP "), asker=None)
    listing = listed(hub)
    assert not listing.more
    assert listing.questions == (
        Question(
            3,
            "kept",
            "https://github.com/g/S/issues/3",
            None,
            (at + timedelta(hours=2)).astimezone(UTC),
            0,
            True,
        ),
        Question(1, "first", "https://github.com/g/S/issues/1", "hana", at.astimezone(UTC), 2, False),
    )
    assert hub.asked == [("GET", "/repos/g/S/issues")], "one request for all of them"


def test_the_last_closed_questions_come_in_one_request(hub: GitHub) -> None:
    for minute in range(github.MOST_CLOSED + 1):
        hub.ask(f"{minute}", NOW - timedelta(minutes=minute), pull_request=minute == 1)
        hub.issues[-1]["state"] = "closed"
    hub.ask("open", NOW)
    listing = github.fetch_closed_questions(PLACE, Access(hub.url), NOW)
    assert [each.title for each in listing.questions] == [
        str(each) for each in range(github.MOST_CLOSED) if each != 1
    ]
    assert listing.more
    assert len(hub.log) == 1


def test_all_pages_are_read(hub: GitHub) -> None:
    for minute in range(250):
        hub.ask(f"{minute}", NOW - timedelta(minutes=minute), pull_request=minute % 3 == 0)
    listing = listed(hub)
    assert [int(each.title) for each in listing.questions] == [each for each in range(250) if each % 3]
    assert len(hub.log) == 3
    assert not listing.more


@pytest.mark.parametrize(("count", "more"), [(399, False), (400, False), (401, True)])
def test_beyond_a_bound_more_questions_are_reported(hub: GitHub, count: int, more: bool) -> None:
    for minute in range(count):
        hub.ask("?", NOW - timedelta(minutes=minute))
    listing = listed(hub)
    assert (len(listing.questions), listing.more) == (min(count, 400), more)
    assert len(hub.log) == 4


def test_a_token_reads_a_private_repository_and_goes_along_to_every_page(hub: GitHub) -> None:
    hub.private = True
    for minute in range(401):
        hub.ask("?", NOW - timedelta(minutes=minute))
    assert len(listed(hub, "good").questions) == 401
    assert {token for *_, token in hub.log} == {"good"}


def test_a_renamed_repository_is_found_by_its_former_name(hub: GitHub) -> None:
    for minute in range(70):
        hub.ask("?", NOW - timedelta(minutes=minute))
    hub.names.append("g/New")
    assert len(listed(hub).questions) == 70


def test_a_repository_without_questions_has_none(hub: GitHub) -> None:
    assert listed(hub).questions == ()


def close(hub: GitHub, number: int, word: str = f"closed\n\n{questions.MARKER}") -> bool:
    with github.open_closer(PLACE, Access(hub.url, "good"), NOW) as closer:
        return closer.close(number, word)


def test_a_closed_question_gets_its_comment_once_and_a_reason(hub: GitHub) -> None:
    number = hub.ask("?", NOW, answers=("because",))
    assert close(hub, number)
    assert not close(hub, number)
    assert hub.comments[number] == ["because", f"closed\n\n{questions.MARKER}"]
    assert (hub.issue(number)["state"], hub.issue(number)["state_reason"]) == ("closed", "completed")


def test_a_run_interrupted_after_the_comment_closes_without_another_one(hub: GitHub) -> None:
    number = hub.ask("?", NOW, answers=tuple(f"answer {at}" for at in range(130)))
    hub.fault = lambda method, path: BAD_GATEWAY if method == "PATCH" else None
    with pytest.raises(QuestionsError):
        close(hub, number)
    assert hub.open() == [number]
    hub.fault = lambda method, path: None
    assert close(hub, number)
    assert sum(questions.MARKER in each for each in hub.comments[number]) == 1
    assert hub.open() == []


def test_a_question_is_not_closed_if_the_comment_fails(hub: GitHub) -> None:
    number = hub.ask("?", NOW)
    hub.fault = lambda method, path: BAD_GATEWAY if method == "POST" else None
    with pytest.raises(QuestionsError):
        close(hub, number)
    assert hub.open() == [number]
    assert ("PATCH", f"/repos/g/S/issues/{number}") not in hub.asked


def test_a_comment_without_a_confirmation_is_not_posted_twice(hub: GitHub) -> None:
    number = hub.ask("?", NOW)

    def lost(method: str, path: str) -> Answer | None:
        if method == "POST":
            hub.comments[number].append(f"closed\n\n{questions.MARKER}")
            return BAD_GATEWAY
        return None

    hub.fault = lost
    with pytest.raises(QuestionsError):
        close(hub, number)
    assert close(hub, number)
    assert len(hub.comments[number]) == 1


def test_one_that_was_closed_or_labelled_in_the_meantime_is_left_alone(hub: GitHub) -> None:
    number = hub.ask("?", NOW, labels=("Keep",))
    assert not close(hub, number)
    assert (hub.open(), hub.comments[number]) == ([number], [])


def test_a_renamed_repository_is_written_to_by_its_present_name(hub: GitHub) -> None:
    hub.names.append("g/New")
    number = hub.ask("?", NOW)
    assert close(hub, number)
    assert hub.open() == []


def test_a_question_that_github_does_not_close_is_reported(hub: GitHub) -> None:
    number = hub.ask("?", NOW)
    hub.fault = lambda method, path: Answer(200, hub.issue(number)) if method == "PATCH" else None
    with pytest.raises(QuestionsError, match="answer is incomplete"):
        close(hub, number)


def test_without_a_token_nothing_is_requested(hub: GitHub) -> None:
    with (
        pytest.raises(QuestionsError, match="There is no token"),
        github.open_closer(PLACE, Access(hub.url), NOW),
    ):
        raise AssertionError
    assert hub.log == []
