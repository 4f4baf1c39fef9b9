"""How a group writes its table: links, names, signs, line ends."""

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from studylib.readme import entries, marks
from studylib.readme.entries import Entry
from studylib.readme.grid import GridCell
from studylib.readme.listing import Listing
from studylib.readme.marks import Mark
from studylib.season import rota
from studylib.season.attendance import find_judged
from studylib.season.study import Member, Study
from studylib.season.weeks import to_milliseconds
from studylib.text.message import Sentence, sentence
from studylib.workbook import values
from studylib.workbook.members import Roster

START, END = "<!-- studyboard:start -->", "<!-- studyboard:end -->"

_MARKDOWN_LINK = re.compile(
    r"(?<!\\)\[(?P<text>(?:\\.|[^\[\]\\])*)\]\(\s*(?P<address>(?:\\.|[^()\\\s]|\((?:\\.|[^()\\\s])*\))*)[^()]*\)"
)
_HTML_LINK = re.compile(
    r"<a\b[^>]*?\bhref\s*=\s*(?P<quote>[\"'])(?P<address>.*?)(?P=quote)[^>]*>(?P<text>.*?)</a\s*>",
    re.IGNORECASE | re.DOTALL,
)


class ReadmeError(Exception):
    """The table cannot be written as it is; ``why`` has a sentence for each thing in the way. Nothing was changed."""

    def __init__(self, *why: Sentence) -> None:
        super().__init__("; ".join(map(str, why)))
        self.why = why


@dataclass(frozen=True, slots=True)
class SeasonLinks:
    """What the season has for the table: the newest links and the writers by week."""

    study: Study
    people: Roster
    links: Mapping[tuple[str, int], tuple[str, ...]]
    known: frozenset[tuple[str, int, str]]
    late: frozenset[tuple[str, int]]
    writers: Mapping[int, str]
    opened: tuple[int, ...]
    replacing: bool


@dataclass(slots=True)
class Edits:
    """New texts for places of the file, by ``(start, end)``."""

    made: dict[tuple[int, int], str] = field(default_factory=dict)
    refused: list[Sentence] = field(default_factory=list)

    def put(self, cell: GridCell, text: str) -> None:
        if cell.start is None or cell.end is None or self.made.get((cell.start, cell.end), text) != text:
            self.refused.append(
                sentence(
                    "The cell in line {line} cannot be written. Give it a place of its own.", line=cell.line
                )
            )
        else:
            self.made[cell.start, cell.end] = text


def gather_links(study: Study, now: datetime, replacing: bool) -> SeasonLinks:
    links: dict[tuple[str, int], tuple[str, ...]] = {}
    first: dict[tuple[str, int], int] = {}
    known = set()
    for row in study.submissions[["member", "week", "submitted_at", "link"]].itertuples(index=False):
        key, written = (str(row[0]), int(row[1])), tuple(dict.fromkeys(str(row[3]).splitlines()))
        known |= {(*key, link) for link in written}
        if to_milliseconds(row[2].to_pydatetime()) <= to_milliseconds(now):
            links[key] = written
            first.setdefault(key, to_milliseconds(row[2].to_pydatetime()))
    due = {week.number: to_milliseconds(week.due_at) for week in study.weeks}
    late = frozenset(key for key, at in first.items() if at >= due.get(key[1], at + 1))
    opened = tuple(
        each.number for each in study.weeks if to_milliseconds(each.opens_at) <= to_milliseconds(now)
    )
    return SeasonLinks(
        study,
        Roster(study.members),
        links,
        frozenset(known),
        late,
        rota.list_writers(study),
        opened,
        replacing,
    )


def has_signs_only(each: Listing) -> bool:
    """Whether the table shows signs and no links at all."""
    found = list(entries.read_entries(each, None, lambda line, why: None))
    return any(entry.mark for entry in found) and all(entry.address is None for entry in found)


@dataclass(frozen=True, slots=True)
class Form:
    """One table and how the group writes it."""

    text: str
    listing: Listing
    raw: Sequence[Entry]
    said: SeasonLinks

    @property
    def html(self) -> bool:
        return self.listing.grid.form == "html"

    def source(self, cell: GridCell) -> str:
        return "" if cell.start is None else self.text[cell.start : cell.end]

    def matches(self, cell: GridCell) -> list[re.Match[str]]:
        """The links of the cell in its source; none where they are not to be told apart."""
        source = self.source(cell)
        found = list((_HTML_LINK if self.html and "](" not in source else _MARKDOWN_LINK).finditer(source))
        links = [part for part in cell.parts if part.address is not None]
        return found if len(found) == len(links) else []

    def of(self, cell: GridCell) -> list[Entry]:
        return [entry for entry in self.raw if entry.cell.place == cell.place]

    @property
    def separator(self) -> str:
        """What most often stands between two links of a cell."""
        found: Counter[str] = Counter()
        for cell in {cell.place: cell for row in self.listing.rows for cell in row}.values():
            matches = self.matches(cell)
            source = self.source(cell)
            for one, other in pairwise(matches):
                between = source[one.end() : other.start()]
                if not re.search(r"\w", re.sub(r"&\w+;|<[^>]*>", "", between)):
                    found[between] += 1
        return found.most_common(1)[0][0] if found else " " if self.html else " &nbsp; "

    @property
    def names(self) -> list[str]:
        """The names in the order of the table, then those of the roster that it does not have."""
        there = (self.said.people.by_name.get(values.fold(entry.member)) for entry in self.raw)
        return list(
            dict.fromkeys([*(m.name for m in there if m), *(m.name for m in self.said.study.members)])
        )

    def link(self, text: str, address: str) -> str:
        return write_link(text, address, self.html)

    @property
    def caption(self) -> str:
        """What a link is called where the cell's place says whose it is."""
        texts = Counter(
            part.text
            for entry in self.raw
            for part in entry.cell.parts
            if part.address and not part.address.startswith(part.text or " ")
        )
        return texts.most_common(1)[0][0] if texts else "링크" if self.said.study.language == "ko" else "link"

    def sign(self, mark: Mark) -> str:
        """The table's own sign, as it is written."""
        found = Counter(
            self.source(e.cell) for e in self.raw if e.mark is mark and marks.parse_mark(e.cell.text)
        )
        default = {Mark.DONE: "O", Mark.LATE: self.sign(Mark.DONE) if mark is Mark.LATE else "", Mark.NOT: ""}
        return found.most_common(1)[0][0] if found else default[mark]


def write_link(text: str, address: str, is_html: bool) -> str:
    if is_html:
        return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'
    return f"[{escape_markdown(text)}]({markdown_address(address)})"


def escape_markdown(text: str) -> str:
    """A name or a text as Markdown shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~&$:@-])", r"\\\1", " ".join(text.split()))


def markdown_address(address: str) -> str:
    """A link as Markdown takes it for the same link, in a table, too."""
    balanced = re.fullmatch(r"(?:[^()]|\([^()]*\))*", address)
    escaped = re.sub(r"([|`$]|&(?=#?\w+;))", r"\\\1", address)
    return escaped if balanced else re.sub(r"([()])", r"\\\1", escaped)


def wanted_links(form: Form, name: str, week: int) -> tuple[str, ...]:
    member = form.said.people.by_name.get(values.fold(name))
    return form.said.links.get((member.name, week), ()) if member else ()


def judged_members(study: Study, week: int) -> list[Member]:
    number = next((at for at, each in enumerate(study.weeks) if each.number == week), None)
    if number is None:
        return []
    there = find_judged(study.members, study.weeks)[:, number]
    return [member for member, present in zip(study.members, there, strict=True) if present]


def line_end(text: str) -> str:
    found = re.search(r"\r\n|\n|\r", text)
    return found[0] if found else "\n"
