"""Whose turn it is to write the team blog, and whether the post is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from studylib.season import weeks
from studylib.season.attendance import find_judged
from studylib.season.study import Study, Week


@dataclass(frozen=True, slots=True)
class Turn:
    """One week of the team blog and who writes it.

    ``swap``: somebody was named for the week in the place of whom the queue would have chosen, ``instead_of``
    (``None`` where it would have been nobody).
    """

    week: Week
    writer: str
    swap: bool = False
    instead_of: str | None = None

    @property
    def post(self) -> tuple[str, ...]:
        """The post: its links, or what else is written in their place; empty while it is not there."""
        return self.week.topic.post

    def begun(self, now: datetime) -> bool:
        """Whether the week has opened. From then on a post that is missing is "not there yet": the rules set no
        moment at which it would be late, and no fine."""
        return weeks.to_milliseconds(self.week.opens_at) <= weeks.to_milliseconds(now)

    def over(self, now: datetime) -> bool:
        """Whether the week is due."""
        return weeks.to_milliseconds(self.week.due_at) <= weeks.to_milliseconds(now)


def assign_turns(study: Study) -> tuple[Turn, ...]:
    """The turns of the season, weeks rising; a week in which nobody can write has none.

    The members with a turn stand in a queue, by ``turn`` (of equal ones the first of the roster). Each week the
    first of it who answers for that week writes and goes to the back; the rest keep their places, so that one who
    leaves changes no earlier week. A writer named for the week writes instead and goes to the back as well, so that
    whoever was passed over is the next.
    """
    queue = sorted((each for each in study.members if each.turn is not None), key=lambda each: each.turn or 0)
    waiting = [member.name for member in queue]
    found = []
    for week, there in zip(study.weeks, _present(study), strict=True):
        first = next((name for name in waiting if name in there), None)
        writer = week.topic.writer or first
        if writer is None:
            continue
        swap = writer != first
        found.append(Turn(week, writer, swap, first if swap else None))
        if writer in waiting:
            waiting.remove(writer)
            waiting.append(writer)
    return tuple(found)


def _present(study: Study) -> list[frozenset[str]]:
    """Who answers for each week."""
    names = [member.name for member in study.members]
    answers_for = find_judged(study.members, study.weeks)
    return [
        frozenset(name for name, there in zip(names, column, strict=True) if there)
        for column in answers_for.T.tolist()
    ]


def list_able(study: Study, week: int) -> tuple[str, ...]:
    """Who answers for that week and so may take its turn, in roster order."""
    there = dict(zip(study.week_of, _present(study), strict=True))[week]
    return tuple(member.name for member in study.members if member.name in there)


def list_writers(study: Study) -> Mapping[int, str]:
    """The writer of each week, by its number; a week in which nobody can write is missing."""
    return {turn.week.number: turn.writer for turn in assign_turns(study)}


def list_coming(study: Study, now: datetime, most: int | None = None) -> tuple[Turn, ...]:
    """The turns of the present week (the last that has opened; before the season the first) and of those after it,
    rising; the first ``most`` of them."""
    present = weeks.find_present_week(study.weeks, now)
    first = present.number if present else 0
    return tuple(turn for turn in assign_turns(study) if turn.week.number >= first)[:most]


def find_next_turn(turns: Sequence[Turn], member: str, now: datetime) -> Turn | None:
    """The member's next turn: the first whose week is not due yet and whose post is not there; ``None`` for none."""
    return next(
        (turn for turn in turns if turn.writer == member and not turn.post and not turn.over(now)), None
    )
