"""A workbook in a Google Sheet.

A read is two requests for any number of tabs. The first gets the zone and the titles, the second all cells. A third
gets the details of doubtful cells, once. Studyboard never writes to the form's own tab.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock

from studylib.stores.google import faults, session, settings, tabs
from studylib.stores.google.api import Api
from studylib.stores.google.bridge import NO_ID, Bridge
from studylib.stores.google.cells import parse_zone
from studylib.stores.google.client import Client, Service
from studylib.stores.google.details import DetailReader
from studylib.stores.google.script_address import is_script
from studylib.stores.store import HeaderChangedError, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Edit, Row, Tab, Workbook, trim_row

TURN_SECONDS = 4.0
"""How long a write waits for the one before it. A person waits for the page, and Google may be slow for both."""

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
        self._writing = self._open(session.READ_AND_WRITE) if self.writable else None
        self._lock = Lock()
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
        return f"https://docs.google.com/spreadsheets/d/{self.id}/edit" if self.id else None

    def address_of(self, title: str) -> str | None:
        """See ``Store.address_of``."""
        number = self._numbers.get(title)
        return None if number is None or self.address is None else f"{self.address}#gid={number}"

    def version(self) -> str:
        """See ``Store.version``. Counts the writes of this program. Only ``fetch`` sees those of others."""
        return str(self._writes)

    def fetch(self) -> Workbook:
        """See ``Store.fetch``. All tabs of cells, hidden ones too, in their order.

        Numbers without a fraction are ``int``. Days and times are serial numbers, local to the workbook's zone, except
        in columns of numbers. A cell with an error in it is the error's text. An address behind the text of a cell
        stands after the text.
        """
        with self._explained():
            try:
                return self._fetch()
            except faults.RefusedError as refused:
                if refused.status != 400 or not any(each in refused.message for each in _MOVED):
                    raise
                return self._fetch()  # a tab changed between two requests

    def _fetch(self) -> Workbook:
        spreadsheet = self._reading.fetch_spreadsheet(tabs.TO_READ)
        zone = parse_zone(str(tabs.read_properties(spreadsheet).get("timeZone", "")))
        self._numbers = tabs.number_tabs(spreadsheet)
        titles = list(self._numbers)
        if not titles:
            return Workbook((), zone)
        bare = Workbook(tuple(map(Tab, titles, self._reading.fetch_rows(titles))), zone)
        return self._details.complete(bare)

    def append(self, title: str, header: Row, rows: Sequence[Row], since: str | None = None) -> None:
        """See ``Store.append``. ``since`` covers only this program's own writes, as ``version`` does.

        Also raises a WorkbookError for a row whose first cell is blank. Google would shift the next one.
        """
        if not all(next(iter(row), None) is not None for row in rows):
            raise WorkbookError(
                sentence(
                    "Studyboard does not fill the first column of the tab {title}. Move it behind the others.",
                    title=title,
                )
            )
        with self._turn_to_write() as client:
            if since not in (None, self.version()):
                raise WorkbookChangedError.since_read(self.name)
            present = tabs.list_tabs(client.fetch_spreadsheet(tabs.TO_WRITE))
            if title not in [tab["title"] for tab in present]:
                new = [Tab(title, (header, *rows))]
                client.change(tabs.plan_changes(new, present, {}))
                client.write_tabs(new)
                return
            first = client.fetch_header(title)
            if first and first != trim_row(header):
                raise HeaderChangedError.of_tab(title)
            client.append_rows(title, rows if first else [header, *rows])

    def rewrite(self, edits: Sequence[Edit], since: str | None = None) -> None:
        """Raise a WorkbookError: Google cannot lock a row between a look and a write."""
        raise WorkbookError(sentence("Change the rows of a Google Sheet in the sheet itself. Open it there."))

    def forget(self) -> None:
        """See ``Store.forget``. There are no files here. Google keeps its versions."""

    def replace(self, workbook: Workbook) -> None:
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
            with self._turn_to_write() as client:
                present = tabs.list_tabs(client.fetch_spreadsheet(tabs.TO_WRITE))
                client.change(tabs.plan_changes(new, present, whole))
                client.write_tabs(new)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what Google and the network raise into a sentence for people."""
        try:
            yield
        except faults.FAULTS as error:
            raise WorkbookError(self._service.explain(error)) from error

    @contextmanager
    def _turn_to_write(self) -> Iterator[Client]:
        """Return the client that may write, one write at a time.

        Afterwards every earlier read is out of date. So it is after a failure: Google may have written all the same.
        """
        client = self._writing
        if client is None:
            raise settings.explain_read_only()
        if not self._lock.acquire(timeout=TURN_SECONDS):
            raise WorkbookError(
                sentence(
                    "Others are writing, and Google is slow. Nothing was written. Try again in a minute."
                )
            )
        before = client.sent
        try:
            yield client
        except faults.FAULTS as error:
            sent = client.sent > before
            raise WorkbookError(self._service.explain_write(error, sent=sent)) from error
        finally:
            self._writes += 1
            self._lock.release()
