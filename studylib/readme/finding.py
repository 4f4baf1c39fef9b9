"""Find all tables and lists of submissions of a file. Use what the file says around them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from studylib.readme.axis import read_lead
from studylib.readme.choices import ASK, Choices, WeeksAre
from studylib.readme.columns import is_generic
from studylib.readme.counted_axis import ask_for_months
from studylib.readme.counting import count_months
from studylib.readme.entries import read_entries
from studylib.readme.entry import LineProblem
from studylib.readme.grid import Grid, GridCell, Page
from studylib.readme.heads import Head, read_head
from studylib.readme.legend import find_legend
from studylib.readme.listing import Listing, find_listing
from studylib.readme.marks import Legend, split_signs
from studylib.readme.names import clean_name, cut_name, find_member
from studylib.readme.week_texts import WeekOfMonth, parse_month_number, parse_week
from studylib.season.study import Member
from studylib.text.message import sentence
from studylib.workbook import values
from studylib.workbook.members import Roster


def find_listings(page: Page, people: Roster | None, choices: Choices = ASK) -> tuple[Listing, ...]:
    """Find the tables of submissions and turns of a file. Find its lists of members below a week, too.

    ``people`` are the members that names may mean, ``None`` without a roster.
    """
    roster = people or make_roster(choices)
    legend = find_legend(page)
    owners = _find_owners_above(page.grids, roster)
    found = [
        listing
        for grid in page.grids
        if (listing := find_listing(grid, roster, choices, legend, owners.get(grid.start, "")))
    ]
    known = roster or gather_starters(found)
    listings = [each for each in found if each.grid.form != "list" or _is_of_members(each, known)]
    return tuple(map(partial(_soften, listings), _number_months(listings, choices)))


def _soften(listings: Sequence[Listing], listing: Listing) -> Listing:
    """Turn the question about rows with bare numbers into a notice if other tables have weeks."""
    column = listing.week_column
    is_asked = column is not None and not any(listing.weeks) and any(any(other.weeks) for other in listings)
    if column is None or not is_asked or read_head(listing.rows[0][column].text) is not Head.NUMBER:
        return listing
    return replace(listing, said=tuple(replace(each, notice=True) for each in listing.said))


def make_roster(choices: Choices) -> Roster | None:
    """Make a roster of the members that the caller names. Return ``None`` if there are none."""
    return Roster([Member(name) for name in choices.members]) if choices.members else None


# ---- lists ----


def gather_starters(listings: Sequence[Listing]) -> Roster:
    """Gather the names that begin the items of lists. Each must come again or have a sign."""
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for listing in listings:
        for row in listing.rows if listing.grid.form == "list" else ():
            for name, is_marked in _list_starters(row[0], listing.legend):
                written.setdefault(values.fold(name), name)
                counts[values.fold(name)] += 2 if is_marked else 1
    return Roster([Member(name) for key, name in written.items() if counts[key] > 1])


def _list_starters(cell: GridCell, legend: Legend) -> Iterator[tuple[str, bool]]:
    """List the names that an item begins with, and whether signs are beside them. An item of a week has several."""
    is_shared = parse_week(read_lead(cell), digits=False) is not None
    is_marked = False
    for part in cell.parts:
        text, mark = split_signs(part.text, legend)
        is_marked = is_marked or mark is not None
        name = clean_name(text.partition(":")[0].partition(",")[0])
        if name and _may_be_name(name, legend):
            yield name, is_marked
            if not is_shared:
                return


def _may_be_name(text: str, legend: Legend) -> bool:
    is_other = parse_week(text, digits=False) is not None or read_head(text) is not None
    return not is_other and not is_generic(text, legend)


def _is_of_members(listing: Listing, people: Roster) -> bool:
    """Whether a list has names that are known."""
    entries, _ = read_entries(listing, people)
    return any(find_member(entry.member, people) for entry in entries)


# ---- tables of one member ----


def _find_owners_above(grids: Sequence[Grid], people: Roster | None) -> Mapping[int, str]:
    """Find the member whom the heading above a grid names, by the start of the grid.

    Without a roster, the headings of two or more tables with one header name members.
    """
    owners: dict[int, str] = {}
    alike: dict[tuple[str, ...], list[Grid]] = {}
    for grid in grids:
        if people:
            named = [find_member(heading, people) for heading in reversed(grid.headings)]
            owner = next((member.name for member in named if member), "")
            if owner:
                owners[grid.start] = owner
        elif grid.form != "list" and grid.headings and grid.rows:
            alike.setdefault(tuple(cell.text for cell in grid.rows[0]), []).append(grid)
    for several in alike.values():
        names = [_read_heading(grid.headings[-1]) for grid in several]
        if len(several) > 1 and all(names) and len(set(names)) == len(names):
            owners.update((grid.start, name) for grid, name in zip(several, names, strict=True))
    return owners


def _read_heading(heading: str) -> str:
    """Read a heading as a name. Return an empty text for a week, a month or a known word."""
    name = cut_name(heading)
    is_other = parse_week(heading, digits=True) or parse_month_number(heading) or read_head(name)
    return "" if is_other or len(name) > 20 or len(name.split()) > 2 else name


# ---- months ----


def _number_months(listings: Sequence[Listing], choices: Choices) -> Iterator[Listing]:
    """Count weeks that begin again under the heading of each month."""
    months = [_find_month(listing) for listing in listings]
    named = {
        (month, week)
        for month, listing in zip(months, listings, strict=True)
        if month
        for week in _list_weeks(listing)
    }
    if len({week for _, week in named}) == len(named):
        yield from listings
        return
    ordered = list(
        dict.fromkeys(
            WeekOfMonth(month, week)
            for month, listing in zip(months, listings, strict=True)
            if month
            for week in _list_weeks(listing)
        )
    )
    numbers = count_months(ordered, anyhow=choices.weeks_are is WeeksAre.NUMBERS)
    number_of = dict(zip(ordered, numbers or (), strict=False))
    for month, listing in zip(months, listings, strict=True):
        yield _renumber(listing, month, number_of) if month else listing


def _find_month(listing: Listing) -> int | None:
    months = (parse_month_number(heading) for heading in reversed(listing.grid.headings))
    return None if listing.counted else next((month for month in months if month), None)


def _list_weeks(listing: Listing) -> list[int]:
    return list(dict.fromkeys(week for week in listing.weeks if week))


def _renumber(listing: Listing, month: int, number_of: Mapping[WeekOfMonth, int]) -> Listing:
    """Give a listing under a month the numbers of the season. Ask if there are none."""
    weeks = tuple(week and number_of.get(WeekOfMonth(month, week)) for week in listing.weeks)
    line = listing.grid.lines[0]
    if not number_of:
        said = (*listing.said, LineProblem(line, ask_for_months()))
        return replace(listing, weeks=weeks, counted=True, said=said)
    first = next(week for week in listing.weeks if week)
    why = sentence(
        "Week {first} of month {month} is read as week {week}. If not, say --weeks-are.",
        first=first,
        month=month,
        week=number_of[WeekOfMonth(month, first)],
    )
    said = (*listing.said, LineProblem(line, why, notice=True))
    return replace(listing, weeks=weeks, counted=True, said=said)
