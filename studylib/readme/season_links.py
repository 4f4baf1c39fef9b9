"""Gather the season's links, writers and opened weeks for a README."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studylib.readme import names
from studylib.readme.choices import Choices, choose_for_study
from studylib.season import rota
from studylib.season.assigned import find_assigned
from studylib.season.kinds import TaskKind
from studylib.season.study import Member, Study
from studylib.season.tasks import Duty
from studylib.season.weeks import to_milliseconds
from studylib.workbook import values
from studylib.workbook.links import drop_user
from studylib.workbook.members import Roster

Place = tuple[str, int]
"""A member and a week."""
_Work = tuple[str, int, str | None]
"""A member, a week and the name of a task, ``None`` for the unnamed one."""


@dataclass(frozen=True, slots=True)
class SeasonLinks:
    """What the season has for the table.

    ``links`` are the newest ones by place, without what would hide their hosts. A task that takes several links shows
    all. ``known`` are all links ever handed in. ``late`` are the places with a task that was done late. ``assumed`` are
    links with a time that an import assumes.
    ``writers`` are by week. ``opened`` are the weeks that have opened. ``replacing``: links that the season does not
    know may be lost. ``choices`` tell how to read the file.
    """

    study: Study
    people: Roster
    links: Mapping[Place, tuple[str, ...]]
    known: frozenset[tuple[str, int, str]]
    late: frozenset[Place]
    assumed: frozenset[tuple[str, int, str]]
    writers: Mapping[int, str]
    opened: tuple[int, ...]
    replacing: bool
    choices: Choices

    def find_member(self, name: str) -> Member | None:
        return names.find_member(name, self.people)

    def find_exact(self, name: str) -> Member | None:
        """Find the member whose name is the whole text. So nothing else is lost with it."""
        return self.people.by_name.get(values.fold(name))


def gather_links(study: Study, now: datetime, replacing: bool, choices: Choices | None = None) -> SeasonLinks:
    """Gather the links as of ``now`` (aware, inclusive). Later answers count only as known.

    A place has the links of all its tasks, in their order.
    """
    newest: dict[_Work, tuple[str, ...]] = {}
    done: dict[_Work, int] = {}
    known, assumed = set(), set()
    duties = {(duty.week, duty.task.name): duty for duty in study.duties}
    columns = ["member", "week", "task", "submitted_at", "link"]
    for row in study.submissions[columns].itertuples(index=False):
        place, written = (str(row[0]), int(row[1])), str(row[4]).splitlines()
        task, at = row[2] if isinstance(row[2], str) else None, to_milliseconds(row[3].to_pydatetime())
        shown = tuple(dict.fromkeys(map(drop_user, written)))
        known |= {(*place, link) for link in (*written, *shown)}
        duty, work = duties.get((place[1], task)), (*place, task)
        is_assumed = duty is not None and to_milliseconds(duty.due_at) - at in (0, 1000)
        assumed |= {(*place, link) for link in shown} if is_assumed else set()
        if at <= to_milliseconds(now):
            count = duty.task.count if duty else 1
            before = newest.get(work, ()) if count > 1 else ()
            newest[work] = tuple(dict.fromkeys((*before, *shown)))
            if work not in done and (count == 1 or len(newest[work]) >= count):
                done[work] = at
    late = {work for work, at in done.items() if _is_late(duties.get(work[1:]), at)}
    return SeasonLinks(
        study=study,
        people=Roster(study.members),
        links=_join_tasks(study, newest),
        known=frozenset(known),
        late=frozenset((member, week) for member, week, _ in late),
        assumed=frozenset(assumed),
        writers=rota.list_writers(study),
        opened=tuple(
            week.number for week in study.weeks if to_milliseconds(week.opens_at) <= to_milliseconds(now)
        ),
        replacing=replacing,
        choices=choices or choose_for_study(study),
    )


def _is_late(duty: Duty | None, at: int) -> bool:
    return duty is not None and at >= to_milliseconds(duty.due_at)


def _join_tasks(study: Study, newest: Mapping[_Work, tuple[str, ...]]) -> Mapping[Place, tuple[str, ...]]:
    """Join the links of a member and week. Tasks come in their order, and one that is unknown last."""
    order = {task.name: number for number, task in enumerate(study.tasks)}
    links: dict[Place, tuple[str, ...]] = {}
    for member, week, task in sorted(newest, key=lambda work: order.get(work[2], len(order))):
        place = member, week
        links[place] = tuple(dict.fromkeys((*links.get(place, ()), *newest[member, week, task])))
    return links


def list_judged_members(study: Study, week: int) -> list[Member]:
    """List the members who have something to hand in for the week. List none for an unknown week."""
    places = [
        place
        for place, duty in enumerate(study.duties)
        if duty.week == week and duty.task.kind is TaskKind.LINK
    ]
    assigned = find_assigned(study)[:, places]
    return [member for number, member in enumerate(study.members) if assigned[number].any()]
