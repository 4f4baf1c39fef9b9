"""Read a cell of several members: links that name them, or names beside links and signs."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from studylib.readme.addresses import cut_broken, find_broken, read_address
from studylib.readme.axis import read_lead
from studylib.readme.columns import is_generic
from studylib.readme.entry import Entry, LineProblem, Reading
from studylib.readme.grid import GridCell, Part
from studylib.readme.heads import read_head
from studylib.readme.listing import Listing
from studylib.readme.marks import Legend, Mark, parse_mark, split_signs
from studylib.readme.names import clean_name, find_member
from studylib.readme.week_texts import parse_week
from studylib.text.message import sentence
from studylib.workbook.members import Roster

_AROUND_LINK = re.compile(r"\[\s*$|^\s*\]")
"""Brackets around a link, as in ``[[인증](…)]``."""
_PARTED = re.compile(r"[,/·•;\n\u00a0|、，]+")


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for all parts of one cell. ``bare`` is the mark of a name on its own."""

    cell: GridCell
    week: int
    people: Roster | None
    listing: Listing
    bare: Mark | None

    @property
    def legend(self) -> Legend:
        return self.listing.legend


@dataclass(frozen=True, slots=True)
class _Pending:
    """A name and a mark, read so far, that wait for a link.

    ``used``: an entry has taken them. ``lasts``: links of no known name are theirs until the next name. ``colon``: a
    colon says so.
    """

    name: str = ""
    mark: Mark | None = None
    used: bool = True
    lasts: bool = False
    colon: bool = False

    def complete(self, context: _Context) -> Iterator[Entry]:
        """Make an entry without a link if the name and the mark are enough for one."""
        mark = self.mark or context.bare
        if self.name and mark and not self.used:
            yield Entry(self.name, context.week, None, mark, context.cell)


@dataclass(frozen=True, slots=True)
class _LinkOwner:
    """Whose link it is, by its text and the text before it, and its mark."""

    name: str
    mark: Mark | None
    named: bool
    """Whether the text of the link is a name, signs aside."""


def read_named(
    cell: GridCell, week: int, people: Roster | None, listing: Listing, *, bare: Mark | None = None
) -> Iterator[Reading]:
    """Read a cell with links that name their members, or with names beside links or signs.

    ``bare`` is the mark of a name without a sign or link. ``None``: such a name says nothing.
    """
    context = _Context(cell, week, people, listing, bare)
    is_item = listing.grid.form == "list" and not parse_week(read_lead(cell), digits=False)
    pending = _Pending()
    for part in cell.parts:
        stage = (
            _read_text(pending, part, context)
            if part.address is None
            else _read_linked(pending, part, context, is_item=is_item)
        )
        yield from stage.readings
        pending = stage.pending
    yield from pending.complete(context)


@dataclass(frozen=True, slots=True)
class _Step:
    """What one part of the cell says, and what waits after it."""

    pending: _Pending
    readings: tuple[Reading, ...]


def _read_text(pending: _Pending, part: Part, context: _Context) -> _Step:
    """Read a text: names and signs, parted by commas and the like."""
    cell = context.cell
    readings: list[Reading] = [*find_broken(part.text, cell), *_find_unknown_signs(part.text, context)]
    for segment in _split_names(cut_broken(part.text), context):
        if part.struck and (context.bare or parse_mark(segment)):
            readings.append(refuse_struck(segment, cell))
            continue
        taken = _take_text(pending, segment, context)
        if taken is not pending and taken.name != pending.name:
            readings += pending.complete(context)
        elif taken is not pending and taken.used:
            mark = split_signs(segment, context.legend)[1]
            readings.append(Entry(taken.name, context.week, None, mark, cell))
        pending = taken
    return _Step(pending, tuple(readings))


def _read_linked(pending: _Pending, part: Part, context: _Context, *, is_item: bool) -> _Step:
    """Read a link. The name before it, if it is of another member, is on its own."""
    readings: list[Reading] = []
    owner = _find_owner(pending, part, context)
    if owner.named:
        readings += pending.complete(context)
    elif pending.lasts and not pending.colon and not is_generic(part.text, context.legend):
        readings.append(_tell_owner(owner, part, context.cell))
    readings += _read_link(owner, part, context)
    colon = pending.colon and not owner.named
    name = owner.name if is_item or colon or owner.name == pending.name else ""
    return _Step(_Pending(name, lasts=is_item or colon, colon=colon), tuple(readings))


def _split_names(text: str, context: _Context) -> Iterator[str]:
    """Split a text at its commas and the like. Split names that only spaces part, too, if they are known."""
    for segment in _PARTED.split(_AROUND_LINK.sub("", text)):
        words = segment.split()
        people = context.people
        if context.bare and len(words) > 1 and _are_names(words, people) and not _is_known(segment, people):
            yield from words
        else:
            yield segment


def _are_names(words: list[str], people: Roster | None) -> bool:
    if people:
        return all(find_member(word, people) for word in words)
    return all(re.fullmatch(r"[가-힣]{2,4}", word) for word in words)


def _is_known(text: str, people: Roster | None) -> bool:
    return people is not None and find_member(text, people) is not None


def _take_text(pending: _Pending, segment: str, context: _Context) -> _Pending:
    """Take a piece of text. Return what waits now."""
    people = context.people
    text, mark = split_signs(segment, context.legend)
    is_other = parse_week(text, digits=False) is not None or read_head(text.rstrip(":：")) is not None
    name = "" if is_other else clean_name(text, people)
    if _is_known(segment, people):
        name, mark = clean_name(segment, people), None
    if name:
        colon = segment.rstrip().endswith((":", "："))
        return _Pending(name, mark, used=False, lasts=colon, colon=colon)
    if mark and pending.name and not pending.used:
        return replace(pending, used=True)
    return _Pending(mark=mark, used=False) if mark else pending


def _find_owner(pending: _Pending, part: Part, context: _Context) -> _LinkOwner:
    """Find whose link it is. After ``가람:``, or in an item of a list, a link of no known name is theirs."""
    text, mark = split_signs(part.text, context.legend)
    named = bool(text) and not is_generic(part.text, context.legend)
    known = _is_known(part.text, context.people)
    goes_on = pending.lasts and pending.name and not _is_known(text, context.people)
    if (not known and not named) or goes_on:
        return _LinkOwner(pending.name, mark or pending.mark, named=False)
    before = pending.mark if not pending.name and not pending.used else None
    return _LinkOwner(clean_name(part.text if known else text, context.people), mark or before, named)


def _tell_owner(owner: _LinkOwner, part: Part, cell: GridCell) -> LineProblem:
    why = sentence(
        "“{link}” is no member's name, so its link is read as {member}'s.", link=part.text, member=owner.name
    )
    return LineProblem(cell.line, why, notice=True)


def _read_link(owner: _LinkOwner, part: Part, context: _Context) -> Iterator[Reading]:
    cell = context.cell
    if owner.name and part.struck:
        yield refuse_struck(part.address or part.text, cell)
        yield Entry(owner.name, context.week, None, Mark.NOT, cell)
    elif owner.name:
        address, problems = read_address(part, cell, context.listing.choices)
        yield from problems
        yield Entry(owner.name, context.week, address, owner.mark, cell)
    elif part.address:
        yield LineProblem(
            cell.line,
            sentence("The link {link} names no member. Write the name in the brackets.", link=part.address),
        )


def refuse_struck(written: str, cell: GridCell) -> LineProblem:
    why = sentence(
        "“{cell}” is struck through and does not count. Delete it, or take the ~~ away.", cell=written
    )
    return LineProblem(cell.line, why)


def _find_unknown_signs(text: str, context: _Context) -> Iterator[LineProblem]:
    """Find emoji among names whose meaning is unknown."""
    for sign in dict.fromkeys(letter for letter in text if unicodedata.category(letter) == "So"):
        if parse_mark(sign, context.legend) is None:
            yield explain_mark(sign, context.cell)


def explain_mark(written: str, cell: GridCell) -> LineProblem:
    why = sentence("Studyboard does not know the mark “{mark}”. Write O, X or △, or a link.", mark=written)
    return LineProblem(cell.line, why, mark="" if written.startswith("~~") else written)
