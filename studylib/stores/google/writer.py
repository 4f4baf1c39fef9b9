"""Write rows: look at them, check them, and change them by one request."""

import secrets
from collections.abc import Mapping, Sequence
from threading import local
from typing import Any

from studylib.stores.google import guards, marks, plan, tabs
from studylib.stores.google.client import Client
from studylib.stores.google.commit import OthersWroteError, commit, tells_of_others
from studylib.stores.google.faults import RefusedError
from studylib.stores.google.look import SeenSheet, Span, look
from studylib.stores.google.plan import ReadCell
from studylib.stores.store import HeaderChangedError
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence
from studylib.workbook.cells import Edit, Row, Workbook, trim_row


class Writer:
    """Writes to one spreadsheet what was decided on its last fetch.

    Each method raises OthersWroteError, a WorkbookError, or an error of ``faults.FAULTS`` or of ``commit``.
    """

    def __init__(self, read: ReadCell) -> None:
        self._read = read
        self._grids: Mapping[str, int] = {}
        self._others: frozenset[str] = frozenset()
        self._ends: dict[str, int] = {}
        self._fetched = local()
        """The revision of the last fetch of each thread. Another thread's fetch says nothing of this one's cells."""

    @property
    def knows_tabs(self) -> bool:
        """Whether a fetch has told the tabs."""
        return bool(self._grids or self._others)

    def note_tabs(self, spreadsheet: Mapping[str, Any]) -> None:
        """Note the sizes of the tabs."""
        grids = tabs.list_tabs(spreadsheet)
        self._grids = {
            str(each["title"]): int(each.get("gridProperties", {}).get("rowCount", 0)) for each in grids
        }
        every = {str(tabs.read_properties(each)["title"]) for each in spreadsheet.get("sheets", [])}
        self._others = frozenset(every - self._grids.keys())

    def note_fetch(self, spreadsheet: Mapping[str, Any], workbook: Workbook) -> None:
        """Note the revision before a fetch, for decisions of this thread, and how many rows each tab has."""
        self._fetched.revision = marks.read_marks(spreadsheet).revision
        self._ends = {tab.title: len(tab.rows) for tab in workbook.tabs}

    def rewrite(self, client: Client, edits: Sequence[Edit]) -> None:
        """Change the rows as ``Store.rewrite`` says."""
        guards.check_texts(edits)
        by_title: dict[str, list[Edit]] = {}
        for edit in edits:
            by_title.setdefault(edit.title, []).append(edit)
        known = {title: of_tab for title, of_tab in by_title.items() if title in self._grids}
        if any(edit.before is not None and edit.title not in known for edit in edits):
            raise OthersWroteError
        seen = self._look(client, {title: self._list_spans(of_tab) for title, of_tab in known.items()})
        if seen.marks.revision != getattr(self._fetched, "revision", seen.marks.revision):
            raise OthersWroteError
        for title, of_tab in known.items():
            plan.check_rows(of_tab, seen.tabs[title], self._read)
        self._commit(client, by_title, seen)

    def append(self, client: Client, title: str, header: Row, rows: Sequence[Row]) -> None:
        """Add the rows as ``Store.append`` says."""
        end = self._ends.get(title, 0)
        spans = {}
        if grid := self._grids.get(title):
            spans = {title: [(1, 1), *([(max(end, 1) + 1, grid)] if max(end, 1) < grid else [])]}
        seen = self._look(client, spans)
        if title in seen.tabs:
            first = seen.tabs[title].cells.get(0, {})
            width = max([-1, *first]) + 1
            present = trim_row([self._read(title, 0, at, first.get(at, {})) for at in range(width)])
            if present and present != trim_row(header):
                raise HeaderChangedError.of_tab(title)
            end = max(end, plan.find_last_row(title, seen.tabs[title], self._read))
            new = rows if present else [header, *rows]
        else:
            end, new = 0, [header, *rows]
        edits = [Edit(title, number, None, row) for number, row in enumerate(new, end + 1)]
        guards.check_texts(edits)
        self._commit(client, {title: edits}, seen)

    def _list_spans(self, edits: Sequence[Edit]) -> list[Span]:
        """List the rows to look at. One row tells of a tab whose edits are all beyond its grid."""
        return plan.list_spans(edits, self._grids[edits[0].title]) or [(1, 1)]

    def _look(self, client: Client, spans: Mapping[str, Sequence[Span]]) -> SeenSheet:
        try:
            seen = look(client, spans)
        except RefusedError as refused:
            if tells_of_others(refused):
                raise OthersWroteError from refused
            raise
        # In a larger grid there may be rows that were not looked at.
        if any(title not in seen.tabs or seen.tabs[title].rows != self._grids[title] for title in spans):
            raise OthersWroteError
        return seen

    def _plan(self, title: str, edits: Sequence[Edit], seen: SeenSheet) -> list[dict[str, Any]]:
        if title in seen.tabs:
            return plan.plan_tab(edits, seen.tabs[title])
        if title in self._others:
            raise WorkbookError(
                sentence(
                    "The tab {tab} has no cells, only a chart or a table of other data. Give it another title.",
                    tab=title,
                )
            )
        return plan.plan_new_tab(title, 1 + secrets.randbelow(2**31 - 2), edits)

    def _commit(self, client: Client, by_title: Mapping[str, Sequence[Edit]], seen: SeenSheet) -> None:
        """Commit the edits. The next write of this thread may follow without another fetch."""
        requests = [each for title, edits in by_title.items() for each in self._plan(title, edits, seen)]
        if not requests:
            return
        commit(client, requests, seen.marks)
        if getattr(self._fetched, "revision", None) == seen.marks.revision:
            self._fetched.revision = seen.marks.next_revision
        ends = {title: edits[-1].number for title, edits in by_title.items() if edits[-1].before is None}
        self._ends |= {title: max(self._ends.get(title, 0), end) for title, end in ends.items()}
        grids = {title: max(self._grids.get(title, tabs.ROWS), end) for title, end in ends.items()}
        self._grids = {**self._grids, **grids}
