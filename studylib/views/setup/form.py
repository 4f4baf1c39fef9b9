"""Fill and read the form that plans a season. What is typed stays while the session lasts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import streamlit as st

from studylib.season.study import Member
from studylib.setup.curriculum import COURSE
from studylib.setup.fields import TypedPlan, read_plan, write_plan
from studylib.setup.following import plan_next
from studylib.setup.plan import Plan, PlanFault, find_first_day
from studylib.source.season import Season, keep_with_season
from studylib.views.desk.by_hand import read_whole
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


def plan_default(visit: Visit, way: Way) -> Plan:
    """Plan the season that the form opens with: the one after the present one, or a first one."""
    if way is Way.NEXT or (way is Way.FILE and not visit.may_begin):
        return plan_following(visit.season, visit.present)
    today = visit.present.astimezone(visit.study.timezone).date()
    zone = find_zone(visit.study.timezone.key)
    return Plan(find_first_day(today), language=visit.language.code, timezone=zone)


@keep_with_season
def plan_following(season: Season, now: datetime) -> Plan:
    """Plan the season after this one, with the addresses that no page shows."""
    whole = read_whole(season)
    return plan_next(whole.cells, whole.study, now)


def find_zone(usual: str) -> str:
    """Find the time zone of a first season: the browser's, else the usual one."""
    try:
        return values.parse_zone(st.context.timezone).key
    except values.CellError:
        return usual


def fill_form(visit: Visit, first: Plan) -> None:
    """Fill the fields that hold nothing yet from a plan. No address leaves the server for that."""
    if all(f"setup_{name}" in visit.fields for name in FIELDS):
        return
    members = tuple(replace(member, email=None) for member in first.members)
    for name, value in list_values(replace(first, members=members)).items():
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


def clear_form(visit: Visit) -> None:
    """Forget what was typed, so that the next season begins with a form of its own."""
    for name in [each for each in visit.fields if each.startswith("setup_")]:
        del visit.fields[name]


# ---- read ----


def read_form(visit: Visit, first: Plan) -> FilledForm:
    """Read the fields, as they are now, into a plan. Never raises for what a browser sent.

    ``first`` is the plan that the form was filled with. It gives what the form does not ask.
    """
    forged: list[PlanFault] = []

    def read(field: str, default: Any) -> Any:
        try:
            return visit.fields[f"setup_{field}"]
        except ForgedError as error:
            forged.append(PlanFault(field, error.why))
            return default

    source = read("curriculum", NO_TOPICS)
    preset = read("preset", AS_BEFORE) or None
    settle, _, pot = str(read("settle", AS_RULES) or "").partition(" ")
    if not (settle or preset):
        settle, pot = first.settle or "", first.pot or ""
    typed = TypedPlan(
        name=read("name", ""),
        starts_on=read("starts_on", None),
        weeks=read("weeks", None),
        due=read("due", "") or "",
        members=read("members", ""),
        preset=preset,
        settle=settle,
        pot=pot,
        curriculum=COURSE if source == COURSE else read("topics", "") if source == PASTED else "",
        cycle=None if preset else first.cycle,
        language=first.language,
        timezone=first.timezone,
    )
    today = visit.present.astimezone(visit.study.timezone).date()
    plan, faults = read_plan(typed, today, first.carried)
    named = {fault.field for fault in forged}
    faults = (*forged, *(fault for fault in faults if fault.field not in named))
    return FilledForm(replace(plan, members=put_addresses(plan.members, first.members)), faults)


def put_addresses(members: Sequence[Member], known: Sequence[Member]) -> tuple[Member, ...]:
    """Put the known address of each member beside the name, if no other was typed and nobody else has it."""
    typed = {member.email for member in members if member.email}
    emails = {member.name: member.email for member in known if member.email not in typed}
    return tuple(
        member if member.email else replace(member, email=emails.get(member.name)) for member in members
    )
