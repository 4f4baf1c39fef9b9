"""Google's faults as sentences for people."""

from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from urllib3.exceptions import ReadTimeoutError

from studylib.stores.google.key import Key
from studylib.text.message import Plain, Sentence, sentence


class RefusedError(Exception):
    """Google answered, but not with what was asked for: its HTTP status, and what its body says of the reason."""

    def __init__(self, response: requests.Response) -> None:
        error = _error_of(response)
        self.status = response.status_code
        self.reason = str(error.get("status", ""))
        self.message = str(error.get("message", ""))
        self.details = {
            str(each.get("reason")) for each in error.get("details") or [] if isinstance(each, dict)
        }
        super().__init__(f"{self.status} {self.reason}")


class NotGoogleError(Exception):
    """The answer is none of Google's: a login page, a body cut short, or JSON of another kind."""


def _error_of(response: requests.Response) -> dict[str, Any]:
    """The ``error`` of Google's body; empty where the body is HTML or of another form."""
    try:
        error = response.json()["error"]
    except (ValueError, LookupError, TypeError):
        return {}
    return error if isinstance(error, dict) else {}


# ---- what its errors mean ----

FAULTS = (RefusedError, NotGoogleError, requests.RequestException, GoogleAuthError)
"""All that a call may raise."""


def explain(error: Exception, key: Key | None) -> Sentence:
    """What an error of ``FAULTS`` means for the person who reads the sheet, and what to do."""
    if isinstance(error, RefusedError):
        return _why_refused(error, key)
    cause = error.__cause__ or error
    if _timed_out(cause):
        return sentence(
            "Google did not answer in time. We retry automatically. You do not need to do anything."
        )
    if isinstance(error, NotGoogleError) or isinstance(
        cause, requests.exceptions.InvalidJSONError | requests.exceptions.ChunkedEncodingError
    ):
        return sentence(
            "The answer did not come whole from Google, or not from Google at all. Check whether this network "
            "asks for a login; else we retry automatically."
        )
    if isinstance(error, RefreshError) and not error.retryable and isinstance(error.args[-1], dict):
        return sentence(
            "Google does not take the key of {account}: it was withdrawn, or the clock of this machine is wrong. Set "
            "the clock, or make a new key.",
            account=_account(key),
        )
    if isinstance(error, GoogleAuthError) and not isinstance(error, TransportError):  # or HTML from a gateway
        return sentence("Google cannot check the key at the moment. It is tried again by itself.")
    return sentence("Google cannot be reached. Check the network of this machine; we retry automatically.")


def explain_write(error: Exception, key: Key | None, *, sent: bool) -> Sentence:
    """The same for a write. ``sent``: Google may have been asked to write before the error came."""
    passes = not isinstance(error, RefusedError) or error.status in (429, *range(500, 600))
    if isinstance(error, RefusedError) and error.status == 403 and not error.details:
        return sentence(
            "Studyboard may not write to this sheet. In the sheet, choose Share, and make {account} an editor.",
            account=_account(key),
        )
    if not passes or (isinstance(error, RefreshError) and isinstance(error.args[-1], dict)):
        return explain(error, key)
    if sent and not (isinstance(error, RefusedError) and error.status == 429):
        return sentence(
            "Google did not confirm what was to be written. Look whether it is in the sheet before you try again."
        )
    return sentence("Google takes nothing at the moment. Nothing was written; try again in a minute.")


def _timed_out(error: BaseException) -> bool:
    """Whether the time was up, also where it was up again at the last try."""
    last = getattr(next(iter(error.args), None), "reason", None)
    return isinstance(error, requests.Timeout) or isinstance(last, ReadTimeoutError)


def _account(key: Key | None) -> Plain:
    """The account with which the sheet has to be shared: the one address that people must see whole."""
    return Plain(key.email if key else "–")


def _why_refused(error: RefusedError, key: Key | None) -> Sentence:
    if error.reason == "FAILED_PRECONDITION":
        return sentence(
            "The address is that of an Excel file kept in Google Drive. Open it, choose File > Save as Google Sheets, "
            "and give the address of the new sheet."
        )
    if "SERVICE_DISABLED" in error.details:
        return sentence(
            "The Google Sheets API is not switched on in the project of {account}. Enable it in the Google Cloud "
            "console, under APIs & Services.",
            account=_account(key),
        )
    known = {
        401: sentence(
            "Google does not take the key of {account}. Make a new key, or check the clock of this machine.",
            account=_account(key),
        ),
        403: sentence(
            "The sheet is not shared with Studyboard. In the sheet, choose Share, and add {account} as a viewer.",
            account=_account(key),
        ),
        404: sentence(
            "There is no Google Sheet at this address. Open the sheet in a browser, and copy its address again."
        ),
        429: sentence(
            "Google takes no more requests for a minute. We retry automatically. You do not need to do anything."
        ),
    }
    if error.status in known:
        return known[error.status]
    if error.status >= 500:
        return sentence(
            "Google Sheets has a fault of its own ({status}). We retry automatically. You do not need to do anything.",
            status=error.status,
        )
    return sentence(
        "Google refuses the request: {status} {message}", status=error.status, message=error.message
    )
