"""Links as markup: to notes elsewhere and to the pages."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from studylib.text.bounds import normalize_text
from studylib.web.markup import LONGEST_LINK, draw_element, draw_span, join_lines
from studylib.workbook import hyperlinks, links, values
from studylib.workbook.answers import ERASED
from studylib.workbook.pasted import PieceKind, list_pieces

LONGEST_LABEL = 63
"""Characters of a part of a host (RFC 1035). A longer one leads nowhere."""

_HANGUL = re.compile("[가-힣0-9-]+")


def draw_page_link(address: str, text: object, lang: str = "", kind: str = "") -> Markup:
    """Build a link to a page of this server. ``lang``: the language of the text, if it is not the page's.

    ``kind``: ``action`` for a link that looks like a button.
    """
    return draw_element("a", text, href=address, target="_self", lang=lang, kind=kind)


def draw_link(address: str, name: str | None = None, kind: str = "") -> Markup:
    """Build a link that opens in a new tab. Its text is the name, or else the shortened address.

    An address that shows another host than its own (``https://google.com@x.kr``) becomes plain text. So does the
    mark that replaces an erased member's links. ``kind`` is that of ``draw_page_link``.
    """
    if not is_link(address):
        return draw_span(name, " ", address) if name else draw_span(address)
    text = name or shorten_link(address)
    return draw_element("a", text, href=address, target="_blank", rel="noopener noreferrer", kind=kind)


def draw_links(addresses: Iterable[str]) -> Markup:
    """Build one link a line. A text with its address behind it becomes a link of that text."""
    return join_lines(map(_draw_reference, addresses))


def _draw_reference(line: str) -> Markup:
    """Build the link of one line. A text with its address behind it becomes a link of that text."""
    text, address = hyperlinks.split_reference(line)
    return draw_titled_link(line, text, address) if address else draw_link(line)


def draw_titled_link(line: str, title: str, address: str, name: str | None = None) -> Markup:
    """Build the link of a line with this title and address. Without a title it has the ``name``, if any.

    A title that looks like an address never hides another one. A line without a safe address stays a text.
    """
    if not is_link(address):
        return draw_span(line)
    if title and names_host(title):
        return draw_span(title, " ", draw_link(address))
    return draw_link(address, title or name)


def names_host(text: str) -> bool:
    """Tell whether a text looks like an address to people, or holds one."""
    seen = normalize_text("NFKC", text).replace("。", ".")
    if "://" in seen or ("." in seen and is_link(f"https://{seen}")):
        return True
    return any(kind is not PieceKind.TEXT and kind is not PieceKind.SIGN for kind, _ in list_pieces(seen))


def is_link(address: str) -> bool:
    """Tell whether an address is safe to link to."""
    try:
        link = links.parse_link(address)
    except values.CellError:
        return False
    return not links.hides_host(link) and not address.startswith(ERASED)


def shorten_link(address: str) -> str:
    """Shorten an address to its host and the end of its path."""
    parts = urlsplit(address)
    path = unquote(parts.path).rstrip("/")
    host = write_host(parts.hostname or "").removeprefix("www.")
    whole = f"{host}{path}"
    if len(whole) <= LONGEST_LINK:
        return whole
    end = path.rsplit("/", 1)[-1]
    return f"{host}/…/{end}" if len(host) + len(end) < LONGEST_LINK else f"{whole[: LONGEST_LINK - 1]}…"


def write_host(host: str) -> str:
    """Write a host so that no letter passes for another: in ASCII, except labels of Hangul syllables."""
    labels = normalize_text("NFKC", host).replace("。", ".").split(".")
    return ".".join(map(_write_label, labels))


def _write_label(label: str) -> str:
    if label.isascii() or len(label) > LONGEST_LABEL or _HANGUL.fullmatch(label):
        return label
    return f"xn--{label.casefold().encode('punycode').decode()}"
