"""The erasure of a member: the identity goes. Weeks, fines, shares and payments stay under a placeholder name."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from itertools import count

from studylib.changes.draft import Change
from studylib.changes.traces import Own, Traces, find_traces
from studylib.season.study import Study
from studylib.season.texts import compare_links
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import answers, layouts, links, tables, values
from studylib.workbook.cells import Cell, Edit, Row, Tab, Workbook, is_same_row, trim_row
from studylib.workbook.former import name_erased
from studylib.workbook.layouts import Layout
from studylib.workbook.members import explain_unknown
from studylib.workbook.tables import Record, Table

_OWN: Mapping[str, tuple[Layout, frozenset[str]]] = {
    "member": (layouts.MEMBERS, frozenset({"turn", "joined_on", "left_on"})),
    "break": (layouts.BREAKS, frozenset({"starts_on", "ends_on"})),
    "excuse": (layouts.EXCUSES, frozenset({"week", "task"})),
    "arrival": (layouts.ATTENDANCE, frozenset({"week", "task", "status", "arrived_at"})),
    "pass": (layouts.PASSES, frozenset({"asked_at", "week", "task"})),
    "payment": (layouts.PAYMENTS, frozenset({"paid_on", "month", "amount", "account"})),
    "settlement": (layouts.SETTLEMENTS, frozenset(layouts.SETTLEMENTS.columns) - {"member"}),
}
"""Tabs with rows about one member, and the cells that stay: those that are judged or settled."""

_OF_AN_ANSWER = frozenset({"submitted_at", "week", "task"})


def erase_member(workbook: Workbook, study: Study, name: str) -> Change:
    """Make the change that erases a member's identity from the workbook. It cannot be undone.

    A name such as ``Former member 1`` replaces the name. ``answers.ERASED``, which leads nowhere, replaces each link.
    In the member's rows, addresses, reasons, notes and cells under unknown headers are emptied. An answer that does not
    count is emptied whole. The board, the fines and the settlements stay the same. The history's copies of these rows
    are emptied in the same transaction.

    Raises a ChangeError for an unknown member, or one who is still to be judged. Raises it also for an unreadable tab:
    some rows could be missed.
    """
    _check_erasable(workbook, study, name)
    unnamed = _choose_name(study)
    own = dict(_iterate_own_rows(workbook, study, name, unnamed))
    traces = find_traces(workbook, study, name, unnamed, own)
    edits = [edit for tab in workbook.tabs for edit in _list_edits(workbook, tab, own, traces)]
    return Change(sentence("{member} is erased", member=unnamed), tuple(edits), kept=False)


def _check_erasable(workbook: Workbook, study: Study, name: str) -> None:
    member = next((each for each in study.members if each.name == name), None)
    if member is None and name not in {each.member for each in study.settlements}:
        raise ChangeError(explain_unknown(name))
    if member and member.left_on is None:
        why = sentence(
            "{member} has not left yet, and would be fined on without a name. First write the day into left_on of the "
            "members tab.",
            member=name,
        )
        raise ChangeError(why)
    tabs = [
        tables.find_table(layouts.MEMBERS, workbook),
        *tables.find_answer_tables(workbook),
    ]
    for table in tabs:
        if table.missing:
            raise ChangeError(
                sentence(
                    "The tab {tab} cannot be read, so Studyboard cannot erase a member. Fix it first.",
                    tab=table.title,
                )
            )


def _choose_name(study: Study) -> str:
    """Choose a free name: neither in the roster nor in a closed month."""
    taken = {values.fold(each.name) for each in study.members}
    taken |= {values.fold(each.member) for each in study.settlements}
    names = (name_erased(study.language, number) for number in count(1))
    return next(name for name in names if values.fold(name) not in taken)


def _iterate_own_rows(
    workbook: Workbook, study: Study, name: str, unnamed: str
) -> Iterator[tuple[tuple[str, int], tuple[Row, Row]]]:
    wanted = values.fold(name)
    for layout, kept in (each for each in _OWN.values()):
        table = replace(tables.find_table(layout, workbook), missing=())
        column = "name" if layout is layouts.MEMBERS else "member"
        listed = 0
        for record in table.records():
            if values.fold(record.text(column)) == wanted:
                listed += 1
                doubled = layout is layouts.MEMBERS and listed > 1  # the reader skips it
                after = () if doubled else _strip_row(record, table.places, kept, {column: unnamed})
                yield (table.title, record.number), (record.cells, after)
    write_links = _make_link_writer(study)
    for table, record, counts in answers.list_rows_of(workbook, study, name):
        places = _place_name(table)
        put: Mapping[str, Cell] = {"name": unnamed, "link": write_links(record.cell("link"))}
        after = _strip_row(record, places, _OF_AN_ANSWER, put) if counts else ()
        yield (table.title, record.number), (record.cells, after)


def _make_link_writer(study: Study) -> Callable[[Cell], str]:
    """Make the writer of links that lead nowhere. Different ones stay different if a task counts them."""
    if not any(task.count > 1 for task in study.tasks):
        return lambda _: answers.ERASED
    numbers: dict[str, int] = {}

    def write(cell: Cell) -> str:
        try:
            keys = compare_links(links.parse_links(cell))
        except values.CellError:
            return answers.ERASED
        return "\n".join(f"{answers.ERASED}{numbers.setdefault(key, len(numbers) + 1)}" for key in keys)

    return write


def _place_name(table: Table) -> dict[str, list[int]]:
    """Place the columns of the answers. Without names, when addresses alone tell, add a column for them."""
    width = max(len(trim_row(row)) for row in (table.header, *(row for _, row in table.rows)))
    return {"name": [width], **table.places}


def _strip_row(
    record: Record, places: Mapping[str, list[int]], kept: Collection[str], put: Mapping[str, Cell]
) -> Row:
    """Keep only some cells of the row, and put others into it."""
    made: list[Cell] = [None] * (1 + max(at for of_column in places.values() for at in of_column))
    for column in kept:
        for at in places.get(column, ()):
            made[at] = record.cells[at] if at < len(record.cells) else None
    for column, cell in put.items():
        made[places[column][0]] = cell
    return trim_row(made)


# ---- every other row ----


def _list_edits(workbook: Workbook, tab: Tab, own: Own, traces: Traces) -> Iterator[Edit]:
    """List the rows of one tab that change."""
    table = tables.open_any(tab, workbook)
    kind = table.layout if table.layout.columns else None
    column_at = {at: column for column, places in table.places.items() for at in places}
    head = len(tab.rows) - len(table.rows)
    for number, row in enumerate(tab.rows, 1):
        if (tab.title, number) in own:
            after = own[tab.title, number][1]
        elif kind is layouts.CHANGES and number > head:
            after = _forget_row(Record(table, number, row), own, traces)
        elif kind and number <= head:
            after = _name_header(table, row, own) if number == head and kind is layouts.ANSWERS else row
        else:
            after = tuple(traces.erase_cell(cell, column_at.get(at), kind) for at, cell in enumerate(row))
        if not is_same_row(row, after):
            yield Edit(tab.title, number, row, after)


def _name_header(table: Table, header: Row, own: Own) -> Row:
    """Add a name column to the answers if an erased member's answer needs one."""
    needed = any(title == table.title and after for (title, _), (_, after) in own.items())
    if "name" in table.places or not needed:
        return header
    [at] = _place_name(table)["name"]
    return (*header, *[None] * (at - len(header)), layouts.ANSWERS.columns["name"][0])[: at + 1]


def _forget_row(record: Record, own: Own, traces: Traces) -> Row:
    """Empty the copies of the member's rows in a row of the history. The rest of the row stays."""
    row = [
        traces.erase_text(values.show_text(cell)) if isinstance(cell, str) else cell for cell in record.cells
    ]
    kept = record.table.places
    number = record.table.read(record, "row", values.parse_whole) or 0
    texts = [values.show_text(record.cell(column)) for column in ("before", "after")]
    if (values.show_text(record.cell("tab")), number) in own or any(
        traces.erase_text(each) != each for each in texts
    ):
        for column in ("before", "after"):
            for at in kept.get(column, ()):
                if at < len(row):
                    row[at] = None
    else:
        for column in ("before", "after"):  # exactly as written, else it could not be undone
            for at in kept.get(column, ()):
                if at < len(row):
                    row[at] = record.cells[at]
    return trim_row(row)
