"""Read one line of a pasted curriculum: the number of its week, a title, and links."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from studylib.season.study import Topic
from studylib.setup.lines import cut_bullets
from studylib.text.message import sentence
from studylib.workbook import references, sizes, values
from studylib.workbook.pasted import PieceKind, list_pieces

MARKED = re.compile(
    r"!?\[([^\[\]]{0,500})\]"
    r"\(\s{0,9}([^\s()]{1,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500})?)[^()]{0,200}\)"
)
"""Matches a link as Markdown writes it."""

_EDGES = " \t\n-–—:：·|/,;>→"
_WEEK = re.compile(
    r"[\[(<【]?\s*(?:(?:제\s?)?(\d{1,3})\s?(?:주\s?차|회\s?차|차시|주(?=\s?[:：.)\]–—-]))|(?:week|wk)\s?#?(\d{1,3})(?!\w)"
    r"|w(\d{1,3})(?!\w|\.\w))\s*[\])>】]?(.*)",
    re.IGNORECASE | re.DOTALL | re.ASCII,
)
"""Matches a line that begins with the number of a week."""


class ReadTopic(NamedTuple):
    """A topic, and the week that its line names (``None``: none)."""

    topic: Topic
    week: int | None = None


def read_topic(text: str) -> ReadTopic:
    """Read a line. Raises a CellError for a link that cannot be one, and for a text that is too long."""
    bare = cut_bullets(text)
    match = _WEEK.fullmatch(bare)
    number = next((int(each) for each in match.groups()[:3] if each), None) if match else None
    title, found = cut_links(match[4].lstrip(".)") if match else bare)
    return ReadTopic(Topic(read_title(title), lecture=read_references("\n".join(found))), number)


def read_cells(cells: Sequence[str], places: Mapping[str, Sequence[int]]) -> ReadTopic:
    """Read cells below headers. ``places`` are the positions of each column, from 0. Raises a CellError as above."""
    found = {
        column: next((cells[at] for at in each if at < len(cells) and cells[at]), "")
        for column, each in places.items()
    }
    week = values.parse_week(found["week"]) if found.get("week") else None
    title, of_title = cut_links(found.get("title", ""))
    lecture = "\n".join([found.get("lecture", ""), *of_title])
    return ReadTopic(
        Topic(
            read_title(title),
            lecture=read_references(lecture),
            lab=read_references(found.get("lab", "")),
            reading=read_references(found.get("reading", "")),
        ),
        week,
    )


def cut_links(text: str) -> tuple[str, list[str]]:
    """Cut the links off a text. Return the rest, and the links in their order.

    A host alone, such as ``fast.ai``, is a title. Raises a CellError for a link of another scheme.
    """
    found: list[str] = []
    words: list[str] = []
    for word in MARKED.sub(r" \1 \2 ", text).split():
        pieces = list(list_pieces(word))
        if any(kind is PieceKind.REFUSED for kind, _ in pieces):
            raise values.CellError(
                sentence("“{cell}” is not a link. Write one that begins with https://.", cell=word)
            )
        of_word = [piece for kind, piece in pieces if kind in (PieceKind.LINK, PieceKind.ADDRESS)]
        found += [each if "://" in each else f"https://{each}" for each in of_word]
        words += (piece for kind, piece in pieces if kind is PieceKind.TEXT) if of_word else [word]
    return " ".join(words), [each for at, each in enumerate(found) if each not in found[:at]]


def read_title(text: str) -> str:
    """Read a title as the workbook shows it. Raises a CellError for one that is too long."""
    title = values.fold_blanks(values.show_masked(text.strip(_EDGES)))
    if len(title) > sizes.LONGEST_LINE:
        raise values.CellError(sizes.explain_name(title, sizes.LONGEST_LINE))
    return values.require(title, str) if title else ""


def read_references(text: str) -> tuple[str, ...]:
    """Read links and other references. Raises a CellError for a bad link, and for too many."""
    found = references.parse_references(text)
    if len(found) > sizes.MOST_LINKS:
        raise values.CellError(
            sentence(
                "This line has {count} links, and a week has at most {most}.",
                count=len(found),
                most=sizes.MOST_LINKS,
            )
        )
    return found
