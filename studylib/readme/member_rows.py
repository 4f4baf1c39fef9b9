"""Add rows to a table that has a row for each member and week."""

from collections.abc import Iterator, Sequence

from studylib.readme.cells import Missing
from studylib.readme.form import Form
from studylib.readme.grid import GridCell
from studylib.readme.growing import counts_weeks, write_own, write_week
from studylib.readme.listing import Kind
from studylib.readme.season_links import Place
from studylib.readme.source_rows import fill_row, find_row
from studylib.readme.stages import Stage, TextEdit
from studylib.readme.written_links import find_line_end

_Row = tuple[GridCell, ...]


def add_member_rows(forms: Sequence[Form], missing: Missing) -> Iterator[Stage]:
    """Add a row with links for each member and week. It goes below the week's last one.

    A new week goes below the last one before it. A member and week get no row if several tables have the week. They get
    none, too, if no row can be copied.
    """
    long = [form for form in forms if form.listing.long and form.listing.entry_columns]
    last = [{week: row for row, week in form.listing.body if week} for form in long]
    dated = [at for at, form in enumerate(long) if counts_weeks(form)]
    for place, links in missing.items():
        of_week = [at for at, rows in enumerate(last) if place[1] in rows]
        at = of_week[0] if len(of_week) == 1 else dated[-1] if dated and not of_week else None
        earlier = [week for week in last[at] if week <= place[1]] if at is not None else []
        if at is not None and earlier:
            model = last[at][max(earlier)]
            yield _copy_row(long[at], model, place, links, is_new=not of_week)


def _copy_row(form: Form, model: _Row, place: Place, links: Sequence[str], *, is_new: bool) -> Stage:
    span = find_row(form, model)
    if span is None:
        return Stage()
    texts = [_write_cell(form, at, cell, place, links, is_new=is_new) for at, cell in enumerate(model)]
    text = find_line_end(form.text) + fill_row(form, model, span, texts)
    return Stage((TextEdit(span[1], span[1], text, model[0].line),), frozenset([place]))


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
