"""Read a pasted curriculum: one week a line, a title and its links."""

from collections.abc import Sequence

from studylib.season.study import Topic
from studylib.setup.plan import PlanFault


def read_curriculum(text: str) -> tuple[tuple[Topic, ...], tuple[PlanFault, ...]]:
    """Read the topics of a text, a line a week, and tell each fault with its line. Blank lines are skipped."""
    raise NotImplementedError


def write_curriculum(topics: Sequence[Topic]) -> str:
    """Write topics as lines that ``read_curriculum`` reads the same."""
    raise NotImplementedError


def list_course() -> tuple[Topic, ...]:
    """List the weeks of Full Stack Deep Learning, Spring 2021."""
    raise NotImplementedError
