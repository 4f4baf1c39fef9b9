"""Google's faults as sentences for people."""

from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from urllib3.exceptions import ReadTimeoutError

from studylib.stores.google.key import Key
from studylib.stores.store import NotSharedError, TooLargeError
from studylib.text.errors import WorkbookError
from studylib.text.faults import explain_outage, explain_rejection, explain_timeout, explain_unreachable
from studylib.text.message import Plain, Sentence, sentence


class RefusedError(Exception):
    """A refusal by Google: the status of HTTP or in the body, and the reason."""

    def __init__(self, response: requests.Response) -> None:
        error = _error_of(response)
        code = error.get("code")
        self.status = code if response.ok and isinstance(code, int) else response.status_code
        self.reason = str(error.get("status", ""))
        self.message = str(error.get("message", ""))
        self.details = {
            str(each.get("reason")) for each in error.get("details") or [] if isinstance(each, dict)
        }
        super().__init__(f"{self.status} {self.reason}")


class NotGoogleError(Exception):
    """An answer of another kind than Google's: a login page, a cut body, other JSON."""


class BigAnswerError(Exception):
    """An answer of more bytes than are read."""


_TOO_LARGE = sentence(
    "The sheet is too large for this server. Move what does not belong to the study to another sheet."
)

FAULTS = (
    RefusedError,
    BigAnswerError,
    NotGoogleError,
    requests.RequestException,
    GoogleAuthError,
    RecursionError,
    ValueError,
)
"""All errors that a request may raise. JSON that nests too deeply, or holds an endless number, raises the last two."""


def explain(error: Exception, key: Key | None) -> Sentence:
    """Say what an error of ``FAULTS`` means for a read, and what to do. ``key`` is ``None`` if there is none."""
    if isinstance(error, RefusedError | BigAnswerError):
        return _explain_refused(error, key) if isinstance(error, RefusedError) else _TOO_LARGE
    cause = error.__cause__ or error
    if _is_timeout(cause):
        return explain_timeout("Google")
    is_other = not isinstance(error, requests.RequestException | GoogleAuthError)
    if is_other or isinstance(
        cause, requests.exceptions.InvalidJSONError | requests.exceptions.ChunkedEncodingError
    ):
        return sentence(
            "The answer is incomplete, or it is not from Google. Check whether this network asks for a login. "
            "We retry automatically."
        )
    if isinstance(error, RefreshError) and not error.retryable and is_withdrawn(error):
        return sentence(
            "Google does not accept the key of {account}. It was withdrawn, or the clock of this machine is wrong. Set "
            "the clock, or make a new key.",
            account=name_account(key),
        )
    if isinstance(error, GoogleAuthError) and not isinstance(error, TransportError):  # or HTML from a gateway
        return sentence("Google cannot check the key at the moment. We retry automatically.")
    return explain_unreachable("Google")


def choose_kind(error: Exception) -> type[WorkbookError]:
    """Choose the kind of error for a read. Callers tell apart a sheet that is not for us, or beyond us."""
    if isinstance(error, BigAnswerError):
        return TooLargeError
    if isinstance(error, RefusedError) and "SERVICE_DISABLED" not in error.details:
        is_none = error.status in (403, 404) or error.reason == "FAILED_PRECONDITION"
        return NotSharedError if is_none else WorkbookError
    return WorkbookError


def hide_place(error: requests.RequestException) -> Exception:
    """Make an error of the same meaning without the address, which the library quotes."""
    if _is_timeout(error):
        return requests.Timeout()
    if isinstance(error, requests.exceptions.InvalidJSONError | requests.exceptions.ChunkedEncodingError):
        return NotGoogleError()
    return requests.ConnectionError()


def is_withdrawn(error: Exception) -> bool:
    """Tell whether Google refuses the key itself."""
    return isinstance(error, RefreshError) and isinstance(error.args[-1], dict)


def _is_timeout(error: BaseException) -> bool:
    """Return True for a time-out, also of the last retry."""
    last = getattr(next(iter(error.args), None), "reason", None)
    return isinstance(error, requests.Timeout) or isinstance(last, ReadTimeoutError)


def name_account(key: Key | None) -> Plain:
    """Return the account to share the sheet with. It is the only address shown whole."""
    return Plain(key.email if key else "–")


def _explain_refused(error: RefusedError, key: Key | None) -> Sentence:
    if error.reason == "FAILED_PRECONDITION":
        return sentence(
            "This address is of an Excel file in Google Drive. Open it, choose File > Save as Google Sheets, and use "
            "the address of the new sheet."
        )
    if "SERVICE_DISABLED" in error.details:
        return sentence(
            "The Google Sheets API is off in the project of {account}. Turn it on in the Google Cloud console, under "
            "APIs & Services.",
            account=name_account(key),
        )
    known = {
        401: sentence(
            "Google does not accept the key of {account}. Make a new key, or check the clock of this machine.",
            account=name_account(key),
        ),
        403: sentence(
            "The sheet is not shared with Studyboard. In the sheet, choose Share, and add {account} as a viewer.",
            account=name_account(key),
        ),
        404: sentence(
            "There is no Google Sheet at this address. Open the sheet in a browser and copy its address again."
        ),
        429: sentence(
            "Google accepts no more requests for a minute. We retry automatically. You do not need to do anything."
        ),
    }
    if error.status in known:
        return known[error.status]
    if error.status >= 500:
        return explain_outage("Google Sheets", error.status)
    return explain_rejection("Google", error.status, error.message)


def _error_of(response: requests.Response) -> dict[str, Any]:
    """Return the ``error`` of Google's body. Empty if the body is HTML or of another form."""
    try:
        error = response.json()["error"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    return error if isinstance(error, dict) else {}
