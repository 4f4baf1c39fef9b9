"""Assign turns to write the team blog."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from studylib.season import weeks
from studylib.season.membership import find_judged
from studylib.season.study import Study, Week


@dataclass(frozen=True, slots=True)
class Turn:
    """One week of the team blog and its writer.

    ``swap``: the weeks tab names a writer other than the queue's choice, ``instead_of``. ``instead_of`` is ``None`` if
    the queue has no choice.
    """

    week: Week
    writer: str
    swap: bool = False
    instead_of: str | None = None

    @property
    def post(self) -> tuple[str, ...]:
        """The post: its links, or another text in their place. Empty until there is a post."""
        return self.week.topic.post

    def has_opened(self, now: datetime) -> bool:
        """Check if the week has opened. From then on a missing post shows as "No post yet".

        The rules set no deadline for posts, and no fine.
        """
        return weeks.to_milliseconds(self.week.opens_at) <= weeks.to_milliseconds(now)

    def is_due(self, now: datetime) -> bool:
        """Check if the week is due."""
        return weeks.to_milliseconds(self.week.due_at) <= weeks.to_milliseconds(now)


def assign_turns(study: Study) -> tuple[Turn, ...]:
    """Assign the turns of the season, weeks rising. A week without a possible writer has none.

    The members with a turn queue by ``turn``, equal ones in roster order. Each week the first member judged for it
    writes and goes to the back. The rest keep their places, so a member who leaves changes no earlier week.

    A writer named for the week writes instead and goes to the back as well. The member passed over comes next.
    """
    queue = sorted((each for each in study.members if each.turn is not None), key=lambda each: each.turn or 0)
    waiting = [member.name for member in queue]
    turns = []
    for week, judged in zip(study.weeks, _list_judged(study), strict=True):
        first = next((name for name in waiting if name in judged), None)
        writer = week.topic.writer or first
        if writer is None:
            continue
        swap = writer != first
        turns.append(Turn(week, writer, swap, first if swap else None))
        if writer in waiting:
            waiting.remove(writer)
            waiting.append(writer)
    return tuple(turns)


def _list_judged(study: Study) -> list[frozenset[str]]:
    """List the names of the members judged for each week."""
    names = [member.name for member in study.members]
    matrix = find_judged(study.members, study.weeks)
    return [
        frozenset(name for name, is_judged in zip(names, column, strict=True) if is_judged)
        for column in matrix.T.tolist()
    ]


def list_able(study: Study, week: int) -> tuple[str, ...]:
    """List the members judged for a week, who may take its turn, in roster order."""
    judged = dict(zip(study.week_of, _list_judged(study), strict=True))[week]
    return tuple(member.name for member in study.members if member.name in judged)


def list_writers(study: Study) -> Mapping[int, str]:
    """List the writer of each week by its number. Weeks without a possible writer are missing."""
    return {turn.week.number: turn.writer for turn in assign_turns(study)}


def list_coming(
    study: Study, now: datetime, most: int | None = None, turns: Sequence[Turn] | None = None
) -> tuple[Turn, ...]:
    """List the turns from the present week on, weeks rising. ``most`` limits their number.

    ``turns``: those of ``assign_turns``, if they are known already.
    """
    present = weeks.find_present_week(study.weeks, now)
    first = present.number if present else 0
    known = assign_turns(study) if turns is None else turns
    return tuple(turn for turn in known if turn.week.number >= first)[:most]


def find_next_turn(turns: Sequence[Turn], member: str, now: datetime) -> Turn | None:
    """Find the member's first turn without a post, in a week not due yet. ``None`` for none."""
    return next(
        (turn for turn in turns if turn.writer == member and not turn.post and not turn.is_due(now)), None
    )
