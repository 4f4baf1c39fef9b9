"""Close a month: the settlement rows to write, or the reason it must stay open."""

from collections.abc import Sequence
from datetime import datetime

from studylib.money.settlement import Settlement
from studylib.season.study import ClosedShare, Problem, Study
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

# ---- closing a month ----


class ClosingError(WorkbookError):
    """The month was not closed: one sentence for people says why and what to do."""


def close_month(
    study: Study, chain: Sequence[Settlement], month: str, problems: Sequence[Problem], now: datetime
) -> tuple[ClosedShare, ...]:
    """The rows that close ``month`` (``YYYY-MM``), one a participant, as the chain settled at ``now`` has it.

    Raises ``NotClosed`` for a month that is closed already, that nobody takes part in or that is not final; while
    anything of the workbook cannot be read; and while a month before it that somebody takes part in is open, for what
    that one carries out is part of this one's pot.
    """
    settlement = next((each for each in chain if each.month == month), None)
    if any(row.month == month for row in study.settlements):
        raise ClosingError(sentence("{month} is closed already. Nothing was added.", month=month))
    if problems:
        why = sentence(
            "Something cannot be read yet: {count}. Fix it, then close {month}.",
            count=len(problems),
            month=month,
        )
        raise ClosingError(why)
    if settlement is None or not settlement.participants:
        raise ClosingError(sentence("In {month} there is nothing to close.", month=month))
    if not settlement.final:
        raise ClosingError(
            sentence(
                "{month} is not final yet. Close it from {moment} on.",
                month=month,
                moment=f"{settlement.final_at:%Y-%m-%d %H:%M:%S}",
            )
        )
    for each in chain:
        if each.month < month and each.participants and not each.closed:
            why = sentence(
                "{before} is open, and what it carries out goes into {month}. Close {before} first.",
                before=each.month,
                month=month,
            )
            raise ClosingError(why)
    closed_at = now.astimezone(study.timezone).replace(microsecond=0)
    return tuple(
        ClosedShare(month, each.member, each.fine, each.share, settlement.carried_out, closed_at)
        for each in settlement.participants
    )
