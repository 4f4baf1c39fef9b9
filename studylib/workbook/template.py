"""Make the tabs of a new workbook, and find those that a used sheet lacks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from studylib.season.study import Study
from studylib.workbook import entries, kinds, layouts, tables, values
from studylib.workbook.cells import Cell, Row, Tab, Workbook
from studylib.workbook.keys import KEYS, find_key
from studylib.workbook.layouts import CHANGES, SETTINGS, TITLED, Layout
from studylib.workbook.portable import make_portable

LANGUAGES = ("en", "ko")
"""The languages of titles and headers, in the order of ``layouts``."""

LOCALES = {"en": "en_US", "ko": "ko_KR"}
"""Google's name for the locale of a spreadsheet, by language."""


GIVEN = ("timezone", "language", "id")
"""The settings that a template fills in."""

OF_FORM = ("form_url", "form_name_entry", "form_week_entry", "form_task_entry")
"""The settings that a script fills in as it makes the form."""


def make_template(language: str, zone: str, identity: str | None = None) -> Workbook:
    """Make the tabs of a workbook with their headers.

    The settings have all keys. Language, zone and identity are filled in. ``zone`` is an IANA name. The form makes the
    tab of its answers itself.
    """
    given = {"language": language, "timezone": zone, "id": identity}
    return Workbook(tuple(_make_blank(layout, language, given) for layout in TITLED if layout.columns))


def choose_word(names: Sequence[str], language: str) -> str:
    """Choose the name of a title or column in a language."""
    return names[min(LANGUAGES.index(language), len(names) - 1)]


def _make_blank(layout: Layout, language: str, given: Mapping[str, str | None]) -> Tab:
    title, header = layouts.write_header(layout, language)
    rows = [(choose_word(names, language), given.get(key)) for key, names in KEYS.items() if key != "sample"]
    return Tab(title, (header, *(rows if layout is SETTINGS else ())))


def list_missing_tabs(present: Workbook, wanted: Workbook) -> tuple[Tab, ...]:
    """List the wanted tabs that overwrite nothing, under the titles to write them to.

    A tab qualifies if the sheet has none of its kind, or an empty one. One with only the content of ``make_template``
    may be replaced by one that says more. A tab that a form fills never qualifies, even if empty.
    """
    pairs = ((tab, _find_kin(tab, present)) for tab in wanted.tabs)
    return tuple(
        _cover(tab, other) if other else tab
        for tab, other in pairs
        if other is None or (not layouts.is_form_title(other.title) and _may_replace(tab, other))
    )


def _cover(tab: Tab, other: Tab) -> Tab:
    """Enlarge a tab to cover all cells of the other, under the other's title."""
    width = max(map(len, (*tab.rows, *other.rows)), default=0)
    rows = tab.rows + ((),) * (len(other.rows) - len(tab.rows))
    return Tab(other.title, tuple(row + (None,) * (width - len(row)) for row in rows))


def _find_kin(tab: Tab, present: Workbook) -> Tab | None:
    """Find the tab of the same kind, in either language, else of the same title."""
    layout = next((each for each in (*TITLED, CHANGES) if layouts.has_title(each, tab.title)), None)
    kin = kinds.find_tabs(layout, present) if layout else ()
    same = (each for each in present.tabs if values.fold(each.title) == values.fold(tab.title))
    return next(iter((*kin, *same)), None)


def _may_replace(tab: Tab, other: Tab) -> bool:
    return _is_empty(other) or (_is_blank(other) and not _is_blank(tab))


def _is_empty(tab: Tab) -> bool:
    return all(values.is_blank(cell) for row in tab.rows for cell in row)


def _is_blank(tab: Tab, given: Sequence[str] = GIVEN) -> bool:
    """Check if a tab holds only headers. Settings may also hold those of the keys ``given``."""
    own = {values.fold(name) for key in given for name in KEYS[key]}
    below = tab.rows[1:]
    if values.fold(tab.title) in SETTINGS.titles:
        below = tuple(row[1:] for row in below if values.fold(next(iter(row), None)) not in own)
    return _is_empty(Tab(tab.title, below))


def is_bare(workbook: Workbook) -> bool:
    """Check if a workbook holds no more than the headers of known tabs, and a form without answers."""
    answers = {table.title for table in tables.find_answer_tables(workbook)}
    given = (*GIVEN, *OF_FORM)
    return all(
        _is_empty(tab) or ((tab.title in answers or kinds.is_known(tab, workbook)) and _is_blank(tab, given))
        for tab in workbook.tabs
    )


def is_untouched(workbook: Workbook) -> bool:
    """Check if the workbook is empty. Only then may its zone change, which later would move all its times."""
    return all(map(_is_empty, workbook.tabs))


def keep_form(wanted: Workbook, present: Workbook) -> Workbook:
    """Put the form of the present workbook into the settings of the wanted one, which names none."""
    return _put_form(wanted, dict(_list_form(present)))


def drop_form(workbook: Workbook) -> Workbook:
    """Empty the settings of the form."""
    return _put_form(workbook, dict.fromkeys(OF_FORM))


def _list_form(workbook: Workbook) -> Iterator[tuple[str, Cell]]:
    for record in tables.find_table(SETTINGS, workbook).records():
        if (key := find_key(record.cell("key"))) in OF_FORM:
            yield str(key), record.cell("value")


def _put_form(workbook: Workbook, given: Mapping[str, Cell]) -> Workbook:
    """Put values into the settings of those keys."""
    table = tables.find_table(SETTINGS, workbook)
    at = next(iter(table.places.get("value", ())), None)
    keys = {record.number: find_key(record.cell("key")) for record in table.records()}

    def put(number: int, row: Row) -> Row:
        key = keys.get(number)
        if at is None or key not in given:
            return row
        cells = [*row, *(None,) * (at + 1 - len(row))]
        cells[at] = given[str(key)]
        return tuple(cells)

    return replace(
        workbook,
        tabs=tuple(
            replace(tab, rows=tuple(put(number, row) for number, row in enumerate(tab.rows, 1)))
            if tab.title == table.title
            else tab
            for tab in workbook.tabs
        ),
    )


def make_copy(study: Study, cells: Workbook) -> Workbook:
    """Make the copy of a workbook for a sheet.

    The times of its answers carry their offset. Their tabs get titles that no form has.
    """
    own = entries.name_own_tab(study.language)
    portable = make_portable(cells, study.timezone)
    of_form = [tab.title for tab in portable.tabs if layouts.is_form_title(tab.title)]
    titles = {title: own if place == 1 else f"{own} {place}" for place, title in enumerate(of_form, 1)}
    return Workbook(tuple(replace(tab, title=titles.get(tab.title, tab.title)) for tab in portable.tabs))
