"""Find the tables of submissions of a file, and how the group writes each."""

from dataclasses import replace
from itertools import islice

from studylib.readme import entries, finding
from studylib.readme.choices import WeeksAre
from studylib.readme.entry import Entry
from studylib.readme.form import END, START, Form, ReadmeError
from studylib.readme.grid import Page
from studylib.readme.habits import add_habits
from studylib.readme.parts import join_parts
from studylib.readme.season_links import SeasonLinks
from studylib.text.message import sentence


def find_forms(page: Page, season: SeasonLinks) -> tuple[Form, ...]:
    """Find the tables of submissions between the markers, or all of them without markers.

    It may be open how to count their weeks. Then take the way in which the season has all their links.
    """
    forms = _read_forms(page, season)
    if not any(_is_open(form) for form in forms):
        return forms
    ways = [replace(season, choices=replace(season.choices, weeks_are=way)) for way in WeeksAre]
    known = [found for way in ways if _is_known(found := _read_forms(page, way))]
    return known[0] if len({_list_weeks(found) for found in known}) == 1 else forms


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


def _read_forms(page: Page, season: SeasonLinks) -> tuple[Form, ...]:
    region = find_region(page)
    listings = [
        each
        for each in finding.find_listings(page, season.people, season.choices)
        if region is None or region[0] <= each.grid.start < region[1]
    ]
    read = [
        [_name_member(entry, season) for entry in entries.read_entries(each, season.people)[0]]
        for each in listings
    ]
    joined = iter(join_parts([entry for of_one in read for entry in of_one])[0])
    forms = [
        Form(page.text, each, tuple(islice(joined, len(of_one))), season)
        for each, of_one in zip(listings, read, strict=True)
    ]
    usual = {
        html: add_habits(form.habits for form in forms if form.is_html is html) for html in (False, True)
    }
    return tuple(replace(form, usual=usual[form.is_html]) for form in forms)


def _name_member(entry: Entry, season: SeasonLinks) -> Entry:
    """Give an entry its member's own name, if it is a member's."""
    member = season.find_member(entry.member)
    return replace(entry, member=member.name) if member else entry


# ---- weeks that are counted ----


def _is_open(form: Form) -> bool:
    """Whether a table counts its weeks, and a choice has to say how."""
    return form.listing.counted and any(not each.notice for each in form.listing.said)


def _is_known(forms: tuple[Form, ...]) -> bool:
    """Whether the tables hand something in, and the season has something for all of it."""
    places = {form.find_place(entry) for form in forms for entry in form.entries if entry.handed_in}
    return bool(places) and all(place and forms[0].season.links.get(place) for place in places)


def _list_weeks(forms: tuple[Form, ...]) -> tuple[tuple[int | None, ...], ...]:
    return tuple(form.listing.weeks for form in forms)
