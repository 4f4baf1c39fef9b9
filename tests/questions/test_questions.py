"""The questions: which repository, which week, and GitHub's own answers over HTTP."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studylib.questions import access, github, questions
from studylib.questions.access import PUBLIC_API, Access, Repository
from studylib.questions.questions import Question
from studylib.season.study import Break, Study
from studylib.text.errors import ConfigError, QuestionsError
from tests.season import seasons
from tests.season.reference import SEOUL, Season
from tests.stand_ins import github as githubs
from tests.stand_ins.github import GitHub

MS = timedelta(milliseconds=1)
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
PLACE = Repository("github.com", "g", "S")
STUDY = seasons.study(
    Season(starts_on=date(2022, 4, 6), week_count=3, breaks=(Break(date(2022, 4, 13), date(2022, 4, 26)),))
)
"""Three weeks, due on 4/13, 5/4 and 5/11."""


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder and a home without secrets, and an environment that names no GitHub."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in (access.TOKEN, access.API, access.SERVER):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def hub() -> Iterator[GitHub]:
    with GitHub() as hub:
        yield hub


def secrets(folder: Path, *lines: str) -> None:
    (folder / ".streamlit").mkdir(exist_ok=True)
    (folder / ".streamlit/secrets.toml").write_text("\n".join(("[github]", *lines)))


def asked(at: datetime, **more: object) -> Question:
    question = Question(1, "Why?", "https://github.com/g/S/issues/1", "hana", at.astimezone(UTC), 0, False)
    return replace(question, **more)  # type: ignore[arg-type]


def listed(hub: GitHub, token: str | None = None) -> questions.QuestionList:
    return github.fetch_questions(PLACE, Access(hub.url, token), NOW)


def why(hub: GitHub, token: str | None = None) -> str:
    with pytest.raises(QuestionsError) as raised:
        listed(hub, token)
    assert "good" not in str(raised.value)
    assert "wrong-token" not in str(raised.value)
    return str(raised.value)


# ---- which repository ----


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://github.com/g/S", PLACE),
        ("https://github.com/g/S/", PLACE),
        ("http://www.github.com/g/S.git", PLACE),
        ("https://github.com/g/S/issues?q=is%3Aopen", PLACE),
        ("https://GitHub.com/g/S/tree/main/docs", PLACE),
        ("https://user:secret" + "@github.com/g/a.b_c-d", Repository("github.com", "g", "a.b_c-d")),
        ("https://code.school.kr:8443/g/S", Repository("code.school.kr:8443", "g", "S")),
    ],
)
def test_a_repository_is_known_by_whatever_link_people_copy(address: str, place: Repository) -> None:
    assert access.find_repository(replace(STUDY, repository=address)) == place


@pytest.mark.parametrize(
    "address",
    [
        "https://github.com",
        "https://github.com/g",
        "https://github.com/g/",
        "https://github.com/g/..",
        "https://github.com/g/%2e%2e",
        "https://github.com/가나/S",
        "https:///g/S",
    ],
)
def test_a_link_to_anything_else_is_no_repository(address: str) -> None:
    with pytest.raises(QuestionsError, match="is no repository on GitHub") as raised:
        access.find_repository(replace(STUDY, repository=address))
    assert address in str(raised.value)


def test_a_study_may_have_no_repository() -> None:
    assert access.find_repository(STUDY) is None


def test_one_asks_in_the_repository_itself() -> None:
    assert PLACE.asking == "https://github.com/g/S/issues/new"


# ---- with which token, and where it goes ----

OWN = Repository("code.school.kr", "g", "S")


def test_without_a_token_the_hosts_own_api_is_asked_in_public() -> None:
    assert access.find_access(PLACE) == Access(PUBLIC_API)
    assert access.find_access(OWN) == Access("https://code.school.kr/api/v3")


def test_the_token_of_the_secrets_file_comes_before_that_of_the_environment(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(access.TOKEN, "of-actions")
    assert access.find_access(PLACE) == Access(PUBLIC_API, "of-actions")
    secrets(nowhere, 'token = " of-file "')
    assert access.find_access(PLACE) == Access(PUBLIC_API, "of-file")
    secrets(nowhere, 'token = "of-file"', 'api = "https://code.school.kr/api/v3/"')
    assert access.find_access(OWN) == Access("https://code.school.kr/api/v3", "of-file")


def test_no_token_goes_to_a_server_that_the_workbook_alone_names(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(access.TOKEN, "of-actions")
    monkeypatch.setenv(access.API, PUBLIC_API)
    secrets(nowhere, 'token = "of-file"')
    assert access.find_access(OWN) == Access("https://code.school.kr/api/v3")


def test_the_environment_of_a_server_of_ones_own_is_meant_for_that_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(access.TOKEN, "of-actions")
    monkeypatch.setenv(access.SERVER, "https://code.school.kr")
    monkeypatch.setenv(access.API, "https://code.school.kr/api/v3")
    assert access.find_access(OWN) == Access("https://code.school.kr/api/v3", "of-actions")
    assert access.find_access(PLACE) == Access(PUBLIC_API)


@pytest.mark.parametrize("api", ["http://code.school.kr/api/v3", "ftp://x", "api.github.com", "https://"])
def test_no_token_goes_where_somebody_on_the_way_can_read_it(nowhere: Path, api: str) -> None:
    secrets(nowhere, 'token = "hush"', f'api = "{api}"')
    with pytest.raises(QuestionsError, match="is no address of GitHub's API") as raised:
        access.find_access(PLACE)
    assert "hush" not in str(raised.value)


def test_a_token_that_is_no_text_is_told_without_it(nowhere: Path) -> None:
    secrets(nowhere, "token = 12345")
    with pytest.raises(ConfigError, match=r"“\[github\] token” in .* is not a text") as raised:
        access.find_access(PLACE)
    assert "12345" not in str(raised.value)


def test_a_token_is_in_no_repr() -> None:
    assert "hush" not in repr(Access(PUBLIC_API, "hush"))


# ---- which week ----


def week_of(study: Study, at: datetime) -> tuple[int | None, datetime | None]:
    (question,) = questions.place_questions([asked(at)], study.weeks)
    return question.week, question.closes_at


@pytest.mark.parametrize(("number", "following"), [(1, 2), (2, 3), (3, None)])
def test_a_question_lives_until_the_first_due_moment_after_it(number: int, following: int | None) -> None:
    due_at = STUDY.week_of[number].due_at
    then = (following, STUDY.week_of[following].due_at) if following else (None, None)
    assert week_of(STUDY, due_at - MS) == (number, due_at)
    assert week_of(STUDY, due_at) == then
    assert week_of(STUDY, due_at + MS) == then


def test_before_the_season_it_is_the_first_week_and_in_a_break_the_next_one() -> None:
    assert week_of(STUDY, datetime(2022, 1, 1, tzinfo=SEOUL))[0] == 1
    assert week_of(STUDY, datetime(2022, 4, 20, tzinfo=SEOUL))[0] == 2


def test_an_extension_moves_it_behind_the_next_week_too() -> None:
    later = datetime(2022, 5, 12, tzinfo=SEOUL)
    moved = seasons.study(
        Season(
            starts_on=date(2022, 4, 6),
            week_count=3,
            breaks=(Break(date(2022, 4, 13), date(2022, 4, 26)),),
            extensions={2: later},
        )
    )
    assert week_of(moved, datetime(2022, 5, 1, tzinfo=SEOUL))[0] == 3
    assert week_of(moved, moved.week_of[3].due_at) == (2, later)


def test_a_kept_question_has_a_week_and_does_not_close() -> None:
    (question,) = questions.place_questions([asked(NOW - timedelta(days=2), kept=True)], STUDY.weeks)
    assert (question.week, question.closes_at) == (3, None)
    assert not questions.is_over(question, NOW)


def test_without_weeks_no_question_closes() -> None:
    (question,) = questions.place_questions([asked(NOW)], ())
    assert (question.week, question.closes_at) == (None, None)


@given(st.data())
def test_what_is_over_is_what_was_asked_before_the_last_due_moment(data: st.DataObject) -> None:
    season = data.draw(seasons.seasons())
    study = seasons.study(season)
    at, now = data.draw(seasons.moments(season)), data.draw(seasons.moments(season))
    (question,) = questions.place_questions([asked(at)], study.weeks)
    past = [week.due_at.astimezone(UTC) for week in study.weeks if week.due_at.astimezone(UTC) <= now]
    assert questions.is_over(question, now) == (bool(past) and at.astimezone(UTC) < max(past, default=at))


def test_as_of_a_moment_there_is_what_had_been_asked_by_then() -> None:
    for at, there in ((NOW - MS, True), (NOW, True), (NOW + MS, False)):
        assert bool(questions.questions_as_of([asked(at)], NOW)) == there


def test_the_word_names_the_deadline_and_what_to_do_in_the_language_of_the_study() -> None:
    (question,) = questions.place_questions([asked(datetime(2022, 5, 5, tzinfo=SEOUL))], STUDY.weeks)
    korean = questions.write_answer(STUDY, question, PLACE)
    assert "3주차" in korean
    assert "5/10 (화) 23:59:59" in korean
    assert questions.write_answer(replace(STUDY, language="en"), question, PLACE) == (
        "The deadline of Week 3 has passed (Tue 5/10 23:59:59), so this question is closed. If you still need an "
        "answer, [ask again](https://github.com/g/S/issues/new). Or have it reopened with the label `keep`: then it "
        "stays open.\n\n<!-- studyboard: closed at the deadline -->"
    )


# ---- reading ----


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


def test_all_pages_are_read(hub: GitHub) -> None:
    for minute in range(250):
        hub.ask(f"{minute}", NOW - timedelta(minutes=minute), pull_request=minute % 3 == 0)
    listing = listed(hub)
    assert [int(each.title) for each in listing.questions] == [each for each in range(250) if each % 3]
    assert len(hub.log) == 3
    assert not listing.more


@pytest.mark.parametrize(("count", "more"), [(399, False), (400, False), (401, True)])
def test_beyond_a_bound_it_is_said_that_there_are_more(hub: GitHub, count: int, more: bool) -> None:
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


# ---- what goes wrong ----


def test_a_bad_token_is_told(hub: GitHub) -> None:
    assert "does not accept the token" in why(hub, "wrong-token")


@pytest.mark.parametrize(
    "answer", [githubs.rate_limited(NOW + timedelta(minutes=17)), githubs.SECONDARY, githubs.TOO_MANY]
)
def test_a_rate_limit_is_told_with_its_end_and_not_waited_for(hub: GitHub, answer: githubs.Answer) -> None:
    hub.fault = lambda method, path: answer
    end = "00:47:00" if "X-RateLimit-Reset" in answer.headers else "00:31:30"
    assert f"no more requests without a token from this network until {end}" in why(hub)
    assert f"no more requests with this token until {end}" in why(hub, "good")
    assert len(hub.log) == 2


def test_a_rate_limit_without_an_end_is_told_all_the_same(hub: GitHub) -> None:
    hub.fault = lambda method, path: githubs.refusal(429, "Too Many Requests", **{"Retry-After": "soon"})
    assert "until –" in why(hub)


def test_a_token_that_may_not_is_told(hub: GitHub) -> None:
    hub.fault = lambda method, path: githubs.FORBIDDEN
    assert "The token may not do this in g/S" in why(hub, "good")


def test_a_private_or_misspelt_repository_is_told(hub: GitHub) -> None:
    hub.private = True
    assert "no public repository g/S" in why(hub)
    hub.names = ["g/other"]
    assert "The token sees no repository g/S" in why(hub, "good")


def test_issues_that_are_switched_off_are_told(hub: GitHub) -> None:
    hub.switched_off = True
    assert "Issues are off in g/S" in why(hub)


def test_a_fault_of_githubs_own_is_told_and_not_tried_again_at_once(hub: GitHub) -> None:
    hub.fault = lambda method, path: githubs.BAD_GATEWAY
    assert "a fault of its own (502)" in why(hub)
    assert len(hub.log) == 1


def test_any_other_refusal_is_told_with_its_message(hub: GitHub) -> None:
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
        githubs.Answer(302, "", {"Location": "https://elsewhere.example/"}),
        githubs.Answer(301, "", {"Location": "https://elsewhere.example/"}),
    ],
    ids=["login", "cut", "other list", "object", "null", "little", "no number", "no moment", "302", "301"],
)
def test_what_is_no_answer_of_githubs_is_told(hub: GitHub, answer: githubs.Answer) -> None:
    hub.fault = lambda method, path: answer
    assert "The answer is incomplete, or it is not from GitHub" in why(hub)


def test_a_page_that_leads_elsewhere_is_not_followed(hub: GitHub) -> None:
    link = {"Link": '<https://elsewhere.example/repos/g/S/issues?page=2>; rel="next"'}
    hub.ask("?", NOW)
    hub.fault = lambda method, path: githubs.Answer(200, [hub.issue(1)], link)
    assert "The answer is incomplete" in why(hub, "good")


def test_an_answer_that_does_not_come_is_told_in_time(hub: GitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github, "TIMEOUT", 1)
    hub.hang = True
    assert "did not answer in time" in why(hub)


def test_a_network_that_is_down_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(QuestionsError, match="GitHub cannot be reached"):
        github.fetch_questions(PLACE, Access(f"http://127.0.0.1:{port}"), NOW)


# ---- closing ----


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(github, "BETWEEN_WRITES", None)


def close(hub: GitHub, number: int, word: str = f"closed\n\n{questions.MARKER}") -> bool:
    with github.open_closer(PLACE, Access(hub.url, "good"), NOW) as closer:
        return closer.close(number, word)


def test_a_closed_question_gets_its_word_once_and_a_reason(hub: GitHub) -> None:
    number = hub.ask("?", NOW, answers=("because",))
    assert close(hub, number)
    assert not close(hub, number)
    assert hub.comments[number] == ["because", f"closed\n\n{questions.MARKER}"]
    assert (hub.issue(number)["state"], hub.issue(number)["state_reason"]) == ("closed", "completed")


def test_who_is_interrupted_after_the_word_closes_without_another_one(hub: GitHub) -> None:
    number = hub.ask("?", NOW, answers=tuple(f"answer {at}" for at in range(130)))
    hub.fault = lambda method, path: githubs.BAD_GATEWAY if method == "PATCH" else None
    with pytest.raises(QuestionsError):
        close(hub, number)
    assert hub.open() == [number]
    hub.fault = lambda method, path: None
    assert close(hub, number)
    assert sum(questions.MARKER in each for each in hub.comments[number]) == 1
    assert hub.open() == []


def test_who_cannot_leave_the_word_does_not_close(hub: GitHub) -> None:
    number = hub.ask("?", NOW)
    hub.fault = lambda method, path: githubs.BAD_GATEWAY if method == "POST" else None
    with pytest.raises(QuestionsError):
        close(hub, number)
    assert hub.open() == [number]
    assert ("PATCH", f"/repos/g/S/issues/{number}") not in hub.asked


def test_a_word_of_which_one_did_not_hear_whether_it_came_is_not_said_twice(hub: GitHub) -> None:
    number = hub.ask("?", NOW)

    def lost(method: str, path: str) -> githubs.Answer | None:
        if method == "POST":
            hub.comments[number].append(f"closed\n\n{questions.MARKER}")
            return githubs.BAD_GATEWAY
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


def test_a_question_that_github_does_not_close_is_told(hub: GitHub) -> None:
    number = hub.ask("?", NOW)
    hub.fault = lambda method, path: githubs.Answer(200, hub.issue(number)) if method == "PATCH" else None
    with pytest.raises(QuestionsError, match="answer is incomplete"):
        close(hub, number)


def test_without_a_token_nothing_is_even_asked(hub: GitHub) -> None:
    with (
        pytest.raises(QuestionsError, match="There is no token"),
        github.open_closer(PLACE, Access(hub.url), NOW),
    ):
        raise AssertionError
    assert hub.log == []
