"""Entries of a table: what each cell says of one member and week."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from studylib.readme.grid import GridCell, Part
from studylib.readme.listing import Kind, Listing, is_generic, linked_parts
from studylib.readme.marks import Mark, clean_name, parse_mark, split_signs
from studylib.text.message import Sentence, sentence
from studylib.workbook import links, values
from studylib.workbook.members import Roster

_PARTED = re.compile(r"[,/·•;\n\u00a0|、，]+")


Report = Callable[[int, Sentence], None]
"""Takes the line, from 1, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell says of one member and week. ``address`` is ``None`` where it has no link, ``""`` where the link
    leads nowhere yet; ``mark`` is ``None`` where it has no sign."""

    member: str
    week: int
    address: str | None
    mark: Mark | None
    cell: GridCell

    @property
    def handed_in(self) -> bool:
        """Whether it says that something was handed in."""
        return bool(self.address) or (self.address is None and self.mark in (Mark.DONE, Mark.LATE))


def read_entries(each: Listing, people: Roster | None, report: Report) -> Iterator[Entry]:
    """What the cells of one table say, the names as they are written."""
    seen: dict[int, tuple[int, int]] = {}
    name_at = each.kinds.index(Kind.NAME) if each.long else None
    week_at = each.kinds.index(Kind.WEEK) if Kind.WEEK in each.kinds else None
    for row, week in list(zip(each.rows, each.weeks, strict=True))[each.head :]:
        columns = [at for at, kind in enumerate(each.kinds) if kind in (Kind.MEMBER, Kind.LINKS)]
        if week is None:
            lost = next((row[at] for at in columns if any(part.address for part in row[at].parts)), None)
            if lost and week_at is not None:
                report(
                    row[week_at].line,
                    sentence("“{cell}” names no week. Write one, as 3 or 3주차.", cell=row[week_at].text),
                )
            continue
        if week_at is not None and not each.long:
            place = row[week_at].place
            if seen.setdefault(week, place) != place:
                report(
                    row[week_at].line,
                    sentence(
                        "Week {week} is in the table twice; the first counts. Bring them together.", week=week
                    ),
                )
                continue
        done: set[tuple[int, int]] = set()
        for at in columns:
            if row[at].place in done:
                continue
            done.add(row[at].place)
            owner = each.owners[at] or (clean_name(row[name_at].text, people) if name_at is not None else "")
            if each.kinds[at] is Kind.MEMBER or (name_at is not None and owner):
                yield from _of_owner(row[at], owner, week, report)
            else:
                yield from _of_names(row[at], week, people, report)


def _of_owner(cell: GridCell, owner: str, week: int, report: Report) -> Iterator[Entry]:
    """A cell that belongs to one member: links, or a sign."""
    links = linked_parts(cell)
    signs = [parse_mark(part.text) for part in links]
    rest = []
    for part in cell.parts:
        if part.address is None:
            broken = _broken(part.text, cell, report)
            text, sign = split_signs(broken)
            signs.append(sign)
            rest += [text] if text else []
    sign = Mark.LATE if Mark.LATE in signs else next((each for each in signs if each), None)
    for part in links:
        yield Entry(owner, week, _address(part, cell, report), sign, cell)
    if not links and sign:
        yield Entry(owner, week, None, sign, cell)
    if rest and not links and not sign:
        report(
            cell.line,
            sentence("“{mark}” is no mark that is known. Write O, X or △, or a link.", mark=rest[0]),
        )


def _of_names(  # noqa: PLR0912, a small machine: the name and the sign that wait for a link
    cell: GridCell, week: int, people: Roster | None, report: Report
) -> Iterator[Entry]:
    """A cell with links that name their members, or with names beside links or signs."""
    name, sign = "", None
    used = True
    for part in cell.parts:
        if part.address is None:
            for segment in _PARTED.split(_broken(part.text, cell, report)):
                text, said = split_signs(segment)
                text = clean_name(text)
                if people and values.fold(clean_name(segment, people)) in people.by_name:
                    text, said = clean_name(segment, people), None
                if text and not used and name and sign:
                    yield Entry(name, week, None, sign, cell)
                if text:
                    name, sign, used = text, said, False
                elif said and not used and name:
                    yield Entry(name, week, None, said, cell)
                    used = True
                elif said:
                    name, sign, used = "", said, False
            continue
        text, said = split_signs(part.text)
        if (text and not is_generic(part.text)) and name and sign and not used:
            yield Entry(name, week, None, sign, cell)
        known = people and values.fold(part.text) in people.by_name
        if known or (text and not is_generic(part.text)):
            owner = clean_name(part.text if known else text, people)
            prefix = sign if not name and not used else None
        else:
            owner, prefix = name, sign
        if owner:
            yield Entry(owner, week, _address(part, cell, report), said or prefix, cell)
        elif part.address:
            report(
                cell.line,
                sentence(
                    "The link {link} names no member. Write the name in the brackets.", link=part.address
                ),
            )
        used = True
        if owner != name:
            name = ""
        sign = None
    if name and sign and not used:
        yield Entry(name, week, None, sign, cell)


def _broken(text: str, cell: GridCell, report: Report) -> str:
    """The text without what was meant for a link; that is reported."""
    meant = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\n]|\([^()\n]*\))*\)?")
    for found in meant.finditer(text):
        why = sentence(
            "“{link}” is a broken link. Write it as [name](https://…), without spaces, each bracket closed.",
            link=found[0],
        )
        report(cell.line, why)
    return meant.sub(" ", text)


def _address(part: Part, cell: GridCell, report: Report) -> str:
    """The address of a link; an empty text for none, and for one that is no link, which is reported."""
    address = (part.address or "").strip()
    if address in ("", "#"):
        return ""
    try:
        return links.parse_link(address)
    except values.CellError as unreadable:
        report(cell.line, unreadable.why)
        return ""
