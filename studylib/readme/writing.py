"""Write the season into the table of the group's README.

Keep the table's own form, and change nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from studylib.readme import entries, listing, parsing, reading
from studylib.readme.cells import edit_cells, edit_turns
from studylib.readme.form import END, START, Form, ReadmeError
from studylib.readme.fresh import write_fresh_table
from studylib.readme.grid import Grid, Page
from studylib.readme.growing import add_columns, add_rows
from studylib.readme.season_links import Place, SeasonLinks, gather_links
from studylib.readme.steps import Step, apply_edits, combine_steps
from studylib.season.study import Study
from studylib.text.message import Sentence, sentence


def write_season(
    text: str, study: Study, now: datetime, *, is_html: bool = False, replacing: bool = False
) -> str:
    """Return the text of the file with the season as of ``now`` (aware) in its table.

    Write between the markers if it has them, else over the tables it recognises. Else add a new table between new
    markers at the end. Raise a ReadmeError if something has no place in the table. Raise it also if the table would
    lose a link that the season does not know for that member and week (unless ``replacing``).
    """
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    page = parsing.parse_page(text, html=is_html)
    season = gather_links(study, now, replacing)
    forms = [
        Form(text, each, entries.read_entries(each, season.people)[0], season)
        for grid in _list_tables(page)
        if (each := listing.find_listing(grid, season.people))
    ]
    new = (
        _write_over(text, forms, season)
        if forms
        else write_fresh_table(text, _find_region(page), season, is_html)
    )
    _check(new, season, is_html, marks=bool(forms) and all(form.signs_only for form in forms))
    return mark + new


def _find_region(page: Page) -> tuple[int, int] | None:
    """Find the text between the markers, ``[start, end)``. Return ``None`` without markers."""
    starts = [end for text, _, end in page.comments if text == START]
    ends = [start for text, start, _ in page.comments if text == END]
    if not starts and not ends:
        return None
    if len(starts) != 1 or len(ends) != 1 or ends[0] < starts[0]:
        raise ReadmeError(
            sentence(
                "Write {start} once and {end} once below it, each on a line of its own.", start=START, end=END
            )
        )
    return starts[0], ends[0]


def _list_tables(page: Page) -> tuple[Grid, ...]:
    """List the tables between the markers, or all of them without markers. Leave out lists."""
    region = _find_region(page)
    tables = (grid for grid in page.grids if grid.form != "list")
    return tuple(grid for grid in tables if region is None or region[0] <= grid.start < region[1])


# ---- over the group's own table ----


def _write_over(text: str, forms: Sequence[Form], season: SeasonLinks) -> str:
    """Write over the tables. New weeks go into the last one."""
    placed = _list_placed(forms, season)
    cells = combine_steps(_edit_forms(forms, placed))
    present = {week for form in forms for week in form.listing.weeks if week}
    grown = combine_steps([add_rows(forms[-1], present), add_columns(forms[-1], present)])
    lost = [why for form in forms for why in _list_lost(form)]
    placeless = _list_placeless(season, placed | cells.placed | grown.placed)
    if refused := [*lost, *cells.refused, *grown.refused, *placeless]:
        raise ReadmeError(*{str(why): why for why in refused}.values())
    return apply_edits(text, cells.edits, grown.edits)


def _list_placed(forms: Sequence[Form], season: SeasonLinks) -> frozenset[Place]:
    """List the members and weeks that the tables name."""
    named = ((season.find_member(entry.member), entry.week) for form in forms for entry in form.entries)
    return frozenset((member.name, week) for member, week in named if member)


def _edit_forms(forms: Sequence[Form], placed: frozenset[Place]) -> Iterator[Step]:
    """Edit table after table. What one has placed, the next does not place again."""
    for form in forms:
        steps = list(edit_cells(form, placed))
        placed = placed.union(*(step.placed for step in steps))
        yield from steps
        yield from edit_turns(form)


def _list_placeless(season: SeasonLinks, placed: frozenset[Place]) -> Iterator[Sentence]:
    for (member, week), links in season.links.items():
        if links and (member, week) not in placed:
            yield sentence(
                "The table has no place for {member} in week {week}. Add the row or the column.",
                member=member,
                week=week,
            )


def _list_lost(form: Form) -> Iterator[Sentence]:
    """List what the table has and would lose. With ``replacing``, nothing counts as lost."""
    season = form.season
    for entry in () if season.replacing else form.entries:
        member = season.find_member(entry.member)
        name = member.name if member else entry.member
        if entry.address and (name, entry.week, entry.address) not in season.known:
            yield sentence(
                "Line {line}: the season does not know the link {link} of {member} in week {week}. Import it first,"
                " or say --replace.",
                line=entry.cell.line,
                link=entry.address,
                member=name,
                week=entry.week,
            )
        elif form.signs_only and entry.handed_in and not season.links.get((name, entry.week)):
            yield sentence(
                "Line {line}: the season has nothing of {member} in week {week}. Import it first, or say --replace.",
                line=entry.cell.line,
                member=name,
                week=entry.week,
            )


# ---- whether it reads back ----


def _check(text: str, season: SeasonLinks, is_html: bool, *, marks: bool) -> None:
    """Raise a ReadmeError if the new table would not read back as the season. ``marks``: it has signs only."""
    page = parsing.parse_page(text, html=is_html)
    contents, _ = reading.read_page(replace(page, grids=_list_tables(page)), season.people, "")
    handed_in = contents.handed_in if contents else ()
    with_links = {place: links for place, links in season.links.items() if links}
    if marks:
        is_same = {(each.member, each.week) for each in handed_in} == set(with_links)
    else:
        read = {(each.member, each.week, each.address) for each in handed_in if each.address}
        is_same = read == {(*place, link) for place, links in with_links.items() for link in links}
    if not is_same:
        raise ReadmeError(
            sentence(
                "The table would not read back as the season has it. Nothing was written. "
                "Write it by hand once, or let Studyboard make a new one between {start} and {end}.",
                start=START,
                end=END,
            )
        )
