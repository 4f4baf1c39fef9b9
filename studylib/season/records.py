"""What a workbook records of tasks: arrivals at meetings, passes, and steps of growing fines."""

from dataclasses import dataclass
from datetime import datetime

from studylib.season.kinds import Period, Status


@dataclass(frozen=True, slots=True)
class Arrival:
    """What was recorded of one member at one meeting, which is the ``task`` of that name.

    ``arrived_at`` (aware) is judged like a submission. Without it ``status`` counts: on time, late, absent or excused.
    ``tier`` is the label of the tier that was written, if one was.
    """

    week: int
    task: str | None
    member: str
    arrived_at: datetime | None = None
    status: Status | None = None
    tier: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pass:
    """A pass that a member asked for at ``asked_at`` (aware). It is for a week, or for the ``task`` of that name."""

    asked_at: datetime
    week: int
    member: str
    task: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A fine that grows: the k-th time that a member falls into a tier costs the k-th of ``amounts``, in won.

    The tier is known by its ``label`` and its ``set``. Afterwards the amounts begin again if ``repeats``. Else the last
    one holds. The count starts anew each ``within``.
    """

    label: str
    set: str
    amounts: tuple[int, ...]
    repeats: bool = False
    within: Period = Period.MONTH
