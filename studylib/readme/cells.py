"""Write links, and signs into the cells that a table already has. A cell keeps its content."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studylib.readme.form import Form
from studylib.readme.grid import GridCell
from studylib.readme.items import find_bare_name, link_name, tick_box
from studylib.readme.marks import Mark, parse_mark
from studylib.readme.season_links import Place
from studylib.readme.source_rows import pad_blank
from studylib.readme.spots import Spot
from studylib.readme.stages import Stage, TextEdit, apply_edits, write_cell
from studylib.readme.written_links import escape_address
from studylib.text.direction import isolate
from studylib.text.message import Sentence, sentence

Missing = Mapping[Place, Sequence[str]]
"""Links to add, by member and week. A place without any has only links to replace."""


def edit_cell(spot: Spot, missing: Missing) -> Stage:
    """Add the missing links of members to a cell. In a table of marks, add marks."""
    form = spot.form
    new = _write_marks(spot, missing) if form.signs_only else _write_item(spot, missing)
    if new is None and not form.signs_only:
        new = _write_links(spot, missing)
    if new == "" and any(missing.values()):
        return Stage(refused=tuple(explain_sign(spot.cell, place) for place in missing))
    if new is None or new == form.read_source(spot.cell):
        return Stage()
    stage = write_cell(spot.cell, pad_blank(form, spot.cell, new))
    return stage if stage.refused else Stage(stage.edits, frozenset(missing))


def write_names(form: Form, source: str, names: Sequence[str]) -> str:
    """Put names behind those of a cell."""
    return form.name_separator.join(
        [*([source] if source else ()), *(form.write_text(isolate(name)) for name in names)]
    )


def explain_sign(cell: GridCell, place: Place) -> Sentence:
    return sentence(
        "Line {line}: the table's marks do not show how to write that {member} handed in for week {week}. "
        "Write it by hand.",
        line=cell.line,
        member=place[0],
        week=place[1],
    )


# ---- links ----


def _write_links(spot: Spot, missing: Missing) -> str:
    """Fill the links that lead nowhere yet. Put others behind the member's last one, or at the end of the cell."""
    form, source = spot.form, spot.form.read_source(spot.cell)
    anchors = _find_anchors(form, spot.cell)
    joints = _find_joints(spot, source)
    edits: list[TextEdit] = []
    added: list[str] = []
    for place, links in missing.items():
        own = anchors.get(place, [])
        opened = [anchor.match for anchor in own if anchor.opened]
        for at, match in enumerate(opened):
            address = links[at] if at < len(links) else ""
            edits.append(TextEdit(*match.span("address"), _escape_address(form, source, address), 0))
        more = [_write_link(spot, place[0], link) for link in links[len(opened) :]]
        end = own[-1].match.end() if own else 0
        if more and own and end in joints:
            edits.append(TextEdit(end, end, "".join(spot.separator + link for link in more), 0))
        else:
            added += more
    kept = apply_edits(source, edits)
    return _join_behind(spot, kept, added)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A link in the source of a cell. ``opened``: its address may be written."""

    match: re.Match[str]
    opened: bool


def _write_item(spot: Spot, missing: Missing) -> str | None:
    """Write the item of one member and tick its box. Return ``None`` for any other cell."""
    form, source = spot.form, spot.form.read_source(spot.cell)
    if not form.lists_members or len(missing) > 1:
        return None
    ((place, links),) = missing.items()
    is_bare = bool(links) and find_bare_name(form, spot.cell) == place[0]
    new = link_name(form, source, place[0], links) if is_bare else _write_links(spot, missing)
    return tick_box(new, form.tick) if links else new


def _find_anchors(form: Form, cell: GridCell) -> dict[Place, list[_Anchor]]:
    """Find the links of the cell in its source, by member and week. Find none if they are not distinct."""
    matches, pairs = form.match_links(cell), form.pair_links(cell)
    anchors: dict[Place, list[_Anchor]] = {}
    for match, (entry, part) in zip(matches, pairs, strict=True) if len(matches) == len(pairs) else ():
        if place := form.find_place(entry):
            anchors.setdefault(place, []).append(_Anchor(match, form.is_open(entry, part)))
    return anchors


def _write_link(spot: Spot, name: str, address: str) -> str:
    return spot.form.write_link(name, address) if spot.shared else spot.form.write_own_link(address)


def _find_joints(spot: Spot, source: str) -> set[int]:
    """Find the ends of links behind which only the separator and another link follow, or nothing."""
    matches = spot.form.match_links(spot.cell)
    parted = (
        one.end() for one, other in pairwise(matches) if source[one.end() : other.start()] == spot.separator
    )
    last = {matches[-1].end()} if matches and not source[matches[-1].end() :].strip() else set()
    return {*parted, *last}


def _join_behind(spot: Spot, source: str, added: Sequence[str]) -> str:
    """Put links at the end of a cell. Tags of the cell's own must not be opened or closed there."""
    is_text = "<" not in re.sub(r"<br\s*/?>", "", spot.separator)
    separator = spot.separator if is_text else " "
    return separator.join([source, *added] if source else added)


def _escape_address(form: Form, source: str, address: str) -> str:
    return html.escape(address) if form.is_html and "](" not in source else escape_address(address)


# ---- marks ----


def _write_marks(spot: Spot, missing: Missing) -> str | None:
    """Write the signs for members' links in a table of marks.

    Return ``None`` if the cell stays. Return an empty text if its form is unknown.
    """
    source = spot.form.read_source(spot.cell)
    if spot.form.lists_members:
        return tick_box(source, spot.form.tick)
    if spot.holds_names:
        return write_names(spot.form, source, [name for (name, _), links in missing.items() if links])
    if spot.shared:
        return "" if any(missing.values()) else None
    (place,) = missing
    return _write_sign(spot, place)


def _write_sign(spot: Spot, place: Place) -> str | None:
    """Write the sign for what the member handed in. Return ``None`` if the cell stays."""
    form, cell = spot.form, spot.cell
    links = form.season.links.get(place, ())
    handed_in = Mark.LATE if place in form.season.late else Mark.DONE
    if spot.is_blank and links:
        sign = form.choose_sign(handed_in)
        return " ".join(filter(None, (form.read_source(cell), sign))) if sign else ""
    if (
        form.season.replacing
        and parse_mark(cell.text, form.listing.legend)
        and bool(links) != (place in form.marked_places)
    ):
        return form.choose_sign(handed_in if links else Mark.NOT)
    return None
