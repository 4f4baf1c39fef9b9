"""Read pasted members: one a line, with address, role and GitHub account in any order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from studylib.season.study import Member
from studylib.setup.lines import (
    MOST_CELLS,
    PastedLine,
    cut_bullets,
    explain_line,
    explain_paste,
    list_headless,
    split_paste,
)
from studylib.setup.people import Person, read_columns, read_person
from studylib.setup.plan import PlanFault
from studylib.setup.twins import Twins
from studylib.text.message import Sentence, sentence
from studylib.workbook import headers, sizes, template
from studylib.workbook.layouts import MEMBERS
from studylib.workbook.members import LEADER, is_sum

FIELD = "members"

DEEPEST_HEADER = 3
"""Lines in which the header is looked for. A title may stand above it."""

_BETWEEN = re.compile(r"[,;，；、]|\s[/|]\s")
"""Matches what parts the cells of a line that is no table's."""

_NUMBERED = re.compile(r"(\d{1,4})\s+(\S.*)", re.ASCII | re.DOTALL)

_CHAT_MARK = re.compile(r"대화\s?상대\s?(?:\(?\d{1,4}\)?명?)?|나")
"""Matches a line that KakaoTalk writes around its list of members: the count, and the mark of oneself."""


def read_roster(text: str) -> tuple[tuple[Member, ...], tuple[PlanFault, ...]]:
    """Read the members of a text, and tell each fault with its line.

    The first member leads unless a line says so of another. A member with a bad address is listed without one.
    """
    if why := explain_paste(text):
        return (), (PlanFault(FIELD, why),)
    members, faults, twins = list[Member](), list[PlanFault](), Twins()
    for number, entry in _list_entries(list(split_paste(text))):
        if isinstance(entry, PlanFault):
            faults.append(entry)
            continue
        if why := _explain_person(entry) or twins.explain(number, entry.name, entry.email):
            faults.append(PlanFault(FIELD, why, number))
        if not _explain_name(entry) and twins.add(number, entry.name, entry.email):
            members.append(entry.make_member())
    if len(members) > sizes.MOST_MEMBERS:
        faults.append(PlanFault(FIELD, sizes.explain_members(len(members))))
        members = members[: sizes.MOST_MEMBERS]
    if members and not any(each.leader for each in members):
        members[0] = replace(members[0], leader=True)
    return tuple(members), tuple(faults)


def _list_entries(lines: Sequence[PastedLine]) -> Iterator[tuple[int, Person | PlanFault]]:
    """List the persons of the lines, each with its line, and what is not read."""
    start, places = _find_header(lines)
    for title in lines[: max(start, 0)]:
        yield title.number, _tell_unread(title.number, title.cells[0])
    header = _cut_cells(lines[start]) if start >= 0 else ()
    if start >= 0:
        yield from _list_unknown(lines[start], places)
    listed, is_table = 0, start >= 0 and len(lines[start].cells) > 1
    for line in lines[start + 1 :]:
        if why := explain_line(line.cells):
            yield line.number, PlanFault(FIELD, why, line.number)
            continue
        if not header and len(line.cells) == 1 and _CHAT_MARK.fullmatch(line.cells[0]):
            yield line.number, _tell_unread(line.number, line.cells[0])
            continue
        if len(header) > 1:
            cells = line.cells if is_table else _cut_cells(line)
            persons = [replace(read_columns(cells, places), unused=tuple(list_headless(cells, header)))]
        else:
            persons = _read_line(line, listed + 1)
        for person in persons:
            if is_sum(person.name):
                yield line.number, _tell_unread(line.number, person.name)
                continue
            listed += 1
            yield line.number, person
            if person.unused and not person.fault:
                yield line.number, _tell_unread(line.number, ", ".join(person.unused))


def _find_header(lines: Sequence[PastedLine]) -> tuple[int, Mapping[str, Sequence[int]]]:
    """Find the place of the header and its columns. -1 and no columns without one."""
    for place, line in enumerate(lines[:DEEPEST_HEADER]):
        cells = _cut_cells(line)
        places = headers.find_columns(MEMBERS, cells) if not any("@" in each for each in cells) else {}
        if "name" in places or (places := _find_spaced(cells)):
            return place, places
        if len(cells) > 1:
            break
    return -1, {}


def _find_spaced(cells: Sequence[str]) -> dict[str, list[int]]:
    """Find the columns of a header parted by blanks. Empty if a word is none."""
    words = tuple(cells[0].split()) if len(cells) == 1 else ()
    places = headers.find_columns(MEMBERS, words) if 1 < len(words) <= MOST_CELLS else {}
    known = {at for each in places.values() for at in each}
    return places if "name" in places and len(known) == len(words) else {}


def _list_unknown(line: PastedLine, places: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, PlanFault]]:
    """Tell which columns are not read. A column of running numbers is no loss."""
    cells, known = _cut_cells(line), {at for each in places.values() for at in each}
    unknown = [each for at, each in enumerate(cells) if each and at not in known]
    if told := [
        each for each in unknown if each.casefold() not in ("번호", "순번", "no", "no.", "#", "연번")
    ]:
        yield line.number, _tell_unread(line.number, ", ".join(told))


def _cut_cells(line: PastedLine) -> tuple[str, ...]:
    """Cut a line into cells. Without tabs, commas part them."""
    if len(line.cells) > 1 or explain_line(line.cells):
        return line.cells[:MOST_CELLS]
    return tuple(each.strip().strip('"').strip() for each in _BETWEEN.split(line.cells[0], MOST_CELLS))


def _read_line(line: PastedLine, place: int) -> list[Person]:
    """Read the persons of a line without a header. ``place`` is that of the next one, from 1."""
    cells = list(_cut_cells(line))
    if len(cells) > 1 and cells[0].isdigit():
        cells = cells[1:]
    cells[0] = cut_bullets(cells[0])
    if (match := _NUMBERED.fullmatch(cells[0])) and int(match[1]) == place:
        cells[0] = match[2]
    persons = [read_person([each]) for each in cells if each]
    if len(line.cells) == 1 and len(persons) > 1 and all(each.name and each.email for each in persons):
        return persons
    person = read_person(cells)
    if person.unused and len(line.cells) == 1 and not person.fault:
        person = replace(person, fault=_explain_unused(person))
    return [person]


def _explain_unused(person: Person) -> Sentence:
    return sentence(
        "“{cell}” is no e-mail address, role or GitHub account. Write one member a line.",
        cell=person.unused[0],
    )


def _explain_person(person: Person) -> Sentence | None:
    return person.fault or _explain_name(person)


def _explain_name(person: Person) -> Sentence | None:
    """Explain why a name cannot be one. ``None``: it can."""
    if not person.name:
        return sentence("This line has no name. Write the name first, then the address.")
    return sizes.explain_name(person.name) if len(person.name) > sizes.LONGEST_NAME else None


def _tell_unread(line: int, text: str) -> PlanFault:
    why = sentence("“{text}” is not read. Only name, address, role, turn and GitHub account are.", text=text)
    return PlanFault(FIELD, why, line, is_notice=True)


def write_roster(members: Sequence[Member]) -> str:
    """Write members as lines that ``read_roster`` reads the same."""
    plain = [", ".join(filter(None, _write_plain(each))) for each in members]
    if read_roster("\n".join(plain)) == (tuple(members), ()):
        return "\n".join(plain)
    columns = ("name", "email", "role", "github", "turn", "joined_on", "left_on")
    rows = [_write_cells(each) for each in members]
    used = [at for at, _ in enumerate(columns) if at < 2 or any(row[at] for row in rows)]
    head = [template.choose_word(MEMBERS.columns[columns[at]], "ko") for at in used]
    return "\n".join(["\t".join(head), *("\t".join(row[at] for at in used) for row in rows)])


def _write_plain(member: Member) -> tuple[str, str, str, str]:
    return (
        member.name,
        member.email or "",
        LEADER[-1] if member.leader else "",
        f"@{member.github}" if member.github else "",
    )


def _write_cells(member: Member) -> tuple[str, ...]:
    numbers = (member.turn, member.joined_on, member.left_on)
    role = LEADER[-1] if member.leader else ""
    return member.name, member.email or "", role, member.github or "", *(str(each or "") for each in numbers)
