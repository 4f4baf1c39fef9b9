"""The group's own script, in the place of the Sheets API.

A request is one POST of token, verb, path, parameters and body. Google answers by one redirect to the content. Only the
body has the token, never an address.
"""

from typing import Any
from urllib.parse import urlsplit

from studylib.config import bridge as config
from studylib.stores.google import bridge_faults, faults, session
from studylib.stores.google.bridge_faults import Trouble, TroubleError
from studylib.stores.google.client import Send
from studylib.stores.google.script_address import is_of_domain, parse_address
from studylib.text.errors import ConfigError, WorkbookError
from studylib.text.message import Sentence

TIMEOUT = (4.0, 30.0)
"""Seconds to wait for a connection, then for each part of the answer. A script that sleeps takes seconds to wake."""

CONTENT_HOST = "script.googleusercontent.com"
"""The only host that has the answers of scripts."""

HEADERS = {"Accept-Language": "en"}
"""Asks for Google's pages in English, because their words decide."""

PATH = "/v4/spreadsheets/"
"""Stands before the id in the endpoints of the Sheets API."""

NO_ID = "bridge"
"""Stands for the id in endpoints. The script knows its own sheet."""


class Bridge:
    """The service of a sheet that has the group's own script in it."""

    name = "Google Apps Script"
    shared = False

    def __init__(self, address: str) -> None:
        """Asks nothing yet. Raises a WorkbookError if the address or the token is wrong."""
        self._address = parse_address(address)
        try:
            self._token = config.read_token(address)
        except ConfigError as error:
            raise WorkbookError(error.why) from None
        self.id = ""

    def open(self, scope: str) -> Send:
        """See ``Service.open``. The script has one right for all, so the scope does not matter."""
        opened = session.open_unsigned_session()

        def send(method: str, endpoint: str, params: Any, body: Any) -> session.Response:
            path = endpoint.split(PATH, 1)[-1].removeprefix(NO_ID)
            request = {"token": self._token, "version": config.VERSION, "method": method, "path": path}
            asked = {**request, "params": params, "body": body}
            try:
                response, has_run = _post(opened, self._address, asked, again=method == "get")
            except session.RequestError as error:
                raise faults.hide_place(error) from None
            return self._read(response, has_run=has_run)

        return send

    def _read(self, response: session.Response, *, has_run: bool) -> session.Response:
        """Check the answer, and learn the id of the sheet. Raises an error of ``faults.FAULTS``."""
        body = bridge_faults.parse_body(response, has_run=has_run)
        bridge_faults.check_version(body.get("version"))
        if "error" in body:
            raise faults.RefusedError(response)
        self.id = str(body.get("spreadsheetId", self.id))
        return response

    def explain(self, error: Exception) -> Sentence:
        """See ``Service.explain``."""
        return bridge_faults.explain(error, of_domain=is_of_domain(self._address))

    def explain_write(self, error: Exception, *, sent: bool) -> Sentence:
        """See ``Service.explain_write``."""
        return bridge_faults.explain_write(error, of_domain=is_of_domain(self._address), sent=sent)


def _post(
    opened: session.Session, address: str, request: Any, *, again: bool
) -> tuple[session.Response, bool]:
    """Post the request, and fetch the answer from where Google puts it. Say if the script has surely run.

    With ``again``, an outage is tried once more. A write is never sent twice.
    """
    response = opened.post(address, json=request, headers=HEADERS, timeout=TIMEOUT, allow_redirects=False)
    if again and response.status_code >= 500:
        return _post(opened, address, request, again=False)
    if not response.is_redirect:
        return response, False
    place = response.headers["Location"]
    parts = urlsplit(place)
    if parts.scheme != "https" or parts.netloc != CONTENT_HOST:
        raise TroubleError(bridge_faults.judge_redirect(parts.netloc), is_over=False)
    answer = opened.get(place, headers=HEADERS, timeout=TIMEOUT, allow_redirects=False)
    if answer.is_redirect:
        raise TroubleError(Trouble.ELSEWHERE)
    return answer, True
