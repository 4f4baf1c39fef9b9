"""Names of links without a title: the host and a short name made of the address.

Names of different links differ, within a week and over the season.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from urllib.parse import parse_qs, unquote, urlsplit

from markupsafe import Markup

from studylib.figures.palette import cut_label
from studylib.source.season import Season, keep_with_season
from studylib.text.invisible import drop_turns
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence
from studylib.web.anchors import draw_titled_link, is_link, names_host, write_host
from studylib.web.markup import join_lines
from studylib.workbook import hyperlinks

LONGEST_NAME = 48
"""The most columns of a name. A Hangul syllable takes two."""

LONGEST_ADDRESS = 2_000
"""Characters of an address that a name is made of."""

_EDGES = " \t-–—:·|,;>"
"""What may stand between a title and its address."""

_YOUTUBE = {"youtube.com", "m.youtube.com", "music.youtube.com", "youtu.be", "youtube-nocookie.com"}
VIDEO, PLAYLIST = sentence("YouTube video"), sentence("YouTube playlist")

_PLACES: dict[str, Sequence[tuple[str, Sentence]]] = {
    "docs.google.com": [
        ("document", sentence("Google document")),
        ("presentation", sentence("Google slides")),
        ("spreadsheets", sentence("Google sheet")),
        ("forms", sentence("Google form")),
    ],
    "drive.google.com": [("", sentence("Google Drive"))],
    "colab.research.google.com": [("", sentence("Colab notebook"))],
}
"""Hosts whose paths say the kind of a thing and no more, by the first part of the path."""

_GENERIC = {
    "index",
    "readme",
    "view",
    "watch",
    "edit",
    "post",
    "posts",
    "blob",
    "tree",
    "main",
    "master",
    "abs",
    "pdf",
}
"""Parts of a path that name nothing."""

_ENDING = re.compile(r"\.(?:html?|md|php|aspx?|ipynb|pdf|pptx?)$", re.IGNORECASE)
_IDENTITY = re.compile(r"(?:[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3})?[0-9a-f]{12,32}", re.IGNORECASE)
_NOTION_END = re.compile(r"[-_]?[0-9a-f]{32}$", re.IGNORECASE)


def name_links(weeks: Iterable[tuple[int, Iterable[str]]], language: Language) -> dict[str, str]:
    """Name the links of some weeks, by their addresses. Links with a title of their own need none.

    Different addresses of one name get the number of their week, and a second one if it has several of them.
    """
    first: dict[str, int] = {}
    for week, lines in weeks:
        for title, address in map(split_title, lines):
            if address and not title:
                first.setdefault(address, week)
    names = {address: name_link(address, language) for address in first}
    totals = Counter(map(str.casefold, names.values()))
    of_week = Counter((name.casefold(), first[address]) for address, name in names.items())
    taken = {name for name, total in totals.items() if total == 1}
    for address, name in names.items():
        if totals[name.casefold()] > 1:
            has_several = of_week[name.casefold(), first[address]] > 1
            names[address] = _number(f"{name} {first[address]}", taken, has_several=has_several)
    return names


@keep_with_season
def name_season(season: Season, language: Language) -> dict[str, str]:
    """Name the links of a season's curriculum, once for all its visitors."""
    topics = [(week.number, week.topic) for week in season.study.weeks]
    lines = ((number, (*each.lecture, *each.lab, *each.reading, *each.post)) for number, each in topics)
    return name_links(lines, language)


def draw_references(lines: Iterable[str], names: Mapping[str, str]) -> Markup:
    """Build a link a line, by its title or its name. A plain text stays one."""
    parts = ((line, *split_title(line)) for line in lines)
    return join_lines(
        draw_titled_link(line, title, address, names.get(address)) for line, title, address in parts
    )


def _number(name: str, taken: set[str], *, has_several: bool) -> str:
    """Add a number to a name if it needs one, so that no other link has the result."""
    numbered = (f"{name}-{place}" for place in count(1))
    chosen = next(
        each for each in chain([] if has_several else [name], numbered) if each.casefold() not in taken
    )
    taken.add(chosen.casefold())
    return chosen


def split_title(line: str) -> tuple[str, str]:
    """Split a line of the curriculum into title and address, whichever comes first. Each may be empty."""
    text, address = hyperlinks.split_reference(line)
    if not address:
        first, _, rest = line.partition(" ")
        text, address = (rest, first) if hyperlinks.is_address(first) else (line, "")
    return text.strip(_EDGES) if address else text, address


def name_link(address: str, language: Language) -> str:
    """Name one link by its host and what its path says."""
    if len(address) > LONGEST_ADDRESS or not is_link(address):
        return cut_label(drop_turns(address), LONGEST_NAME)
    parts = urlsplit(address)
    host = write_host(parts.hostname or "").removeprefix("www.")
    path = [drop_turns(each).strip() for each in map(unquote, parts.path.split("/")) if each.strip()]
    if host in _YOUTUBE:
        return _name_video(path, parts.query, language)
    for start, kind in _PLACES.get(host, ()):
        if not start or path[:1] == [start]:
            return language.say(kind)
    return _join(host, _name_part(host, path))


def _name_video(path: Sequence[str], query: str, language: Language) -> str:
    if path[:1] == ["playlist"]:
        return language.say(PLAYLIST)
    if path and path[0].startswith("@"):
        return _join("YouTube", path[0])
    is_video = "v" in parse_qs(query, max_num_fields=50) if path == ["watch"] else bool(path)
    return language.say(VIDEO) if is_video else "YouTube"


def _name_part(host: str, path: Sequence[str]) -> str:
    """Choose the part of a path that says most: the last one with words in it."""
    if host == "github.com":
        if len(path) > 2 and path[2] not in ("blob", "tree"):
            return " #".join([path[1], *path[3:4]])
        ends = [each for each in path[4:] if not _is_generic(each)]
        return _write_words(ends[-1]) if ends else "/".join(path[:2])
    if host == "arxiv.org":
        return path[-1] if path else ""
    return next((_write_words(each) for each in reversed(path) if not _is_generic(each)), "")


def _is_generic(part: str) -> bool:
    """Tell whether a part of a path names nothing: a usual word, or the identity of a thing."""
    bare = _NOTION_END.sub("", _ENDING.sub("", part))
    return bare.casefold() in _GENERIC or not bare or _IDENTITY.fullmatch(bare) is not None


def _write_words(part: str) -> str:
    """Write a part of a path as words, without its ending and the identity behind it."""
    return re.sub("[-_+\\s]+", " ", _NOTION_END.sub("", _ENDING.sub("", part))).strip()


def _join(host: str, name: str) -> str:
    """Join host and name. A name that looks like a host itself would pass for one, so it is left out."""
    bare = name.lstrip("@")
    passes = names_host(bare) and re.search(r"[.。．｡][^\W\d]", bare)
    return cut_label(f"{host} · {name}" if name and not passes else host, LONGEST_NAME)
