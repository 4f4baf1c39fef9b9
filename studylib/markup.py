"""Pieces of markup that the pages are put together from.

What people wrote (names, links, cells) goes in through ``Markup.format`` alone, which escapes it.
"""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from studylib.charts import GLYPHS, Palette
from studylib.study import Status

SHOWN_LINK = 60
"""Characters of a link that are shown; the link itself is whole."""


def link(address: str, name: str | None = None) -> Markup:
    """A link that opens in a new tab, shown by its name or by where it leads; a plain text as itself."""
    if not address.lower().startswith(("http://", "https://")):
        return Markup("<span>{}</span>").format(address)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
        address, name or shown(address)
    )


def shown(address: str) -> str:
    """A link as people tell it from others: its host and the end of its path."""
    parts = urlsplit(address)
    path = unquote(parts.path).rstrip("/")
    host = (parts.hostname or "").removeprefix("www.")
    whole = f"{host}{path}"
    if len(whole) <= SHOWN_LINK:
        return whole
    end = path.rsplit("/", 1)[-1]
    return f"{host}/…/{end}" if len(host) + len(end) < SHOWN_LINK else f"{whole[: SHOWN_LINK - 1]}…"


def badge(palette: Palette, status: Status, word: str) -> Markup:
    """How a cell was judged, in the colours that it has on the board."""
    ground, ink = palette.cells[status]
    return Markup('<span class="badge" style="background:{};color:{}">{} {}</span>').format(
        ground, ink, GLYPHS[status], word
    )


def terms(rows: Iterable[tuple[str, object]]) -> Markup:
    """A list of terms, each with what is said of it; a term of which nothing is said is left out."""
    lines = (Markup("<dt>{}</dt><dd>{}</dd>").format(term, said) for term, said in rows if said)
    return Markup("<dl>{}</dl>").format(Markup("").join(lines))
