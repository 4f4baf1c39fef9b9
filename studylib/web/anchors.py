"""Links as markup: to notes elsewhere and to the pages."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from studylib.web.markup import LONGEST_LINK, draw_element, draw_span, join_lines
from studylib.workbook import hyperlinks, links, values
from studylib.workbook.answers import ERASED


def draw_page_link(address: str, text: object, lang: str = "") -> Markup:
    """Build a link to a page of this server. ``lang``: the language of the text, if it is not the page's."""
    return draw_element("a", text, href=address, target="_self", lang=lang)


def draw_link(address: str, name: str | None = None) -> Markup:
    """Build a link that opens in a new tab. Its text is the name, or else the shortened address.

    An address that shows another host than its own (``https://google.com@x.kr``) becomes plain text. So does the
    mark that replaces an erased member's links.
    """
    if not is_link(address):
        return draw_span(address)
    text = name or shorten_link(address)
    return draw_element("a", text, href=address, target="_blank", rel="noopener noreferrer")


def draw_links(addresses: Iterable[str]) -> Markup:
    """Build one link a line. A text with its address behind it becomes a link of that text."""
    return join_lines(map(_draw_reference, addresses))


def _draw_reference(line: str) -> Markup:
    """Build the link of one line. A text that looks like an address itself never hides another one."""
    text, address = hyperlinks.split_reference(line)
    if not text or not is_link(address):
        return draw_link(line)
    if "://" in text or ("." in text and is_link(f"https://{text}")):
        return draw_span(text, " ", draw_link(address))
    return draw_link(address, text)


def is_link(address: str) -> bool:
    """Tell whether an address is safe to link to."""
    try:
        link = links.parse_link(address)
    except values.CellError:
        return False
    return not links.hides_host(link) and address != ERASED


def shorten_link(address: str) -> str:
    """Shorten an address to its host and the end of its path."""
    parts = urlsplit(address)
    path = unquote(parts.path).rstrip("/")
    host = (parts.hostname or "").removeprefix("www.")
    whole = f"{host}{path}"
    if len(whole) <= LONGEST_LINK:
        return whole
    end = path.rsplit("/", 1)[-1]
    return f"{host}/…/{end}" if len(host) + len(end) < LONGEST_LINK else f"{whole[: LONGEST_LINK - 1]}…"
