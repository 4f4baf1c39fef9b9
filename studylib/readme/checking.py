"""Check that a written table reads back as the season. Check that all else in the file is unchanged."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from studylib.readme.form import END, START, Form, ReadmeError
from studylib.readme.grid import GridCell, Page
from studylib.readme.season_links import Place, SeasonLinks
from studylib.readme.spots import find_spots
from studylib.readme.stages import Stage, TextEdit, sort_edits
from studylib.readme.standing import list_missing_links
from studylib.text.message import sentence


def check_fresh(forms: Sequence[Form], season: SeasonLinks) -> None:
    """Raise a ReadmeError if a new table would not read back as exactly the season."""
    if _list_links(forms) != _list_season_links(season):
        raise _refuse()


def check_over(
    before: Page, after: Page, stage: Stage, forms: tuple[Sequence[Form], Sequence[Form]], season: SeasonLinks
) -> None:
    """Raise a ReadmeError if a stage did more than add the links that it placed.

    ``forms`` are the tables before and after it. Each cell without an edit has to read as it did.
    """
    old, new = forms
    is_same = (
        _keeps_cells(before, after, stage.edits)
        and _count_entries(old, stage.placed) == _count_entries(new, stage.placed)
        and (season.replacing or _list_links(old) <= _list_links(new))
        and _list_links(new) - _list_links(old) <= _list_season_links(season)
        and not stage.placed.intersection(list_missing_links(new, find_spots(new), season))
    )
    if not is_same:
        raise _refuse()


def _list_season_links(season: SeasonLinks) -> set[tuple[str, int, str]]:
    return {(*place, link) for place, links in season.links.items() for link in links}


def _list_links(forms: Sequence[Form]) -> set[tuple[str, int, str]]:
    return {
        (*place, entry.address)
        for form in forms
        for entry in form.entries
        if entry.address and (place := form.find_place(entry))
    }


def _count_entries(forms: Sequence[Form], placed: frozenset[Place]) -> Counter[tuple[object, ...]]:
    """Count what the tables say of each member and week. Leave out those ``placed``: their cells change."""
    return Counter(
        (entry.member, entry.week, entry.address, entry.mark)
        for form in forms
        for entry in form.entries
        if (entry.address or entry.mark) and form.find_place(entry) not in placed
    )


# ---- cells ----


def _keeps_cells(before: Page, after: Page, edits: Sequence[TextEdit]) -> bool:
    """Whether each cell without an edit has kept its content. Look for it in its new place."""
    ordered = sort_edits(edits)
    starts, moved = [edit.start for edit in ordered], [0]
    for edit in ordered:
        moved.append(moved[-1] + len(edit.text) - (edit.end - edit.start))
    found = {(cell.start, cell.parts) for cell in _list_cells(after)}
    for cell in _list_cells(before):
        assert cell.start is not None
        assert cell.end is not None
        first = bisect_right(starts, cell.start - 1)
        is_edited = first < len(starts) and starts[first] <= cell.end
        if not is_edited and (cell.start + moved[first], cell.parts) not in found:
            return False
    return True


def _list_cells(page: Page) -> Iterator[GridCell]:
    """List all cells with a place, of all tables of the file."""
    for grid in page.grids:
        for row in grid.rows:
            yield from (cell for cell in row if cell.start is not None)


def _refuse() -> ReadmeError:
    return ReadmeError(
        sentence(
            "The table would not read back as the season has it. Nothing was written. "
            "Write it by hand once, or let Studyboard make a new one between {start} and {end}.",
            start=START,
            end=END,
        )
    )
