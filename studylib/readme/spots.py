"""Find the cell that takes the links of a member and week."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from studylib.readme.form import Form
from studylib.readme.grid import GridCell
from studylib.readme.items import find_bare_name
from studylib.readme.listing import Kind
from studylib.readme.names import clean_name
from studylib.readme.season_links import Place
from studylib.text.message import Sentence, sentence

_Key = tuple[int, tuple[int, int]]
"""A table, by its start in the file, and a place in it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell for a week.

    ``shared``: members have their links in it together. ``spread``: it is of several weeks or members.
    ``holds_names``: it has the names of those who handed in.
    """

    form: Form
    cell: GridCell
    shared: bool
    spread: bool = False
    holds_names: bool = False

    @property
    def key(self) -> _Key:
        return self.form.listing.grid.start, self.cell.place

    @property
    def separator(self) -> str:
        return self.form.separator if self.shared else self.form.own_separator

    @property
    def is_blank(self) -> bool:
        """Whether people see nothing in the cell. Its source may still hold a space or a comment."""
        return not self.cell.text and all(part.address is None for part in self.cell.parts)

    def has_room(self, place: Place) -> bool:
        """Whether the cell is blank, or has a link of the member that leads nowhere yet."""
        return self.is_blank or (self.cell.place, place) in self.form.open_places


@dataclass(frozen=True, slots=True)
class Spots:
    """The cells for links. A member's own are by member and week, shared ones by week."""

    by_key: Mapping[_Key, Spot]
    own: Mapping[Place, tuple[Spot, ...]]
    shared: Mapping[int, tuple[Spot, ...]]

    def choose(self, place: Place) -> Spot | Sentence | None:
        """Choose the cell for the links of a member and week. Say why if it is uncertain. ``None`` means no cell."""
        spots = self.list_candidates(place)
        if not spots:
            return None
        with_room = [spot for spot in spots if spot.has_room(place)] if len(spots) > 1 else spots
        if not with_room and spots[0].form.signs_only:
            return spots[0]
        if not with_room and all(spot.form.listing.long for spot in spots):
            return None
        if len(with_room) != 1 or with_room[0].spread:
            return _explain_uncertain(place, spots[0].cell)
        return with_room[0]

    def list_candidates(self, place: Place) -> tuple[Spot, ...]:
        """List the cells that may take the links. Those of tables with links go before those of marks."""
        own, shared = self.own.get(place, ()), self.shared.get(place[1], ())
        for marks in (False, True):
            if mine := tuple(spot for spot in own if spot.form.signs_only is marks):
                return mine
            if together := [spot for spot in shared if spot.form.signs_only is marks and not spot.spread]:
                return (_choose_shared(together),)
        return ()

    def is_ticked(self, place: Place) -> bool:
        """Whether a table of marks says that the member handed in. No table of links may have a cell for it."""
        candidates = self.list_candidates(place)
        return any(spot.form.signs_only and place in spot.form.marked_places for spot in candidates)


def _choose_shared(spots: Sequence[Spot]) -> Spot:
    """Choose the first cell with entries, else the first blank one, else the first."""
    used = (spot for spot in spots if spot.form.list_entries(spot.cell))
    blank = (spot for spot in spots if spot.is_blank)
    return next(used, None) or next(blank, None) or spots[0]


def find_spots(forms: Sequence[Form]) -> Spots:
    """Find the cells of all tables, in the order of the file."""
    by_key: dict[_Key, Spot] = {}
    own: dict[Place, dict[_Key, Spot]] = {}
    shared: dict[int, dict[_Key, Spot]] = {}
    for form in forms:
        for spot, name, week in _find_spots(form):
            by_key[spot.key] = spot
            member = form.season.find_member(name) if name else None
            if member is not None:
                own.setdefault((member.name, week), {}).setdefault(spot.key, spot)
            elif spot.shared and not form.lists_members:
                shared.setdefault(week, {}).setdefault(spot.key, spot)
        for entry in form.entries:
            key, place = (form.listing.grid.start, entry.cell.place), form.find_place(entry)
            if place and key in by_key:
                own.setdefault(place, {}).setdefault(key, by_key[key])
    return Spots(
        by_key,
        {place: tuple(spots.values()) for place, spots in own.items()},
        {week: tuple(spots.values()) for week, spots in shared.items()},
    )


def _find_spots(form: Form) -> Iterator[tuple[Spot, str, int]]:
    """Find the cells of one table. Each comes with its owner, ``""`` for none, and its week."""
    found: list[tuple[GridCell, str, int]] = []
    for row, week in form.listing.body:
        found += [(cell, owner, week) for cell, owner in _list_cells(form, row)] if week else []
    meanings: dict[tuple[int, int], set[tuple[str, int]]] = {}
    for cell, owner, week in found:
        meanings.setdefault(cell.place, set()).add((owner, week))
    name_columns = [at for at, kind in enumerate(form.listing.kinds) if kind is Kind.NAMES]
    name_places = {row[at].place for row, _ in form.listing.body for at in name_columns}
    for cell, owner, week in found:
        shared = not owner or form.lists_members
        holds_names = cell.place in name_places
        yield Spot(form, cell, shared, len(meanings[cell.place]) > 1, holds_names), owner, week


def _list_cells(form: Form, row: Sequence[GridCell]) -> Iterator[tuple[GridCell, str]]:
    """List the cells of a row that take links. Each comes with its owner's name, ``""`` for none."""
    listing = form.listing
    if listing.name_column is not None:
        for at in listing.list_distinct(row)[:1]:
            yield row[at], clean_name(row[listing.name_column].text, form.season.people)
        return
    if form.lists_members:
        yield row[0], find_bare_name(form, row[0])
        return
    for at in listing.entry_columns:
        yield row[at], listing.owners[at] if listing.kinds[at] is Kind.MEMBER else ""


def _explain_uncertain(place: Place, cell: GridCell) -> Sentence:
    return sentence(
        "Line {line}: it is uncertain which cell takes the link of {member} in week {week}. Write it by hand.",
        line=cell.line,
        member=place[0],
        week=place[1],
    )
