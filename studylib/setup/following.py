"""Plan the next season from the present one."""

from datetime import datetime

from studylib.season.study import Study
from studylib.setup.plan import Plan
from studylib.workbook.cells import Workbook


def plan_next(cells: Workbook, study: Study, now: datetime) -> Plan:
    """Plan the season after this one: its members, rules, settings, deposits and the kitty's rest.

    ``plan.carried.told`` says what is still open. Nothing of the present season changes. ``now`` is aware.
    """
    raise NotImplementedError
