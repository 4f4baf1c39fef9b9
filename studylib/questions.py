"""The questions of a study: the open issues of its repository on GitHub. The door of PyGithub.

A question lives until the next deadline. No token is ever quoted or logged, and none goes to a server that nobody who
set the machine up has named: the workbook says which repository it is, not who is trusted.
"""

import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pandas as pd

from studylib import secret, studies
from studylib.cells import WorkbookError
from studylib.language import Language
from studylib.sentence import Sentence, sentence
from studylib.study import Study, Week
from studylib.weeks import milliseconds

if TYPE_CHECKING:  # PyGithub takes a third of a second to import, and few commands and pages need it
    import requests
    from github import Github, GithubException
    from github.Issue import Issue
    from github.Repository import Repository as Opened

TABLE = "github"
"""What the table of the token and the address of the API is called in the secrets file."""

TOKEN, API, SERVER = "GITHUB_TOKEN", "GITHUB_API_URL", "GITHUB_SERVER_URL"
"""The environment variables that GitHub Actions sets: the token, and the server for which it is."""

PUBLIC = "github.com"
PUBLIC_API = "https://api.github.com"

KEEP = "keep"
"""The label of a question that stays open, in capitals or not."""

MARKER = "<!-- studyboard: closed at the deadline -->"
"""Stands unseen in the word that a closed question gets, so that it gets it once."""

TIMEOUT = 8
"""Seconds to wait for a connection, and then for each part of the answer."""

BETWEEN_WRITES = 1.0
"""Seconds between two writes: GitHub asks for at least one."""

PAGE = 100
"""Issues a page; GitHub gives no more at once."""

MOST_PAGES = {False: 4, True: 10}
"""Pages that are read at most, without and with a token. Without one, every five minutes, that makes 48 of the 60
requests that GitHub allows an hour."""

PLACE = re.compile(r"/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(?:\.git)?(?:/.*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by the host on which people see it (with its port, if it names one), its owner and its name."""

    host: str
    owner: str
    name: str

    def __str__(self) -> str:
        return f"{self.owner}/{self.name}"

    @property
    def address(self) -> str:
        """Where people see it."""
        return f"https://{self.host}/{self}"

    @property
    def asking(self) -> str:
        """Where people ask a question."""
        return f"{self.address}/issues/new"


@dataclass(frozen=True, slots=True)
class Access:
    """The API to ask and the token that it gets, if any. No ``repr`` or traceback shows the token."""

    api: str
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Question:
    """One open issue. ``asker`` is a login, ``None`` where the account is gone; ``answers`` counts its comments.

    ``kept``: it has the label that lets it stay open. ``week`` is the number of the week with the first due moment
    after ``asked_at`` (aware, UTC), ``closes_at`` that moment; both ``None`` before ``placed`` and after the last week,
    the latter for a kept one, too.
    """

    number: int
    title: str
    url: str
    asker: str | None
    asked_at: datetime
    answers: int
    kept: bool
    week: int | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The open questions, newest first; ``more``: there are older ones that were not read."""

    questions: tuple[Question, ...]
    more: bool = False


# ---- which repository, and how to get at it ----


def repository(study: Study) -> Repository | None:
    """The repository of the settings, ``None`` where there is none. Raises a WorkbookError where the link is that of
    anything but a repository."""
    if study.repository is None:
        return None
    parts = urlsplit(study.repository)
    found = PLACE.fullmatch(parts.path)
    if not parts.hostname or not found or found[2] in (".", ".."):
        raise WorkbookError(
            sentence(
                "The setting repository is no repository on GitHub: “{address}”. Write it as https://github.com/owner/name.",
                address=study.repository,
            )
        )
    host = parts.hostname.removeprefix("www.")
    return Repository(f"{host}:{parts.port}" if parts.port else host, found[1], found[2])


def access(place: Repository, study: studies.Listing = studies.ONLY) -> Access:
    """How to ask for the questions of that repository.

    The API and the token are those of the secrets file, else those of the environment if they are meant for the same
    host, else the host's own API without a token. A token alone is meant for github.com. Raises a WorkbookError where
    the secrets file or the address of the API cannot be used.
    """
    given = study.table(TABLE)
    token, api = _text(given, "token"), _text(given, "api")
    if api:
        return Access(_checked(api), token)
    if token and place.host == PUBLIC:
        return Access(PUBLIC_API, token)
    if urlsplit(study.variable(SERVER) or f"https://{PUBLIC}").netloc == place.host:
        api = study.variable(API) or _own_api(place)
        return Access(_checked(api), (study.variable(TOKEN) or "").strip() or None)
    return Access(_own_api(place))


def _text(given: Mapping[str, object], name: str) -> str | None:
    found = given.get(name)
    if not isinstance(found, str | None):
        raise WorkbookError(
            sentence(
                "“{name}” in {path} is not a text. Put it in quotation marks.",
                name=f"[{TABLE}] {name}",
                path=str(secret.FILE),
            )
        )
    return found.strip() or None if found else None


def _own_api(place: Repository) -> str:
    """That of github.com, or of a GitHub Enterprise Server."""
    return PUBLIC_API if place.host == PUBLIC else f"https://{place.host}/api/v3"


def _checked(api: str) -> str:
    """The address, if a token may go there: nobody on the way reads it."""
    parts = urlsplit(api)
    if parts.hostname and (
        parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(parts.hostname))
    ):
        return api.rstrip("/")
    raise WorkbookError(
        sentence(
            "“{address}” is no address of GitHub's API. Write it as https://api.github.com, or "
            "https://HOST/api/v3 for a server of your own ([{table}] api in {path}, or {variable}).",
            address=api,
            table=TABLE,
            path=str(secret.FILE),
            variable=API,
        )
    )


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


# ---- which week, and which are over ----


def placed(questions: Sequence[Question], weeks: Sequence[Week]) -> tuple[Question, ...]:
    """The questions with their weeks: each lives until the first due moment after it was asked, that moment excluded.

    The moments count, not the numbers: an extension may move a week behind the next one.
    """
    rising = sorted(weeks, key=lambda week: (milliseconds(week.due_at), week.number))

    def place(question: Question) -> Question:
        asked_at = milliseconds(question.asked_at)
        week = next((each for each in rising if asked_at < milliseconds(each.due_at)), None)
        if week is None:
            return replace(question, week=None, closes_at=None)
        return replace(question, week=week.number, closes_at=None if question.kept else week.due_at)

    return tuple(map(place, questions))


def over(question: Question, now: datetime) -> bool:
    """Whether the question's deadline has come, so that it is to be closed."""
    return question.closes_at is not None and milliseconds(question.closes_at) <= milliseconds(now)


def as_of(questions: Sequence[Question], now: datetime) -> tuple[Question, ...]:
    """Those that had been asked by then; which of those have been closed since, nobody says."""
    return tuple(each for each in questions if milliseconds(each.asked_at) <= milliseconds(now))


def member(study: Study, login: str | None) -> str | None:
    """The name of the member with that login on GitHub, which the roster may give as ``@login`` or as a link."""
    logins = {
        each.github.rstrip("/").rpartition("/")[2].removeprefix("@").casefold(): each.name
        for each in study.members
        if each.github
    }
    return logins.get(login.casefold()) if login else None


def word(study: Study, question: Question, place: Repository) -> str:
    """What a question is told when it is closed, in the language of the study, with the unseen marker."""
    assert question.week is not None
    language, week = Language(study.language), study.week_of[question.week]
    parts = [
        language.say(
            "The deadline of {week} has passed ({moment}), so this question is closed.",
            week=language.week(week.number),
            moment=language.moment(week.last_second),
        ),
        language.say(
            "If it is still open for you, [ask again]({address}); or have it opened again and give it the label "
            "`{label}`, then it stays open.",
            address=place.asking,
            label=KEEP,
        ),
    ]
    return f"{' '.join(parts)}\n\n{MARKER}"


def lines(questions: Sequence[Question], study: Study) -> pd.DataFrame:
    """One row a question, in the order given; moments in the zone of the study."""
    zone = study.timezone
    rows = [
        (
            each.number,
            each.title,
            each.asker,
            each.asked_at.astimezone(zone),
            each.answers,
            each.week,
            each.closes_at.astimezone(zone) if each.closes_at else None,
            each.kept,
            each.url,
        )
        for each in questions
    ]
    columns = ["number", "title", "asker", "asked_at", "answers", "week", "closes_at", "kept", "url"]
    moment = pd.DatetimeTZDtype("ms", zone)
    return pd.DataFrame(rows, columns=columns).astype(
        {"week": "Int64", "asked_at": moment, "closes_at": moment}
    )


# ---- GitHub ----


class _NotUnderstood(Exception):
    """The answer is none of GitHub's: a login page, a body cut short, or JSON of another kind."""


def fetch(place: Repository, way: Access, now: datetime) -> Listing:
    """The open issues of the repository, without its pull requests and not yet ``placed``.

    ``now`` is in the zone of the study, for the time at which GitHub takes requests again. Raises a WorkbookError
    that says why the questions cannot be had. Nothing is tried twice and nothing waited for but the answers.
    """
    found: list[Question] = []
    with _asked(place, way, now), _client(way) as client:
        for count, (issues, more) in enumerate(_pages(client, place), 1):
            found += [_question(issue, place) for issue in issues if issue.pull_request is None]
            if not more or count == MOST_PAGES[way.token is not None]:
                break
    return Listing(tuple(sorted(found, key=lambda each: (each.asked_at, each.number), reverse=True)), more)


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
            raise _NotUnderstood
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
        another word the next time. Raises a WorkbookError where one of the two cannot be done.
        """
        with self._asked():
            issue = self._opened.get_issue(number)
            if issue.state != "open" or _is_kept(issue):
                return False
            if not any(MARKER in (comment.body or "") for comment in issue.get_comments()):
                issue.create_comment(word)
            issue.edit(state="closed", state_reason="completed")
            if issue.state != "closed":
                raise _NotUnderstood
            return True


@contextmanager
def closer(place: Repository, way: Access, now: datetime) -> Iterator[Closer]:
    """What closes questions. Raises a WorkbookError where there is no token, or the repository cannot be had."""
    if way.token is None:
        raise WorkbookError(
            sentence(
                "There is no token with which to close questions on {host}. Put one under [{table}] in {path}, with "
                "api beside it for a server of your own, or name it in {variable}.",
                host=place.host,
                table=TABLE,
                path=str(secret.FILE),
                variable=TOKEN,
            )
        )

    with _client(way) as client:
        with _asked(place, way, now):
            opened = client.get_repo(
                str(place)
            )  # by its present name: a write is not led on from a former one
            assert opened.url
        yield Closer(opened, lambda: _asked(place, way, now))


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
        raise _NotUnderstood
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


# ---- what its errors mean ----


@contextmanager
def _asked(place: Repository, way: Access, now: datetime) -> Iterator[None]:
    """Around all that asks GitHub: what goes wrong becomes a sentence for people. PyGithub's own errors quote the
    answer, so they are not passed on."""
    import requests
    from github import GithubException
    from github.GithubException import BadAttributeException

    try:
        yield
    except GithubException as error:
        raise WorkbookError(_why_refused(error, place, way, now)) from None
    except requests.RequestException as error:
        raise WorkbookError(_why_unreached(error)) from None
    except (_NotUnderstood, BadAttributeException, AssertionError, RuntimeError, ValueError, TypeError):
        # PyGithub asserts, and raises bare errors, where an answer or a redirection is none of GitHub's.
        raise WorkbookError(_not_understood()) from None


def _not_understood() -> Sentence:
    return sentence(
        "The answer did not come whole from GitHub, or not from GitHub at all. Check the setting repository, and "
        "whether this network asks for a login; else it is tried again by itself."
    )


def _why_unreached(error: "requests.RequestException") -> Sentence:
    import requests

    inner = type(error.args[0]).__name__ if error.args else ""
    if isinstance(error, requests.Timeout) or inner == "ReadTimeoutError":
        return sentence("GitHub did not answer in time. It is tried again by itself; nothing has to be done.")
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.InvalidJSONError):
        return _not_understood()
    return sentence(
        "GitHub cannot be reached. Check the network of this machine; it is tried again by itself."
    )


def _why_refused(error: "GithubException", place: Repository, way: Access, now: datetime) -> Sentence:
    from github import RateLimitExceededException

    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if (
        isinstance(error, RateLimitExceededException)
        or error.status == 429
        or (error.status == 403 and ("retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"))
    ):
        return _why_no_more(way, _free_at(headers, now))
    if error.status >= 500:
        return sentence(
            "GitHub has a fault of its own ({status}). It is tried again by itself; nothing has to be done.",
            status=error.status,
        )
    known = (_WITH_TOKEN if way.token else _WITHOUT_TOKEN).get(error.status)
    if known is None:
        message = error.data.get("message", "") if isinstance(error.data, dict) else ""
        return sentence(
            "GitHub refuses the request: {status} {message}", status=error.status, message=message
        )
    where = {"table": TABLE, "path": str(secret.FILE), "variable": TOKEN, "repository": str(place)}
    return sentence(known.text, **where)


_SWITCHED_OFF = sentence(
    "Issues are switched off in {repository}. Switch them on there, under Settings > Features."
)
_WITH_TOKEN = {
    401: sentence(
        "GitHub does not take the token: it is mistyped, withdrawn or has expired. Make a new one and put it under "
        "[{table}] in {path}, or into {variable}."
    ),
    403: sentence(
        "The token may not do that in {repository}. Give it that repository and the permission Issues: read to show "
        "questions, write to close them."
    ),
    404: sentence(
        "There is no repository {repository} that the token may see. Mend the setting repository, or give the token "
        "that repository."
    ),
    410: _SWITCHED_OFF,
}
_WITHOUT_TOKEN = {
    404: sentence(
        "There is no public repository {repository}. Mend the setting repository; if it is private, put a token under "
        "[{table}] in {path}."
    ),
    410: _SWITCHED_OFF,
}


def _free_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When GitHub takes requests again, in the zone of ``now``; ``None`` where it does not say."""
    try:
        if wait := headers.get("retry-after"):
            return now + timedelta(seconds=int(wait))
        return datetime.fromtimestamp(int(headers["x-ratelimit-reset"]), now.tzinfo)
    except (LookupError, ValueError, OverflowError, OSError):
        return None


def _why_no_more(way: Access, free_at: datetime | None) -> Sentence:
    time = f"{free_at:%H:%M:%S}" if free_at else "–"
    if way.token:
        return sentence(
            "GitHub takes no more requests with this token until {time}. It is tried again by itself; nothing has to "
            "be done.",
            time=time,
        )
    return sentence(
        "GitHub takes no more requests without a token from this network until {time}. It is tried again by itself; "
        "with a token under [{table}] in {path} it takes more.",
        time=time,
        table=TABLE,
        path=str(secret.FILE),
    )
