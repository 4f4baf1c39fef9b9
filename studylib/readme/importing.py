"""Compare a README with the workbook: which answers, turns and swaps are new."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from studylib.readme.entries import Entry
from studylib.readme.marks import Mark
from studylib.readme.reading import Contents
from studylib.readme.targets import find_target
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.season.tasks import Duty
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence
from studylib.workbook import tables, values
from studylib.workbook.cells import Cell, Workbook

ALL_UNNAMED: Mapping[int, str | None] = {}
"""The targets of a season without tasks."""

Key = tuple[str, int, str]
"""A member, a week and a link. The link of a bare mark is empty. Git times belong to these."""


@dataclass(frozen=True, slots=True)
class ImportedAnswer:
    """One answer to write. ``link`` holds one link a line.

    ``submitted_at`` is ``None`` if no source gives a time.
    """

    member: str
    week: int
    submitted_at: datetime | None
    link: str
    note: str
    task: str | None = None


@dataclass(frozen=True, slots=True)
class _DatedLink:
    """One link of a member and week, and when they handed it in.

    ``assumed``: no source gives the time. ``current``: the table holds the link. ``late``: it marks it late.
    """

    link: str
    at: datetime | None
    assumed: bool = False
    current: bool = True
    late: bool = False


def list_keys(contents: Contents) -> Iterator[Key]:
    """List the keys of all entries that count as handed in."""
    return map(_make_key, contents.handed_in)


def list_known(workbook: Workbook, study: Study) -> frozenset[Key]:
    """List the links that the workbook's answers hold, with folded names. Include unreadable answers."""
    read = {
        (values.fold(member), int(week), link)
        for member, week, links in study.submissions[["member", "week", "link"]].itertuples(index=False)
        for link in links.splitlines()
    }
    return frozenset(read.union(_list_written(workbook)))


def _list_written(workbook: Workbook) -> Iterator[Key]:
    for table in tables.find_answer_tables(workbook):
        for record in table.records():
            try:
                week = values.parse_week(record.cell("week"))
            except values.CellError:
                continue
            name = values.fold(record.cell("name"))
            yield from ((name, week, link) for link in record.text("link").split())


# ---- answers ----


def plan_answers(
    contents: Contents,
    study: Study,
    known: Collection[Key],
    times: Mapping[Key, datetime],
    own_link: str | None,
    *,
    assume: bool,
    tasks: Mapping[int, str | None] = ALL_UNNAMED,
) -> tuple[list[ImportedAnswer], list[Entry]]:
    """List the answers to write and the marks that lack a link.

    The answers of one member and week rise in time. ``times`` says when each link first stood in the table. Without
    a time, ``assume`` takes the last second in time of the task. A mark for late gets the first moment after it. Links
    of one time make one answer. The board shows the newest answer. So a later answer repeats the earlier links that
    the table still holds. ``tasks`` are the targets by week.
    """
    lacking = [entry for entry in contents.handed_in if _find_link(entry, own_link) is None]
    dated = _gather_links(contents, study, times, own_link, tasks, assume=assume)
    answers = [
        replace(answer, task=tasks.get(answer.week))
        for place, links in dated.items()
        for answer in _list_answers(place, links, known, Language(study.language))
    ]
    return answers, lacking


def _find_link(entry: Entry, own_link: str | None) -> str | None:
    return entry.address or own_link


def _gather_links(
    contents: Contents,
    study: Study,
    times: Mapping[Key, datetime],
    own_link: str | None,
    tasks: Mapping[int, str | None],
    *,
    assume: bool,
) -> dict[tuple[str, int], tuple[_DatedLink, ...]]:
    """Gather the links by member and week. Links gone from the table come first."""
    current: dict[tuple[str, int], dict[str, _DatedLink]] = {}
    for entry in contents.handed_in:
        if link := _find_link(entry, own_link):
            dated = _date_link(entry, link, find_target(study, entry.week, tasks), times, assume)
            current.setdefault((entry.member, entry.week), {}).setdefault(link, dated)
    return {
        (member, week): (*_list_past(member, week, links, times), *links.values())
        for (member, week), links in current.items()
    }


def _date_link(
    entry: Entry, link: str, duty: Duty | None, times: Mapping[Key, datetime], assume: bool
) -> _DatedLink:
    is_late = entry.mark is Mark.LATE
    at = None if _is_doubtful(entry, duty, times) else times.get(_make_key(entry))
    if at is not None or not assume or duty is None:
        return _DatedLink(link, at, late=is_late)
    return _DatedLink(link, duty.due_at if is_late else duty.last_second, assumed=True, late=is_late)


def _make_key(entry: Entry) -> Key:
    return entry.member, entry.week, entry.address or ""


def _is_doubtful(entry: Entry, duty: Duty | None, times: Mapping[Key, datetime]) -> bool:
    """Check if git has the link before the deadline, although the table marks it late."""
    at = times.get(_make_key(entry))
    return entry.mark is Mark.LATE and at is not None and duty is not None and at < duty.due_at


def list_disputed(
    contents: Contents,
    study: Study,
    times: Mapping[Key, datetime],
    file: str,
    tasks: Mapping[int, str | None] = ALL_UNNAMED,
) -> Iterator[Problem]:
    """List the links that the table marks late and git has in time. Neither is taken for the truth."""
    for entry in contents.handed_in:
        if _is_doubtful(entry, find_target(study, entry.week, tasks), times):
            why = sentence(
                "{member} is marked late in week {week}, and git has the link before the deadline. Write the time into"
                " the answer yourself.",
                member=entry.member,
                week=entry.week,
            )
            yield Problem(file, entry.cell.line, None, why)


def _list_past(
    member: str, week: int, links: Collection[str], times: Mapping[Key, datetime]
) -> list[_DatedLink]:
    """List the dated links that the table held before, the last of ``times`` first."""
    past = [
        _DatedLink(link, at, current=False)
        for (name, number, link), at in times.items()
        if (name, number) == (member, week) and link and link not in links
    ]
    return past[::-1]


def _list_answers(
    place: tuple[str, int], links: Sequence[_DatedLink], known: Collection[Key], language: Language
) -> Iterator[ImportedAnswer]:
    member, week = place
    moments = {each.at for each in links}
    for at in sorted(moments, key=lambda at: (at is not None, at and at.timestamp())):
        new = [each for each in links if each.at == at]
        if all((values.fold(member), week, each.link) in known for each in new):
            continue
        repeated = [each for each in links if each.current and at and each.at and each.at < at]
        written = "\n".join(each.link for each in links if each in new or each in repeated)
        origin = _describe_origin(at, any(each.assumed for each in new), any(each.late for each in new))
        yield ImportedAnswer(member, week, at, written, language.say(origin))


def _describe_origin(at: datetime | None, assumed: bool, late: bool) -> Sentence:
    if at is None and late:
        return sentence("From the README, which marks it late and does not say when.")
    if at is None:
        return sentence("From the README, which does not say when.")
    if assumed:
        return sentence("From the README. The time is assumed.")
    return sentence("From the README. The time is the author's own in git, not verified.")


# ---- excuses ----


def list_excuse_records(
    contents: Contents, study: Study, tasks: Mapping[int, str | None] = ALL_UNNAMED
) -> list[Mapping[str, Cell]]:
    """List the excuses that the study lacks, as cells by column.

    The table speaks of the target alone. So its excuses name the task, if the week has others.
    """
    present = {(values.fold(excuse.member), excuse.week, excuse.task) for excuse in study.excuses}
    records: list[Mapping[str, Cell]] = []
    for excuse in contents.excuses:
        name, task = values.fold(excuse.member), _find_own_task(study, excuse.week, tasks)
        if present.isdisjoint({(name, excuse.week, None), (name, excuse.week, task)}):
            record: dict[str, Cell] = {
                "week": excuse.week,
                "member": excuse.member,
                "reason": excuse.cell.text,
            }
            records.append(record if task is None else {**record, "task": task})
    return records


def _find_own_task(study: Study, week: int, tasks: Mapping[int, str | None]) -> str | None:
    """Find the task that an excuse has to name. ``None`` if the week has no other."""
    others = sum(task.takes_place_in(week) for task in study.tasks)
    return tasks.get(week) if others > 1 else None
