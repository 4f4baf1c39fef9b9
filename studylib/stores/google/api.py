"""The Sheets API, signed with the key of a service account."""

from typing import Any

from studylib.config import robot
from studylib.stores.google import faults, key, session
from studylib.stores.google.address import find_sheet_id
from studylib.stores.google.client import Send
from studylib.stores.google.read_count import READS
from studylib.stores.google.write_faults import explain_write
from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence, sentence

MOST_BYTES = 16 * 2**20
"""Bytes of an answer, if people may add any sheet to the deployment. A large season has some hundred thousand."""


class Api:
    """The service of a sheet whose address the browser shows."""

    shared = True

    def __init__(self, address: str) -> None:
        """Asks nothing yet. Raises a WorkbookError if the address or the key is wrong."""
        self.id = _parse_address(address)
        self._key = key.find_key()

    @property
    def name(self) -> str:
        """Only the beginning of the id. The whole address of a sheet shared by link lets anyone change it."""
        return f"Google Sheets {self.id[:4]}…"

    def open(self, scope: str) -> Send:
        """See ``Service.open``."""
        opened = session.open_session(self._key, scope)
        most = MOST_BYTES if robot.takes_studies() else None

        def send(method: str, endpoint: str, params: Any, body: Any) -> session.Response:
            if method == "get":
                READS.add()
            try:
                response: session.Response = opened.request(
                    method,
                    endpoint,
                    params=params,
                    json=body,
                    timeout=session.TIMEOUT,
                    stream=most is not None,
                )
            except TypeError as error:  # google-auth takes a token answer that is no JSON for one
                raise faults.NotGoogleError from error
            if most is not None:
                session.load_body(response, most)
            if not response.ok:
                raise faults.RefusedError(response)
            return response

        return send

    def explain(self, error: Exception) -> Sentence:
        """See ``Service.explain``."""
        return faults.explain(error, self._key)

    def explain_write(self, error: Exception, *, sent: bool) -> Sentence:
        """See ``Service.explain_write``."""
        return explain_write(error, self._key, sent=sent)


def _parse_address(address: str) -> str:
    """Return the id in the address. Raises a WorkbookError if there is none."""
    if id := find_sheet_id(address):
        return id
    raise WorkbookError(
        sentence(
            "This is not the address of a Google Sheet. Open the sheet in a browser and copy its address, which begins "
            "with https://docs.google.com/spreadsheets/d/"
        )
    )
