"""Write the turns into the column that names the writers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from studylib.readme.form import Form
from studylib.readme.grid import GridCell
from studylib.readme.listing import Kind
from studylib.readme.marks import Mark, parse_mark
from studylib.readme.stages import Stage, write_cell
from studylib.workbook import values


def edit_turns(form: Form) -> Iterator[Stage]:
    """Write the writers of the weeks that name nobody.

    A group that names some of its writers leaves the other cells blank on purpose. There only a writer whom the weeks
    tab names is new. A cell keeps its content. If ``replacing``, it loses another member's name.
    """
    season, cells = form.season, _gather_cells(form)
    is_unused = all(_names_nobody(form, cell) for of_week in cells.values() for cell in of_week)
    chosen = {week.number for week in season.study.weeks if week.topic.writer}
    for week, of_week in cells.items():
        is_blank = not any(form.read_source(cell) for cell in of_week)
        if week in season.writers and (is_unused or (week in chosen and is_blank)):
            yield write_cell(of_week[0], form.write_text(season.writers[week]))
    for _, cell, writer in list_other_writers(form) if season.replacing else ():
        yield write_cell(cell, form.write_text(writer))


def list_other_writers(form: Form) -> Iterator[tuple[int, GridCell, str]]:
    """List the weeks whose cell names a member other than the season's writer, with both."""
    for week, of_week in _gather_cells(form).items():
        writer = form.season.writers.get(week)
        written = [cell for cell in of_week if not _names_nobody(form, cell)]
        if writer is not None and len(written) == 1 and _is_other_member(form, written[0], writer):
            yield week, written[0], writer


def _is_other_member(form: Form, cell: GridCell, writer: str) -> bool:
    """Check if the cell names one member, who is not the writer. A link is no mere name."""
    member = form.season.find_exact(cell.text)
    is_linked = any(part.address for part in cell.parts)
    return member is not None and not is_linked and values.fold(member.name) != values.fold(writer)


def _gather_cells(form: Form) -> dict[int, Sequence[GridCell]]:
    """Gather the cells of writers by week. Leave out weeks with a cell of several weeks or without a place."""
    columns = [at for at, kind in enumerate(form.listing.kinds) if kind is Kind.TURN]
    cells: dict[int, dict[tuple[int, int], GridCell]] = {}
    for row, week in form.listing.body if columns else ():
        if week is not None:
            cells.setdefault(week, {}).update((row[at].place, row[at]) for at in columns)
    count = Counter(place for of_week in cells.values() for place in of_week)
    return {
        week: tuple(of_week.values())
        for week, of_week in cells.items()
        if all(count[place] == 1 and cell.start is not None for place, cell in of_week.items())
    }


def _names_nobody(form: Form, cell: GridCell) -> bool:
    """Whether the cell is blank, or has one letter or sign for nobody."""
    is_sign = parse_mark(cell.text, form.listing.legend) is Mark.NOT and not any(
        part.address for part in cell.parts
    )
    return not form.read_source(cell) or (is_sign and len(form.read_source(cell)) == 1)
