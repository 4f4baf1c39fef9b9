"""Read one line of pasted members: a name, and beside it an address, a role and a GitHub account."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from studylib.season.study import Member
from studylib.text.message import Sentence, sentence
from studylib.workbook import moments, values
from studylib.workbook.formulas import is_failed
from studylib.workbook.members import LEADER

LEADERS = frozenset({*LEADER, "리더", "방장", "조장", "팀장", "스장", "모임장", "study leader", "host"})
"""What people write for whoever leads, folded."""

OTHERS = frozenset({"멤버", "팀원", "조원", "회원", "스터디원", "참여자", "member", "participant"})
"""What people write for everybody else, folded."""

LONGEST_ADDRESS = 254
"""Most characters of an address (RFC 5321)."""

LONGEST_MAILBOX = 64
"""Most characters before its sign."""

_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+\Z")
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}")
_PARTS = re.compile(r"[\s<>＜＞（）()\[\]\"“”‘’]+")
_EMPTY = re.compile(r"<\s*>|＜\s*＞|（\s*）|\(\s*\)|\[\s*\]|\"\s*\"")
_SIGNS = str.maketrans({"＠": "@", "﹫": "@"})
_HANDLE = re.compile(r"@[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?")
_GITHUB = re.compile(r"(?:https?://)?(?:www\.)?github\.com/[A-Za-z0-9-]{1,39}/?", re.IGNORECASE)
_ASIDE = re.compile(r"[(\[（]\s*([^()\[\]（）]{1,40})\s*[)\]）]")
_EDGES = " \t\n-–—:：·|/,;\"“”'‘’"


@dataclass(frozen=True, slots=True)
class Person:
    """What a line says of one member. ``unused`` are its cells that say nothing known. ``fault`` is the first one."""

    name: str = ""
    email: str | None = None
    leader: bool = False
    github: str | None = None
    turn: int | None = None
    joined_on: date | None = None
    left_on: date | None = None
    unused: tuple[str, ...] = ()
    fault: Sentence | None = None

    def make_member(self) -> Member:
        """Make the member, without what is faulty."""
        return Member(
            self.name, self.email, self.turn, self.leader, self.joined_on, self.left_on, self.github
        )


def read_person(cells: Sequence[str]) -> Person:
    """Read a person from cells in any order. The first text that says nothing else is the name."""
    person = Person()
    for cell in cells:
        person = _take_text(_take_address(person, cell), _cut_address(cell)[0])
    return person


def read_columns(cells: Sequence[str], places: Mapping[str, Sequence[int]]) -> Person:
    """Read a person from cells below headers. ``places`` are the positions of each column, from 0."""
    found = {
        column: next((cells[at] for at in each if at < len(cells) and cells[at]), "")
        for column, each in places.items()
    }
    person = read_person([found.get("name", "")])
    if email := found.get("email", ""):
        person = _take_address(person, email)
        if person.email is None and person.fault is None:
            person = replace(person, fault=explain_address(email))
    person = replace(
        person,
        leader=person.leader or values.fold(found.get("role", "")) in LEADERS,
        github=found.get("github", "") or person.github,
    )
    return _take_values(person, found)


def _take_values(person: Person, found: Mapping[str, str]) -> Person:
    """Take the turn and the days, if they can be read."""
    try:
        return replace(
            person,
            turn=values.parse_whole(found["turn"]) if found.get("turn") else None,
            joined_on=moments.parse_day(found["joined_on"]) if found.get("joined_on") else None,
            left_on=moments.parse_day(found["left_on"]) if found.get("left_on") else None,
        )
    except values.CellError as unreadable:
        return replace(person, fault=person.fault or unreadable.why)


def _take_address(person: Person, cell: str) -> Person:
    """Take the address of a cell. One that cannot be an address is a fault, and so is a second one."""
    rest, address, wrong = _cut_address(cell)
    second = _cut_address(rest)[1] if address else None
    if wrong and not person.fault:
        person = replace(person, fault=explain_address(wrong))
    if address and (person.email or second):
        why = sentence("This line has two addresses. Keep the one that the member signs in with.")
        person = replace(person, fault=person.fault or why)
    return replace(person, email=address) if address and not person.email else person


def _take_text(person: Person, text: str) -> Person:
    """Take what a cell says beside an address: the name, a role or an account."""
    text, leads = cut_role(text)
    person = replace(person, leader=True) if leads else person
    if not text.strip(".…") or values.fold(text) in OTHERS:
        return person
    if person.name and (_HANDLE.fullmatch(text) or _GITHUB.fullmatch(text)):
        return replace(person, github=text.lstrip("@"))
    if person.name:
        return replace(person, unused=(*person.unused, text))
    name = values.fold_blanks(values.show_masked(text.lstrip("@")))
    return replace(person, name=name, fault=values.explain_failed(text) if is_failed(text) else person.fault)


def cut_role(text: str) -> tuple[str, bool]:
    """Cut the word for a leader off a text: alone, in brackets, or as its first or last word."""
    text = text.strip(_EDGES)
    for aside in _ASIDE.finditer(text):
        if values.fold(aside[1]) in LEADERS:
            return (text[: aside.start()] + text[aside.end() :]).strip(_EDGES), True
    if values.fold(text) in LEADERS:
        return "", True
    words = text.split()
    for word, rest in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if rest and values.fold(word[0].strip(_EDGES)) in LEADERS:
            return " ".join(rest).strip(_EDGES), True
    return text, False


def _cut_address(cell: str) -> tuple[str, str | None, str | None]:
    """Cut the address off a cell. Return the rest, the address, and what only looks like one."""
    cell = cell.translate(_SIGNS)
    for part in _PARTS.split(cell) if "@" in cell else ():
        if "@" not in part or _HANDLE.fullmatch(part):
            continue
        address = find_address(part)
        if address is None and part.startswith("@"):
            continue  # a mention, such as ``@가람``
        rest = cell.replace(part, part[: part.find(address)] if address else "", 1)
        return _EMPTY.sub("", rest.replace("mailto:", "")), address, None if address else part
    return cell, None, None


def find_address(part: str) -> str | None:
    """Find the address at the end of a word. ``None`` if it is none, or masked."""
    part = part.strip(".,;:'")
    mailbox, _, host = part.rpartition("@")
    local = _LOCAL.search(mailbox[-LONGEST_ADDRESS:])
    if local is None or len(part) > LONGEST_ADDRESS or not _HOST.fullmatch(host):
        return None
    name = local[0]
    is_odd = len(name) > LONGEST_MAILBOX or ".." in name or name[0] == "." or name[-1] == "." or "***" in name
    return None if is_odd or "@" in mailbox else f"{name}@{host}"


def explain_address(written: str) -> Sentence:
    """Explain that a text is no address."""
    return sentence("“{cell}” is no e-mail address. Write it as name@example.com.", cell=written)
