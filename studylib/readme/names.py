"""The names of members, as groups write them. They have emoji, roles and notes, or are handles."""

import re
import unicodedata
from functools import lru_cache

from studylib.season.study import Member
from studylib.workbook import values
from studylib.workbook.members import Roster, fold_handle

_AROUND = " :：-–—()*>→\t·•|,~"
_LONGEST = 80
"""The most characters of a name with its surroundings."""

_ROLE_WORDS = (
    "스터디장 부스터디장 방장 조장 부조장 팀장 부팀장 회장 부회장 총무 운영진 리더 멘토 튜터"
    " leader host mentor captain"
)
_ROLES = frozenset(_ROLE_WORDS.split())
_NOTE = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\])\s*$")
_LEFT = re.compile(r"중단|중도|하차|탈퇴|휴식|쉼|left|paused?|inactive|dropped", re.IGNORECASE)


def find_member(written: str, people: Roster) -> Member | None:
    """Find the member whom a text names. Try the exact name, then the bare name, then the handle."""
    exact = people.by_name.get(values.fold(written))
    return exact or people.by_name.get(values.fold(cut_name(written))) or _find_handle(written, people)


def _find_handle(written: str, people: Roster) -> Member | None:
    return people.by_handle.get(fold_handle(written)) if written.strip()[:1] == "@" else None


def clean_name(written: str, people: Roster | None = None) -> str:
    """Return the member's own name if ``people`` know it. Else cut the name's surroundings."""
    if people and (member := find_member(written, people)):
        return member.name
    return cut_name(written)


@lru_cache(maxsize=4096)
def cut_name(written: str) -> str:
    """Cut emoji, roles, notes in brackets and signs off the ends of a name."""
    text = values.show_text(" ".join(written.split()))
    if len(text) > _LONGEST:
        return text
    bare = _trim(text)
    while (shorter := _trim(_cut_role(_NOTE.sub("", bare)))) and shorter != bare:
        bare = shorter
    return bare.removeprefix("@") or bare


def _trim(text: str) -> str:
    """Cut signs, spaces and emoji off both ends."""
    start, end = 0, len(text)
    while start < end and _is_around(text[start]):
        start += 1
    while end > start and text[end - 1] != ")" and _is_around(text[end - 1]):
        end -= 1
    trimmed = text[start:end]
    return trimmed.rstrip(_AROUND) if trimmed.count("(") != trimmed.count(")") else trimmed


def _is_around(character: str) -> bool:
    return character in _AROUND or unicodedata.category(character) in ("So", "Sk", "Cf", "Mn", "Me")


def _cut_role(name: str) -> str:
    """Cut a role before or after the name, and the polite 님."""
    words = name.split(" ")
    if len(words) > 1 and words[0].casefold() in _ROLES:
        words = words[1:]
    if len(words) > 1 and words[-1].casefold() in _ROLES | {"님"}:
        words = words[:-1]
    bare = " ".join(words)
    return bare[:-1] if len(bare) > 2 and bare.endswith("님") else bare


def find_leaving(written: str) -> str | None:
    """Find the note behind a name that says that the member left. Return ``None`` if there is none."""
    note = _NOTE.search(written[:_LONGEST])
    text = (note[1] or note[2] or "").strip() if note else ""
    return text if _LEFT.search(text) else None
