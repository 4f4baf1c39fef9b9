"""Begin a season: write its made workbook into a store that holds no other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from studylib.source import predecessor
from studylib.source.season import read_season
from studylib.stores import opening
from studylib.stores.store import Store, WorkbookChangedError, Zoned
from studylib.text.errors import WorkbookError
from studylib.text.message import Sentence, sentence
from studylib.workbook import layouts, reader, sample, template
from studylib.workbook.cells import Edit, Tab, Workbook, is_same_row, trim_row


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made: the store's name, and the backup of what was there (``None``: nothing was lost)."""

    name: str
    backup: Path | None = None


def explain_taken(store: Store) -> Sentence | None:
    """Explain why no season can begin in a store. ``None``: it can, as it is writable and empty or the sample.

    Raises a WorkbookError if it cannot be read.
    """
    if not store.writable:
        return sentence(
            "{name} is read-only, so no study can begin there. Choose a database, or a Google Sheet that may be "
            "written to.",
            name=store.name,
        )
    return _explain_content(store, store.fetch())


def _explain_content(store: Store, present: Workbook) -> Sentence | None:
    if template.is_bare(present) or (not store.remote and read_season(present).study.sample):
        return None
    if store.remote:
        return explain_full(store)
    return sentence(
        "{name} already holds a study. Nothing was written. Begin the new one in another database.",
        name=store.name,
    )


def explain_full(store: Store) -> Sentence:
    """Explain that a sheet has content."""
    return sentence(
        "{name} is not empty. Nothing was written. Make a new sheet, and begin the study there.",
        name=store.name,
    )


def begin_season(store: Store, cells: Workbook, now: datetime) -> Begun:
    """Write a workbook into a store that is empty or holds only the sample. Refuse any other.

    A sample that anybody has changed is backed up first. Of two who begin at once, one wins, and the other is
    told. Raises a WorkbookError if nothing was written.
    """
    version, why = store.version(), explain_taken(store)
    if why:
        raise WorkbookError(why)
    if store.remote:
        _fill_sheet(store, cells)
        return Begun(store.name)
    present = store.fetch()
    cells = template.keep_form(cells, present) if template.is_bare(present) else cells
    backup = predecessor.back_up(store, present, now) if _may_be_missed(present) else None
    store.replace(cells, version)
    return Begun(store.name, backup)


def _may_be_missed(present: Workbook) -> bool:
    return not (template.is_bare(present) or sample.is_untouched(present))


def begin_at(address: str, cells: Workbook, now: datetime) -> Begun:
    """Begin at an address: a new .xlsx file, a new or empty database, or an empty sheet. Raises a WorkbookError."""
    if address.casefold().endswith(".xlsx"):
        _write_file(Path(address), cells)
        return Begun(address)
    return begin_season(opening.open_store(address, create=True), cells, now)


def explain_kept(store: Store) -> Sentence | None:
    """Explain why the next season cannot take the place of the present one. ``None``: it can."""
    if predecessor.is_file(store) and store.writable:
        return None
    return sentence(
        "{name} keeps its season. Begin the next one in another database, file or sheet.", name=store.name
    )


def begin_next(store: Store, cells: Workbook, present: Workbook, now: datetime) -> Begun:
    """Put the next season in the place of the ``present`` one, in a SQLite file. Back that one up first.

    The backup is read again before anything is replaced. Raises WorkbookChangedError if the present season is no
    longer as it was planned on. Raises a WorkbookError if nothing was replaced.
    """
    if why := explain_kept(store):
        raise WorkbookError(why)
    version = store.version()
    if store.fetch() != present:
        raise WorkbookChangedError.since_read(store.name)
    backup = predecessor.back_up(store, present, now)
    store.replace(cells, version)
    return Begun(store.name, backup)


def _write_file(path: Path, cells: Workbook) -> None:
    """Write a new .xlsx file. One that is there stays as it is."""
    from studylib.stores.xlsx import write  # slow to import

    predecessor.make_new(path)
    try:
        write.write_xlsx(cells, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _fill_sheet(store: Store, cells: Workbook) -> None:
    """Fill an empty sheet by one write. A form that is there stays, and makes the tab of the answers itself.

    Only an untouched one gets the zone first. Later that would move the times in it.
    """
    study, present = reader.read(cells)[0], store.fetch()
    if isinstance(store, Zoned) and template.is_untouched(present):
        store.add((), zone=study.timezone.key, locale=template.LOCALES[study.language])
    version, present = store.version(), store.fetch()
    wanted = Workbook(tuple(tab for tab in cells.tabs if not layouts.is_form_title(tab.title)))
    if why := _explain_content(store, present):
        raise WorkbookError(why)
    wanted = template.keep_form(wanted, present)
    tabs = template.list_missing_tabs(template.drop_form(present), wanted)
    store.rewrite([edit for tab in tabs for edit in _list_edits(tab, present)], version)


def _list_edits(tab: Tab, present: Workbook) -> Iterator[Edit]:
    """List the rows of a tab that differ from what is there."""
    rows = next((each.rows for each in present.tabs if each.title == tab.title), ())
    for number, row in enumerate(tab.rows, 1):
        before = rows[number - 1] if number <= len(rows) else None
        if before is None or not is_same_row(before, row):
            yield Edit(tab.title, number, before, trim_row(row))
