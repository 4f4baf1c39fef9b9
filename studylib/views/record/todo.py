"""Find what a member has to do now."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from studylib.money.sendings import Sending, list_sendings
from studylib.season import rota, standing, weeks
from studylib.season.kinds import TaskKind
from studylib.season.prices import Quote, quote_duty
from studylib.season.rota import Turn
from studylib.season.standing import Waiting
from studylib.web import derived, settling, team_blog
from studylib.web.certificates import find_completion
from studylib.web.visit import Visit


@dataclass(frozen=True)
class ToDo:
    """What waits for a member: duties by urgency with their prices, a turn, and what to send.

    ``total`` is what the member owes in all, in won. Negative: is owed. ``is_own``: the visitor may be that member, so
    the buttons are theirs. ``is_complete``: the season is over, and the member completed it.
    """

    member: str
    duties: Sequence[tuple[Waiting, Quote | None]]
    turn: Turn | None
    sendings: Sequence[Sending]
    total: int
    is_own: bool
    is_complete: bool


def find_todo(visit: Visit, rows: pd.DataFrame, member: str, own: str | None) -> ToDo:
    """Find what waits for a member. ``rows`` are theirs of the board. ``own`` is the visitor, if known."""
    owed = [each.total for each in settling.list_outstanding(visit) if each.member == member]
    total = owed[-1] if owed else 0
    turn = rota.find_next_turn(team_blog.keep_turns(visit.season), member, visit.now)
    return ToDo(
        member=member,
        duties=[
            (each, quote_duty(visit.study, rows, each.duty, member, visit.now))
            for each in list_duties(visit, rows)
        ],
        turn=turn if turn and turn.has_opened(visit.now) else None,
        sendings=list_sendings(derived.settle_months(visit), settling.list_rounds(visit), member),
        total=total,
        is_own=own in (None, member),
        is_complete=has_completed(visit, member),
    )


def has_completed(visit: Visit, member: str) -> bool:
    """Tell whether the member has a certificate. An erased one has none."""
    done = find_completion(visit, member)
    return done is not None and done.is_complete


def list_duties(visit: Visit, rows: pd.DataFrame) -> list[Waiting]:
    """List the duties that still wait for the member of these rows: late ones first, then by what is due next.

    A meeting that has started waits for nobody. Who came is often recorded afterwards.
    """
    waiting = [
        each
        for each in standing.list_waiting(visit.study, rows, visit.now)
        if not (each.late and each.duty.task.kind is TaskKind.ATTENDANCE)
    ]
    return sorted(waiting, key=lambda each: (not each.late, weeks.to_milliseconds(each.until)))
