"""Write the season into the table of the group's README.

What stands in the table stays. Only what is in no cell is added, in the table's own form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from studylib.readme import entries, parsing, reading
from studylib.readme.cells import Missing, edit_cell
from studylib.readme.checking import check_fresh, check_over
from studylib.readme.form import END, START, Form, ReadmeError
from studylib.readme.fresh import write_fresh_table
from studylib.readme.grid import Page
from studylib.readme.growing import add_weeks, list_new_weeks
from studylib.readme.habits import add_habits
from studylib.readme.items import add_item
from studylib.readme.member_rows import add_member_row
from studylib.readme.season_links import Place, SeasonLinks, gather_links
from studylib.readme.spots import Spot, find_spots
from studylib.readme.standing import list_missing, list_stale
from studylib.readme.steps import Step, apply_edits, combine_steps
from studylib.readme.turn_cells import edit_turns
from studylib.season.study import Study
from studylib.text.message import Sentence, sentence


def write_season(
    text: str, study: Study, now: datetime, *, is_html: bool = False, replacing: bool = False
) -> str:
    """Return the text of the file with the season as of ``now`` (aware) in its table.

    Write between the markers if it has them, else into the tables it recognises. Else add a new table between new
    markers at the end. What stands in a table stays, unless ``replacing``: then the season's links replace those that
    it lacks. Raise a ReadmeError if something has no place in the table, or would not read back.
    """
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    page = parsing.parse_page(text, html=is_html)
    season = gather_links(study, now, replacing)
    forms = find_forms(page, season)
    if not forms:
        new = write_fresh_table(text, find_region(page), season, is_html)
        check_fresh(find_forms(parsing.parse_page(new, html=is_html), season), season)
        return mark + new
    steps = _plan_steps(forms, season)
    if steps.edits:
        new = apply_edits(text, steps.edits)
        after = parsing.parse_page(new, html=is_html)
        check_over(page, after, steps, (forms, find_forms(after, season)), season)
    return mark + apply_edits(text, steps.edits)


def find_forms(page: Page, season: SeasonLinks) -> tuple[Form, ...]:
    """Find the tables of submissions between the markers, or all of them without markers."""
    region = find_region(page)
    listings = reading.find_listings(page, season.people)
    forms = [
        Form(page.text, each, entries.read_entries(each, season.people)[0], season)
        for each in listings
        if region is None or region[0] <= each.grid.start < region[1]
    ]
    usual = {
        html: add_habits(form.habits for form in forms if form.is_html is html) for html in (False, True)
    }
    return tuple(replace(form, usual=usual[form.is_html]) for form in forms)


def find_region(page: Page) -> tuple[int, int] | None:
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


# ---- into the group's own tables ----


def _plan_steps(forms: Sequence[Form], season: SeasonLinks) -> Step:
    """Plan what to write into the tables. Raise a ReadmeError if a link has no place there."""
    spots = find_spots(forms)
    missing = list_missing(forms, spots, season)
    chosen = [(place, spots.choose(place)) for place in missing]
    cells = combine_steps(
        _edit_cells(forms, missing, [*chosen, *(list_stale(spots) if season.replacing else ())])
    )
    placeless = {place: missing[place] for place, spot in chosen if spot is None}
    grown = _grow(forms, placeless) if missing else Step()
    turns = combine_steps(step for form in forms for step in edit_turns(form))
    uncertain = [spot for _, spot in chosen if isinstance(spot, Sentence)]
    left = [_describe_placeless(place) for place in placeless if place not in grown.placed]
    if refused := [*uncertain, *cells.refused, *grown.refused, *left]:
        raise ReadmeError(*{str(why): why for why in refused}.values())
    return combine_steps([cells, turns, grown])


def _edit_cells(
    forms: Sequence[Form],
    missing: Missing,
    chosen: Sequence[tuple[Place, Spot | Sentence | None]],
) -> Iterator[Step]:
    """Edit each chosen cell once, with the links of all members that it takes."""
    spots: dict[object, Spot] = {}
    links: dict[object, dict[Place, Sequence[str]]] = {}
    taken: set[Place] = set()
    for place, spot in chosen:
        if isinstance(spot, Spot):
            spots.setdefault(spot.key, spot)
            links.setdefault(spot.key, {}).setdefault(place, () if place in taken else missing.get(place, ()))
            taken.add(place)
    order = {name: at for form in reversed(forms) for at, name in enumerate(form.names)}
    for key, spot in spots.items():
        sorted_links = sorted(links[key].items(), key=lambda item: order[item[0][0]])
        yield edit_cell(spot, dict(sorted_links))


def _grow(forms: Sequence[Form], missing: Missing) -> Step:
    """Add weeks without a row or column to the table with the last one. Add rows of members to long tables."""
    present = {week for form in forms for week in form.listing.weeks if week}
    form = max(forms, key=lambda form: max((week for week in form.listing.weeks if week), default=0))
    weeks = add_weeks(form, list_new_weeks(form, missing, present), missing)
    left = sorted((place for place in missing if place not in weeks.placed), key=lambda place: place[1])
    rows = (add_member_row(forms, place, missing[place]) for place in left)
    items = (add_item(forms, place, missing[place]) for place in left)
    return combine_steps([weeks, *rows, *items])


def _describe_placeless(place: Place) -> Sentence:
    return sentence(
        "The table has no place for {member} in week {week}. Add the row or the column.",
        member=place[0],
        week=place[1],
    )
