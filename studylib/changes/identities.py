"""Tell whether an answer is in a workbook already."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from studylib.season.weeks import to_milliseconds
from studylib.workbook import moments, values
from studylib.workbook.answers import Answer
from studylib.workbook.cells import Cell
from studylib.workbook.tables import Record

Identity = tuple[int | str, str, str, str]
"""The time of an answer, in seconds if it can be read, then its name, its week with the task, and its link."""


def identify_answer(record: Record, answer: Answer | None, zone: tzinfo) -> Identity:
    at = read_time(record, answer, zone)
    time = values.fold(record.cell("submitted_at")) if at is None else to_milliseconds(at) // 1_000
    if answer:
        return time, values.fold(answer.member), _join_task(str(answer.week), answer.task), answer.link
    name = record.cell("name") if values.is_blank(record.cell("email")) else record.cell("email")
    week = _join_task(values.fold(record.cell("week")), record.cell("task"))
    return time, values.fold(name), week, values.fold(record.cell("link"))


def _join_task(week: str, task: Cell) -> str:
    """Join a week with the task that is named. An answer for another task is another one."""
    return week if values.is_blank(task) else f"{week} {values.fold(task)}"


def read_time(record: Record, answer: Answer | None, zone: tzinfo) -> datetime | None:
    if answer:
        return answer.submitted_at
    try:
        return values.require(record.cell("submitted_at"), lambda cell: moments.parse_moment(cell, zone))
    except values.CellError:
        return None


class PresentAnswers:
    """The answers of the workbook. Each one matches at most one of the file."""

    def __init__(self, identities: Iterator[Identity]) -> None:
        self._places: dict[Identity, list[int]] = {}
        self._taken: set[int] = set()
        for place, identity in enumerate(identities):
            for key in _list_keys(identity):
                self._places.setdefault(key, []).append(place)

    def find(self, identities: Sequence[Identity]) -> list[bool]:
        """Find which answers are there: first those with equal parts, then those with one corrected part.

        Last come those of which only the time and the link stayed: moved to another week, of a renamed member.
        """
        there = [False] * len(identities)
        for ranks in ((0,), (1, 2, 3), (4,)):
            for at, identity in enumerate(identities):
                keys = list(_list_keys(identity))
                there[at] = there[at] or any(self._take(keys[rank]) for rank in ranks if rank < len(keys))
        return there

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
    """List the identity itself, then without each of its parts, then its time and link if both can be read."""
    time, name, week, link = identity
    yield from (identity, (time, "", week, link), (time, name, "", link), (time, name, week, ""))
    if link and isinstance(time, int):
        yield (time, "", "", link)
