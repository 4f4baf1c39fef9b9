"""A workbook in a Google Sheet.

A read is two requests for any number of tabs. The first gets the zone and the titles, the second all cells. A third
gets the details of doubtful cells, once. A write is one request that looks at its rows, and one that changes them.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any

from studylib.stores.google import faults, marks, session, settings, tabs
from studylib.stores.google.address import write_address
from studylib.stores.google.api import Api
from studylib.stores.google.bridge import NO_ID, Bridge
from studylib.stores.google.cells import parse_zone
from studylib.stores.google.client import Client, Service
from studylib.stores.google.commit import NotWrittenError, OthersWroteError, UnknownOutcomeError
from studylib.stores.google.details import DetailReader
from studylib.stores.google.gather import Gatherer
from studylib.stores.google.script_address import is_script
from studylib.stores.google.writer import Writer
from studylib.stores.store import WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook
from studylib.workbook.serial_days import DayPlaces, find_day_places, show_day, show_days

TURN_SECONDS = 10.0
"""How long a write waits for those before it. A person waits for the page, and Google may be slow for all."""

APPENDS = 10
"""How often rows are appended anew if another program comes first each time."""

_MOVED = ("Unable to parse range", "exceeds grid limits")
"""How Google refuses a range that was there a moment ago: its tab was renamed, or made smaller."""


class Sheet:
    """The store of a workbook in a Google Sheet. Read-only unless the setting ``write`` is true."""

    remote = True

    def __init__(self, address: str) -> None:
        """Asks Google nothing yet. Raises a WorkbookError if the address, the key or a setting is wrong."""
        self._service: Service = Bridge(address) if is_script(address) else Api(address)
        chosen = settings.read_sheet_settings()
        self.writable, self.refresh_seconds = chosen.write, chosen.refresh_seconds
        self._reading = self._open(session.READ_ONLY)
        self._details = DetailReader(self._reading)
        self._days = DayPlaces()
        self._writing = self._open(session.READ_AND_WRITE) if self.writable else None
        self._writer = Writer(self._read_cell)
        self._turn = RLock()
        self._gatherer = Gatherer(self.take_turn, self._append)
        self._writes = 0
        self._numbers: Mapping[str, int] = {}

    def _open(self, scope: str) -> Client:
        return Client(self.id or NO_ID, self._service.open(scope))

    @property
    def id(self) -> str:
        """The id of the spreadsheet. Empty before the first read through a script."""
        return self._service.id

    @property
    def name(self) -> str:
        """See ``Service.name``."""
        return self._service.name

    @property
    def address(self) -> str | None:
        """The whole address, for the leader."""
        return write_address(self.id) if self.id else None

    def address_of(self, title: str) -> str | None:
        """See ``Store.address_of``."""
        number = self._numbers.get(title)
        return None if number is None or self.address is None else f"{self.address}#gid={number}"

    def version(self) -> str:
        """See ``Store.version``. Counts the writes of this program. Only ``fetch`` sees those of others."""
        return str(self._writes)

    def fetch(self) -> Workbook:
        """See ``Store.fetch``. All tabs of cells, hidden ones too, in their order.

        Numbers without a fraction are ``int``. Times of answers are serial numbers, local to the workbook's zone. Days
        and moments of other tabs are dates and datetimes. A cell with an error in it is the error's text. An address
        behind the text of a cell stands after the text.
        """
        with self._explained():
            try:
                return self._fetch()
            except faults.RefusedError as refused:
                if refused.status != 400 or not any(each in refused.message for each in _MOVED):
                    raise
                return self._fetch()  # a tab changed between two requests

    def _fetch(self) -> Workbook:
        spreadsheet = self._fetch_tabs()
        zone = parse_zone(str(tabs.read_properties(spreadsheet).get("timeZone", "")))
        titles = list(tabs.number_tabs(spreadsheet))
        if not titles:
            return Workbook((), zone)
        bare = Workbook(tuple(map(Tab, titles, self._reading.fetch_rows(titles))), zone)
        if self.writable:
            self._writer.note_fetch(spreadsheet, bare)
        whole = self._details.complete(bare)
        self._days = find_day_places(whole)
        return show_days(whole, self._days)

    def _fetch_tabs(self) -> Mapping[str, Any]:
        """Fetch the titles and, if the sheet may be written to, what a write has to know of the tabs."""
        if self._writing is None:
            spreadsheet = self._reading.fetch_spreadsheet(tabs.TO_READ)
        else:
            spreadsheet = self._writing.fetch_spreadsheet(f"{tabs.TO_REWRITE},{marks.FIELDS}")
            self._writer.note_tabs(spreadsheet)
        self._numbers = tabs.number_tabs(spreadsheet)
        return spreadsheet

    def _read_cell(self, title: str, row: int, column: int, data: Mapping[str, Any]) -> Cell:
        """Read a cell of an answer as the last fetch would have. Row and column count from 0."""
        cell = self._details.read_cell(title, row, column, data)
        return show_day(cell) if self._days.has(title, row, column) else cell

    @contextmanager
    def take_turn(self) -> Iterator[None]:
        """See ``Store.take_turn``."""
        if not self._turn.acquire(timeout=TURN_SECONDS):
            raise WorkbookError(
                sentence(
                    "Others are writing, and Google is slow. Nothing was written. Try again in a minute."
                )
            )
        try:
            yield
        finally:
            self._turn.release()

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """See ``Store.append``. ``since`` covers only this program's own writes, as ``version`` does.

        Without ``since``, one request writes the rows of all who wait for the same tab.
        """
        if since is None:
            self._gatherer.append(title, header, rows)
        else:
            self._append(title, header, rows, since)

    def _append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        with self._turn_to_write(since) as client:
            for attempt in range(1, APPENDS + 1):
                if attempt > 1 or not self._writer.knows_tabs:
                    self._fetch_tabs()
                try:
                    return self._writer.append(client, title, header, rows)
                except OthersWroteError:
                    if attempt == APPENDS or since is not None:
                        raise

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """See ``Store.rewrite``. A row that a person changes between the look and the write is not seen.

        Between the two there is one request. Also raises WorkbookChangedError if another program of ours has written
        since this thread's last fetch. Also raises a WorkbookError for a cell with a formula, or a merged one.
        """
        with self._turn_to_write(since) as client:
            if not self._writer.knows_tabs:
                self._fetch_tabs()
            try:
                self._writer.rewrite(client, edits)
            except WorkbookChangedError:
                self._details.forget()  # an address behind a text may be what has changed
                raise

    def forget(self) -> None:
        """See ``Store.forget``. There are no files here. Google keeps its versions."""

    def replace(self, workbook: Workbook, since: str | None = None) -> None:
        """Raise a WorkbookError: Studyboard adds to the group's sheet and never replaces it."""
        raise WorkbookError(
            sentence(
                "Studyboard never replaces a Google Sheet. Make an empty one and fill it with: sheet push"
            )
        )

    def add(self, new: Sequence[Tab], *, zone: str | None = None, locale: str | None = None) -> None:
        """Make the missing tabs, their first row frozen, and write all tabs of ``new`` from A1 on.

        The caller makes sure that nothing is overwritten. Texts stay texts, whatever they look like. ``zone`` (an
        IANA name) and ``locale`` (``ko_KR``) become those of the whole spreadsheet. Raises a WorkbookError if it
        cannot be written.
        """
        whole = {name: value for name, value in (("timeZone", zone), ("locale", locale)) if value is not None}
        if new or whole:
            with self._turn_to_write(marked=False) as client:
                present = tabs.list_tabs(client.fetch_spreadsheet(tabs.TO_WRITE))
                client.change(tabs.plan_changes(new, present, whole))
                client.write_tabs(new)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what Google and the network raise into a sentence for people."""
        try:
            yield
        except faults.FAULTS as error:
            raise faults.choose_kind(error)(self._service.explain(error)) from error

    @contextmanager
    def _turn_to_write(self, since: str | None = None, *, marked: bool = True) -> Iterator[Client]:
        """Return the client that may write, one write at a time.

        Afterwards every earlier read is out of date. So it is after a failure: Google may have written all the same.
        ``marked``: each write moves the mark. Raises WorkbookChangedError if the version is no longer ``since``, or
        others wrote in between.
        """
        client = self._writing
        if client is None:
            raise settings.explain_read_only(shared=self._service.shared)
        with self.take_turn():
            if since not in (None, self.version()):
                raise WorkbookChangedError.since_read(self.name)
            before = client.sent
            try:
                yield client
            except OthersWroteError as error:
                raise WorkbookChangedError.since_read(self.name) from error
            except (*faults.FAULTS, NotWrittenError, UnknownOutcomeError) as error:
                sent = not marked and client.sent > before
                raise WorkbookError(self._service.explain_write(error, sent=sent)) from error
            finally:
                self._writes += 1
