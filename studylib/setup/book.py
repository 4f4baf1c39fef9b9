"""Make the workbook of a plan."""

from studylib.setup.plan import Plan
from studylib.workbook.cells import Workbook


def make_workbook(plan: Plan, identity: str | None = None) -> Workbook:
    """Make the whole workbook of a plan that has no faults. It reads back without a problem.

    ``identity`` is the season's. ``None``: a new random one.
    """
    raise NotImplementedError
