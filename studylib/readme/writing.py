"""Write the season into the table of the group's README.

The table keeps its content. Only what is in no cell is added, in the table's own form.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from studylib.readme import parsing
from studylib.readme.cells import Missing, edit_cell
from studylib.readme.checking import check_fresh, check_over
from studylib.readme.choices import Choices
from studylib.readme.form import Form, ReadmeError
from studylib.readme.forms import find_forms, find_region
from studylib.readme.fresh import write_fresh_table
from studylib.readme.growing import add_weeks, list_new_weeks
from studylib.readme.items import add_items
from studylib.readme.member_rows import add_member_rows
from studylib.readme.season_links import Place, SeasonLinks, gather_links
from studylib.readme.spots import Spot, find_spots
from studylib.readme.stages import Stage, apply_edits, combine_stages
from studylib.readme.standing import list_missing_links, list_stale
from studylib.readme.turn_cells import edit_turns
from studylib.season.study import Study
from studylib.text.message import Sentence, sentence


def write_season(
    text: str,
    study: Study,
    now: datetime,
    *,
    is_html: bool = False,
    replacing: bool = False,
    choices: Choices | None = None,
) -> str:
    """Return the text of the file with the season as of ``now`` (aware) in its table.

    Write between the markers if it has them, else into the tables it recognises. Else add a new table between new
    markers at the end. All that a table holds stays, unless ``replacing``. Then the season's links replace those that
    it lacks. ``choices`` tell how to read the file (``None``: as the study does).

    Raise a ReadmeError if something has no place in the table, or would not read back.
    """
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    page = parsing.parse_page(text, html=is_html)
    season = gather_links(study, now, replacing, choices)
    forms = find_forms(page, season)
    if not forms:
        new = write_fresh_table(text, find_region(page), season, is_html)
        check_fresh(find_forms(parsing.parse_page(new, html=is_html), season), season)
        return mark + new
    stages = _plan_stages(forms, season)
    if stages.edits:
        new = apply_edits(text, stages.edits)
        after = parsing.parse_page(new, html=is_html)
        check_over(page, after, stages, (forms, find_forms(after, season)), season)
    return mark + apply_edits(text, stages.edits)


# ---- into the group's own tables ----


def _plan_stages(forms: Sequence[Form], season: SeasonLinks) -> Stage:
    """Plan what to write into the tables. Raise a ReadmeError if a link has no place there."""
    spots = find_spots(forms)
    missing = list_missing_links(forms, spots, season)
    chosen = [(place, spots.choose(place)) for place in missing]
    cells = combine_stages(
        _edit_cells(forms, missing, [*chosen, *(list_stale(spots) if season.replacing else ())])
    )
    placeless = {place: missing[place] for place, spot in chosen if spot is None}
    grown = _grow(forms, placeless) if missing else Stage()
    turns = combine_stages(stage for form in forms for stage in edit_turns(form))
    uncertain = [spot for _, spot in chosen if isinstance(spot, Sentence)]
    unplaced = [place for place in placeless if place not in grown.placed]
    left = [_describe_placeless(place) for place in unplaced if not grown.refused]
    asked = [each.why for form in forms for each in form.listing.said if left and not each.notice]
    if refused := [*uncertain, *cells.refused, *grown.refused, *left, *asked]:
        raise ReadmeError(*{str(why): why for why in refused}.values())
    return combine_stages([cells, turns, grown])


def _edit_cells(
    forms: Sequence[Form],
    missing: Missing,
    chosen: Sequence[tuple[Place, Spot | Sentence | None]],
) -> Iterator[Stage]:
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
        sorted_links = sorted(links[key].items(), key=lambda item: order.get(item[0][0], len(order)))
        yield edit_cell(spot, dict(sorted_links))


def _grow(forms: Sequence[Form], missing: Missing) -> Stage:
    """Add weeks without a row or column to the table with the last one. Add rows of members to long tables."""
    present = {week for form in forms for week in form.listing.weeks if week}
    with_entries = [form for form in forms if form.listing.entry_columns]
    form = max(with_entries, key=lambda form: max(filter(None, form.listing.weeks), default=0), default=None)
    weeks = add_weeks(form, list_new_weeks(form, missing, present), missing) if form else Stage()
    places = sorted((place for place in missing if place not in weeks.placed), key=lambda place: place[1])
    left = {place: missing[place] for place in places}
    return combine_stages([weeks, *add_member_rows(forms, left), *add_items(forms, left)])


def _describe_placeless(place: Place) -> Sentence:
    return sentence(
        "The table has no place for {member} in week {week}. Add the row or the column.",
        member=place[0],
        week=place[1],
    )
