"""The season written into the group's README, in the form of its own table, everything around it left as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from studylib.readme import entries, listing, parsing, reading
from studylib.readme.cells import edit_cells, edit_turns
from studylib.readme.entries import Entry
from studylib.readme.form import (
    END,
    START,
    Edits,
    Form,
    ReadmeError,
    SeasonLinks,
    gather_links,
    has_signs_only,
)
from studylib.readme.fresh import fresh_table
from studylib.readme.grid import Page
from studylib.readme.growing import new_columns, new_rows
from studylib.readme.listing import Listing
from studylib.season.study import Study
from studylib.text.message import Sentence, sentence
from studylib.workbook import values


def write_season(
    text: str, study: Study, now: datetime, *, is_html: bool = False, replacing: bool = False
) -> str:
    """The text of the file with the season as it stands at ``now`` (aware) in its table.

    Between the markers where they are, else over the tables that are recognised, else with a new table between new
    markers at the end. Raises NotWritten where a link of the table would be lost that the season does not know for that
    member and week (not with ``replacing``), and where something has no place in it.
    """
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    page = parsing.parse_page(text, html=is_html)
    said = gather_links(study, now, replacing)
    region = _region(page)
    lists = [
        each
        for one in page.grids
        if one.form != "list" and (region is None or region[0] <= one.start < region[1])
        if (each := listing.find_listing(one, said.people))
    ]
    made = _over(text, lists, said) if lists else fresh_table(text, region, said, is_html)
    _check(made, said, is_html, marks=bool(lists) and all(map(has_signs_only, lists)))
    return mark + made


def _region(page: Page) -> tuple[int, int] | None:
    """What stands between the markers, exclusive of them; ``None`` without markers."""
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


# ---- over the group's own table ----


def _over(text: str, lists: Sequence[Listing], said: SeasonLinks) -> str:
    edits = Edits()
    placed: dict[tuple[str, int], None] = {}
    rows = {week for each in lists for week in each.weeks if week}
    raw = {id(each): list(entries.read_entries(each, said.people, lambda line, why: None)) for each in lists}
    for each in lists:
        for entry in raw[id(each)]:
            if owner := said.people.by_name.get(values.fold(entry.member)):
                placed[owner.name, entry.week] = None
        edits.refused += _lost(each, raw[id(each)], said)
    for each in lists:
        form = Form(text, each, raw[id(each)], said)
        edit_cells(form, edits, placed)
        edit_turns(form, edits)
        if each is lists[-1]:
            new_rows(form, edits, placed, rows)
            new_columns(form, edits, placed, rows)
    for (member, week), links in said.links.items():
        if links and (member, week) not in placed:
            edits.refused.append(
                sentence(
                    "The table has no place for {member} in week {week}. Add the row or the column.",
                    member=member,
                    week=week,
                )
            )
    if edits.refused:
        raise ReadmeError(*{str(why): why for why in edits.refused}.values())
    for (start, end), new in sorted(edits.made.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _lost(each: Listing, raw: Sequence[Entry], said: SeasonLinks) -> Iterator[Sentence]:
    """What stands in the table and would be gone."""
    if said.replacing:
        return
    signs = has_signs_only(each)
    for entry in raw:
        member = said.people.by_name.get(values.fold(entry.member))
        name = member.name if member else entry.member
        if entry.address and (name, entry.week, entry.address) not in said.known:
            yield sentence(
                "Line {line}: the season does not know the link {link} of {member} in week {week}. Import it first,"
                " or say --replace.",
                line=entry.cell.line,
                link=entry.address,
                member=name,
                week=entry.week,
            )
        elif signs and entry.handed_in and not said.links.get((name, entry.week)):
            yield sentence(
                "Line {line}: the season has nothing of {member} in week {week}. Import it first, or say --replace.",
                line=entry.cell.line,
                member=name,
                week=entry.week,
            )


# ---- whether it reads back ----


def _check(text: str, said: SeasonLinks, is_html: bool, *, marks: bool) -> None:
    """Raises NotWritten where the table that was written would not be read as what the season says."""
    page = parsing.parse_page(text, html=is_html)
    region = _region(page)
    inside = tuple(
        each
        for each in page.grids
        if each.form != "list" and (region is None or region[0] <= each.start < region[1])
    )
    found, _ = reading.read_page(replace(page, grids=inside), said.people, "")
    handed_in = found.handed_in if found else ()
    if marks:
        same = {(each.member, each.week) for each in handed_in} == {
            key for key, links in said.links.items() if links
        }
    else:
        same = {(e.member, e.week, e.address) for e in handed_in if e.address} == {
            (*key, link) for key, links in said.links.items() for link in links
        }
    if not same:
        raise ReadmeError(
            sentence(
                "The table would not read back as the season has it. Nothing was written; "
                "write it by hand once, "
                "or let a new one be made between {start} and {end}.",
                start=START,
                end=END,
            )
        )
