"""Say what a README keeps although the season says otherwise."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from studylib.readme import parsing
from studylib.readme.choices import Choices
from studylib.readme.form import Form
from studylib.readme.forms import find_forms
from studylib.readme.season_links import Place, SeasonLinks, gather_links
from studylib.readme.spots import Spots, find_spots
from studylib.readme.standing import list_missing_links
from studylib.readme.turn_cells import list_other_writers
from studylib.season.study import Study
from studylib.text.message import Sentence, sentence

MOST = 20
"""How many sentences to say at most."""


def list_kept(
    text: str, study: Study, now: datetime, *, is_html: bool = False, choices: Choices | None = None
) -> list[Sentence]:
    """List by line what differs in the file's tables from the season. The season is as of ``now`` (aware)."""
    season = gather_links(study, now, replacing=False, choices=choices)
    forms = find_forms(parsing.parse_page(text.removeprefix("\ufeff"), html=is_html), season)
    spots = find_spots(forms)
    kept = [
        *(each for form in forms for each in _list_unknown(form, season)),
        *_list_unmarked(forms, spots, season),
        *(each for form in forms for each in _list_turns(form)),
    ]
    said = [why for _, why in sorted(kept, key=lambda each: each[0])]
    rest = [sentence("{count} more cells differ from the season.", count=len(said) - MOST)]
    return [*said[:MOST], *(rest if len(said) > MOST else ()), *_count_marks(forms, season)]


def _list_unknown(form: Form, season: SeasonLinks) -> Iterator[tuple[int, Sentence]]:
    """List the links that the season never had."""
    for entry in form.entries:
        place = form.find_place(entry)
        if place and entry.address and (*place, entry.address) not in season.known:
            yield entry.cell.line, _describe_link(entry.cell.line, place, entry.address)


def _count_marks(forms: Sequence[Form], season: SeasonLinks) -> Iterator[Sentence]:
    """Count the marks for handed in, in tables of marks. Take those of which the season has no link."""
    marked = frozenset[Place]().union(*(form.marked_places for form in forms if form.signs_only))
    if count := sum(not season.links.get(place) for place in marked):
        yield sentence("{count} marks stand for links that the season does not have. They stay.", count=count)


def _list_unmarked(
    forms: Sequence[Form], spots: Spots, season: SeasonLinks
) -> Iterator[tuple[int, Sentence]]:
    """List the cells of marks that say something else than the hand-in that the season has."""
    for place in list_missing_links(forms, spots, season):
        for spot in spots.list_candidates(place):
            if spot.form.signs_only and not spot.is_blank:
                yield spot.cell.line, _describe_cell(spot.cell.line, place, spot.cell.text)


def _list_turns(form: Form) -> Iterator[tuple[int, Sentence]]:
    for week, cell, writer in list_other_writers(form):
        yield (
            cell.line,
            sentence(
                "Line {line}: the README has {cell} as the writer of week {week}, the season has {member}. It stays.",
                line=cell.line,
                cell=cell.text,
                week=week,
                member=writer,
            ),
        )


def _describe_link(line: int, place: Place, link: str) -> Sentence:
    return sentence(
        "Line {line}: the season does not know the link {link} of {member} in week {week}. It stays.",
        line=line,
        link=link,
        member=place[0],
        week=place[1],
    )


def _describe_cell(line: int, place: Place, cell: str) -> Sentence:
    return sentence(
        "Line {line}: the cell of {member} in week {week} says “{cell}”, and the season has a link. It stays.",
        line=line,
        member=place[0],
        week=place[1],
        cell=cell,
    )
