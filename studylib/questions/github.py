"""Read and close issues through PyGithub. The door of PyGithub."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from studylib.config import secrets
from studylib.questions.access import TABLE, TOKEN, Access, Repository
from studylib.questions.faults import NotGitHubError, translate_faults
from studylib.questions.questions import KEEP, MARKER, Question, QuestionList
from studylib.text.errors import QuestionsError
from studylib.text.message import sentence

if TYPE_CHECKING:
    from github import Github
    from github.Issue import Issue
    from github.Repository import Repository as Opened

TIMEOUT = 8
"""Seconds to wait for a connection, and then for each part of the answer."""

BETWEEN_WRITES = 1.0
"""Seconds between two writes: GitHub asks for at least one."""

PAGE = 100
"""Issues a page; GitHub gives no more at once."""

MOST_PAGES = {False: 4, True: 10}
"""Pages that are read at most, without and with a token. Without one, every five minutes, that makes 48 of the 60
requests that GitHub allows an hour."""


def fetch_questions(place: Repository, way: Access, now: datetime) -> QuestionList:
    """The open issues of the repository, without its pull requests and not yet ``placed``.

    ``now`` is in the zone of the study, for the time at which GitHub takes requests again. Raises a QuestionsError
    that says why the questions cannot be had. Nothing is tried twice and nothing waited for but the answers.
    """
    found: list[Question] = []
    with translate_faults(place, way, now), _client(way) as client:
        for count, (issues, more) in enumerate(_pages(client, place), 1):
            found += [_question(issue, place) for issue in issues if issue.pull_request is None]
            if not more or count == MOST_PAGES[way.token is not None]:
                break
    return QuestionList(
        tuple(sorted(found, key=lambda each: (each.asked_at, each.number), reverse=True)), more
    )


def _pages(client: "Github", place: Repository) -> Iterator[tuple[list["Issue"], bool]]:
    """The open issues page by page, newest first, and whether there are more. PyGithub's own list of them would take
    an empty answer for no issues."""
    from github.Issue import Issue
    from requests.utils import parse_header_links

    url: str | None = f"/repos/{place}/issues"
    query: dict[str, Any] = {"state": "open", "sort": "created", "direction": "desc", "per_page": PAGE}
    while url:
        headers, given = client.requester.requestJsonAndCheck("GET", url, query)
        if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
            raise NotGitHubError
        links = parse_header_links(headers.get("link", ""))
        url, query = next((each["url"] for each in links if each.get("rel") == "next"), None), {}
        yield [Issue(client.requester, headers, {**NOTHING, **each}) for each in given], url is not None


class Closer:
    """Closes questions of one repository, with a token that may. Made by ``closer``."""

    def __init__(self, opened: "Opened", asked: Callable[[], Any]) -> None:
        self._opened = opened
        self._asked = asked

    def close(self, number: int, word: str) -> bool:
        """Close the question, once it has got the word; whether it still was to be closed.

        The word comes first and is looked for by its marker: whoever is interrupted between the two closes without
        another word the next time. Raises a QuestionsError where one of the two cannot be done.
        """
        with self._asked():
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
    """What closes questions. Raises a QuestionsError where there is no token, or the repository cannot be had."""
    if way.token is None:
        raise QuestionsError(
            sentence(
                "There is no token with which to close questions on {host}. Put one under [{table}] in {path}, with "
                "api beside it for a server of your own, or name it in {variable}.",
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
            )  # by its present name: a write is not led on from a former one
            assert opened.url
        yield Closer(opened, lambda: translate_faults(place, way, now))


@contextmanager
def _client(way: Access) -> Iterator["Github"]:
    """PyGithub without its own retries: for a rate limit it would wait an hour, and it writes again what may be
    written already."""
    from github import Auth, Github

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
"""What is asked of an issue. For what is missing in a list, as in each that is no pull request, PyGithub would send one
more request."""


def _question(issue: "Issue", place: Repository) -> Question:
    """The link is made of the number: what an API says would lead wherever it likes."""
    if issue.number is None or issue.title is None or issue.created_at is None:
        raise NotGitHubError
    return Question(
        number=issue.number,
        title=issue.title,
        url=f"{place.address}/issues/{issue.number}",
        asker=issue.user.login if issue.user else None,
        asked_at=issue.created_at.astimezone(UTC),
        answers=issue.comments or 0,
        kept=_is_kept(issue),
    )


def _is_kept(issue: "Issue") -> bool:
    return any((label.name or "").strip().casefold() == KEEP for label in issue.labels or [])
