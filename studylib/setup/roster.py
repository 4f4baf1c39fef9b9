"""Read pasted members: one a line, with address, role and GitHub account in any order."""

from collections.abc import Sequence

from studylib.season.study import Member
from studylib.setup.plan import PlanFault


def read_roster(text: str) -> tuple[tuple[Member, ...], tuple[PlanFault, ...]]:
    """Read the members of a text, and tell each fault with its line.

    The first member leads unless a line says so of another.
    """
    raise NotImplementedError


def write_roster(members: Sequence[Member]) -> str:
    """Write members as lines that ``read_roster`` reads the same."""
    raise NotImplementedError
