"""Inline content of a cell: texts and links, from Markdown and HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
"""A link that Markdown does not accept as one, or a bare address."""
_PUNCTUATION = "?!.,:*_~'\";"


def parse_html(text: str) -> "LexborHTMLParser":
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(text)


# ---- Markdown ----


@cache
def make_markdown_parser() -> "MarkdownIt":
    """Make a parser of CommonMark with GitHub's tables. Keep addresses as written, so that readers can check them."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name in ("normalizeLink", "normalizeLinkText"):
        setattr(reader, name, lambda url: url)
    setattr(reader, "validateLink", lambda url: True)  # noqa: B010
    return reader


def read_inline_parts(tokens: "Sequence[Token]") -> tuple[Part, ...]:
    """Read the texts and links of the inline tokens of a cell."""
    parts: list[Part] = []
    address: str | None = None
    struck = False
    inside: list[str] = []
    for token in tokens:
        opened = _read_opened(token)
        if (strikes := _read_strike(token)) is not None:
            if address is None:
                parts.append(Part("".join(inside), None, struck))
                inside = []
            struck = strikes
        elif opened is not None:
            parts.append(Part("".join(inside), None, struck))
            address, inside = opened, []
        elif token.type == "link_close" or (
            token.type == "html_inline" and token.content.casefold().startswith("</a")
        ):
            parts.append(Part("".join(inside), address, struck))
            address, inside = None, []
        else:
            inside.append(_read_text(token))
    parts.append(Part("".join(inside), address, struck))
    return join_texts(parts, broken=True)


def _read_opened(token: "Token") -> str | None:
    """Return the address of the link that the token opens. Return ``None`` if it opens none."""
    if token.type == "link_open":
        return str(token.attrs.get("href", ""))
    if token.type == "html_inline" and re.match(r"<a\s", token.content, re.IGNORECASE):
        return read_node_address(parse_html(token.content + "</a>").css_first("a"))
    return None


def _read_strike(token: "Token") -> bool | None:
    """Return whether the token begins or ends what is struck through. Return ``None`` if it does neither."""
    if token.type in ("s_open", "s_close"):
        return token.type == "s_open"
    tag = (
        re.match(r"<(/?)(?:s|del|strike)\b", token.content, re.IGNORECASE)
        if token.type == "html_inline"
        else None
    )
    return not tag[1] if tag else None


def _read_text(token: "Token") -> str:
    if token.type == "hardbreak" or (
        token.type == "html_inline" and re.match(r"<br\b", token.content, re.IGNORECASE)
    ):
        return "\n"
    if token.type == "softbreak":
        return "\n"
    return token.content if token.type in ("text", "text_special", "code_inline", "image") else ""


def join_texts(parts: Sequence[Part], *, broken: bool) -> tuple[Part, ...]:
    """Join neighbouring texts, turn bare addresses into links, and leave out empty parts.

    ``broken``: skip addresses inside broken Markdown links.
    """
    joined: list[Part] = []
    filled = [part for part in parts if part.text or part.address is not None]
    for (link, struck), group in groupby(filled, key=lambda part: (part.address is not None, part.struck)):
        if link:
            joined += group
        else:
            texts = _split_addresses("".join(part.text for part in group), broken)
            joined += [replace(part, struck=struck) for part in texts]
    return tuple(part for part in joined if part.text or part.address is not None)


def _split_addresses(text: str, broken: bool) -> Iterator[Part]:
    at = 0
    for match in _WRITTEN_OUT.finditer(text):
        if match["address"] is None and broken:
            continue
        address = _cut_punctuation(match[0] if match["address"] else "")
        if not address:
            continue
        yield Part(text[at : match.start()])
        yield Part(address, address)
        at = match.start() + len(address)
    yield Part(text[at:])


def _cut_punctuation(address: str) -> str:
    """Cut the punctuation and the spare brackets behind an address, as GitHub does."""
    end, spare = len(address), address.count(")") - address.count("(")
    while end and (address[end - 1] in _PUNCTUATION or (address[end - 1] == ")" and spare > 0)):
        end -= 1
        spare -= address[end] == ")"
    return address[:end]


def join_plain_text(parts: Sequence[Part]) -> str:
    return " ".join("".join(part.text for part in parts).split())


def read_node_address(node: "LexborNode | None") -> str:
    return ((node.attributes.get("href") if node else "") or "").strip()
