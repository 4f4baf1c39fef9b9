"""The parameters of a page's address: how long each may be."""

from collections.abc import Mapping

from studylib.config.studies import LONGEST_ID
from studylib.text.bounds import cut_text

LONGEST = 40
"""Characters of a parameter's value: a moment with its zone takes 35."""

LONGEST_NAME = 40
"""Characters of a parameter's name."""

_LONGER: Mapping[str, int] = {
    "study": LONGEST_ID,
    "name": 100,  # a member's name
    "member": 100,  # the same, of a cell
    "task": 100,  # a task's name, of a cell
    "fix": 100,  # the title of a tab
    "what_if": 2_000,  # a dozen tiers
}
"""Characters of the values that may be longer."""


def find_longest(name: str) -> int:
    """Return how many characters the parameter of that name may have."""
    return _LONGER.get(name, LONGEST)


def cut_parameter(name: str, value: str | None) -> str | None:
    """Cut the value of a parameter to its length. ``None`` for a missing one."""
    return None if value is None else cut_text(value, find_longest(name))
