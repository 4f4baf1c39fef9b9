"""Requests for one spreadsheet. The door of gspread."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import gspread
from gspread.utils import absolute_range_name

from studylib.stores.google import faults, session
from studylib.stores.google.cells import AS_STORED, read_rows, write_cell
from studylib.stores.google.ranges import split_ranges
from studylib.text.message import Sentence
from studylib.workbook.cells import Row, Tab

Send = Callable[[str, str, Any, Any], session.Response]
"""Sends a request: verb, endpoint, parameters, body. Raises an error of ``faults.FAULTS``."""


class Service(Protocol):
    """A way to one spreadsheet. It asks nothing before ``open`` is used."""

    @property
    def id(self) -> str:
        """The spreadsheet's id. Empty if it is not known yet."""

    @property
    def name(self) -> str:
        """What people see. It opens no door."""

    @property
    def shared(self) -> bool:
        """Whether the sheet is shared with a service account."""

    def open(self, scope: str) -> Send:
        """Open a way to send requests. Raises a WorkbookError if a key or a token is missing."""

    def explain(self, error: Exception) -> Sentence:
        """Say what an error of ``faults.FAULTS`` means for a read, and what to do."""

    def explain_write(self, error: Exception, *, sent: bool) -> Sentence:
        """Say what it means for a write. ``sent``: a request to write may have arrived."""


class _Requests(gspread.HTTPClient):
    """gspread's requests, sent in another way: gspread's own error breaks on some bodies.

    ``sent`` counts the requests that may have changed something.
    """

    sent = 0

    def __init__(self, send: Send) -> None:
        """Skip gspread's own session."""
        self._send = send

    def request(self, method: str, endpoint: str, *args: Any, **options: Any) -> session.Response:
        self.sent += method != "get"
        return self._send(method, endpoint, options.get("params"), options.get("json"))


class Client:
    """Asks for the spreadsheet of one id, and writes to it. Each method raises an error of ``faults.FAULTS``."""

    def __init__(self, id: str, send: Send) -> None:
        """Asks nothing yet."""
        self._id = id
        self._requests = _Requests(send)

    @property
    def sent(self) -> int:
        """How many requests may have changed something so far."""
        return self._requests.sent

    def fetch_spreadsheet(self, fields: str) -> Mapping[str, Any]:
        """Fetch those fields of the spreadsheet, without its cells."""
        body: Mapping[str, Any] = self._requests.fetch_sheet_metadata(self._id, {"fields": fields})
        return body

    def fetch_details(self, fields: str, ranges: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
        """Fetch those fields of the tabs of the ranges. Each range has a title and an area such as ``B2:B9``."""
        named = [absolute_range_name(title, area) for title, area in ranges]
        bodies = [
            self._requests.fetch_sheet_metadata(self._id, {"fields": fields, "ranges": part})
            for part in split_ranges(named)
        ]
        sheets = [sheet for body in bodies for sheet in _list_parts(body, "sheets")]
        return {**bodies[0], "sheets": sheets}

    def fetch_rows(self, titles: Sequence[str]) -> list[tuple[Row, ...]]:
        """Fetch all rows of those tabs, in their order, in one request if its address is not too long."""
        ranges = [absolute_range_name(title) for title in titles]
        bodies = [
            self._requests.values_batch_get(self._id, part, dict(AS_STORED)) for part in split_ranges(ranges)
        ]
        answers = [each for body in bodies for each in _list_parts(body, "valueRanges")]
        if len(answers) != len(titles):
            raise faults.NotGoogleError
        # By their order: Google names the ranges in its answer in another way than it was asked for them.
        return [read_rows(each.get("values", [])) for each in answers]

    def change(self, requests: Sequence[Mapping[str, Any]]) -> None:
        """Make changes to the spreadsheet and its tabs, all or none."""
        self._requests.batch_update(self._id, {"requests": list(requests)})

    def write_tabs(self, tabs: Sequence[Tab]) -> None:
        """Write the rows of the tabs from A1 on. Texts stay texts."""
        data = [
            {"range": absolute_range_name(tab.title, "A1"), "values": _write_rows(tab.rows)}
            for tab in tabs
            if tab.rows
        ]
        if data:
            self._requests.values_batch_update(self._id, {"valueInputOption": "RAW", "data": data})


def _list_parts(body: object, name: str) -> list[Any]:
    """Return a list in an answer. Raises NotGoogleError if there is none."""
    parts = body.get(name) if isinstance(body, dict) else None
    if not isinstance(parts, list):
        raise faults.NotGoogleError
    return parts


def _write_rows(rows: Sequence[Row]) -> list[list[str | int | float | bool]]:
    return [list(map(write_cell, row)) for row in rows]
