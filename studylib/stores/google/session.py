"""Sessions with Google, signed with a service account's key, that give up in time.

No key, token or address of a sheet is ever logged or quoted.
"""

import logging
import os
from collections.abc import Sequence
from functools import lru_cache
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.service_account import Credentials
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from studylib.config import secrets
from studylib.config.hosts import is_loopback
from studylib.stores.google import faults
from studylib.stores.google.key import KEY, KEY_FILE, Key, explain_broken_key, read_fields
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

READ_ONLY = "https://www.googleapis.com/auth/spreadsheets.readonly"
READ_AND_WRITE = "https://www.googleapis.com/auth/spreadsheets"

ELSEWHERE = "STUDYBOARD_SHEETS_API"
"""The environment variable that names a server on this machine to ask instead of Google."""

TIMEOUT = (4.0, 8.0)
"""Seconds to wait for a connection, then for each part of the answer."""

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
"""Few and short, because a person waits for the page. A write is never sent twice: a fault may hide its success."""

# Its warning of a retry quotes the path, which holds the address of the group's sheet.
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)


CHUNK = 65_536
"""Bytes of an answer to read at a time."""

RequestError = requests.RequestException
Session = requests.Session
Response = requests.Response
"""The answer of a session."""


def find_stand_in() -> str | None:
    """Return the server to ask instead of Google. ``None`` for Google itself.

    Raises a WorkbookError if it is on another machine: only Google may get the group's data.
    """
    address = os.environ.get(ELSEWHERE)
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme == "http" and is_loopback(parts.hostname or ""):
        return address.rstrip("/")
    raise WorkbookError(
        sentence(
            "{variable} may only name a server on this machine, such as http://127.0.0.1:8700. Fix or unset it.",
            variable=ELSEWHERE,
        )
    )


def open_session(key: Key | None, scope: str) -> requests.Session:
    """Open a session that signs with the key for that scope.

    Without a key it is unsigned, which only a stand-in accepts. Raises a WorkbookError if there is no key for Google,
    or a broken one.
    """
    base = find_stand_in()
    if key is None and base is None:
        raise WorkbookError(
            sentence(
                "There is no key to read Google Sheets with. Put a service account's key into [{table}] in {path}, or "
                "name its file in {variable}. The README says how to get one.",
                table=KEY,
                path=str(secrets.FILE),
                variable=KEY_FILE,
            )
        )
    if key is None:
        return _route(base, requests.Session(), GET_AGAIN)
    signing = _route(base, requests.Session(), Retry(0))
    signed: requests.Session = AuthorizedSession(  # type: ignore[no-untyped-call]
        _sign_in(key, [scope], base), auth_request=Request(signing)
    )
    return _route(base, signed, GET_AGAIN)


def open_unsigned_session() -> requests.Session:
    """Open a session without any key, password or cookie."""
    unsigned = _route(find_stand_in(), requests.Session(), GET_AGAIN)
    unsigned.auth = _leave_unsigned
    unsigned.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return unsigned


def _leave_unsigned(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Add no password, not even one of a .netrc file."""
    return request


def load_body(response: Response, most: int) -> None:
    """Read the body of a streamed answer. Raises BigAnswerError if it has more than ``most`` bytes, unpacked."""
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > most:
            response.close()
            raise faults.BigAnswerError
    response._content = bytes(body)  # as ``requests`` itself keeps it


def _sign_in(key: Key, scopes: Sequence[str], base: str | None) -> Credentials:
    fields = {**key.fields, "token_uri": f"{base}/token"} if base else dict(key.fields)
    try:
        credentials: Credentials = _parse_key(tuple(fields.items())).with_scopes(scopes)
        return credentials
    except (ValueError, GoogleAuthError):
        # Its message may quote the key, so it is dropped, also as the cause.
        raise explain_broken_key("private_key", read_fields()[0]) from None


@lru_cache(maxsize=2)
def _parse_key(fields: tuple[tuple[str, str], ...]) -> Credentials:
    """Parse a key once for all sheets. It takes longer than all else that opens one. Raises as Google's library."""
    parsed: Credentials = Credentials.from_service_account_info(dict(fields))  # type: ignore[no-untyped-call]
    return parsed


def _route(base: str | None, session: requests.Session, retries: Retry) -> requests.Session:
    """Return the session with those retries. If there is a ``base``, all requests go to that server."""
    adapter = _Elsewhere(base, retries) if base else HTTPAdapter(max_retries=retries)
    session.mount("https://", adapter)
    if base:
        session.mount("http://", adapter)
        session.trust_env = False  # no proxy: the server is on the same machine
    return session


class _Elsewhere(HTTPAdapter):
    """An adapter that sends requests for Google to another server."""

    def __init__(self, base: str, retries: Retry) -> None:
        super().__init__(max_retries=retries)
        self._base = base

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        request.url = self._base + parts.path + (f"?{parts.query}" if parts.query else "")
        return super().send(request, *args, **options)
