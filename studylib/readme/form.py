"""How a group writes its table: links, names, signs and line ends."""

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from studylib.readme import entries, marks
from studylib.readme.entries import Entry
from studylib.readme.grid import GridCell
from studylib.readme.listing import Listing, list_linked_parts
from studylib.readme.marks import Mark
from studylib.readme.season_links import SeasonLinks
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence

START, END = "<!-- studyboard:start -->", "<!-- studyboard:end -->"

_MARKDOWN_LINK = re.compile(
    r"(?<!\\)\[(?P<text>(?:\\.|[^\[\]\\])*)\]\(\s*(?P<address>(?:\\.|[^()\\\s]|\((?:\\.|[^()\\\s])*\))*)[^()]*\)"
)
_HTML_LINK = re.compile(
    r"<a\b[^>]*?\bhref\s*=\s*(?P<quote>[\"'])(?P<address>.*?)(?P=quote)[^>]*>(?P<text>.*?)</a\s*>",
    re.IGNORECASE | re.DOTALL,
)


class ReadmeError(StudyboardError):
    """The table cannot be written. ``obstacles`` has a sentence for each reason. Nothing was changed."""

    def __init__(self, *obstacles: Sentence) -> None:
        super().__init__(obstacles[0])
        self.obstacles = obstacles


def has_signs_only(listing: Listing) -> bool:
    """Whether the table has signs and no links at all."""
    written, _ = entries.read_entries(listing, None)
    return any(entry.mark for entry in written) and all(entry.address is None for entry in written)


@dataclass(frozen=True)
class Form:
    """One table of the file ``text``, its entries as written, and how the group writes it."""

    text: str
    listing: Listing
    entries: Sequence[Entry]
    season: SeasonLinks

    @property
    def is_html(self) -> bool:
        return self.listing.grid.form == "html"

    @cached_property
    def signs_only(self) -> bool:
        return has_signs_only(self.listing)

    @cached_property
    def separator(self) -> str:
        """The text that most often parts two links of a cell."""
        counts: Counter[str] = Counter()
        for cell in {cell.place: cell for row in self.listing.rows for cell in row}.values():
            source = self.read_source(cell)
            for one, other in pairwise(self.match_links(cell)):
                between = source[one.end() : other.start()]
                if not re.search(r"\w", re.sub(r"&\w+;|<[^>]*>", "", between)):
                    counts[between] += 1
        return counts.most_common(1)[0][0] if counts else " " if self.is_html else " &nbsp; "

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The members in the order of the table, then the rest in that of the roster."""
        members = (self.season.find_member(entry.member) for entry in self.entries)
        written = (member.name for member in members if member)
        return tuple(dict.fromkeys([*written, *(member.name for member in self.season.study.members)]))

    @cached_property
    def caption(self) -> str:
        """The text of a link in a cell that belongs to one member."""
        counts = Counter(
            part.text
            for entry in self.entries
            for part in entry.cell.parts
            if part.address and not part.address.startswith(part.text or " ")
        )
        if counts:
            return counts.most_common(1)[0][0]
        return "링크" if self.season.study.language == "ko" else "link"

    def read_source(self, cell: GridCell) -> str:
        """Read the cell as the file has it. Return an empty text if its place is unknown."""
        return "" if cell.start is None else self.text[cell.start : cell.end]

    def match_links(self, cell: GridCell) -> list[re.Match[str]]:
        """Match the links in the source of the cell. Return none if they do not match its links one by one."""
        source = self.read_source(cell)
        pattern = _HTML_LINK if self.is_html and "](" not in source else _MARKDOWN_LINK
        matches = list(pattern.finditer(source))
        return matches if len(matches) == len(list_linked_parts(cell)) else []

    def list_entries(self, cell: GridCell) -> list[Entry]:
        return [entry for entry in self.entries if entry.cell.place == cell.place]

    def write_link(self, text: str, address: str) -> str:
        return write_link(text, address, self.is_html)

    def write_text(self, text: str) -> str:
        return html.escape(text) if self.is_html else escape_markdown(text)

    def choose_sign(self, mark: Mark) -> str:
        """Choose the table's most common sign for the mark, as written. Late falls back to done."""
        counts = Counter(
            self.read_source(entry.cell)
            for entry in self.entries
            if entry.mark is mark and marks.parse_mark(entry.cell.text)
        )
        if counts:
            return counts.most_common(1)[0][0]
        if mark is Mark.LATE:
            return self.choose_sign(Mark.DONE)
        return "O" if mark is Mark.DONE else ""


def write_link(text: str, address: str, is_html: bool) -> str:
    if is_html:
        return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'
    return f"[{escape_markdown(text)}]({escape_address(address)})"


def escape_markdown(text: str) -> str:
    """Escape a text so that Markdown shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~&$:@-])", r"\\\1", " ".join(text.split()))


def escape_address(address: str) -> str:
    """Escape a link so that Markdown reads the same link, also in a table."""
    balanced = re.fullmatch(r"(?:[^()]|\([^()]*\))*", address)
    escaped = re.sub(r"([|`$]|&(?=#?\w+;))", r"\\\1", address)
    return escaped if balanced else re.sub(r"([()])", r"\\\1", escaped)


def find_line_end(text: str) -> str:
    """Find the first line end of the text, ``\\n`` if it has none."""
    match = re.search(r"\r\n|\n|\r", text)
    return match[0] if match else "\n"
