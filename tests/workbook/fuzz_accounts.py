"""The account of a random workbook: every row comes out as what it means, or somebody is told."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from studylib import report
from studylib.money import closing, settlement
from studylib.season import board as boards
from studylib.season import closings, fines
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.language import Language
from studylib.workbook import reader, values
from tests.workbook.fuzz_books import HEADERS, FuzzBook, FuzzRow, FuzzTab, is_filled, list_smaller
from tests.workbook.fuzz_cells import ERRORS, INVISIBLE, NOTHING

MOMENTS = (datetime(2022, 4, 30, 15, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC))
LANGUAGES = (Language("ko"), Language("en"))
TOKEN = re.compile(r"[ab]\d+z")
CHECKED = {
    "members": ("turn", "joined_on", "left_on"),
    "weeks": ("week", "writer", "due_at"),
    "tiers": ("hours", "amount"),
    "breaks": ("starts_on", "ends_on", "member"),
    "excuses": ("week", "member"),
    "payments": ("paid_on", "month", "member", "amount"),
    "answers": ("submitted_at", "week", "link"),
}
"""Columns of values: whatever else is in them has to be told."""


class Told:
    """Who was told of what: the rows, the tabs and the kinds of tabs that the findings name."""

    def __init__(self, book: FuzzBook, findings: Sequence[Problem]) -> None:
        heads = {tab.title: tab.header_row for tab in book.tabs}
        self.rows = {
            (each.tab, number)
            for each in findings
            if each.row
            for number in range(each.row, (each.last_row or each.row) + 1)
        }
        self.tabs = {each.tab for each in findings if (each.row or 0) <= heads.get(each.tab, 0)}
        self.missing = {each.tab for each in findings if each.tab not in heads}

    def of_tab(self, tab: FuzzTab) -> bool:
        """Check if somebody was told of the whole tab, or of its kind."""
        kinds = (title.split(" / ")[0] for title in self.missing)
        lacking = {kind if kind in HEADERS else "answers" for kind in kinds}
        return tab.title in self.tabs or tab.kind in lacking

    def of_row(self, tab: FuzzTab, at: int) -> bool:
        """Check if somebody was told of the row at that place, from 0."""
        return (tab.title, tab.number(at)) in self.rows


def find_fault(book: FuzzBook) -> str | None:
    """Find the first fault of the reader, the board or the money. ``None`` if there is none."""
    study, findings = reader.read(book.make())
    told = Told(book, findings)
    faults = (*list_losses(book, study, told), *list_guesses(book, study), *list_wrong_sums(study, findings))
    return next(iter(faults), None)


def shrink(book: FuzzBook) -> FuzzBook:
    """Take tabs and rows away as long as a fault remains."""
    while True:
        for smaller in list_smaller(book):
            if describe_fault(smaller):
                book = smaller
                break
        else:
            return book


def describe_fault(book: FuzzBook) -> str | None:
    """Describe the first fault, exceptions included."""
    try:
        return find_fault(book)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# ---- nothing is lost ----


def list_losses(book: FuzzBook, study: Study, told: Told) -> Iterator[str]:
    """List the rows that are in no result although nobody was told."""
    results = _collect(study)
    for tab in book.tabs:
        if not _is_recognisable(book, tab) or told.of_tab(tab):
            continue
        for at, row in enumerate(tab.rows):
            if told.of_row(tab, at) or not _is_known(tab, row):
                continue
            if not _is_represented(tab, row, study, results):
                yield f"lost: {tab.title} row {tab.number(at)} {row.cells}"
            elif unread := [key for key in CHECKED.get(tab.kind, ()) if _is_unread(tab, row, key)]:
                yield f"ignored: {tab.title} row {tab.number(at)} {unread} {row.cells}"


def _is_recognisable(book: FuzzBook, tab: FuzzTab) -> bool:
    """Check if people would know the tab's kind. Its title shows it, or for answers their time and another column.

    Beside a tab of the kind, or with hardly a column of it, one with another title may be anything.
    """
    if tab.sure:
        return tab.kind != "alien"
    if tab.kind != "answers":
        needed = sum(tab.has(key, sure=True) for key in HEADERS[tab.kind] if key not in ("reason", "note"))
        return needed > 1 and len(list_kind(book, tab.kind)) == 1
    return tab.has("submitted_at", sure=True) and (tab.has("week", sure=True) or tab.has("link", sure=True))


def list_kind(book: FuzzBook, kind: str) -> list[FuzzTab]:
    return [tab for tab in book.tabs if tab.kind == kind]


def _is_known(tab: FuzzTab, row: FuzzRow) -> bool:
    """Check if anything is in a column that the tab surely has. A box that is not ticked is nothing."""
    cells = zip(tab.columns, row.cells, strict=False)
    return any(
        column.key and column.sure and is_filled(cell.cell) and cell.cell is not False
        for column, cell in cells
    )


def _is_unread(tab: FuzzTab, row: FuzzRow, key: str) -> bool:
    meant = tab.mean(row, key, sure=True)
    return is_filled(meant.cell) and meant.cell is not False and meant.value is NOTHING


def _collect(study: Study) -> dict[str, set[object]]:
    """Collect what came out, by the kinds of tabs and the tokens of their rows."""
    found: dict[str, set[object]] = defaultdict(set)
    found["answers"] = {token for link in study.submissions["link"] for token in TOKEN.findall(link)}
    found["members"] = {_fold(each.name) for each in study.members}
    found["weeks"] = {each.number for each in study.weeks}
    found["tiers"] = {each.label for each in study.tiers}
    found["breaks"] = {each.reason for each in study.breaks}
    found["excuses"] = {each.reason for each in study.excuses}
    found["payments"] = {each.amount for each in study.payments}
    return found


def _is_represented(tab: FuzzTab, row: FuzzRow, study: Study, results: dict[str, set[object]]) -> bool:
    """Check if a row came out: a setting that nobody knows, or weeks without a calendar, need not."""
    kind, found = tab.kind, results[tab.kind]
    if kind == "settings" or (kind == "weeks" and not study.weeks):
        return True
    if kind == "members":
        return _fold(values.show_masked(tab.mean(row, "name").cell)) in found
    key = {"answers": "link", "weeks": "week", "tiers": "status", "payments": "amount"}.get(kind, "reason")
    if key != "reason":
        return tab.mean(row, key).value in found
    meant = tab.mean(row, key, sure=True).value
    return bool(found) if meant is NOTHING else any(str(meant) in str(each) for each in found)


def _fold(text: str) -> str:
    return values.fold("".join(char for char in text if char not in INVISIBLE))


# ---- nothing is guessed ----


def list_guesses(book: FuzzBook, study: Study) -> Iterator[str]:
    """List results that no row means."""
    yield from (f"name: {each.name}" for each in study.members if each.name in ERRORS)
    yield from _list_wrong_answers(book, study)
    yield from _list_wrong_payments(book, study)
    yield from _list_wrong_excuses(book, study)


def _list_rows(book: FuzzBook, kind: str) -> Iterator[tuple[FuzzTab, FuzzRow]]:
    return ((tab, row) for tab in list_kind(book, kind) for row in tab.rows)


def _list_wrong_answers(book: FuzzBook, study: Study) -> Iterator[str]:
    """List answers that count for another member, week or time than their cells say, or twice."""
    meanings = defaultdict(list)
    for tab, row in _list_rows(book, "answers"):
        meanings[tab.mean(row, "link").value].append((tab, row))
    addresses = {values.fold(each.email): each.name for each in study.members if each.email}
    frame = study.submissions
    yield from (f"twice: {link}" for link in frame["link"][frame.duplicated()])
    for link, member, week, at in zip(
        frame["link"], frame["member"], frame["week"], frame["submitted_at"], strict=True
    ):
        (token,) = set(TOKEN.findall(link)) or {link}
        local = at.to_pydatetime().replace(tzinfo=None)
        if not any(
            tab.mean(row, "week").value == week
            and tab.mean(row, "submitted_at").value == local
            and _fold(member) in _name_owners(tab, row, addresses)
            for tab, row in meanings[token]
        ):
            yield f"guessed: {member} {week} {local} {link} from {[row.cells for _, row in meanings[token]]}"


def _name_owners(tab: FuzzTab, row: FuzzRow, addresses: dict[str, str]) -> set[str]:
    """Name the member whose answer it is: by a listed address, else by name."""
    by_address = addresses.get(str(tab.mean(row, "email").value))
    by_name = _fold(str(tab.mean(row, "name").value))
    if by_address and tab.has("email", sure=True):
        return {_fold(by_address)}
    return {by_name, _fold(by_address or "")}


def _list_wrong_payments(book: FuzzBook, study: Study) -> Iterator[str]:
    rows = list(_list_rows(book, "payments"))
    for paid in study.payments:
        given = (paid.amount, paid.month, paid.paid_on, _fold(paid.member))
        keys = ("amount", "month", "paid_on")
        meant = [
            (*(tab.mean(row, key).value for key in keys), _fold(str(tab.mean(row, "member").value)))
            for tab, row in rows
        ]
        if given not in meant:
            yield f"guessed: {paid}"


def _list_wrong_excuses(book: FuzzBook, study: Study) -> Iterator[str]:
    meant = {
        (tab.mean(row, "week").value, _fold(str(tab.mean(row, "member").value)))
        for tab, row in _list_rows(book, "excuses")
    }
    yield from (f"guessed: {each}" for each in study.excuses if (each.week, _fold(each.member)) not in meant)


# ---- the money ----


def list_wrong_sums(study: Study, findings: Sequence[Problem]) -> Iterator[str]:
    """Judge and settle the study at some moments, print its findings, and list sums that do not agree."""
    for language in LANGUAGES:
        report.to_csv(report.list_findings(findings, language))
    for now, language in zip(MOMENTS, LANGUAGES, strict=True):
        board = boards.judge(study, now)
        if board.duplicated(["member", "week"]).any() or (board["fine"] < 0).any():
            yield f"board: {now}"
        gone = closings.list_unplaced(study, board)
        if len(fines.list_fines(study, board, language)) != (board["fine"] > 0).sum() + len(gone):
            yield f"fines: {now}"
        chain = settlement.settle(study, board, now)
        if sum(each.fines for each in chain) != board["fine"].sum() + sum(each.fine for each in gone):
            yield f"sums: {now}"
        for each in chain:
            closing.list_blocking(study, findings, each.month)
            of_month = int(board.loc[board["month"] == each.month, "fine"].sum())
            shares = sum(person.share for person in each.participants)
            if each.fines != of_month or shares + each.carried_out != each.pot:
                yield f"pot: {each}"
