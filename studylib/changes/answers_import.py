"""Import a form's answers: the change that adds those that the workbook lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from studylib.changes.draft import Cells, Change, Draft, list_draft_edits
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import answers, entries, layouts, moments, tables, values
from studylib.workbook.answers import Answer
from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.tables import Record, Table

PARTS = ("name", "week", "link")
"""What an answer says, beside its time."""


@dataclass(frozen=True, slots=True)
class AnswersPlan:
    """The answers to add, by column, and how many were there already. ``unreadable``: how many of the new ones are."""

    new: tuple[Cells, ...]
    present: int
    unreadable: int


def find_answers(tab: Tab) -> Table:
    """Find the columns of a file's answers. Raise a ChangeError if it has none, or lacks one."""
    found = tables.find_answer_tables(Workbook((tab,)))
    if not found:
        names = ", ".join("/".join(layouts.ANSWERS.columns[each]) for each in layouts.ANSWERS.required)
        raise ChangeError(
            sentence(
                "{name} holds no answers of a form. Its first row has to name {columns}.",
                name=tab.title,
                columns=names,
            )
        )
    if found[0].missing:
        raise ChangeError(found[0].problems[0].message)
    return found[0]


def plan_answers(cells: Workbook, study: Study, table: Table) -> AnswersPlan:
    """Plan which answers of the table to add to the workbook. Times without an offset are local to the study.

    An answer is there already if a row has its time, to the second, and two of its name, week and link. So a row that
    somebody has corrected since counts as there, too.
    """
    zone = cells.zone or study.timezone
    known = _Present(
        _identify(record, answer, zone)
        for other in tables.find_answer_tables(cells)
        for record, answer in answers.list_answers(other, study, zone)
    )
    read = list(answers.list_answers(table, study, study.timezone))
    there = known.find([_identify(record, answer, study.timezone) for record, answer in read])
    new, seen = [], set()
    for (record, answer), is_there in zip(read, there, strict=True):
        identity = _identify(record, answer, study.timezone)
        if not is_there and identity not in seen:
            new.append((record, answer))
        seen.add(identity)
    rows = tuple(_write_cells(table, record, answer, study) for record, answer in new)
    return AnswersPlan(rows, len(read) - len(new), sum(answer is None for _, answer in new))


def make_answers_change(cells: Workbook, study: Study, table: Table, file: str) -> Change:
    """Make the change that adds the answers of a file. Raise a ChangeError if there is nothing to add."""
    plan = plan_answers(cells, study, table)
    if not plan.new:
        raise ChangeError(sentence("Nothing has changed, so there is nothing to save."))
    readable = [each for each in tables.find_answer_tables(cells) if not each.missing]
    draft = Draft(layouts.ANSWERS, readable[-1].title if readable else entries.TITLE, added=plan.new)
    edits = tuple(list_draft_edits(cells, draft, study.language))
    return Change(sentence("Imported from {file}", file=file), edits, incomplete=True)


def _write_cells(table: Table, record: Record, answer: Answer | None, study: Study) -> Cells:
    """Return the cells of an answer as they are. A time that can be read is written as a form does."""
    cells: dict[str, Cell] = {column: record.cell(column) for column in table.places}
    if at := _read_time(record, answer, study.timezone):
        cells["submitted_at"] = moments.write_moment(at, study.timezone)
    if answer and "name" not in table.places:
        cells["name"] = answer.member
    return cells


Identity = tuple[int | str, str, str, str]
"""The time of an answer, in seconds if it can be read, then its name, week and link."""


def _identify(record: Record, answer: Answer | None, zone: tzinfo) -> Identity:
    at = _read_time(record, answer, zone)
    time = values.fold(record.cell("submitted_at")) if at is None else to_milliseconds(at) // 1_000
    if answer:
        return time, values.fold(answer.member), str(answer.week), answer.link
    name = record.cell("name") if values.is_blank(record.cell("email")) else record.cell("email")
    return time, values.fold(name), values.fold(record.cell("week")), values.fold(record.cell("link"))


def _read_time(record: Record, answer: Answer | None, zone: tzinfo) -> datetime | None:
    if answer:
        return answer.submitted_at
    try:
        return values.require(record.cell("submitted_at"), lambda cell: moments.parse_moment(cell, zone))
    except values.CellError:
        return None


class _Present:
    """The answers of the workbook. Each one stands for at most one of the file."""

    def __init__(self, identities: Iterator[Identity]) -> None:
        self._places: dict[Identity, list[int]] = {}
        self._taken: set[int] = set()
        for place, identity in enumerate(identities):
            for key in _list_keys(identity):
                self._places.setdefault(key, []).append(place)

    def find(self, identities: Sequence[Identity]) -> list[bool]:
        """Find which answers are there: first those with equal parts, then those with one corrected part."""
        there = [self._take(each) for each in identities]
        return [
            found or any(map(self._take, list(_list_keys(each))[1:]))
            for found, each in zip(there, identities, strict=True)
        ]

    def _take(self, key: Identity) -> bool:
        """Take one answer of that key that is still free. The times of a file and of a sheet may differ by a second."""
        time, *parts = key
        times = [time] if isinstance(time, str) else [time, time - 1, time + 1]
        for each in times:
            free = self._places.get((each, *parts), [])  # type: ignore[arg-type]
            while free:
                place = free.pop()
                if place not in self._taken:
                    self._taken.add(place)
                    return True
        return False


def _list_keys(identity: Identity) -> Iterator[Identity]:
    """List the identity itself, then without each of its parts."""
    time, name, week, link = identity
    yield from (identity, (time, "", week, link), (time, name, "", link), (time, name, week, ""))
