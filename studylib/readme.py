"""The table of submissions that a group keeps in its README: what it says of the season.

Whatever way it lies, it is read with its weeks as rows: of each column it is found out whose links or marks it holds,
whose turn it names, or that it is none of this program's business.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from studylib import rota, tables, values
from studylib.cells import Workbook
from studylib.grid import Cell, Grid, Page, Part
from studylib.language import Language
from studylib.roster import Roster
from studylib.sentence import Sentence, sentence
from studylib.study import Member, Problem, Study, Week


class Mark(StrEnum):
    """What a sign in a cell says."""

    DONE = "done"
    LATE = "late"
    NOT = "not"


MARKS = {
    Mark.DONE: "o ○ ◯ ⭕ 🅾 ✅ ✔ ☑ ✓ v [x] [v] [o] :o: :white_check_mark: :heavy_check_mark: :ballot_box_with_check:"
    " 완료 제출 done yes",
    Mark.LATE: "△ ▲ ∆ 🔺 🔼 :small_red_triangle: 지각 late",
    Mark.NOT: "x ✗ ✘ ❌ ❎ ✖ × ☐ ⬜ [] - – — :x: :heavy_multiplication_x: :negative_squared_cross_mark:"
    " 미제출 결석 면제 휴식 absent excused no",
}
"""The signs, folded, by what they say; one for an absence or an excuse says that nothing was handed in."""

_MARK = {sign: mark for mark, signs in MARKS.items() for sign in signs.split()}

WEEK_HEADS = frozenset(["주차", "주", "회차", "차시", "week", "weeks", "wk", "w"])
TURN_HEADS = frozenset(
    [
        "팀블로그",
        "당번",
        "블로그",
        "블로그당번",
        "팀블로그당번",
        "포스팅",
        "teamblog",
        "blog",
        "writer",
        "turn",
        "blogwriter",
    ]
)
NAME_HEADS = frozenset(
    ["이름", "멤버", "스터디원", "팀원", "참여자", "닉네임", "name", "names", "member", "members", "who"]
)
LINK_HEADS = ("과제", "제출", "숙제", "링크", "노트", "submission", "assignment", "homework", "link", "note")
OTHER_HEADS = frozenset(
    [
        "주제",
        "제목",
        "자료",
        "강의",
        "실습",
        "읽을거리",
        "내용",
        "기간",
        "날짜",
        "일정",
        "비고",
        "마감",
        "발표",
        "발표자",
        "topic",
        "title",
        "lecture",
        "lab",
        "reading",
        "date",
        "dates",
        "due",
        "deadline",
        "slides",
        "material",
        "materials",
        "remark",
        "remarks",
    ]
)
"""Headers, folded and without spaces, by which a column is known before its cells are looked at."""

_PARTED = re.compile(r"[,/·•;\n\u00a0|、，]+")
_GENERIC = frozenset(
    [
        "링크",
        "과제",
        "제출",
        "노트",
        "글",
        "보기",
        "바로가기",
        "here",
        "link",
        "note",
        "notes",
        "post",
        "url",
        "homework",
    ]
)


Report = Callable[[int, Sentence], None]
"""Takes the line, from 1, and what is wrong there."""


class Kind(StrEnum):
    """What a column holds."""

    WEEK = "week"
    NAME = "name"
    TURN = "turn"
    MEMBER = "member"
    LINKS = "links"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Listing:
    """A grid that is a table of submissions. ``rows`` has a row a week, or a week and member (``turned``: in the file
    they are columns); ``weeks`` is the week of each, ``None`` in the ``head`` rows of the header and where none is
    named.
    """

    grid: Grid
    turned: bool
    rows: tuple[tuple[Cell, ...], ...]
    head: int
    weeks: tuple[int | None, ...]
    kinds: tuple[Kind, ...]
    owners: tuple[str, ...]
    """Of each column that is one member's, the name in its header as it is written; else an empty text."""

    @property
    def long(self) -> bool:
        """Whether each member has a row of their own in each week."""
        return Kind.NAME in self.kinds


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell says of one member and week. ``address`` is ``None`` where it has no link, ``""`` where the link
    leads nowhere yet; ``mark`` is ``None`` where it has no sign."""

    member: str
    week: int
    address: str | None
    mark: Mark | None
    cell: Cell

    @property
    def handed_in(self) -> bool:
        """Whether it says that something was handed in."""
        return bool(self.address) or (self.address is None and self.mark in (Mark.DONE, Mark.LATE))


@dataclass(frozen=True, slots=True)
class Turn:
    """The writer that the table names for a week."""

    week: int
    member: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Found:
    """What the tables of submissions in a file say. ``members`` are the names in their order, ``weeks`` rising."""

    listings: tuple[Listing, ...]
    members: tuple[str, ...]
    weeks: tuple[int, ...]
    entries: tuple[Entry, ...]
    turns: tuple[Turn, ...]

    @property
    def handed_in(self) -> tuple[Entry, ...]:
        """The entries that say that something was handed in."""
        return tuple(entry for entry in self.entries if entry.handed_in)


# ---- signs and names ----


def mark(written: str) -> Mark | None:
    """What a sign says; ``None`` where it is none that is known."""
    bare = unicodedata.normalize("NFC", written).replace("\ufe0f", "").casefold()
    bare = re.sub(r"\[\s*\]", "[]", " ".join(bare.split()))
    return _MARK.get(bare) or _MARK.get(re.sub(r"^[-*+] ", "", bare)) or _MARK.get(bare.strip("()* "))


def _compact(written: str) -> str:
    return re.sub(r"[\W_]+", "", values.folded(written))


def _signed(segment: str) -> tuple[str, Mark | None]:
    """The text without the signs at its ends, and what they say."""
    rest = " ".join(segment.split())
    found: Mark | None = None
    for _ in range(3):
        if not rest or (whole := mark(rest)):
            found = (whole if rest else None) or found
            return "", found
        before = re.match(r"(?:[-*+] )?(\[[ xXvVoO]?\]|:\w+:|[^\w\s]+️?|[oOxXvV](?=[\s:]))\s*(?=.)", rest)
        after = re.search(r"(?<=.)(?:\s*(\[[ xXvVoO]?\]|:\w+:|\([^()]*\)|[^\w\s:()]️?)|[\s:]+(\w+))$", rest)
        if before and (said := mark(before[1])):
            rest, found = rest[before.end() :].strip(), said
        elif after and (said := mark(after[1] or after[2])):
            rest, found = rest[: after.start()].strip(), said
        else:
            break
    return rest, found


def _name(written: str, people: Roster | None = None) -> str:
    """The name that a text means: as it stands where it is known so, else without what stands around a name."""
    if people and (member := people.by_name.get(values.folded(written))):
        return member.name
    return values.text(" ".join(written.strip(" :：-–—()*>→\t").split()))


def _week_of(text: str, *, digits: bool) -> int | None:
    """The week that a text names; of digits alone only where ``digits`` are known to be weeks."""
    bare = re.sub(r"(\d)\s*(?:회차|차시)", r"\1주차", text.strip(" *#"))
    bare = re.sub(r"^(\d{1,3})(?:st|nd|rd|th)\s+week\b", r"Week \1", bare, flags=re.IGNORECASE)
    if bare.isdigit() and not digits:
        return None
    try:
        return values.week(bare)
    except values.Unreadable:
        return None


# ---- which grid is a table of submissions ----


def _turned(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(zip(*rows, strict=True))


@dataclass(frozen=True, slots=True)
class _Weeks:
    turned: bool
    rows: tuple[tuple[Cell, ...], ...]
    column: int | None
    head: int
    weeks: tuple[int | None, ...]


def _weeks(grid: Grid) -> _Weeks | None:
    """Where the weeks stand: down a column, along a row, or in the heading above."""
    best: _Weeks | None = None
    most = 0
    for turned in (False, True) if grid.form != "list" else ():
        rows = _turned(grid.rows) if turned else grid.rows
        for column in range(min(4, len(rows[0]) if rows else 0)):
            cells = [row[column] for row in rows]
            digits = any(_compact(cell.text) in WEEK_HEADS for cell in cells[:3])
            weeks = [_week_of(cell.text, digits=digits) for cell in cells]
            count = len({cell.place for cell, week in zip(cells, weeks, strict=True) if week})
            header = weeks[0] and (turned or grid.form == "pipes" or count == 1)
            if count > most and not header:
                head = next(at for at, week in enumerate(weeks) if week)
                best, most = _Weeks(turned, rows, column, head, tuple(weeks)), count
    if best:
        return best
    for heading in reversed(grid.headings):
        if week := _week_of(heading, digits=False):
            head = 0 if grid.form == "list" else 1
            return _Weeks(False, grid.rows, None, head, (None,) * head + (week,) * (len(grid.rows) - head))
    return None


def _linked(cell: Cell) -> list[Part]:
    return [part for part in cell.parts if part.address is not None]


def _plain(cell: Cell) -> bool:
    """Whether it holds nothing but signs and links that name nobody, or nothing."""
    return all(
        _generic(part.text) if part.address is not None else mark(part.text) or not part.text.strip()
        for part in cell.parts
    )


def _generic(text: str) -> bool:
    """Whether the text of a link says nothing of whose it is."""
    return (
        not text.strip()
        or mark(text) is not None
        or _compact(text) in _GENERIC
        or bool(re.match(r"https?:", text.strip(), re.IGNORECASE))
    )


def _kind(heads: Sequence[str], cells: Sequence[Cell], people: Roster | None, long: bool) -> Kind:  # noqa: PLR0911, one question after the other
    compact = [_compact(head) for head in heads]
    if people and any(values.folded(head) in people.by_name for head in heads):
        return Kind.MEMBER
    for kind, known in (
        (Kind.TURN, TURN_HEADS),
        (Kind.NAME, NAME_HEADS),
        (Kind.OTHER, OTHER_HEADS),
    ):
        if compact and compact[-1] in known and not (kind is Kind.NAME and any(map(_linked, cells))):
            return kind
    if compact and compact[-1].startswith(LINK_HEADS):
        return Kind.LINKS
    filled = [cell for cell in cells if cell.text or any(map(_linked, cells))]
    under = len(compact) > 1 and compact[0].startswith(LINK_HEADS)
    if heads and filled and (under or 2 * sum(map(_plain, filled)) >= len(filled)):
        return Kind.LINKS if long else Kind.MEMBER
    names = [values.folded(_signed(part.text)[0]) for cell in cells for part in _linked(cell)]
    if people:
        return Kind.LINKS if any(name in people.by_name for name in names) else Kind.OTHER
    again = sum(names.count(name) > 1 for name in names)
    if names and (2 * again >= len(names) or any(part.address == "" for c in cells for part in _linked(c))):
        return Kind.LINKS
    return Kind.OTHER


def listing(grid: Grid, people: Roster | None) -> Listing | None:
    """The grid as a table of submissions; ``None`` where it is none. Without ``people`` any name will do."""
    found = _weeks(grid)
    if found is None:
        return None
    if grid.form == "list":
        return Listing(grid, False, found.rows, 0, found.weeks, (Kind.LINKS,), ("",))
    rows, head = found.rows, found.head
    columns = range(len(rows[0]))
    heads = [
        list(dict.fromkeys(row[column].text for row in rows[:head] if row[column].text)) for column in columns
    ]
    long = any(heads[at] and _compact(heads[at][-1]) in NAME_HEADS for at in columns) and not found.turned
    kinds = [
        Kind.WEEK
        if column == found.column
        else _kind(heads[column], [row[column] for row in rows[head:]], people, long)
        for column in columns
    ]
    if not {Kind.MEMBER, Kind.LINKS} & {*kinds}:
        return None
    owners = tuple(
        _owner(heads[column], people) if kinds[column] is Kind.MEMBER else "" for column in columns
    )
    weeks = _carried(found, rows) if long else found.weeks
    return Listing(grid, found.turned, rows, head, weeks, tuple(kinds), owners)


def _owner(heads: Sequence[str], people: Roster | None) -> str:
    known = [head for head in heads if people and values.folded(head) in people.by_name]
    return _name((known or heads)[-1], people)


def _carried(found: _Weeks, rows: Sequence[Sequence[Cell]]) -> tuple[int | None, ...]:
    """The weeks with those of rows that leave the week out because it is that of the row above."""
    weeks: list[int | None] = []
    for week, row in zip(found.weeks, rows, strict=True):
        blank = found.column is not None and not row[found.column].text
        weeks.append(weeks[-1] if week is None and blank and weeks else week)
    return tuple(weeks)


# ---- what it says ----


def read(page: Page, people: Roster | None, file: str) -> tuple[Found | None, list[Problem]]:
    """What the tables of submissions in the file say, and what in them could not be understood; ``None`` where there
    is no such table.

    All of them count together. ``people`` are whom names may mean; ``None`` for a group without a roster, whose names
    are then those of the tables. The problems have the file's name for a tab and its lines, from 1, for rows.
    """
    problems: list[Problem] = []
    lists = [each for grid in page.grids if (each := listing(grid, people))]
    lists = [each for each in lists if each.grid.form != "list" or _of_members(each, people)]
    if not lists:
        return None, []

    def report(line: int, why: Sentence) -> None:
        problems.append(Problem(file, line, None, why))

    raw = [entry for each in lists for entry in entries(each, people, report)]
    if people is None:
        names: dict[str, str] = {}
        for each in lists:
            for owner in each.owners:
                if owner:
                    names.setdefault(values.folded(owner), owner)
        for entry in raw:
            names.setdefault(values.folded(entry.member), entry.member)
        people = Roster([Member(name) for name in names.values() if name])
    known = list(_known(raw, people, report))
    turns = [turn for each in lists for turn in _turns(each, people, report)]
    order: dict[str, None] = {}
    for each in lists:
        order |= {
            people.by_name[values.folded(owner)].name: None
            for owner in each.owners
            if values.folded(owner) in people.by_name
        }
    order |= {entry.member: None for entry in known}
    weeks = sorted({week for each in lists for week in each.weeks if week})
    kept = sorted(
        {(each.row or 0, str(each.message)): each for each in problems}.items(), key=lambda item: item[0]
    )
    return Found(tuple(lists), tuple(order), tuple(weeks), tuple(known), tuple(turns)), [
        each for _, each in kept
    ]


def _of_members(each: Listing, people: Roster | None) -> bool:
    """Whether a list under a week's heading is one of members: it has signs, or names that are known."""
    said = list(entries(each, people, lambda line, why: None))
    if people:
        return any(values.folded(entry.member) in people.by_name for entry in said)
    return any(entry.mark for entry in said)


def entries(each: Listing, people: Roster | None, report: Report) -> Iterator[Entry]:
    """What the cells of one table say, the names as they are written."""
    seen: dict[int, tuple[int, int]] = {}
    name_at = each.kinds.index(Kind.NAME) if each.long else None
    week_at = each.kinds.index(Kind.WEEK) if Kind.WEEK in each.kinds else None
    for row, week in list(zip(each.rows, each.weeks, strict=True))[each.head :]:
        columns = [at for at, kind in enumerate(each.kinds) if kind in (Kind.MEMBER, Kind.LINKS)]
        if week is None:
            lost = next((row[at] for at in columns if any(part.address for part in row[at].parts)), None)
            if lost and week_at is not None:
                report(
                    row[week_at].line,
                    sentence("“{cell}” names no week. Write one, as 3 or 3주차.", cell=row[week_at].text),
                )
            continue
        if week_at is not None and not each.long:
            place = row[week_at].place
            if seen.setdefault(week, place) != place:
                report(
                    row[week_at].line,
                    sentence(
                        "Week {week} is in the table twice; the first counts. Bring them together.", week=week
                    ),
                )
                continue
        done: set[tuple[int, int]] = set()
        for at in columns:
            if row[at].place in done:
                continue
            done.add(row[at].place)
            owner = each.owners[at] or (_name(row[name_at].text, people) if name_at is not None else "")
            if each.kinds[at] is Kind.MEMBER or (name_at is not None and owner):
                yield from _of_owner(row[at], owner, week, report)
            else:
                yield from _of_names(row[at], week, people, report)


def _of_owner(cell: Cell, owner: str, week: int, report: Report) -> Iterator[Entry]:
    """A cell that belongs to one member: links, or a sign."""
    links = _linked(cell)
    signs = [mark(part.text) for part in links]
    rest = []
    for part in cell.parts:
        if part.address is None:
            broken = _broken(part.text, cell, report)
            text, sign = _signed(broken)
            signs.append(sign)
            rest += [text] if text else []
    sign = Mark.LATE if Mark.LATE in signs else next((each for each in signs if each), None)
    for part in links:
        yield Entry(owner, week, _address(part, cell, report), sign, cell)
    if not links and sign:
        yield Entry(owner, week, None, sign, cell)
    if rest and not links and not sign:
        report(
            cell.line,
            sentence("“{mark}” is no mark that is known. Write O, X or △, or a link.", mark=rest[0]),
        )


def _of_names(  # noqa: PLR0912, a small machine: the name and the sign that wait for a link
    cell: Cell, week: int, people: Roster | None, report: Report
) -> Iterator[Entry]:
    """A cell with links that name their members, or with names beside links or signs."""
    name, sign = "", None
    used = True
    for part in cell.parts:
        if part.address is None:
            for segment in _PARTED.split(_broken(part.text, cell, report)):
                text, said = _signed(segment)
                text = _name(text)
                if people and values.folded(_name(segment, people)) in people.by_name:
                    text, said = _name(segment, people), None
                if text and not used and name and sign:
                    yield Entry(name, week, None, sign, cell)
                if text:
                    name, sign, used = text, said, False
                elif said and not used and name:
                    yield Entry(name, week, None, said, cell)
                    used = True
                elif said:
                    name, sign, used = "", said, False
            continue
        text, said = _signed(part.text)
        if (text and not _generic(part.text)) and name and sign and not used:
            yield Entry(name, week, None, sign, cell)
        known = people and values.folded(part.text) in people.by_name
        if known or (text and not _generic(part.text)):
            owner = _name(part.text if known else text, people)
            prefix = sign if not name and not used else None
        else:
            owner, prefix = name, sign
        if owner:
            yield Entry(owner, week, _address(part, cell, report), said or prefix, cell)
        elif part.address:
            report(
                cell.line,
                sentence(
                    "The link {link} names no member. Write the name in the brackets.", link=part.address
                ),
            )
        used = True
        if owner != name:
            name = ""
        sign = None
    if name and sign and not used:
        yield Entry(name, week, None, sign, cell)


def _broken(text: str, cell: Cell, report: Report) -> str:
    """The text without what was meant for a link; that is reported."""
    meant = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\n]|\([^()\n]*\))*\)?")
    for found in meant.finditer(text):
        why = sentence(
            "“{link}” is a broken link. Write it as [name](https://…), without spaces, each bracket closed.",
            link=found[0],
        )
        report(cell.line, why)
    return meant.sub(" ", text)


def _address(part: Part, cell: Cell, report: Report) -> str:
    """The address of a link; an empty text for none, and for one that is no link, which is reported."""
    address = (part.address or "").strip()
    if address in ("", "#"):
        return ""
    try:
        return values.link(address)
    except values.Unreadable as unreadable:
        report(cell.line, unreadable.why)
        return ""


def _known(entries: Sequence[Entry], people: Roster, report: Report) -> Iterator[Entry]:
    for entry in entries:
        if member := people.by_name.get(values.folded(entry.member)):
            yield Entry(member.name, entry.week, entry.address, entry.mark, entry.cell)
        else:
            report(
                entry.cell.line,
                sentence(
                    "There is no member “{name}”. Write a name as it stands in the members tab.",
                    name=entry.member,
                ),
            )


def _turns(each: Listing, people: Roster, report: Report) -> Iterator[Turn]:
    told: set[int] = set()
    for row, week in list(zip(each.rows, each.weeks, strict=True))[each.head :]:
        for at, kind in enumerate(each.kinds):
            written = _name(row[at].text, people)
            if kind is not Kind.TURN or week is None or week in told or not written or mark(row[at].text):
                continue
            told.add(week)
            if member := people.by_name.get(values.folded(written)):
                yield Turn(week, member.name, row[at])
            else:
                report(
                    row[at].line,
                    sentence(
                        "There is no member “{name}”. Write a name as it stands in the members tab.",
                        name=written,
                    ),
                )


# ---- into the workbook ----


@dataclass(frozen=True, slots=True)
class Note:
    """One answer that is to be written; ``submitted_at`` is ``None`` where nothing says when. ``link`` is one a
    line."""

    member: str
    week: int
    submitted_at: datetime | None
    link: str
    note: str


Key = tuple[str, int, str]
"""A member, a week and a link, empty for a sign without one: what a time belongs to."""


def keys(found: Found) -> Iterator[Key]:
    """What the tables say was handed in."""
    return ((entry.member, entry.week, entry.address or "") for entry in found.handed_in)


def there(workbook: Workbook, study: Study) -> frozenset[Key]:
    """The links that the answers of the workbook hold, readable answers or not; the names folded."""
    found = {
        (values.folded(member), int(week), link)
        for member, week, links in study.submissions[["member", "week", "link"]].itertuples(index=False)
        for link in links.splitlines()
    }
    for table in tables.answers(workbook, []):
        for record in table.records():
            try:
                week = values.week(record.cell("week"))
            except values.Unreadable:
                continue
            found |= {
                (values.folded(record.cell("name")), week, link) for link in record.text("link").split()
            }
    return frozenset(found)


def notes(
    found: Found,
    study: Study,
    known: Collection[Key],
    times: Mapping[Key, datetime],
    own_link: str | None,
    *,
    assume: bool,
) -> tuple[list[Note], list[Entry]]:
    """The answers to write for what the tables say, those of one member and week side by side in time, and the entries
    with a sign for which there is no link to write.

    ``times``: when each first stood there. Without a time the answer has none, or with ``assume`` the last second in
    time of its week, of a sign for late the first moment after it. Links of one time are one answer; a later one
    repeats those before it that still stand there, for the newest answer is the one that is shown.
    """
    lacking: list[Entry] = []
    cells: dict[tuple[str, int], list[tuple[datetime | None, str, bool]]] = {}
    for entry in found.handed_in:
        link = entry.address or own_link
        if link is None:
            lacking.append(entry)
            continue
        at = times.get((entry.member, entry.week, entry.address or ""))
        assumed = at is None and assume and entry.week in study.week_of
        if assumed:
            due = study.week_of[entry.week]
            at = due.due_at if entry.mark is Mark.LATE else due.last_second
        links = cells.setdefault((entry.member, entry.week), [])
        if link not in [other for _, other, _ in links]:
            links.append((at, link, assumed))
    for (member, week, link), at in times.items():  # what stood there before the link of today
        if link and (member, week) in cells and link not in [other for _, other, _ in cells[member, week]]:
            cells[member, week].insert(0, (at, link, False))
    standing = {(entry.member, entry.week, entry.address or own_link or "") for entry in found.handed_in}
    made = []
    for (member, week), links in cells.items():
        for at in sorted({at for at, _, _ in links}, key=lambda at: (at is not None, at and at.timestamp())):
            of_now = [(link, assumed) for when, link, assumed in links if when == at]
            before = [
                link
                for when, link, _ in links
                if at and when and when < at and (member, week, link) in standing
            ]
            if all((values.folded(member), week, link) in known for link, _ in of_now):
                continue
            shown = [link for _, link, _ in links if link in before or link in [new for new, _ in of_now]]
            said = Language(study.language).say(_origin(at, any(assumed for _, assumed in of_now)))
            made.append(Note(member, week, at, "\n".join(shown), said))
    return made, lacking


def _origin(at: datetime | None, assumed: bool) -> Sentence:
    if at is None:
        return sentence("From the README, which does not say when.")
    if assumed:
        return sentence("From the README. The time is assumed.")
    return sentence("From the README. The time is the author's own in git, not verified.")


def queue(found: Found) -> dict[str, int]:
    """The places in the queue of the team blog, from 1, in the order in which the table names its writers first."""
    first = dict.fromkeys(turn.member for turn in sorted(found.turns, key=lambda turn: turn.week))
    return {member: place for place, member in enumerate(first, 1)}


def swaps(found: Found, study: Study) -> dict[int, str]:
    """The weeks of the study, rising, whose writer in the table is another than the queue gives, and that writer."""
    named = {turn.week: turn.member for turn in found.turns}
    swapped: dict[int, str] = {}
    while True:
        given = rota.writers(_swapped(study, swapped))
        wrong = (
            week.number
            for week in study.weeks
            if named.get(week.number, given.get(week.number)) != given.get(week.number)
        )
        number = next(wrong, None)
        if number is None:
            return swapped
        swapped[number] = named[number]


def _swapped(study: Study, writers: Mapping[int, str]) -> Study:
    def moved(week: Week) -> Week:
        return (
            replace(week, topic=replace(week.topic, writer=writers[week.number]))
            if week.number in writers
            else week
        )

    return replace(study, weeks=tuple(map(moved, study.weeks)))
