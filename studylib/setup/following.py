"""Plan the next season from the present one."""

from collections.abc import Iterator
from datetime import datetime

from studylib.season.study import Study
from studylib.setup import handover
from studylib.setup.counting import count_up
from studylib.setup.estate import take_estate
from studylib.setup.plan import USUAL_WEEKS, Carried, Plan
from studylib.text.message import Sentence, sentence
from studylib.workbook import values
from studylib.workbook.cells import Workbook


def plan_next(cells: Workbook, study: Study, now: datetime) -> Plan:
    """Plan the season after this one: its members, rules, settings, deposits and the rest of the pot.

    ``plan.carried.told`` says what is still open. Nothing of the present season changes. ``now`` is aware.
    """
    first_day = handover.find_next_day(study, now.astimezone(study.timezone).date())
    given, rules = handover.read_given(cells, study), handover.take_rules(cells)
    members = handover.take_members(study, first_day)
    name = values.fold_blanks(study.name)
    estate = take_estate(study, {each.name for each in members}, now)
    carried = Carried(
        at=now,
        settings=tuple(handover.list_settings(cells, given, rules)),
        rules=tuple(rules.items()),
        roles=tuple(handover.take_roles(cells, members)),
        deposits=estate.deposits,
        rest=estate.rest,
        told=(*_tell_name(name), *estate.told, *handover.tell_rules(study)),
    )
    return Plan(
        starts_on=first_day,
        name=count_up(name) or name,
        members=members,
        weeks=max(study.week_of, default=USUAL_WEEKS),
        cycle=given.cycle,
        due=given.due,
        settle=given.settle,
        pot=given.pot,
        language=study.language,
        timezone=study.timezone.key,
        carried=carried,
    )


def _tell_name(name: str) -> Iterator[Sentence]:
    if count_up(name) is None:
        yield sentence("The name has no number to count up, so it stays as it is. Change it if you like.")
