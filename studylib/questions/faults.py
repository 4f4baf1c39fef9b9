"""GitHub's faults as sentences for people."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studylib.config import secrets
from studylib.questions.access import TABLE, TOKEN, Access, Repository
from studylib.text.errors import QuestionsError
from studylib.text.faults import explain_outage, explain_rejection, explain_timeout, explain_unreachable
from studylib.text.message import Sentence, sentence

if TYPE_CHECKING:
    import requests
    from github import GithubException


class NotGitHubError(Exception):
    """An answer of another kind than GitHub's: a login page, a cut body, other JSON."""


@contextmanager
def translate_faults(place: Repository, way: Access, now: datetime) -> Iterator[None]:
    """Turn all errors of requests to GitHub into sentences for people.

    PyGithub's own errors quote the answer, so they are dropped, also as the cause.
    """
    import requests
    from github import GithubException
    from github.GithubException import BadAttributeException

    try:
        yield
    except GithubException as error:
        raise QuestionsError(_explain_refused(error, place, way, now)) from None
    except requests.RequestException as error:
        raise QuestionsError(_explain_unreached(error)) from None
    except (NotGitHubError, BadAttributeException, AssertionError, RuntimeError, ValueError, TypeError):
        # PyGithub asserts, and raises bare errors, if an answer or a redirection is not GitHub's.
        raise QuestionsError(_explain_foreign_answer()) from None


def _explain_foreign_answer() -> Sentence:
    return sentence(
        "The answer is incomplete, or it is not from GitHub. Check the setting repository, and whether this network "
        "asks for a login. We retry automatically."
    )


def _explain_unreached(error: "requests.RequestException") -> Sentence:
    import requests

    inner = type(error.args[0]).__name__ if error.args else ""
    if isinstance(error, requests.Timeout) or inner == "ReadTimeoutError":
        return explain_timeout("GitHub")
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.InvalidJSONError):
        return _explain_foreign_answer()
    return explain_unreachable("GitHub")


def _explain_refused(error: "GithubException", place: Repository, way: Access, now: datetime) -> Sentence:
    from github import RateLimitExceededException

    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    if (
        isinstance(error, RateLimitExceededException)
        or error.status == 429
        or (error.status == 403 and ("retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"))
    ):
        return _explain_limit(way, _find_reset(headers, now))
    if error.status >= 500:
        return explain_outage("GitHub", error.status)
    known = (_WITH_TOKEN if way.token else _WITHOUT_TOKEN).get(error.status)
    if known is None:
        message = error.data.get("message", "") if isinstance(error.data, dict) else ""
        return explain_rejection("GitHub", error.status, message)
    values = {"table": TABLE, "path": str(secrets.FILE), "variable": TOKEN, "repository": str(place)}
    return sentence(known.text, **values)


_SWITCHED_OFF = sentence("Issues are off in {repository}. Turn them on there, under Settings > Features.")
_WITH_TOKEN = {
    401: sentence(
        "GitHub does not accept the token. It is mistyped, withdrawn or expired. Make a new one and put it under "
        "[{table}] in {path}, or into {variable}."
    ),
    403: sentence(
        "The token may not do this in {repository}. Give it that repository and the permission Issues: read to show "
        "questions, write to close them."
    ),
    404: sentence(
        "The token sees no repository {repository}. Fix the setting repository, or give the token that repository."
    ),
    410: _SWITCHED_OFF,
}
_WITHOUT_TOKEN = {
    404: sentence(
        "There is no public repository {repository}. Fix the setting repository. If it is private, put a token under "
        "[{table}] in {path}."
    ),
    410: _SWITCHED_OFF,
}


def _find_reset(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """When GitHub accepts requests again, in the zone of ``now``. ``None`` if it does not say."""
    try:
        if wait := headers.get("retry-after"):
            return now + timedelta(seconds=int(wait))
        return datetime.fromtimestamp(int(headers["x-ratelimit-reset"]), now.tzinfo)
    except (LookupError, ValueError, OverflowError, OSError):
        return None


def _explain_limit(way: Access, reset_at: datetime | None) -> Sentence:
    time = f"{reset_at:%H:%M:%S}" if reset_at else "–"
    if way.token:
        return sentence(
            "GitHub accepts no more requests with this token until {time}. We retry automatically. "
            "You do not need to do anything.",
            time=time,
        )
    return sentence(
        "GitHub accepts no more requests without a token from this network until {time}. We retry automatically. "
        "It accepts more with a token under [{table}] in {path}.",
        time=time,
        table=TABLE,
        path=str(secrets.FILE),
    )
