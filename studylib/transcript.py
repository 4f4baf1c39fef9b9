"""The season written into the group's README, in the form of its own table, everything around it left as it is."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise

from studylib import grid, readme, rota, values
from studylib.grid import Cell, Page
from studylib.language import Language
from studylib.readme import Entry, Kind, Listing, Mark
from studylib.roster import Roster, answering
from studylib.sentence import Sentence, sentence
from studylib.study import Member, Study
from studylib.weeks import milliseconds

START, END = "<!-- studyboard:start -->", "<!-- studyboard:end -->"

_MARKDOWN_LINK = re.compile(
    r"(?<!\\)\[(?P<text>(?:\\.|[^\[\]\\])*)\]\(\s*(?P<address>(?:\\.|[^()\\\s]|\((?:\\.|[^()\\\s])*\))*)[^()]*\)"
)
_HTML_LINK = re.compile(
    r"<a\b[^>]*?\bhref\s*=\s*(?P<quote>[\"'])(?P<address>.*?)(?P=quote)[^>]*>(?P<text>.*?)</a\s*>",
    re.IGNORECASE | re.DOTALL,
)


class NotWritten(Exception):
    """The table cannot be written as it is; ``why`` has a sentence for each thing in the way. Nothing was changed."""

    def __init__(self, *why: Sentence) -> None:
        super().__init__("; ".join(map(str, why)))
        self.why = why


@dataclass(frozen=True, slots=True)
class _Said:
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
class _Edits:
    """New texts for places of the file, by ``(start, end)``."""

    made: dict[tuple[int, int], str] = field(default_factory=dict)
    refused: list[Sentence] = field(default_factory=list)

    def put(self, cell: Cell, text: str) -> None:
        if cell.start is None or cell.end is None or self.made.get((cell.start, cell.end), text) != text:
            self.refused.append(
                sentence(
                    "The cell in line {line} cannot be written. Give it a place of its own.", line=cell.line
                )
            )
        else:
            self.made[cell.start, cell.end] = text


def written(text: str, study: Study, now: datetime, *, is_html: bool = False, replacing: bool = False) -> str:
    """The text of the file with the season as it stands at ``now`` (aware) in its table.

    Between the markers where they are, else over the tables that are recognised, else with a new table between new
    markers at the end. Raises NotWritten where a link of the table would be lost that the season does not know for that
    member and week (not with ``replacing``), and where something has no place in it.
    """
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    page = grid.page(text, html=is_html)
    said = _said(study, now, replacing)
    region = _region(page)
    lists = [
        each
        for one in page.grids
        if one.form != "list" and (region is None or region[0] <= one.start < region[1])
        if (each := readme.listing(one, said.people))
    ]
    made = _over(text, lists, said) if lists else _fresh(text, region, said, is_html)
    _check(made, said, is_html, marks=bool(lists) and all(map(_of_signs, lists)))
    return mark + made


def _said(study: Study, now: datetime, replacing: bool) -> _Said:
    links: dict[tuple[str, int], tuple[str, ...]] = {}
    first: dict[tuple[str, int], int] = {}
    known = set()
    for row in study.submissions[["member", "week", "submitted_at", "link"]].itertuples(index=False):
        key, written = (str(row[0]), int(row[1])), tuple(dict.fromkeys(str(row[3]).splitlines()))
        known |= {(*key, link) for link in written}
        if milliseconds(row[2].to_pydatetime()) <= milliseconds(now):
            links[key] = written
            first.setdefault(key, milliseconds(row[2].to_pydatetime()))
    due = {week.number: milliseconds(week.due_at) for week in study.weeks}
    late = frozenset(key for key, at in first.items() if at >= due.get(key[1], at + 1))
    opened = tuple(each.number for each in study.weeks if milliseconds(each.opens_at) <= milliseconds(now))
    return _Said(
        study, Roster(study.members), links, frozenset(known), late, rota.writers(study), opened, replacing
    )


def _region(page: Page) -> tuple[int, int] | None:
    """What stands between the markers, exclusive of them; ``None`` without markers."""
    starts = [end for text, _, end in page.comments if text == START]
    ends = [start for text, start, _ in page.comments if text == END]
    if not starts and not ends:
        return None
    if len(starts) != 1 or len(ends) != 1 or ends[0] < starts[0]:
        raise NotWritten(
            sentence(
                "Write {start} once and {end} once below it, each on a line of its own.", start=START, end=END
            )
        )
    return starts[0], ends[0]


# ---- over the group's own table ----


def _over(text: str, lists: Sequence[Listing], said: _Said) -> str:
    edits = _Edits()
    placed: dict[tuple[str, int], None] = {}
    rows = {week for each in lists for week in each.weeks if week}
    raw = {id(each): list(readme.entries(each, said.people, lambda line, why: None)) for each in lists}
    for each in lists:
        for entry in raw[id(each)]:
            if owner := said.people.by_name.get(values.folded(entry.member)):
                placed[owner.name, entry.week] = None
        edits.refused += _lost(each, raw[id(each)], said)
    for each in lists:
        form = _Form(text, each, raw[id(each)], said)
        _cells(form, edits, placed)
        _turns(form, edits)
        if each is lists[-1]:
            _new_rows(form, edits, placed, rows)
            _new_columns(form, edits, placed, rows)
    for (member, week), links in said.links.items():
        if links and (member, week) not in placed:
            edits.refused.append(
                sentence(
                    "The table has no place for {member} in week {week}. Add the row or the column.",
                    member=member,
                    week=week,
                )
            )
    if edits.refused:
        raise NotWritten(*{str(why): why for why in edits.refused}.values())
    for (start, end), new in sorted(edits.made.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _lost(each: Listing, raw: Sequence[Entry], said: _Said) -> Iterator[Sentence]:
    """What stands in the table and would be gone."""
    if said.replacing:
        return
    signs = _of_signs(each)
    for entry in raw:
        member = said.people.by_name.get(values.folded(entry.member))
        name = member.name if member else entry.member
        if entry.address and (name, entry.week, entry.address) not in said.known:
            yield sentence(
                "Line {line}: the season does not know the link {link} of {member} in week {week}. Import it first,"
                " or say --replace.",
                line=entry.cell.line,
                link=entry.address,
                member=name,
                week=entry.week,
            )
        elif signs and entry.handed_in and not said.links.get((name, entry.week)):
            yield sentence(
                "Line {line}: the season has nothing of {member} in week {week}. Import it first, or say --replace.",
                line=entry.cell.line,
                member=name,
                week=entry.week,
            )


def _of_signs(each: Listing) -> bool:
    """Whether the table shows signs and no links at all."""
    found = list(readme.entries(each, None, lambda line, why: None))
    return any(entry.mark for entry in found) and all(entry.address is None for entry in found)


@dataclass(frozen=True, slots=True)
class _Form:
    """One table and how the group writes it."""

    text: str
    listing: Listing
    raw: Sequence[Entry]
    said: _Said

    @property
    def html(self) -> bool:
        return self.listing.grid.form == "html"

    def source(self, cell: Cell) -> str:
        return "" if cell.start is None else self.text[cell.start : cell.end]

    def matches(self, cell: Cell) -> list[re.Match[str]]:
        """The links of the cell in its source; none where they are not to be told apart."""
        source = self.source(cell)
        found = list((_HTML_LINK if self.html and "](" not in source else _MARKDOWN_LINK).finditer(source))
        links = [part for part in cell.parts if part.address is not None]
        return found if len(found) == len(links) else []

    def of(self, cell: Cell) -> list[Entry]:
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
        there = (self.said.people.by_name.get(values.folded(entry.member)) for entry in self.raw)
        return list(
            dict.fromkeys([*(m.name for m in there if m), *(m.name for m in self.said.study.members)])
        )

    def link(self, text: str, address: str) -> str:
        return _link(text, address, self.html)

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
        found = Counter(self.source(e.cell) for e in self.raw if e.mark is mark and readme.mark(e.cell.text))
        default = {Mark.DONE: "O", Mark.LATE: self.sign(Mark.DONE) if mark is Mark.LATE else "", Mark.NOT: ""}
        return found.most_common(1)[0][0] if found else default[mark]


def _link(text: str, address: str, is_html: bool) -> str:
    if is_html:
        return f'<a href="{html.escape(address)}">{html.escape(text)}</a>'
    return f"[{_escaped(text)}]({_address(address)})"


def _escaped(text: str) -> str:
    """A name or a text as Markdown shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~&$:@-])", r"\\\1", " ".join(text.split()))


def _address(address: str) -> str:
    """A link as Markdown takes it for the same link, in a table, too."""
    balanced = re.fullmatch(r"(?:[^()]|\([^()]*\))*", address)
    escaped = re.sub(r"([|`$]|&(?=#?\w+;))", r"\\\1", address)
    return escaped if balanced else re.sub(r"([()])", r"\\\1", escaped)


def _cells(form: _Form, edits: _Edits, placed: dict[tuple[str, int], None]) -> None:
    each = form.listing
    name_at = each.kinds.index(Kind.NAME) if each.long else None
    seen: set[tuple[int, int]] = set()
    taken: set[int] = set()
    for row, week in list(zip(each.rows, each.weeks, strict=True))[each.head :]:
        if week is None:
            continue
        first = True
        for at, kind in enumerate(each.kinds):
            cell = row[at]
            if kind not in (Kind.MEMBER, Kind.LINKS) or cell.place in seen:
                continue
            seen.add(cell.place)
            owner = each.owners[at] or (row[name_at].text if name_at is not None else "")
            if kind is Kind.MEMBER or name_at is not None:
                if first or kind is Kind.MEMBER:
                    _owned(form, cell, owner, week, edits, placed)
            elif form.of(cell) or week not in taken:
                _shared(form, cell, week, edits, placed)
                taken.add(week)
            first = False


def _wanted(form: _Form, name: str, week: int) -> tuple[str, ...]:
    member = form.said.people.by_name.get(values.folded(name))
    return form.said.links.get((member.name, week), ()) if member else ()


def _addressed(form: _Form, cell: Cell, week: int) -> tuple[str, list[str]] | None:
    """The source of the cell with its links led to where they lead now, and whose links are in it; ``None`` where
    they are not to be told apart."""
    matches = form.matches(cell)
    linked = [entry for entry in form.of(cell) if entry.address is not None]
    if len(matches) != len(linked):
        return None
    source = form.source(cell)
    total = Counter(values.folded(entry.member) for entry in linked)
    count: Counter[str] = Counter()
    pieces, at = [], 0
    for match, entry in zip(matches, linked, strict=True):
        name = values.folded(entry.member)
        wanted = _wanted(form, entry.member, week)
        place = count[name]
        count[name] += 1
        new = wanted[place] if place < len(wanted) else ""
        start, end = match.span("address")
        kept = (
            source[start:end]
            if (entry.address or "") == new
            else html.escape(new)
            if form.html and "](" not in source
            else _address(new)
        )
        pieces += [source[at:start], kept, source[end : match.end()]]
        at = match.end()
        if count[name] == total[name]:
            pieces += [form.separator + form.link(entry.member, more) for more in wanted[place + 1 :]]
    return "".join([*pieces, source[at:]]), [entry.member for entry in linked]


def _shared(form: _Form, cell: Cell, week: int, edits: _Edits, placed: dict[tuple[str, int], None]) -> None:
    """A cell with the links of several members."""
    found = _addressed(form, cell, week)
    there = [entry.member for entry in form.of(cell)]
    missing = [
        (name, link)
        for name in form.names
        if (name, week) not in placed or not found
        for link in _wanted(form, name, week) or (("",) if not found and name in there else ())
    ]
    source = found[0] if found else ""
    linked = {values.folded(name) for name in found[1]} if found else set()
    unlinked = {values.folded(name) for name in there} - linked
    missing += [
        (name, link)
        for name in form.names
        if found and values.folded(name) in unlinked
        for link in _wanted(form, name, week)
    ]
    joined = form.separator.join(
        [*([source] if source.strip() else []), *(form.link(*each) for each in missing)]
    )
    for name, _ in missing:
        placed[name, week] = None
    if joined != form.source(cell) and (missing or found):
        edits.put(cell, joined)


def _owned(
    form: _Form, cell: Cell, owner: str, week: int, edits: _Edits, placed: dict[tuple[str, int], None]
) -> None:
    """A cell that belongs to one member."""
    member = form.said.people.by_name.get(values.folded(owner))
    wanted = _wanted(form, owner, week)
    old = form.of(cell)
    if member:
        placed[member.name, week] = None
    handed_in = any(entry.handed_in for entry in old)
    if _of_signs(form.listing):
        mark = Mark.LATE if member and (member.name, week) in form.said.late else Mark.DONE
        if bool(wanted) != handed_in:
            edits.put(cell, form.sign(mark) if wanted else form.sign(Mark.NOT))
        return
    if [entry.address for entry in old if entry.address] == list(wanted):
        return
    found = _addressed(form, cell, week) if old else None
    if found and found[1] and len(found[1]) >= len(wanted):
        edits.put(cell, found[0])
        return
    caption = next((part.text for part in cell.parts if part.text.strip()), "") if handed_in else ""
    caption = caption if caption and not caption.startswith("http") else form.caption
    edits.put(cell, " ".join(form.link(caption, link) for link in wanted))


def _turns(form: _Form, edits: _Edits) -> None:
    each = form.listing
    for row, week in list(zip(each.rows, each.weeks, strict=True))[each.head :]:
        writer = form.said.writers.get(week or 0)
        for at, kind in enumerate(each.kinds):
            if kind is not Kind.TURN or writer is None:
                continue
            cell = row[at]
            if values.folded(cell.text) != values.folded(writer) and not any(p.address for p in cell.parts):
                edits.put(cell, html.escape(writer) if form.html else _escaped(writer))


def _new_rows(form: _Form, edits: _Edits, placed: dict[tuple[str, int], None], rows: set[int]) -> None:
    """A row for each week that has opened, or has links, and is not there yet; like the last row."""
    each = form.listing
    weeks = _new_weeks(form, rows)
    last = each.rows[-1]
    if (
        not weeks
        or each.turned
        or each.long
        or Kind.WEEK not in each.kinds
        or any(c.start is None for c in last)
    ):
        return
    begin, end = _row(form, last)
    if begin is None or len({cell.place[0] for cell in last}) != 1:
        return
    new = []
    for week in weeks:
        line, shift = form.text[begin:end], begin
        for at in reversed(range(len(each.kinds))):
            cell = last[at]
            assert cell.start is not None
            assert cell.end is not None
            is_first = each.kinds[at] is Kind.LINKS and at == each.kinds.index(Kind.LINKS)
            text = _new_cell(form, at, cell, week, is_first, placed)
            line = line[: cell.start - shift] + text + line[cell.end - shift :]
        new.append(line)
    ending = _line_end(form.text)
    edits.made[end, end] = "".join(ending + line for line in new)


def _new_weeks(form: _Form, rows: set[int]) -> list[int]:
    with_links = {week for (_, week), links in form.said.links.items() if links}
    return sorted(({*form.said.opened} | with_links) - rows)


def _new_columns(form: _Form, edits: _Edits, placed: dict[tuple[str, int], None], rows: set[int]) -> None:
    """The same where the weeks are the last columns of a table of pipes: a column for each."""
    each = form.listing
    weeks = _new_weeks(form, rows)
    last = each.rows[-1]
    if (
        not weeks
        or not each.turned
        or form.html
        or each.weeks[-1] is None
        or any(c.start is None for c in last)
    ):
        return
    for at, cell in enumerate(last):
        is_first = at == next((i for i, kind in enumerate(each.kinds) if kind is Kind.LINKS), None)
        _at_end(form, cell, [_new_cell(form, at, cell, week, is_first, placed) for week in weeks], edits)
    _, end = _row(form, last[:1])
    below = re.compile(r"(?:\r\n|\n|\r)([^\r\n]*)").match(form.text, end)
    assert below is not None, "a line of dashes stands below the header"
    line = replace(last[0], end=below.start(1) + len(below[1].rstrip(" |\t")))
    _at_end(form, line, [below[1].rstrip(" |\t").rpartition("|")[2].strip() or "---"] * len(weeks), edits)


def _at_end(form: _Form, cell: Cell, texts: Sequence[str], edits: _Edits) -> None:
    """Put cells at the end of the line on which the cell, its last one, ends."""
    ended = re.compile(r"[ \t]*(\|?)").match(form.text, cell.end or 0)
    assert ended is not None
    joined = "|".join(texts)
    edits.made[ended.end(), ended.end()] = f"{joined}|" if ended[1] else f"|{joined}"


def _row(form: _Form, last: Sequence[Cell]) -> tuple[int | None, int]:
    """The source of a row, without the line end behind it."""
    start, end = last[0].start or 0, last[-1].end or 0
    if form.html:
        begin = form.text.casefold().rfind("<tr", form.listing.grid.start, start)
        closed = re.compile(r"</tr\s*>", re.IGNORECASE).search(form.text, end, form.listing.grid.end)
        if begin < 0 or closed is None:
            return None, 0
        return begin, closed.end()
    begin = max(form.text.rfind("\n", 0, start), form.text.rfind("\r", 0, start)) + 1
    found = re.compile(r"[\r\n]|\Z").search(form.text, end)
    return begin, found.start() if found else len(form.text)


def _new_cell(
    form: _Form, at: int, cell: Cell, week: int, is_first: bool, placed: dict[tuple[str, int], None]
) -> str:
    each = form.listing
    match each.kinds[at]:
        case Kind.WEEK:
            digits = re.sub(r"\d+", str(week), form.source(cell), count=1)
            plain = re.fullmatch(r"\W*(?:week|w|제)?\s*\d+\s*(?:주차?)?\W*", cell.text, re.IGNORECASE)
            return digits if plain else Language(form.said.study.language).week(week)
        case Kind.LINKS if is_first:
            there = {member.name for member in _answering(form.said.study, week)}
            links = [
                (name, link)
                for name in form.names
                for link in _wanted(form, name, week) or (("",) if name in there else ())
            ]
            placed |= {(name, week): None for name, _ in links}
            return form.separator.join(form.link(*link) for link in links)
        case Kind.MEMBER:
            wanted = _wanted(form, each.owners[at], week)
            if member := form.said.people.by_name.get(values.folded(each.owners[at])):
                placed[member.name, week] = None
            if _of_signs(each):
                return form.sign(Mark.DONE) if wanted else ""
            return " ".join(form.link(form.caption, link) for link in wanted)
        case Kind.TURN:
            writer = form.said.writers.get(week, "")
            return html.escape(writer) if form.html else _escaped(writer)
    return ""


def _answering(study: Study, week: int) -> list[Member]:
    number = next((at for at, each in enumerate(study.weeks) if each.number == week), None)
    if number is None:
        return []
    there = answering(study.members, study.weeks)[:, number]
    return [member for member, present in zip(study.members, there, strict=True) if present]


def _line_end(text: str) -> str:
    found = re.search(r"\r\n|\n|\r", text)
    return found[0] if found else "\n"


# ---- a new table ----


def _fresh(text: str, region: tuple[int, int] | None, said: _Said, is_html: bool) -> str:
    ending = _line_end(text)
    table = _table(said, is_html).replace("\n", ending)
    if region:
        between = text[region[0] : region[1]]
        if between.strip():
            raise NotWritten(
                sentence(
                    "What stands between {start} and {end} is no table of submissions. Empty it.",
                    start=START,
                    end=END,
                )
            )
        return text[: region[0]] + ending + ending + table + ending + ending + text[region[1] :]
    before = (
        "" if not text or text.endswith(ending * 2) else ending if text.endswith(("\n", "\r")) else ending * 2
    )
    return f"{text}{before}{START}{ending}{ending}{table}{ending}{ending}{END}{ending}"


def _table(said: _Said, is_html: bool) -> str:
    language = Language(said.study.language)
    head = [language.say("Week"), language.say("Submissions"), language.say("Team blog")]
    rows = []
    numbers = sorted({week.number for week in said.study.weeks} | {week for _, week in said.links})
    for week in numbers:
        there = {member.name for member in _answering(said.study, week)}
        links = [
            _link(member.name, link, is_html)
            for member in said.study.members
            for link in said.links.get((member.name, week), ("",) if member.name in there else ())
        ]
        writer = said.writers.get(week, "")
        shown = html.escape(writer) if is_html else _escaped(writer)
        rows.append([language.week(week), (" " if is_html else " &nbsp; ").join(links), shown])
    if is_html:
        lines = [f"<tr>{''.join(f'<th>{each}</th>' for each in head)}</tr>"]
        lines += [f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in rows]
        return "\n".join(["<table>", *lines, "</table>"])
    return "\n".join(f"|{'|'.join(row)}|" for row in [head, [":---:", "---", ":---:"], *rows])


# ---- whether it reads back ----


def _check(text: str, said: _Said, is_html: bool, *, marks: bool) -> None:
    """Raises NotWritten where the table that was written would not be read as what the season says."""
    page = grid.page(text, html=is_html)
    region = _region(page)
    inside = tuple(
        each
        for each in page.grids
        if each.form != "list" and (region is None or region[0] <= each.start < region[1])
    )
    found, _ = readme.read(replace(page, grids=inside), said.people, "")
    handed_in = found.handed_in if found else ()
    if marks:
        same = {(each.member, each.week) for each in handed_in} == {
            key for key, links in said.links.items() if links
        }
    else:
        same = {(e.member, e.week, e.address) for e in handed_in if e.address} == {
            (*key, link) for key, links in said.links.items() for link in links
        }
    if not same:
        raise NotWritten(
            sentence(
                "The table would not read back as the season has it. Nothing was written; "
                "write it by hand once, "
                "or let a new one be made between {start} and {end}.",
                start=START,
                end=END,
            )
        )
