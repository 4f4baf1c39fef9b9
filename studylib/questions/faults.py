"""GitHub's faults as sentences for people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studylib.config import secrets
from studylib.questions.access import TABLE, TOKEN, Access, Repository
from studylib.text.errors import QuestionsError
from studylib.text.message import Sentence, sentence

if TYPE_CHECKING:
    import requests
    from github import GithubException


# ---- GitHub ----


class NotGitHubError(Exception):
    """The answer is none of GitHub's: a login page, a body cut short, or JSON of another kind."""


# ---- what its errors mean ----


@contextmanager
def translate_faults(place: Repository, way: Access, now: datetime) -> Iterator[None]:
    """Around all that asks GitHub: what goes wrong becomes a sentence for people. PyGithub's own errors quote the
    answer, so they are not passed on."""
    import requests
    from github import GithubException
    from github.GithubException import BadAttributeException

    try:
        yield
    except GithubException as error:
        raise QuestionsError(_why_refused(error, place, way, now)) from None
    except requests.RequestException as error:
        raise QuestionsError(_why_unreached(error)) from None
    except (NotGitHubError, BadAttributeException, AssertionError, RuntimeError, ValueError, TypeError):
        # PyGithub asserts, and raises bare errors, where an answer or a redirection is none of GitHub's.
        raise QuestionsError(_not_understood()) from None


def _not_understood() -> Sentence:
    return sentence(
        "The answer did not come whole from GitHub, or not from GitHub at all. Check the setting repository, and "
        "whether this network asks for a login; else we retry automatically."
    )


def _why_unreached(error: "requests.RequestException") -> Sentence:
    import requests

    inner = type(error.args[0]).__name__ if error.args else ""
    if isinstance(error, requests.Timeout) or inner == "ReadTimeoutError":
        return sentence(
            "GitHub did not answer in time. We retry automatically. You do not need to do anything."
        )
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.InvalidJSONError):
        return _not_understood()
    return sentence("GitHub cannot be reached. Check the network of this machine; we retry automatically.")


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
            "GitHub has a fault of its own ({status}). We retry automatically. You do not need to do anything.",
            status=error.status,
        )
    known = (_WITH_TOKEN if way.token else _WITHOUT_TOKEN).get(error.status)
    if known is None:
        message = error.data.get("message", "") if isinstance(error.data, dict) else ""
        return sentence(
            "GitHub refuses the request: {status} {message}", status=error.status, message=message
        )
    where = {"table": TABLE, "path": str(secrets.FILE), "variable": TOKEN, "repository": str(place)}
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
        "There is no repository {repository} that the token may see. Fix the setting repository, or give the token "
        "that repository."
    ),
    410: _SWITCHED_OFF,
}
_WITHOUT_TOKEN = {
    404: sentence(
        "There is no public repository {repository}. Fix the setting repository; if it is private, put a token under "
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
            "GitHub takes no more requests with this token until {time}. We retry automatically. "
            "You do not need to do anything.",
            time=time,
        )
    return sentence(
        "GitHub takes no more requests without a token from this network until {time}. It is tried again by itself; "
        "with a token under [{table}] in {path} it takes more.",
        time=time,
        table=TABLE,
        path=str(secrets.FILE),
    )
