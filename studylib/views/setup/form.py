"""Read and draw the form that plans a season. What is typed stays while the session lasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from studylib.setup.curriculum import COURSE
from studylib.setup.fields import TypedPlan, read_plan, write_plan
from studylib.setup.following import plan_next
from studylib.setup.plan import Carried, Plan, PlanFault, find_first_day
from studylib.web.beginning import Way
from studylib.web.fields import ForgedError
from studylib.web.visit import Visit
from studylib.workbook import values

TRIED = "setup_tried"
"""The field that says that the button was pressed. Until then, empty fields have no faults."""

NO_TOPICS, PASTED = "none", "paste"
"""The choices of a curriculum beside the course."""

USUAL_RULES = "post"
"""The preset of a first season."""

AS_BEFORE = ""
"""The choice of the present season's rules."""

AS_RULES = ""
"""The settlement that the rules bring along."""

FIELDS = ("name", "starts_on", "weeks", "due", "members", "preset", "settle", "curriculum", "topics")
"""The fields, by the names of ``Plan`` if it has them."""


@dataclass(frozen=True)
class FilledForm:
    """The plan that the form makes, and the faults of its fields. A faulty field takes its default."""

    plan: Plan
    faults: tuple[PlanFault, ...]

    @property
    def blocking(self) -> tuple[PlanFault, ...]:
        """The faults without the notices."""
        return tuple(fault for fault in self.faults if not fault.is_notice)


# ---- what the form holds ----


def find_carried(visit: Visit, way: Way) -> Carried | None:
    """Find what the season takes over from the present one. ``None`` for a first season."""
    return plan_present(visit).carried if is_following(visit, way) else None


def is_following(visit: Visit, way: Way) -> bool:
    """Tell whether the season comes after a present one."""
    return way is Way.NEXT or (way is Way.FILE and not visit.may_begin)


def plan_present(visit: Visit) -> Plan:
    """Plan the season after the present one."""
    return plan_next(visit.season.cells, visit.study, visit.present)


def fill_form(visit: Visit, way: Way) -> None:
    """Fill the fields that hold nothing yet, with the plan of the next season or with defaults."""
    if all(f"setup_{name}" in visit.fields for name in FIELDS):
        return
    today = visit.present.astimezone(visit.study.timezone).date()
    plan = plan_present(visit) if is_following(visit, way) else Plan(find_first_day(today))
    for name, value in list_values(plan).items():
        if name not in visit.fields:
            visit.fields[name] = value


def list_values(plan: Plan) -> Mapping[str, Any]:
    """List the values of the fields that make a plan, by their names."""
    typed = write_plan(plan)
    curriculum = typed.curriculum
    return {
        "setup_name": plan.name,
        "setup_starts_on": plan.starts_on,
        "setup_weeks": plan.weeks,
        "setup_due": plan.due,
        "setup_members": typed.members,
        "setup_preset": plan.preset or (AS_BEFORE if plan.carried else USUAL_RULES),
        "setup_settle": f"{plan.settle} {plan.pot}" if plan.settle and plan.pot else AS_RULES,
        "setup_curriculum": COURSE if curriculum == COURSE else PASTED if curriculum else NO_TOPICS,
        "setup_topics": "" if curriculum == COURSE else curriculum,
    }


def find_zone(visit: Visit, way: Way) -> str:
    """Find the time zone of the season: that of the present one, else the browser's, else the usual one."""
    if is_following(visit, way):
        return visit.study.timezone.key
    try:
        return values.parse_zone(st.context.timezone).key
    except values.CellError:
        return visit.study.timezone.key


def clear_form(visit: Visit) -> None:
    """Forget what was typed, so that the next season begins with a form of its own."""
    for name in [each for each in visit.fields if each.startswith("setup_")]:
        del visit.fields[name]


# ---- read ----


def read_form(visit: Visit, way: Way) -> FilledForm:
    """Read the fields, as they are now, into a plan. Never raises for what a browser sent."""
    forged: list[PlanFault] = []

    def read(field: str, default: Any) -> Any:
        try:
            return visit.fields[f"setup_{field}"]
        except ForgedError as error:
            forged.append(PlanFault(field, error.why))
            return default

    settle, _, pot = str(read("settle", AS_RULES) or "").partition(" ")
    source = read("curriculum", NO_TOPICS)
    typed = TypedPlan(
        name=read("name", ""),
        starts_on=read("starts_on", None),
        weeks=read("weeks", None),
        due=read("due", "") or "",
        members=read("members", ""),
        preset=read("preset", AS_BEFORE) or None,
        settle=settle,
        pot=pot,
        curriculum=COURSE if source == COURSE else read("topics", "") if source == PASTED else "",
        language=visit.language.code,
        timezone=find_zone(visit, way),
    )
    today = visit.present.astimezone(visit.study.timezone).date()
    plan, faults = read_plan(typed, today, find_carried(visit, way))
    named = {fault.field for fault in forged}
    return FilledForm(plan, (*forged, *(fault for fault in faults if fault.field not in named)))
