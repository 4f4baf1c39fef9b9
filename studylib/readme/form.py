"""How a group writes its table: links, names, signs and line ends."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from studylib.readme import marks
from studylib.readme.entries import Entry
from studylib.readme.grid import GridCell, Part
from studylib.readme.habits import Habits
from studylib.readme.listing import Kind, Listing, is_generic, list_linked_parts
from studylib.readme.marks import Mark
from studylib.readme.season_links import Place, SeasonLinks
from studylib.readme.written_links import escape_address, escape_markdown, write_link
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence

START, END = "<!-- studyboard:start -->", "<!-- studyboard:end -->"

_MARKDOWN_LINK = re.compile(
    r"(?<![\\!])\[(?P<text>(?:\\.|!\[[^\[\]]*+\]\([^()\s]*+\)|[^\[\]\\])*+)\]"
    r"\(\s*+(?P<address>(?:\\.|[^()\\\s]|\((?:\\.|[^()\\\s])*+\))*+)[^()]*+\)"
)
"""A link with an address. Its text may hold images, as a badge does."""
_HTML_LINK = re.compile(
    r"<a\b[^<>]*?\bhref\s*+=\s*+(?P<quote>[\"'])(?P<address>(?:(?!(?P=quote)).)*+)(?P=quote)[^<>]*+>"
    r"(?P<text>(?:(?!</?a\b).)*+)</a\s*+>",
    re.IGNORECASE | re.DOTALL,
)
"""A link with an address. No link lies within another one."""
_BARE = re.compile(r"https?://(?:[A-Za-z0-9./?=&%@:+-]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))*[A-Za-z0-9/]")
"""An address that Markdown reads as itself without brackets."""
BOX = re.compile(r"\[(?P<tick>[ xX])\](?=\s)")
"""A box at the beginning of an item of a list."""
_PARTING = re.compile(r"[\s,/·•;:+.、，–—-]*")
"""What may part two links, without its tags and entities."""
_BETWEEN_NAMES = re.compile(r"(?:<br\s*/?>|&nbsp;|[\s,/·•;、，])+")


class ReadmeError(StudyboardError):
    """The table cannot be written. ``obstacles`` has a sentence for each reason. Nothing was changed."""

    def __init__(self, *obstacles: Sentence) -> None:
        super().__init__(obstacles[0])
        self.obstacles = obstacles


@dataclass(frozen=True)
class Form:
    """One table of the file ``text``, its entries as written, and how the group writes it."""

    text: str
    listing: Listing
    entries: Sequence[Entry]
    season: SeasonLinks
    usual: Habits | None = None
    """The habits of all tables of the file. ``None``: those of this one."""

    @property
    def is_html(self) -> bool:
        return self.listing.grid.form == "html"

    @property
    def is_list(self) -> bool:
        return self.listing.grid.form == "list"

    @cached_property
    def signs_only(self) -> bool:
        """Whether the table has signs and no links. A table without either follows the others of the file."""
        habits = self.usual if self.usual and self.habits.is_unknown else self.habits
        return habits.signs_only

    @cached_property
    def habits(self) -> Habits:
        """How the group writes this table."""
        cells = tuple({cell.place: cell for row in self.listing.rows for cell in row}.values())
        signs: dict[Mark, Counter[str]] = {}
        for entry in self.entries:
            if entry.mark and _is_sign(entry, self.listing):
                signs.setdefault(entry.mark, Counter())[self.read_source(entry.cell)] += 1
        written = {entry.cell.place: entry.cell for entry in self.entries if entry.address}.values()
        return Habits(
            separators=Counter(each for cell in cells for each in self._list_separators(cell)),
            captions=Counter(each for cell in written for each in self._list_captions(cell)),
            signs=signs,
            ticks=Counter(
                box["tick"] for cell in cells if (box := self._match_box(cell)) and box["tick"] != " "
            ),
            linked=sum(entry.address is not None for entry in self.entries),
            marked=sum(self._is_marked(entry) for entry in self.entries),
        )

    def _is_marked(self, entry: Entry) -> bool:
        """Whether an entry is a mark without a link. Beside names, only one for handed in tells of a table of marks."""
        is_said = entry.handed_in or Kind.LINKS not in self.listing.kinds
        return entry.mark is not None and entry.address is None and is_said

    def _match_box(self, cell: GridCell) -> re.Match[str] | None:
        return BOX.match(self.read_source(cell)) if self.is_list else None

    def _list_separators(self, cell: GridCell) -> Iterator[str]:
        source = self.read_source(cell)
        for one, other in pairwise(self.match_links(cell)):
            between = source[one.end() : other.start()]
            if _PARTING.fullmatch(re.sub(r"&\w+;|<[^>]*>", "", between)):
                yield between

    def _list_captions(self, cell: GridCell) -> list[str]:
        """List the sources of the texts of links that name no member, with ``""`` for a bare address."""
        if matches := self.match_links(cell):
            texts = zip(matches, list_linked_parts(cell), strict=True)
            return [match["text"].strip() for match, part in texts if not self.season.find_member(part.text)]
        bare = [part for part in list_linked_parts(cell) if part.text == part.address]
        return [""] * len(bare) if "](" not in self.read_source(cell) else []

    @cached_property
    def separator(self) -> str:
        """The text that most often parts two links of a cell that members share."""
        usual = {"html": " ", "list": ", "}
        return self._find_separator() or usual.get(self.listing.grid.form, " &nbsp; ")

    @cached_property
    def own_separator(self) -> str:
        """The text that most often parts two links of a cell of one member."""
        return self._find_separator() or " "

    def _find_separator(self) -> str:
        return self.habits.separator or (self.usual.separator if self.usual else "")

    @cached_property
    def _usual_captions(self) -> Habits:
        return self.usual if self.usual and not self.habits.captions else self.habits

    @property
    def writes_bare(self) -> bool:
        """Whether the group writes most links as a bare address."""
        return self._usual_captions.writes_bare

    @cached_property
    def caption(self) -> str:
        """The source of the text of a link that names nobody. A title of one link is no text for another."""
        text, count = self._usual_captions.caption
        if text and not re.match("https?:", text) and (count > 1 or is_generic(text, self.listing.legend)):
            return text
        return "링크" if self.season.study.language == "ko" else "link"

    @property
    def tick(self) -> str:
        """The letter with which the group ticks boxes."""
        return self.habits.tick or (self.usual.tick if self.usual else "") or "x"

    @cached_property
    def lists_members(self) -> bool:
        """Whether it is a list with items for members. A list with an item for each week is none."""
        weeks = self.listing.weeks
        return self.is_list and Kind.LINKS in self.listing.kinds and not 1 < len(set(weeks)) == len(weeks)

    @cached_property
    def name_separator(self) -> str:
        """The text that most often parts two names of a cell. A comma goes before a mere space."""
        columns = [at for at, kind in enumerate(self.listing.kinds) if kind is Kind.NAMES]
        cells = {row[at].place: row[at] for row, week in self.listing.body for at in columns if week}.values()
        several = [cell for cell in cells if len(self.list_entries(cell)) > 1]
        counts = Counter(each for cell in several for each in _BETWEEN_NAMES.findall(self.read_source(cell)))
        written = [each for each, _ in counts.most_common() if each.strip()]
        usual: str = [*written, *counts, ", "][0]
        return usual

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The members in the order of the table, then the rest in that of the roster."""
        members = (self.season.find_member(entry.member) for entry in self.entries)
        written = (member.name for member in members if member)
        return tuple(dict.fromkeys([*written, *(member.name for member in self.season.study.members)]))

    @cached_property
    def _entries_by_place(self) -> Mapping[tuple[int, int], list[Entry]]:
        by_place: dict[tuple[int, int], list[Entry]] = {}
        for entry in self.entries:
            by_place.setdefault(entry.cell.place, []).append(entry)
        return by_place

    @cached_property
    def marked_places(self) -> frozenset[Place]:
        """The members and weeks with a mark for handed in and no link."""
        marked = (entry for entry in self.entries if entry.handed_in and not entry.address)
        return frozenset(place for entry in marked if (place := self.find_place(entry)))

    @cached_property
    def signed_places(self) -> frozenset[Place]:
        """The members and weeks with a mark for handed in, alone or beside a link."""
        signed = (entry for entry in self.entries if entry.mark in (Mark.DONE, Mark.LATE))
        return frozenset(place for entry in signed if (place := self.find_place(entry)))

    @cached_property
    def open_places(self) -> frozenset[tuple[tuple[int, int], Place]]:
        """The places of cells with an open link of a member and week, and these."""
        cells = {entry.cell.place: entry.cell for entry in self.entries}.values()
        return frozenset(
            (cell.place, place)
            for cell in cells
            for entry, part in self.pair_links(cell)
            if self.is_open(entry, part) and (place := self.find_place(entry))
        )

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
        return self._entries_by_place.get(cell.place, [])

    def find_place(self, entry: Entry) -> Place | None:
        """Find the member and week of an entry. Return ``None`` for a name that is no member's."""
        member = self.season.find_member(entry.member)
        return (member.name, entry.week) if member else None

    def pair_links(self, cell: GridCell) -> list[tuple[Entry, Part]]:
        """Pair the entries of the cell's links with the links themselves. Return none if their numbers differ."""
        linked = [entry for entry in self.list_entries(cell) if entry.address is not None]
        parts = list_linked_parts(cell)
        return list(zip(linked, parts, strict=True)) if len(linked) == len(parts) else []

    def is_open(self, entry: Entry, part: Part) -> bool:
        """Whether a link leads nowhere yet, or, if ``replacing``, to what the season lacks.

        A link that could not be read is not open.
        """
        if not entry.address:
            return (part.address or "").strip() in ("", "#")
        place = self.find_place(entry)
        return bool(self.season.replacing and place and entry.address not in self.season.links.get(place, ()))

    def write_link(self, text: str, address: str) -> str:
        return write_link(text, address, self.is_html)

    def write_own_link(self, address: str) -> str:
        """Write a link that names nobody as the group writes most of its own."""
        if self.writes_bare and _BARE.fullmatch(address):
            return self.write_text(address) if self.is_html else address
        if self.is_html:
            return f'<a href="{html.escape(address)}">{self.caption}</a>'
        return f"[{self.caption}]({escape_address(address)})"

    def write_text(self, text: str) -> str:
        return html.escape(text) if self.is_html else escape_markdown(text)

    def choose_sign(self, mark: Mark) -> str:
        """Choose the table's most common sign for the mark, as written. Late falls back to done.

        Return an empty text if the table has no sign for it but counts.
        """
        if sign := self.habits.find_sign(mark) or (self.usual.find_sign(mark) if self.usual else ""):
            return sign
        if mark is Mark.LATE:
            return self.choose_sign(Mark.DONE)
        has_counts = any(entry.mark is mark for entry in self.entries)
        return "O" if mark is Mark.DONE and not has_counts else ""


def _is_sign(entry: Entry, listing: Listing) -> bool:
    """Whether a whole cell is a sign without a number, which may be written again."""
    text = entry.cell.text
    return marks.parse_mark(text, listing.legend) is not None and not re.search(r"\d", text)
