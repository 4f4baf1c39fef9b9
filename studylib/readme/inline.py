"""Inline content of a cell: texts and links, from Markdown and HTML."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from studylib.readme.grid import Part

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from selectolax.lexbor import LexborHTMLParser, LexborNode
_WRITTEN_OUT = re.compile(
    r"(?P<broken>!?\[[^\[\]]*\]\((?:[^()\n]|\([^()\n]*\))*\)?)|(?P<address>https?://[^\s<>|]+)",
    re.IGNORECASE,
)
"""In a text: a link that Markdown does not take for one, and an address that stands there as it is."""


def parse_html(text: str) -> "LexborHTMLParser":
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(text)


# ---- Markdown ----


@cache
def markdown_parser() -> "MarkdownIt":
    """GitHub's tables on CommonMark; addresses as they are written, for who reads them has to say which are wrong."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name in ("normalizeLink", "normalizeLinkText"):
        setattr(reader, name, lambda url: url)
    setattr(reader, "validateLink", lambda url: True)  # noqa: B010
    return reader


def inline_parts(tokens: "Sequence[Token]") -> tuple[Part, ...]:
    """What the inline tokens of a cell hold."""
    found: list[Part] = []
    address: str | None = None
    inside: list[str] = []
    for token in tokens:
        opened = _opened(token)
        if opened is not None:
            found.append(Part("".join(inside)))
            address, inside = opened, []
        elif token.type == "link_close" or (
            token.type == "html_inline" and token.content.casefold().startswith("</a")
        ):
            found.append(Part("".join(inside), address))
            address, inside = None, []
        else:
            inside.append(_shown(token))
    found.append(Part("".join(inside), address))
    return join_texts(found, broken=True)


def _opened(token: "Token") -> str | None:
    """The address of the link that begins with the token; ``None`` where none does."""
    if token.type == "link_open":
        return str(token.attrs.get("href", ""))
    if token.type == "html_inline" and re.match(r"<a\s", token.content, re.IGNORECASE):
        return node_address(parse_html(token.content + "</a>").css_first("a"))
    return None


def _shown(token: "Token") -> str:
    if token.type == "hardbreak" or (
        token.type == "html_inline" and re.match(r"<br\b", token.content, re.IGNORECASE)
    ):
        return "\n"
    if token.type == "softbreak":
        return "\n"
    return token.content if token.type in ("text", "text_special", "code_inline", "image") else ""


def join_texts(parts: Sequence[Part], *, broken: bool) -> tuple[Part, ...]:
    """Texts side by side as one, the addresses in them as links; parts with nothing in them left out."""
    found: list[Part] = []
    for link, group in groupby(parts, key=lambda part: part.address is not None):
        if link:
            found += group
        else:
            found += _addressed("".join(part.text for part in group), broken)
    return tuple(part for part in found if part.text or part.address is not None)


def _addressed(text: str, broken: bool) -> Iterator[Part]:
    at = 0
    for found in _WRITTEN_OUT.finditer(text):
        if found["address"] is None and broken:
            continue
        address = _ended(found[0] if found["address"] else "")
        if not address:
            continue
        yield Part(text[at : found.start()])
        yield Part(address, address)
        at = found.start() + len(address)
    yield Part(text[at:])


def _ended(address: str) -> str:
    """The address without the punctuation behind it, which GitHub leaves out of it, too."""
    bare = address.rstrip("?!.,:*_~'\";")
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip("?!.,:*_~'\";")
    return bare


def plain_text(parts: Sequence[Part]) -> str:
    return " ".join("".join(part.text for part in parts).split())


def node_address(node: "LexborNode | None") -> str:
    return ((node.attributes.get("href") if node else "") or "").strip()
