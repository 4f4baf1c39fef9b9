"""Plan an import: which answers and turns of a README are new."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from studylib.readme.entries import Entry
from studylib.readme.marks import Mark
from studylib.readme.reading import Contents
from studylib.season import rota
from studylib.season.study import Study, Week
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence
from studylib.workbook import tables, values
from studylib.workbook.cells import Workbook

# ---- into the workbook ----


@dataclass(frozen=True, slots=True)
class ImportedAnswer:
    """One answer that is to be written; ``submitted_at`` is ``None`` where nothing says when. ``link`` is one a
    line."""

    member: str
    week: int
    submitted_at: datetime | None
    link: str
    note: str


Key = tuple[str, int, str]
"""A member, a week and a link, empty for a sign without one: what a time belongs to."""


def list_keys(found: Contents) -> Iterator[Key]:
    """What the tables say was handed in."""
    return ((entry.member, entry.week, entry.address or "") for entry in found.handed_in)


def list_known(workbook: Workbook, study: Study) -> frozenset[Key]:
    """The links that the answers of the workbook hold, readable answers or not; the names folded."""
    found = {
        (values.fold(member), int(week), link)
        for member, week, links in study.submissions[["member", "week", "link"]].itertuples(index=False)
        for link in links.splitlines()
    }
    for table in tables.find_answer_tables(workbook):
        for record in table.records():
            try:
                week = values.parse_week(record.cell("week"))
            except values.CellError:
                continue
            found |= {(values.fold(record.cell("name")), week, link) for link in record.text("link").split()}
    return frozenset(found)


def plan_answers(
    found: Contents,
    study: Study,
    known: Collection[Key],
    times: Mapping[Key, datetime],
    own_link: str | None,
    *,
    assume: bool,
) -> tuple[list[ImportedAnswer], list[Entry]]:
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
            if all((values.fold(member), week, link) in known for link, _ in of_now):
                continue
            shown = [link for _, link, _ in links if link in before or link in [new for new, _ in of_now]]
            said = Language(study.language).say(_origin(at, any(assumed for _, assumed in of_now)))
            made.append(ImportedAnswer(member, week, at, "\n".join(shown), said))
    return made, lacking


def _origin(at: datetime | None, assumed: bool) -> Sentence:
    if at is None:
        return sentence("From the README, which does not say when.")
    if assumed:
        return sentence("From the README. The time is assumed.")
    return sentence("From the README. The time is the author's own in git, not verified.")


def find_queue(found: Contents) -> dict[str, int]:
    """The places in the queue of the team blog, from 1, in the order in which the table names its writers first."""
    first = dict.fromkeys(turn.member for turn in sorted(found.turns, key=lambda turn: turn.week))
    return {member: place for place, member in enumerate(first, 1)}


def find_swaps(found: Contents, study: Study) -> dict[int, str]:
    """The weeks of the study, rising, whose writer in the table is another than the queue gives, and that writer."""
    named = {turn.week: turn.member for turn in found.turns}
    swapped: dict[int, str] = {}
    while True:
        given = rota.list_writers(_swapped(study, swapped))
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
