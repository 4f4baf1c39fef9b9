"""Pieces of markup that the pages are put together from.

What people wrote (names, links, cells) goes in through ``Markup.format`` alone, which escapes it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from studylib.figures.palette import GLYPHS, Palette
from studylib.season.rota import Turn
from studylib.season.study import Status
from studylib.text.language import Language
from studylib.workbook import links, values
from studylib.workbook.answers import ERASED

SHOWN_LINK = 60
"""Characters of a link that are shown; the link itself is whole."""


def draw_link(address: str, name: str | None = None) -> Markup:
    """A link that opens in a new tab, shown by its name or by where it leads; a plain text as itself.

    An address that shows another host than it leads to (``https://google.com@x.kr``) is a text, and so is what stands
    in the place of an erased member's links.
    """
    if not is_link(address):
        return Markup("<span>{}</span>").format(address)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
        address, name or shorten_link(address)
    )


def is_link(address: str) -> bool:
    """Whether a link may be made of it."""
    try:
        parts = urlsplit(links.parse_link(address))
    except values.CellError:
        return False
    return "@" not in parts.netloc and address != ERASED


def shorten_link(address: str) -> str:
    """A link as people tell it from others: its host and the end of its path."""
    parts = urlsplit(address)
    path = unquote(parts.path).rstrip("/")
    host = (parts.hostname or "").removeprefix("www.")
    whole = f"{host}{path}"
    if len(whole) <= SHOWN_LINK:
        return whole
    end = path.rsplit("/", 1)[-1]
    return f"{host}/…/{end}" if len(host) + len(end) < SHOWN_LINK else f"{whole[: SHOWN_LINK - 1]}…"


def draw_badge(palette: Palette, status: Status, word: str) -> Markup:
    """How a cell was judged, in the colours that it has on the board."""
    ground, ink = palette.cells[status]
    return Markup('<span class="badge" style="background:{};color:{}">{} {}</span>').format(
        ground, ink, GLYPHS[status], word
    )


def draw_terms(rows: Iterable[tuple[str, object]]) -> Markup:
    """A list of terms, each with what is said of it; a term of which nothing is said is left out."""
    lines = (Markup("<dt>{}</dt><dd>{}</dd>").format(term, said) for term, said in rows if said)
    return Markup("<dl>{}</dl>").format(Markup("").join(lines))


def draw_table(
    label: str, head: Sequence[object], rows: Iterable[Sequence[object]], foot: Sequence[object] = ()
) -> Markup:
    """Figures in rows: the first cell of each says whose they are. ``foot`` is the row of their sums, if any."""
    columns = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in head)
    lines = Markup("").join(map(_line, rows))
    sums = Markup("<tfoot>{}</tfoot>").format(_line(foot)) if foot else ""
    return Markup(
        '<div class="table"><table aria-label="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody>{}</table></div>'
    ).format(label, columns, lines, sums)


def _line(cells: Sequence[object]) -> Markup:
    figures = Markup("").join(Markup("<td>{}</td>").format(cell) for cell in cells[1:])
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(cells[0], figures)


def draw_facts(rows: Iterable[tuple[str, str, str]]) -> Markup:
    """The figures that people come for, each under its label and over a note."""
    each = Markup(
        '<div class="fact"><div class="label">{}</div><div class="value">{}</div><div class="note">{}</div></div>'
    )
    return Markup('<div class="facts">{}</div>').format(Markup("").join(each.format(*row) for row in rows))


def name_writer(language: Language, turn: Turn) -> str:
    """Who writes the team blog and, where it is a swap, in whose place."""
    if not turn.swap:
        return turn.writer
    if turn.instead_of is None:
        return language.say("{name} (swap)", name=turn.writer)
    return language.say("{name} (for {other})", name=turn.writer, other=turn.instead_of)


def draw_post(language: Language, turn: Turn, now: datetime) -> Markup:
    """The post of a turn; while it is not there, that it is not; nothing at all before the week opens."""
    if turn.post:
        return Markup("<br>").join(map(draw_link, turn.post))
    return Markup("{}").format(language.say("No post yet") if turn.has_opened(now) else "")
