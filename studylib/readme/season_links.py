"""Gather the season's links, writers and opened weeks for a README."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from studylib.readme import names
from studylib.readme.choices import Choices, choose_for_study
from studylib.season import rota
from studylib.season.membership import find_judged
from studylib.season.study import Member, Study
from studylib.season.weeks import to_milliseconds
from studylib.workbook import values
from studylib.workbook.links import drop_user
from studylib.workbook.members import Roster

Place = tuple[str, int]
"""A member and a week."""


@dataclass(frozen=True, slots=True)
class SeasonLinks:
    """What the season has for the table.

    ``links`` are the newest ones by place, without what would hide their hosts. ``known`` are all links ever handed
    in. ``late`` are the places whose first answer was late. ``assumed`` are links with a time that an import assumes.
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
        """Find the member whose name is the whole text, so that nothing else is lost with it."""
        return self.people.by_name.get(values.fold(name))


def gather_links(study: Study, now: datetime, replacing: bool, choices: Choices | None = None) -> SeasonLinks:
    """Gather the links as of ``now`` (aware, inclusive). Later answers count only as known."""
    links: dict[Place, tuple[str, ...]] = {}
    first: dict[Place, int] = {}
    known, assumed = set(), set()
    due = {week.number: to_milliseconds(week.due_at) for week in study.weeks}
    for row in study.submissions[["member", "week", "submitted_at", "link"]].itertuples(index=False):
        place, written = (str(row[0]), int(row[1])), str(row[3]).splitlines()
        at = to_milliseconds(row[2].to_pydatetime())
        shown = tuple(dict.fromkeys(map(drop_user, written)))
        known |= {(*place, link) for link in (*written, *shown)}
        is_assumed = place[1] in due and due[place[1]] - at in (0, 1000)
        assumed |= {(*place, link) for link in shown} if is_assumed else set()
        if at <= to_milliseconds(now):
            links[place] = shown
            first.setdefault(place, at)
    return SeasonLinks(
        study=study,
        people=Roster(study.members),
        links=links,
        known=frozenset(known),
        late=frozenset(place for place, at in first.items() if at >= due.get(place[1], at + 1)),
        assumed=frozenset(assumed),
        writers=rota.list_writers(study),
        opened=tuple(
            week.number for week in study.weeks if to_milliseconds(week.opens_at) <= to_milliseconds(now)
        ),
        replacing=replacing,
        choices=choices or choose_for_study(study),
    )


def list_judged_members(study: Study, week: int) -> list[Member]:
    """List the members who are judged for the week. List none for an unknown week."""
    number = next((at for at, each in enumerate(study.weeks) if each.number == week), None)
    if number is None:
        return []
    is_judged = find_judged(study.members, study.weeks)[:, number]
    return [member for member, judged in zip(study.members, is_judged, strict=True) if judged]
