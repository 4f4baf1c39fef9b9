"""Add rows to a table that has a row for each member and week."""

from collections.abc import Sequence

from studylib.readme.form import Form, find_line_end
from studylib.readme.grid import GridCell
from studylib.readme.growing import counts_weeks, write_own, write_week
from studylib.readme.listing import Kind
from studylib.readme.season_links import Place
from studylib.readme.source_rows import fill_row, find_row
from studylib.readme.steps import Step, TextEdit

_Row = tuple[GridCell, ...]


def add_member_row(forms: Sequence[Form], place: Place, links: Sequence[str]) -> Step:
    """Add a row with the links of a member and week below the last one of the week.

    A new week goes below the last row. Return an empty step if several tables have the week, or if no row can be
    copied.
    """
    long = [form for form in forms if form.listing.long and form.listing.entry_columns]
    of_week = [form for form in long if place[1] in form.listing.weeks]
    if len(of_week) == 1:
        rows = [row for row, week in of_week[0].listing.body if week == place[1]]
        return _copy_row(of_week[0], rows[-1], place, links, is_new=False)
    dated = [form for form in long if counts_weeks(form)]
    if of_week or not dated:
        return Step()
    earlier = [row for row, week in dated[-1].listing.body if week and week < place[1]]
    return _copy_row(dated[-1], earlier[-1], place, links, is_new=True) if earlier else Step()


def _copy_row(form: Form, model: _Row, place: Place, links: Sequence[str], *, is_new: bool) -> Step:
    span = find_row(form, model)
    if span is None:
        return Step()
    texts = [_write_cell(form, at, cell, place, links, is_new=is_new) for at, cell in enumerate(model)]
    text = find_line_end(form.text) + fill_row(form, model, span, texts)
    return Step((TextEdit(span[1], span[1], text, model[0].line),), frozenset([place]))


def _write_cell(
    form: Form, at: int, cell: GridCell, place: Place, links: Sequence[str], *, is_new: bool
) -> str:
    """Write the cell of a member's new row in column ``at``. ``cell`` is that of the row above."""
    listing = form.listing
    if listing.kinds[at] is Kind.WEEK:
        return write_week(form, cell, place[1]) if is_new else form.read_source(cell)
    if at == listing.name_column:
        return _write_name(form, cell, place[0])
    return write_own(form, place, links) if at == listing.entry_columns[0] else ""


def _write_name(form: Form, cell: GridCell, member: str) -> str:
    """Write the name as the row above has its own, unless that is a link."""
    source, name = form.read_source(cell), form.write_text(member)
    above = form.season.find_exact(cell.text)
    is_plain = above is not None and source.count(above.name) == 1
    is_linked = any(part.address is not None for part in cell.parts)
    return source.replace(above.name, name) if above and is_plain and not is_linked else name
