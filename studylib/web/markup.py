"""Build the markup of pages. Every text is escaped. Only the other builders' results go in as they are.

A call is a piece of the page, so mypy checks what goes into it. Templates would take untyped names out of a file.
"""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from studylib.figures.palette import GLYPHS
from studylib.season.kinds import Status
from studylib.text.direction import END, START, isolate

LONGEST_LINK = 60
"""The most characters of a link's text. The address itself is never shortened."""
BREAK = Markup("<br>")
ISOLATED, ISOLATED_END = Markup("<bdi>"), Markup("</bdi>")
DATE = re.compile(r"(?<![\w./-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?(?![\w/-])", re.ASCII)
"""A date as the workbook has it. Browsers break lines at its hyphens."""
WHOLE = r'<span class="date">\g<0></span>'

NO_MARKUP = Markup("")


class Verbatim(str):
    """A long body for ``st.html``, which searches any other text for indents. That takes as long as drawing it."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


class Block(Markup):
    """A block for ``st.html``, which would look any other text up as a file first."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


# ---- any element ----


def draw_element(tag: str, *contents: object, kind: str = "", **attributes: str) -> Markup:
    """Build an element of these contents, one after another.

    ``kind``: its CSS classes, separated by spaces. Empty attributes are left out, ``aria_label`` means ``aria-label``.
    """
    named = {"class": kind} | {name.replace("_", "-"): text for name, text in attributes.items()}
    start = "".join(f' {name}="{escape(text)}"' for name, text in named.items() if text)
    return Markup(f"<{tag}{start}>{''.join(map(escape_text, contents))}</{tag}>")


def escape_text(content: object) -> Markup:
    """Escape a text, with its isolates as elements. So a name cannot turn the amount beside it.

    A date such as 2022-05-11 stays on one line.
    """
    if isinstance(content, Markup):
        return content
    escaped = escape(isolate(str(content)))
    if "-" in escaped:
        escaped = Markup(DATE.sub(WHOLE, str(escaped)))
    return escaped.replace(START, ISOLATED).replace(END, ISOLATED_END) if START in escaped else escaped


def join_parts(parts: Iterable[object], between: str = " · ") -> Markup:
    """Join the parts in one line, with that text between. Empty parts are left out."""
    return escape(between).join(escape_text(part) for part in parts if part)


def join_lines(lines: Iterable[object]) -> Markup:
    """Put one under another."""
    return BREAK.join(map(escape_text, lines))


# ---- blocks of a page ----


def draw_block(*contents: object, kind: str = "", role: str = "") -> Block:
    """Build what ``st.html`` draws: outside of such a block, style.css does not apply.

    ``kind``: ``card`` for a frame, ``part`` for a part of a page under the one before.
    """
    return Block(draw_element("div", *contents, kind=f"sb {kind}".rstrip(), role=role))


def draw_heading(*contents: object, level: int = 2) -> Markup:
    """Build a heading. Level 1 is the page's own."""
    return draw_element(f"h{level}", *contents)


def draw_paragraph(*contents: object, kind: str = "", role: str = "") -> Markup:
    """Build a paragraph. ``kind``: ``lead``, ``aside``, ``kicker``, ``turns`` or ``strip``, if any."""
    return draw_element("p", *contents, kind=kind, role=role)


def draw_title(title: object, lead: object = "") -> Markup:
    """Build the head of a page. ``lead``: the line under its name, if any."""
    return draw_block(draw_heading(title, level=1), draw_paragraph(lead, kind="lead") if lead else "")


def draw_alert(*contents: object) -> Markup:
    """Build a strip that screen readers read out at once."""
    return draw_block(draw_paragraph(*contents, kind="strip alert", role="alert"))


def draw_row(*contents: object) -> Markup:
    """Build a line of elements, from the left edge to the right one."""
    return draw_element("div", *contents, kind="row")


def draw_list(items: Iterable[object], kind: str = "") -> Markup:
    """Build a list with a rule between its items."""
    lines = (draw_element("li", item) for item in items)
    return draw_element("ul", *lines, kind=f"lines {kind}".rstrip())


def draw_fold(
    summary: object, *contents: object, kind: str = "", name: str = "", is_open: bool = False
) -> Markup:
    """Build a part that opens at a press on its summary. ``name``: its place in the page's address."""
    opened = {"open": "open"} if is_open else {}
    head = draw_element("summary", summary)
    return draw_element("details", head, *contents, kind=f"fold {kind}".rstrip(), id=name, **opened)


def draw_numbered(steps: Iterable[object]) -> Markup:
    """Build a numbered list."""
    return draw_element("ol", *(draw_element("li", step) for step in steps))


def draw_terms(rows: Iterable[tuple[object, object]]) -> Markup:
    """Build a list of terms and their descriptions. A term with an empty description is left out."""
    pairs = (draw_element("dt", term) + draw_element("dd", text) for term, text in rows if text)
    return draw_element("dl", *pairs)


def draw_table(
    label: str,
    head: Sequence[object],
    rows: Iterable[Sequence[object]],
    foot: Sequence[object] = (),
    *,
    texts: bool = False,
) -> Markup:
    """Build a table. The first cell of a row is its header. ``foot`` is the row of sums, if any.

    ``texts``: its cells are texts, not figures.
    """
    columns = (draw_element("th", each, scope="col") for each in head)
    table = draw_element(
        "table",
        draw_element("thead", draw_element("tr", *columns)),
        draw_element("tbody", *map(_draw_cells, rows)),
        draw_element("tfoot", _draw_cells(foot)) if foot else "",
        aria_label=label,
    )
    return draw_element("div", table, kind="table texts" if texts else "table")


def _draw_cells(cells: Sequence[object]) -> Markup:
    header = draw_element("th", cells[0], scope="row")
    return draw_element("tr", header, *(draw_element("td", cell) for cell in cells[1:]))


def draw_facts(rows: Iterable[tuple[str, str, object]]) -> Markup:
    """Build the main figures of a page, each with its label and a note."""
    facts = (
        draw_element(
            "div",
            draw_element("div", label, kind="label"),
            draw_element("div", figure, kind="value"),
            draw_element("div", note, kind="note"),
            kind="fact",
        )
        for label, figure, note in rows
    )
    return draw_element("div", *facts, kind="facts")


# ---- pieces of a line ----


def draw_span(*contents: object, kind: str = "", role: str = "") -> Markup:
    return draw_element("span", *contents, kind=kind, role=role)


def draw_strong(*contents: object) -> Markup:
    return draw_element("b", *contents)


def draw_small(*contents: object, kind: str = "") -> Markup:
    """Build a smaller line under a figure. ``kind``: ``other`` to stress it."""
    return draw_element("small", *contents, kind=kind)


def draw_badge(text: object, kind: str) -> Markup:
    """Build a coloured label. ``kind``: ``state``, ``state settled`` or ``present``."""
    return draw_span(text, kind=f"badge {kind}")


def draw_status_badge(status: Status, word: str) -> Markup:
    """Build the badge of a judged cell, in its colours on the board."""
    return draw_badge(f"{GLYPHS[status]} {word}", name_class(status))


def draw_swatch(status: Status, word: str) -> Markup:
    """Build an entry of the legend: a cell of the board, and its meaning."""
    sign = GLYPHS[status] or Markup("&nbsp;")
    return draw_span(draw_span(sign, kind=f"swatch {name_class(status)}"), word)


def name_class(status: Status) -> str:
    """Name the CSS class that has the colours of a status. ``style.write_style`` defines it."""
    return f"status-{status.replace('_', '-')}"
