"""Report unknown settings that look like one. Report mappings of columns that fit no header."""

from collections.abc import Collection, Sequence

from studylib.text.message import sentence
from studylib.workbook import alike_keys, keys, readings, values
from studylib.workbook.naming import Naming, find_column, parse_namings
from studylib.workbook.tables import Record, Table


def notice_alike(table: Table, record: Record, known: Collection[str]) -> None:
    """Notice a key that is none, but looks like one."""
    cell = record.cell("key")
    if keys.find_key(cell):
        return
    alike = alike_keys.find_alike(cell)
    if alike and (alike[1] or alike[0] not in known):
        why = sentence(
            "“{key}” is no setting, so it is ignored. Did you mean {known}? Write that.",
            key=values.show_text(cell),
            known=" / ".join(keys.KEYS[alike[0]]),
        )
        table.notice(record, "key", why)
    elif not alike and (place := alike_keys.find_elsewhere(cell)):
        why = sentence(
            "“{key}” is no setting, so it is ignored. It belongs to {place}. Write it there.",
            key=values.show_text(cell),
            place=place,
        )
        table.notice(record, "key", why)


def read_columns(table: Table, tables: Sequence[Table]) -> None:
    """Report the mappings of columns that cannot be read. Report those that fit no header of ``tables``."""
    for record in table.records():
        if keys.find_key(record.cell("key")) == "columns":
            for naming in table.read(record, "value", parse_namings) or ():
                _check_naming(table, record, naming, tables)


def _check_naming(table: Table, record: Record, naming: Naming, tables: Sequence[Table]) -> None:
    """Report a mapping whose header stands in no tab that has the column. A tab that is not there yet has none."""
    fitting = [each for each in tables if each.header and find_column(naming, each.layout, each.title)]
    wanted = readings.squeeze(values.fold(naming.header))
    if fitting and not any(
        readings.squeeze(values.fold(cell)) == wanted for each in fitting for cell in each.header
    ):
        why = sentence(
            "No tab has the header “{header}”, which stands for {column} here. Copy the header from the sheet.",
            header=naming.header,
            column=naming.column,
        )
        table.report(record, "value", why)
