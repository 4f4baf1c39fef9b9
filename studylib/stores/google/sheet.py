"""A workbook in a Google Sheet: the door of gspread.

A refresh is two requests, however many tabs there are: the zone and the titles, then all cells at once. The form's own
tab is never written to.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, NoReturn

import gspread
from gspread.utils import absolute_range_name

from studylib.config import secrets
from studylib.stores.google import faults, key, session
from studylib.stores.google.cells import AS_STORED, parse_zone, read_rows, write_cell
from studylib.stores.store import HeaderChangedError, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Edit, Row, Tab, Workbook, trim_row

TABLE = "sheet"
"""The table of the secrets file with the settings of this store: ``write`` and ``refresh_seconds``."""

REFRESH_SECONDS = 60.0
"""How long a read is kept where the settings do not say. Google lets one account read 60 times a minute."""

TURN_SECONDS = 4.0
"""How long a write waits for the one before it: somebody waits for the page, and Google may be slow for both."""

SHORTEST_REFRESH = 5.0
"""Seconds: two requests as often as that are under half of what Google allows."""

_ID = re.compile(r"https://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/([A-Za-z0-9_-]{8,})")
_UNKNOWN_RANGE = "Unable to parse range"

_READ = "properties(title,timeZone),sheets.properties(sheetId,title,sheetType)"
_WRITE = "properties(timeZone),sheets.properties(sheetId,title,sheetType,gridProperties)"
"""The fields of a spreadsheet that are asked for: to read it, and to write to it."""

_ROWS, _COLUMNS = 1000, 26
"""The size of a new tab, as Google makes it."""


class _Client(gspread.HTTPClient):
    """gspread's requests, with what Google refuses as ``google.Refused``: gspread's own error breaks on some bodies.

    ``sent`` counts the requests that may have changed something.
    """

    sent = 0

    def request(self, method: str, endpoint: str, *args: Any, **options: Any) -> session.Response:
        self.sent += method != "get"
        try:
            response = self.session.request(
                method,
                endpoint,
                params=options.get("params"),
                json=options.get("json"),
                timeout=session.TIMEOUT,
            )
        except TypeError as error:  # google-auth takes a token answer that is no JSON for one
            raise faults.NotGoogleError from error
        if not response.ok:
            raise faults.RefusedError(response)
        return response


class Sheet:
    """The store of a workbook in a Google Sheet; read-only unless ``write`` is set in the settings file."""

    remote = True

    def __init__(self, address: str) -> None:
        """Asks Google nothing yet. Raises a WorkbookError if the address, the key or a setting is not right."""
        self.id = _identity(address)
        self._key = key.find_key()
        self.writable, self.refresh_seconds = _settings()
        self._reading = _client(self._key, session.READ_ONLY)
        self._writing = _client(self._key, session.READ_AND_WRITE) if self.writable else None
        self._lock = Lock()
        self._writes = 0
        self._numbers: Mapping[str, int] = {}

    @property
    def name(self) -> str:
        """Not the whole address: who knows that of a sheet that is shared by link can change it."""
        return f"Google Sheets {self.id[:4]}…"

    @property
    def address(self) -> str:
        """The whole address, for the leader."""
        return f"https://docs.google.com/spreadsheets/d/{self.id}/edit"

    def address_of(self, title: str) -> str | None:
        """See ``Store.address_of``."""
        number = self._numbers.get(title)
        return None if number is None else f"{self.address}#gid={number}"

    def version(self) -> str:
        """See ``Store.version``. Counts the writes of this program; what others write only ``fetch`` can tell."""
        return str(self._writes)

    def fetch(self) -> Workbook:
        """See ``Store.fetch``. All tabs of cells, hidden ones too, in their order.

        Numbers without a fraction are ``int``; days and times are serial numbers, local to the workbook's zone; a
        cell with an error in it is the error's text.
        """
        with self._told():
            try:
                return self._fetch()
            except faults.RefusedError as refused:
                if refused.status != 400 or _UNKNOWN_RANGE not in refused.message:
                    raise
                return self._fetch()  # a tab was renamed between the two requests

    def _fetch(self) -> Workbook:
        sheet = self._reading.fetch_sheet_metadata(self.id, {"fields": _READ})
        zone = parse_zone(str(_properties(sheet).get("timeZone", "")))
        # Google gives the first tab the number 0, which a field mask may leave out.
        self._numbers = {str(tab["title"]): int(tab.get("sheetId", 0)) for tab in _tabs(sheet)}
        titles = list(self._numbers)
        if not titles:
            return Workbook((), zone)
        ranges = [absolute_range_name(title) for title in titles]
        answered = self._reading.values_batch_get(self.id, ranges, dict(AS_STORED))
        found = answered.get("valueRanges") if isinstance(answered, dict) else None
        if not isinstance(found, list) or len(found) != len(titles):
            raise faults.NotGoogleError
        # By their order: Google writes the ranges it answers in another way than it was asked for them.
        tabs = (
            Tab(title, read_rows(each.get("values", []))) for title, each in zip(titles, found, strict=True)
        )
        return Workbook(tuple(tabs), zone)

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """See ``Store.append``. Also raises a WorkbookError for a row whose first cell is blank: Google would shift the
        next one. ``since`` knows of this program's own writes alone, as ``version`` does."""
        if not all(next(iter(row), None) is not None for row in rows):
            raise WorkbookError(
                sentence(
                    "The first column of the tab {title} is none that Studyboard fills. Move it behind the others.",
                    title=title,
                )
            )
        with self._written() as client:
            self._see_that_unchanged(since)
            tabs = _tabs(client.fetch_sheet_metadata(self.id, {"fields": _WRITE}))
            if title not in [tab["title"] for tab in tabs]:
                self._add(client, [Tab(title, (header, *rows))], tabs, {})
                return
            written = [*self._missing_header(client, title, header), *rows]
            client.values_append(
                self.id,
                absolute_range_name(title, "A1"),
                {"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"},
                {"values": [list(map(write_cell, each)) for each in written]},
            )

    def _see_that_unchanged(self, since: str | None) -> None:
        if since not in (None, self.version()):
            raise WorkbookChangedError(
                sentence(
                    "{name} was changed meanwhile. Nothing was written; look again, then try again.",
                    name=self.name,
                )
            )

    def _missing_header(self, client: _Client, title: str, header: Row) -> Sequence[Row]:
        """The header if the tab has no first row yet. Raises HeaderChanged if it has another header."""
        first = client.values_get(self.id, absolute_range_name(title, "1:1"), dict(AS_STORED))
        there = next(iter(read_rows(first.get("values", []))), ())
        if there and there != trim_row(header):
            raise HeaderChangedError(
                sentence(
                    "The columns of the tab {title} have changed. Load the page again, then try again.",
                    title=title,
                )
            )
        return [] if there else [header]

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """Raises a WorkbookError: Google can hold no row still between a look at it and a write."""
        raise WorkbookError(
            sentence("The rows of a Google Sheet are changed in the sheet itself. Open it there.")
        )

    def forget(self) -> None:
        """See ``Store.forget``. There are no files here; Google keeps its versions."""

    def replace(self, workbook: Workbook) -> None:
        """Raises a WorkbookError: a sheet is the group's, it is added to and never replaced."""
        raise WorkbookError(
            sentence("A Google Sheet is never replaced. Make an empty one and fill it with: sheet push")
        )

    def add(self, tabs: Sequence[Tab], *, zone: str | None = None, locale: str | None = None) -> None:
        """Makes the tabs that are not there, their first row frozen, and writes all of them from A1 on.

        The caller sees to it that nothing stands there. Texts stay texts, whatever they look like. ``zone`` (an IANA
        name) and ``locale`` (``ko_KR``) become those of the whole spreadsheet. Raises a WorkbookError if it cannot
        be written.
        """
        of_the_whole = {
            name: value for name, value in (("timeZone", zone), ("locale", locale)) if value is not None
        }
        if tabs or of_the_whole:
            with self._written() as client:
                there = _tabs(client.fetch_sheet_metadata(self.id, {"fields": _WRITE}))
                self._add(client, tabs, there, of_the_whole)

    def _add(
        self,
        client: _Client,
        tabs: Sequence[Tab],
        there: Sequence[Mapping[str, Any]],
        of_the_whole: Mapping[str, str],
    ) -> None:
        known = {str(each["title"]): each for each in there}
        changes = [_sized(tab, known.get(tab.title)) for tab in tabs]
        if of_the_whole:
            fields = ",".join(of_the_whole)
            changes.insert(
                0, {"updateSpreadsheetProperties": {"properties": dict(of_the_whole), "fields": fields}}
            )
        client.batch_update(self.id, {"requests": changes})
        data = [
            {
                "range": absolute_range_name(tab.title, "A1"),
                "values": [list(map(write_cell, row)) for row in tab.rows],
            }
            for tab in tabs
            if tab.rows
        ]
        if data:
            client.values_batch_update(self.id, {"valueInputOption": "RAW", "data": data})

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns what Google and the network raise into a sentence for people."""
        try:
            yield
        except faults.FAULTS as error:
            raise WorkbookError(faults.explain(error, self._key)) from error

    @contextmanager
    def _written(self) -> Iterator[_Client]:
        """The client that may write; one write at a time. Afterwards every earlier read is out of date, even where
        the write failed: it may have been done all the same."""
        client = self._writing
        if client is None:
            _refuse_to_write()
        if not self._lock.acquire(timeout=TURN_SECONDS):
            raise WorkbookError(
                sentence(
                    "Others are writing, and Google is slow. Nothing was written; try again in a minute."
                )
            )
        before = client.sent
        try:
            yield client
        except faults.FAULTS as error:
            sent = client.sent > before
            raise WorkbookError(faults.explain_write(error, self._key, sent=sent)) from error
        finally:
            self._writes += 1
            self._lock.release()


def _identity(address: str) -> str:
    """The id in the address. Raises a WorkbookError if there is none."""
    if found := _ID.match(address):
        return found[1]
    raise WorkbookError(
        sentence(
            "This is not the address of a Google Sheet. Open the sheet in a browser and copy its address, which begins "
            "with https://docs.google.com/spreadsheets/d/"
        )
    )


def _settings() -> tuple[bool, float]:
    """Whether writing is switched on, and for how many seconds a read is kept."""
    given = secrets.read_table(TABLE)
    write, seconds = given.get("write", False), given.get("refresh_seconds", REFRESH_SECONDS)
    if not isinstance(write, bool):
        raise WorkbookError(
            sentence(
                "“write” in [{table}] of {path} is neither true nor false.",
                table=TABLE,
                path=str(secrets.FILE),
            )
        )
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds >= SHORTEST_REFRESH:
        raise WorkbookError(
            sentence(
                "“refresh_seconds” in [{table}] of {path} is no number of seconds from {shortest} on.",
                table=TABLE,
                path=str(secrets.FILE),
                shortest=int(SHORTEST_REFRESH),
            )
        )
    return write, float(seconds)


def _client(key: key.Key | None, scope: str) -> _Client:
    return _Client(None, session.open_session(key, scope))  # type: ignore[arg-type]  # the session signs


def _refuse_to_write() -> NoReturn:
    raise WorkbookError(
        sentence(
            "This Google Sheet is only read. To let Studyboard write to it, set write = true in [{table}] of {path}, "
            "and share the sheet with the service account as an editor.",
            table=TABLE,
            path=str(secrets.FILE),
        )
    )


# Reading


def _properties(of: object) -> Mapping[str, Any]:
    """The ``properties`` of a spreadsheet or of a tab. Raises NotUnderstood where there are none."""
    found = of.get("properties") if isinstance(of, dict) else None
    if not isinstance(found, dict):
        raise faults.NotGoogleError
    return found


def _tabs(sheet: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The properties of the tabs of cells, in their order; charts on a tab of their own have no cells."""
    _properties(sheet)  # so that another body is not taken for a spreadsheet without tabs
    found = map(_properties, sheet.get("sheets", []))
    return [each for each in found if each.get("sheetType", "GRID") == "GRID"]


# Writing


def _sized(tab: Tab, there: Mapping[str, Any] | None) -> dict[str, Any]:
    """The change that makes the tab, or makes room in it: Google takes no cell outside a tab's grid."""
    rows, columns = len(tab.rows), max(map(len, tab.rows), default=0)
    grid = {"rowCount": max(_ROWS, rows), "columnCount": max(_COLUMNS, columns), "frozenRowCount": 1}
    if there is None:
        return {"addSheet": {"properties": {"title": tab.title, "gridProperties": grid}}}
    has = there.get("gridProperties", {})
    grid = {name: max(int(has.get(name, 0)), size) for name, size in grid.items()}
    fields = ",".join(f"gridProperties.{name}" for name in grid)
    return {
        "updateSheetProperties": {
            "properties": {"sheetId": there["sheetId"], "gridProperties": grid},
            "fields": fields,
        }
    }
