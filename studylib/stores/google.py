"""The way to Google: a service account's key, a session that gives up in time, and what its errors mean.

The door of google-auth, requests and urllib3. No key, token or address of a sheet is ever logged or quoted.
"""

import ipaddress
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.service_account import Credentials
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ReadTimeoutError
from urllib3.util import Retry

from studylib import secret
from studylib.cells import WorkbookError
from studylib.sentence import Plain, Sentence, sentence

READ_ONLY = "https://www.googleapis.com/auth/spreadsheets.readonly"
READ_AND_WRITE = "https://www.googleapis.com/auth/spreadsheets"

ELSEWHERE = "STUDYBOARD_SHEETS_API"
"""The environment variable that names another server, on this machine, to ask in Google's place."""

KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS"
"""The environment variable that names a service account's key file, as Google's own programs know it."""

KEY = "service_account"
"""What a service account's key is called in the secrets file."""

TIMEOUT = (4.0, 8.0)
"""Seconds to wait for a connection, and then for each part of the answer."""

GET_AGAIN = Retry(
    total=2,
    connect=1,
    read=1,
    redirect=2,
    status=2,
    backoff_factor=0.3,
    backoff_jitter=0.3,
    status_forcelist=(429, 500, 502, 503, 504),
    allowed_methods={"GET"},
    retry_after_max=2,
    raise_on_status=False,
)
"""Few and short: somebody waits for the page. A write is never sent twice: a fault may hide that it was done."""

# It warns of each retry with the path that was asked for, and in that stands the address of the group's sheet.
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)


Response = requests.Response
"""What a session answers with."""


class Refused(Exception):
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


class NotUnderstood(Exception):
    """The answer is none of Google's: a login page, a body cut short, or JSON of another kind."""


def _error_of(response: requests.Response) -> dict[str, Any]:
    """The ``error`` of Google's body; empty where the body is HTML or of another form."""
    try:
        error = response.json()["error"]
    except (ValueError, LookupError, TypeError):
        return {}
    return error if isinstance(error, dict) else {}


# ---- the key ----


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A service account's key. It has no ``repr``, so that no log or traceback shows it."""

    email: str
    fields: Mapping[str, str]


def key() -> Key | None:
    """The service account's key of this machine: of the secrets file, else of the file that ``KEY_FILE`` names.

    ``None`` where there is none. A ``private_key`` whose line ends were pasted as ``\\n`` is mended. Raises a
    WorkbookError that names the field that is wrong, never its value.
    """
    where, fields = _fields()
    if not fields:
        return None
    if fields.get("type") != "service_account":
        raise _broken("type", where)
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    for name in ("client_email", "private_key", "token_uri"):
        if not texts.get(name, "").strip():
            raise _broken(name, where)
    if "@" not in texts["client_email"]:
        raise _broken("client_email", where)
    if not texts["token_uri"].startswith("https://"):
        raise _broken("token_uri", where)
    texts["private_key"] = texts["private_key"].replace("\\n", "\n").strip() + "\n"
    return Key(texts["client_email"].strip(), texts)


def _fields() -> tuple[str, Mapping[str, object]]:
    """Where the key is written, and its fields. In the secrets file it is a table, or the whole JSON as a text."""
    where = f"[{KEY}] in {secret.FILE}"
    found = secret.value(KEY)
    if isinstance(found, Mapping):
        return where, found
    if found is not None:
        return where, _parsed(str(found), where)
    path = os.environ.get(KEY_FILE)
    if not path:
        return "", {}
    try:
        return path, _parsed(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError):
        raise _no_key_in(path) from None


def _parsed(text: str, where: str) -> Mapping[str, object]:
    """The fields of a key file. The text is not passed on where it is none, not even as the cause."""
    try:
        fields = json.loads(text)
    except ValueError:
        raise _no_key_in(where) from None
    return fields if isinstance(fields, Mapping) else {"type": None}


def _no_key_in(where: str) -> WorkbookError:
    return WorkbookError(
        sentence(
            "There is no service account's key in {where}: it cannot be read as JSON. Copy the whole key file again.",
            where=where,
        )
    )


def _broken(field: str, where: str) -> WorkbookError:
    return WorkbookError(
        sentence(
            "The key of the service account is broken: its “{field}” is missing or not as Google wrote it ({where}). "
            "Copy the whole key file again.",
            field=field,
            where=where,
        )
    )


def _credentials(key: Key, scopes: Sequence[str], base: str | None) -> Credentials:
    fields = {**key.fields, "token_uri": f"{base}/token"} if base else dict(key.fields)
    try:
        found: Credentials = Credentials.from_service_account_info(fields, scopes=scopes)  # type: ignore[no-untyped-call]
        return found
    except (ValueError, GoogleAuthError):
        # Its message may quote the key: it is not passed on, not even as the cause.
        raise _broken("private_key", _fields()[0]) from None


# ---- the session ----


def elsewhere() -> str | None:
    """The server to ask in Google's place, ``None`` for Google itself.

    Raises a WorkbookError where it is not on this machine: the group's data goes to nobody else.
    """
    given = os.environ.get(ELSEWHERE)
    if not given:
        return None
    parts = urlsplit(given)
    if parts.scheme == "http" and _is_loopback(parts.hostname or ""):
        return given.rstrip("/")
    raise WorkbookError(
        sentence(
            "{variable} may only name a server on this machine, such as http://127.0.0.1:8700. Mend or unset it.",
            variable=ELSEWHERE,
        )
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def session(key: Key | None, scope: str) -> requests.Session:
    """A session that signs with the key for that scope; unsigned without a key, which only a stand-in takes.

    Raises a WorkbookError where there is no key for Google, or one that is broken.
    """
    base = elsewhere()
    if key is None and base is None:
        raise WorkbookError(
            sentence(
                "There is no key to read Google Sheets with. Put a service account's key into [{table}] in {path}, or "
                "name its file in {variable}; the README says how to get one.",
                table=KEY,
                path=str(secret.FILE),
                variable=KEY_FILE,
            )
        )
    if key is None:
        return _leading_to(base, requests.Session(), GET_AGAIN)
    signing = _leading_to(base, requests.Session(), Retry(0))
    signed: requests.Session = AuthorizedSession(  # type: ignore[no-untyped-call]
        _credentials(key, [scope], base), auth_request=Request(signing)
    )
    return _leading_to(base, signed, GET_AGAIN)


def _leading_to(base: str | None, made: requests.Session, retries: Retry) -> requests.Session:
    """The session with those retries; where there is a ``base``, all of it goes there."""
    adapter = _Elsewhere(base, retries) if base else HTTPAdapter(max_retries=retries)
    made.mount("https://", adapter)
    if base:
        made.mount("http://", adapter)
        made.trust_env = False  # no proxy lies between a program and a server on the same machine
    return made


class _Elsewhere(HTTPAdapter):
    """Sends what is meant for Google to another server."""

    def __init__(self, base: str, retries: Retry) -> None:
        super().__init__(max_retries=retries)
        self._base = base

    def send(self, request: requests.PreparedRequest, *given: Any, **options: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        request.url = self._base + parts.path + (f"?{parts.query}" if parts.query else "")
        return super().send(request, *given, **options)


# ---- what its errors mean ----

FAULTS = (Refused, NotUnderstood, requests.RequestException, GoogleAuthError)
"""All that a call may raise."""


def why(error: Exception, key: Key | None) -> Sentence:
    """What an error of ``FAULTS`` means for the person who reads the sheet, and what to do."""
    if isinstance(error, Refused):
        return _why_refused(error, key)
    cause = error.__cause__ or error
    if _timed_out(cause):
        return sentence("Google did not answer in time. It is tried again by itself; nothing has to be done.")
    if isinstance(error, NotUnderstood) or isinstance(
        cause, requests.exceptions.InvalidJSONError | requests.exceptions.ChunkedEncodingError
    ):
        return sentence(
            "The answer did not come whole from Google, or not from Google at all. Check whether this network "
            "asks for a login; else it is tried again by itself."
        )
    if isinstance(error, RefreshError) and not error.retryable and isinstance(error.args[-1], dict):
        return sentence(
            "Google does not take the key of {account}: it was withdrawn, or the clock of this machine is wrong. Set "
            "the clock, or make a new key.",
            account=_account(key),
        )
    if isinstance(error, GoogleAuthError) and not isinstance(error, TransportError):  # or HTML from a gateway
        return sentence("Google cannot check the key at the moment. It is tried again by itself.")
    return sentence(
        "Google cannot be reached. Check the network of this machine; it is tried again by itself."
    )


def why_not_written(error: Exception, key: Key | None, *, sent: bool) -> Sentence:
    """The same for a write. ``sent``: Google may have been asked to write before the error came."""
    passes = not isinstance(error, Refused) or error.status in (429, *range(500, 600))
    if isinstance(error, Refused) and error.status == 403 and not error.details:
        return sentence(
            "Studyboard may not write to this sheet. In the sheet, choose Share, and make {account} an editor.",
            account=_account(key),
        )
    if not passes or (isinstance(error, RefreshError) and isinstance(error.args[-1], dict)):
        return why(error, key)
    if sent and not (isinstance(error, Refused) and error.status == 429):
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


def _why_refused(error: Refused, key: Key | None) -> Sentence:
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
            "Google takes no more requests for a minute. It is tried again by itself; nothing has to be done."
        ),
    }
    if error.status in known:
        return known[error.status]
    if error.status >= 500:
        return sentence(
            "Google Sheets has a fault of its own ({status}). It is tried again by itself; nothing has to be done.",
            status=error.status,
        )
    return sentence(
        "Google refuses the request: {status} {message}", status=error.status, message=error.message
    )
