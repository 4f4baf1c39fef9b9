"""The fields of the set-up form, as typed, and the plan that they make."""

from dataclasses import dataclass
from datetime import date

from studylib.setup.plan import Carried, Plan, PlanFault


@dataclass(frozen=True, slots=True)
class TypedPlan:
    """What was typed into each field, unread. ``None`` and ``""`` take the default."""

    name: str = ""
    starts_on: date | str | None = None
    weeks: int | str | None = None
    """Default: the lines of the curriculum, else 12."""
    due: str = ""
    members: str = ""
    """One a line."""
    preset: str | None = None
    settle: str = ""
    """``month`` or ``season``, or their Korean names."""
    pot: str = ""
    """A word of the setting ``pot``."""
    curriculum: str = ""
    """One week a line, or ``fsdl`` for that course."""
    cycle: int | str | None = None
    language: str = "ko"
    timezone: str = "Asia/Seoul"


def read_plan(
    typed: TypedPlan, today: date, carried: Carried | None = None
) -> tuple[Plan, tuple[PlanFault, ...]]:
    """Read the fields into a plan, and tell each fault. A faulty field takes its default.

    ``carried`` comes from the plan of a next season. Never raises. Only a plan without faults (notices aside) may be
    made.
    """
    raise NotImplementedError


def write_plan(plan: Plan) -> TypedPlan:
    """Write a plan into the fields, to fill a form. ``read_plan`` reads the same plan."""
    raise NotImplementedError


def check_plan(plan: Plan) -> tuple[PlanFault, ...]:
    """Check a whole plan: its limits, its days, and that its workbook reads without a problem."""
    raise NotImplementedError
