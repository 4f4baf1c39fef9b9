"""The way to Google: a service account's key, a session that gives up in time, and what its errors mean.

The door of google-auth, requests and urllib3. No key, token or address of a sheet is ever logged or quoted.
"""

import ipaddress
import logging
import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.service_account import Credentials
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from studylib.config import secrets
from studylib.stores.google.key import KEY, KEY_FILE, Key, explain_broken_key, read_fields
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

READ_ONLY = "https://www.googleapis.com/auth/spreadsheets.readonly"
READ_AND_WRITE = "https://www.googleapis.com/auth/spreadsheets"

ELSEWHERE = "STUDYBOARD_SHEETS_API"
"""The environment variable that names another server, on this machine, to ask in Google's place."""

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


def _credentials(key: Key, scopes: Sequence[str], base: str | None) -> Credentials:
    fields = {**key.fields, "token_uri": f"{base}/token"} if base else dict(key.fields)
    try:
        found: Credentials = Credentials.from_service_account_info(fields, scopes=scopes)  # type: ignore[no-untyped-call]
        return found
    except (ValueError, GoogleAuthError):
        # Its message may quote the key: it is not passed on, not even as the cause.
        raise explain_broken_key("private_key", read_fields()[0]) from None


# ---- the session ----


def find_stand_in() -> str | None:
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
            "{variable} may only name a server on this machine, such as http://127.0.0.1:8700. Fix or unset it.",
            variable=ELSEWHERE,
        )
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def open_session(key: Key | None, scope: str) -> requests.Session:
    """A session that signs with the key for that scope; unsigned without a key, which only a stand-in takes.

    Raises a WorkbookError where there is no key for Google, or one that is broken.
    """
    base = find_stand_in()
    if key is None and base is None:
        raise WorkbookError(
            sentence(
                "There is no key to read Google Sheets with. Put a service account's key into [{table}] in {path}, or "
                "name its file in {variable}; the README says how to get one.",
                table=KEY,
                path=str(secrets.FILE),
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
