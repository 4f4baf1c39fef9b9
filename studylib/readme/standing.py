"""Compare the season with what the tables of a README say already."""

from collections import Counter
from collections.abc import Iterator, Sequence

from studylib.readme.form import Form
from studylib.readme.season_links import Place, SeasonLinks
from studylib.readme.spots import Spot, Spots


def list_missing_links(
    forms: Sequence[Form], spots: Spots, season: SeasonLinks
) -> dict[Place, tuple[str, ...]]:
    """List the links of the season that no table has for the member and week.

    In a table of marks, a mark for handed in covers all of them. In a table of links, it covers a link that several
    places share. It also covers one whose time an import assumed.
    """
    written = _gather_written(forms)
    marked = frozenset[Place]().union(*(form.signed_places for form in forms))
    common = _find_common(season)
    missing: dict[Place, tuple[str, ...]] = {}
    for place, links in season.links.items():
        stands = written.get(place, set()) | (common if place in marked else set())
        rest = tuple(
            link
            for link in links
            if link not in stands and not (place in marked and (*place, link) in season.assumed)
        )
        if rest and not spots.is_ticked(place):
            missing[place] = rest
    return missing


def list_stale(spots: Spots) -> Iterator[tuple[Place, Spot]]:
    """List the links in cells that the season lacks. In a table of marks, list such marks for handed in."""
    for spot in (each for each in spots.by_key.values() if not each.spread):
        for entry in spot.form.list_entries(spot.cell):
            place = spot.form.find_place(entry)
            links = spot.form.season.links.get(place, ()) if place else ()
            is_sign = spot.form.signs_only and entry.handed_in and not links
            if place and (is_sign or (entry.address and entry.address not in links)):
                yield place, spot


def _gather_written(forms: Sequence[Form]) -> dict[Place, set[str]]:
    """Gather the links of the tables by member and week."""
    written: dict[Place, set[str]] = {}
    for form in forms:
        for entry in form.entries:
            place = form.find_place(entry)
            if place and entry.address:
                written.setdefault(place, set()).add(entry.address)
    return written


def _find_common(season: SeasonLinks) -> set[str]:
    """Find the links of several members or weeks, and the group's own repository."""
    counts = Counter(link for links in season.links.values() for link in links)
    return {link for link, count in counts.items() if count > 1} | {season.study.repository or ""}
