"""Read and close issues through PyGithub."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from studylib.config import secrets
from studylib.questions.access import TABLE, TOKEN, Access, Repository
from studylib.questions.faults import NotGitHubError, translate_faults
from studylib.questions.questions import KEEP, MARKER, Question, QuestionList
from studylib.text.bounds import cut_text
from studylib.text.errors import QuestionsError
from studylib.text.message import sentence

if TYPE_CHECKING:
    from github import Github
    from github.Issue import Issue
    from github.Repository import Repository as Opened

TIMEOUT = 8
"""Seconds to wait for a connection, then for each part of the answer."""

BETWEEN_WRITES = 1.0
"""Seconds between two writes. GitHub asks for at least one."""

PAGE = 100
"""Issues a page, the most that GitHub gives at once."""

MOST_PAGES = {False: 4, True: 10}
"""Pages to read at most, without and with a token.

Without one, every five minutes, that makes 48 of the 60 requests that GitHub allows an hour.
"""


MOST_CLOSED = 30
"""Closed questions to read, the last changed first. It is one request."""

MOST_TITLE, MOST_LOGIN = 256, 100
"""Most characters kept of a title and of a login. GitHub itself takes 256 and 39."""


def fetch_questions(place: Repository, way: Access, now: datetime) -> QuestionList:
    """Fetch the open issues of the repository, without pull requests. They have no weeks yet: see ``place_questions``.

    ``now`` is in the zone of the study. Raises a QuestionsError if GitHub does not give them. Retries nothing, and
    waits only for the answers.
    """
    questions: list[Question] = []
    with translate_faults(place, way, now), _client(way) as client:
        for count, (issues, more) in enumerate(_pages(client, place, NEWEST), 1):
            questions += [_question(issue, place) for issue in issues if issue.pull_request is None]
            if not more or count == MOST_PAGES[way.token is not None]:
                break
    return QuestionList(
        tuple(sorted(questions, key=lambda each: (each.asked_at, each.number), reverse=True)), more
    )


def fetch_closed_questions(place: Repository, way: Access, now: datetime) -> QuestionList:
    """Fetch the last ``MOST_CLOSED`` closed issues, without pull requests. They have no weeks.

    ``now`` and the errors are those of ``fetch_questions``.
    """
    with translate_faults(place, way, now), _client(way) as client:
        issues, more = next(_pages(client, place, LAST_CLOSED))
    found = (_question(issue, place) for issue in issues if issue.pull_request is None)
    return QuestionList(tuple(found), more)


NEWEST: Mapping[str, object] = {"state": "open", "sort": "created", "direction": "desc", "per_page": PAGE}
LAST_CLOSED = {**NEWEST, "state": "closed", "sort": "updated", "per_page": MOST_CLOSED}


def _pages(
    client: "Github", place: Repository, asked: Mapping[str, object]
) -> Iterator[tuple[list["Issue"], bool]]:
    """Return the issues ``asked`` for page by page, and whether there are more.

    PyGithub's own list would take an empty answer for no issues.
    """
    from github.Issue import Issue
    from requests.utils import parse_header_links

    url: str | None = f"/repos/{place}/issues"
    query: dict[str, Any] = dict(asked)
    while url:
        headers, issues = client.requester.requestJsonAndCheck("GET", url, query)
        if not isinstance(issues, list) or not all(isinstance(each, dict) for each in issues):
            raise NotGitHubError
        links = parse_header_links(headers.get("link", ""))
        url, query = next((each["url"] for each in links if each.get("rel") == "next"), None), {}
        yield [Issue(client.requester, headers, {**NOTHING, **each}) for each in issues], url is not None


class Closer:
    """Closes questions of one repository. ``open_closer`` makes it."""

    def __init__(self, opened: "Opened", explained: Callable[[], Any]) -> None:
        self._opened = opened
        self._explained = explained

    def close(self, number: int, word: str) -> bool:
        """Post the word as a comment, then close the question. Return False if it is closed or kept already.

        A run that is interrupted between the two finds its word by the marker, and only closes. Raises a
        QuestionsError if GitHub refuses either.
        """
        with self._explained():
            issue = self._opened.get_issue(number)
            if issue.state != "open" or _is_kept(issue):
                return False
            if not any(MARKER in (comment.body or "") for comment in issue.get_comments()):
                issue.create_comment(word)
            issue.edit(state="closed", state_reason="completed")
            if issue.state != "closed":
                raise NotGitHubError
            return True


@contextmanager
def open_closer(place: Repository, way: Access, now: datetime) -> Iterator[Closer]:
    """Open the closer of questions. Raises a QuestionsError without a token, or if GitHub refuses the repository."""
    if way.token is None:
        raise QuestionsError(
            sentence(
                "There is no token to close questions on {host}. Put one under [{table}] in {path}, with api beside it "
                "for a server of your own, or name it in {variable}.",
                host=place.host,
                table=TABLE,
                path=str(secrets.FILE),
                variable=TOKEN,
            )
        )

    with _client(way) as client:
        with translate_faults(place, way, now):
            opened = client.get_repo(
                str(place)
            )  # by its present name: GitHub does not redirect a write from a former one
            assert opened.url
        yield Closer(opened, lambda: translate_faults(place, way, now))


@contextmanager
def _client(way: Access) -> Iterator["Github"]:
    """Open PyGithub without its own retries. They wait an hour for a rate limit, and may write twice."""
    from github import Auth, Github

    from studylib.questions.connection import bound_connections

    bound_connections()
    client = Github(
        base_url=way.api,
        auth=Auth.Token(way.token) if way.token else None,
        timeout=TIMEOUT,
        retry=None,
        seconds_between_requests=None,
        seconds_between_writes=BETWEEN_WRITES,
        per_page=PAGE,
        user_agent="studyboard",
    )
    try:
        yield client
    finally:
        client.close()


NOTHING: Mapping[str, object] = dict.fromkeys(
    ("number", "title", "user", "created_at", "comments", "labels", "pull_request")
)
"""The fields read of an issue, blank. PyGithub would send one more request for each missing one.

In a list, an issue that is no pull request lacks that field.
"""


def _question(issue: "Issue", place: Repository) -> Question:
    """Return the question of an issue. Its link is made of the number, because an API's link could lead anywhere."""
    if issue.number is None or issue.title is None or issue.created_at is None:
        raise NotGitHubError
    return Question(
        number=issue.number,
        title=cut_text(issue.title, MOST_TITLE),
        url=f"{place.address}/issues/{issue.number}",
        asker=cut_text(issue.user.login, MOST_LOGIN) if issue.user else None,
        asked_at=issue.created_at.astimezone(UTC),
        answers=issue.comments or 0,
        kept=_is_kept(issue),
    )


def _is_kept(issue: "Issue") -> bool:
    return any((label.name or "").strip().casefold() == KEEP for label in issue.labels or [])
