"""What a change of rules does to the fines so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from studylib.changes.check import apply_edits
from studylib.season import board
from studylib.season.study import Study
from studylib.season.weeks import to_milliseconds
from studylib.workbook import reader
from studylib.workbook.cells import Edit, Workbook


@dataclass(frozen=True, slots=True)
class Effect:
    """The weeks so far whose fines change, rising. The sums of their fines are in won."""

    weeks: tuple[int, ...]
    before: int
    after: int


def find_effect(workbook: Workbook, study: Study, edits: Sequence[Edit], now: datetime) -> Effect:
    """Find what the edits do to the fines so far. These are of weeks that have begun by ``now`` (aware).

    ``study`` is that of the workbook. A week also changes if two members' fines change but not their sum.
    """
    changed, _ = reader.read(apply_edits(workbook, edits))
    old, new = (_list_fines(each, now) for each in (study, changed))
    begun = {
        week.number
        for week in (*study.weeks, *changed.weeks)
        if to_milliseconds(week.opens_at) <= to_milliseconds(now)
    }
    weeks = {key[1] for key in old.keys() | new.keys() if old.get(key, 0) != new.get(key, 0)} & begun
    before, after = (sum(fine for key, fine in each.items() if key[1] in weeks) for each in (old, new))
    return Effect(tuple(sorted(weeks)), before, after)


def _list_fines(study: Study, now: datetime) -> Mapping[tuple[str, int], int]:
    """List what each member's week costs, in won. Weeks without a fine are left out."""
    judged = board.judge(study, now)
    fined = judged[judged["fine"] > 0]
    fines: dict[tuple[str, int], int] = {}
    for member, week, fine in zip(fined["member"], fined["week"], fined["fine"], strict=True):
        key = (str(member), int(week))
        fines[key] = fines.get(key, 0) + int(fine)
    return fines
