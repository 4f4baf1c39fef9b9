"""Limits of a study, far above what groups have, and the texts that explain them.

The reader reports what is beyond a limit. A change that goes beyond one is refused before anything is written.
"""

from collections.abc import Sequence
from itertools import accumulate

from studylib.text.bounds import cut_text
from studylib.text.message import Sentence, sentence
from studylib.workbook.cells import Cell

MOST_MEMBERS = 1_000
"""Members of a study. The largest groups that we know have about 200."""

MOST_JUDGED = 150_000
"""Members times weeks times tasks: 500 members for 300 weeks. Judging so many takes about a tenth of a second."""

MOST_ROWS = 300_000
"""Rows of one tab, and of all tabs of answers: twice ``MOST_JUDGED``. Reading takes about 0.1 ms a row."""

MOST_TABS = 200
"""Tabs of a workbook. Each is compared with the known ones."""

MOST_TIERS = 100
"""Rows of the tiers tab. The board compares each hand-in with each tier."""

MOST_TASKS = 20
"""Rows of the tasks tab. Each is judged for each member and week."""

MOST_BREAKS = 2_000
"""Rows of the breaks tab: four for each of 500 members."""

LONGEST_TEXT = 32_767
"""UTF-16 units of a cell, as in Excel (most emoji are two). Google takes 50,000."""

MOST_LINKS = 50
"""Links of one cell. A week of notes has a few."""

LONGEST_NAME = 100
"""Characters of the name of a member, a study or a tier, and of the title of a tab."""

LONGEST_LINE = 500
"""Characters of a text that many rows repeat, such as a reason, and of the title of a week."""

LINES = frozenset({"title", "reason", "voided", "github", "role"})
"""Columns whose texts have at most ``LONGEST_LINE`` characters."""


def measure_text(text: str) -> int:
    """Return the length of a text in UTF-16 units, as Excel counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_too_long(cell: Cell) -> bool:
    """Check if a cell is a text that Excel cannot hold."""
    return isinstance(cell, str) and 2 * len(cell) > LONGEST_TEXT and measure_text(cell) > LONGEST_TEXT


def find_longest(column: str) -> int:
    """Find how many characters of a column's texts are read."""
    return LONGEST_LINE if column in LINES else LONGEST_TEXT


def cut_cell(text: str, column: str) -> str:
    """Cut the text of a cell to what is read of its column."""
    most = find_longest(column)
    return text if len(text) <= most else cut_text(text, most)


def find_excess(cells: Sequence[Cell], column: str) -> Sentence | None:
    """Explain the first of the cells of a column that is too long. ``None`` if none is."""
    most = find_longest(column)
    for cell in cells:
        if is_too_long(cell):
            return explain_text(str(cell))
        if isinstance(cell, str) and len(cell) > most and len(shown := cell.strip()) > most:
            return explain_name(shown, most)
    return None


def cut_name(name: str) -> str:
    """Cut a name, or the title of a tab, to ``LONGEST_NAME`` characters."""
    return cut_text(name, LONGEST_NAME)


def explain_text(text: str) -> Sentence:
    """Explain that a text is too long for a cell."""
    return sentence(
        "This cell has {count} characters, and a cell holds at most {most}. Shorten it.",
        count=measure_text(text),
        most=LONGEST_TEXT,
    )


def explain_name(name: str, most: int = LONGEST_NAME) -> Sentence:
    """Explain that a name or a title is too long."""
    return sentence(
        "“{name}” has {count} characters, and at most {most} are read. Shorten it.",
        name=name,
        count=len(name),
        most=most,
    )


def explain_members(count: int) -> Sentence:
    """Explain that a study has too many members."""
    return sentence(
        "The study has {count} members, and a study has at most {most}. Split it into several studies.",
        count=count,
        most=MOST_MEMBERS,
    )


def count_weeks(members: int, tasks: Sequence[int]) -> int:
    """Count the first weeks that a study with so many members can have. ``tasks`` are how many each week has.

    A week without tasks counts as one task.
    """
    sums = accumulate(max(1, each) * max(1, members) for each in tasks)
    return sum(judged <= MOST_JUDGED for judged in sums)


def explain_weeks(count: int, members: int, most: int, tasks: int) -> Sentence:
    """Explain that a study has more weeks than the ``most`` for its members and tasks."""
    if tasks > 1:
        return sentence(
            "With {members} members and {tasks} tasks a study has at most {most} weeks, and this one has {count}. "
            "Split it into several seasons.",
            members=members,
            tasks=tasks,
            most=most,
            count=count,
        )
    return sentence(
        "With {members} members a study has at most {most} weeks, and this one has {count}. Split it into several "
        "seasons.",
        members=members,
        most=most,
        count=count,
    )


def explain_rows(count: int, most: int) -> Sentence:
    """Explain that a tab has too many rows."""
    return sentence(
        "The tab has {count} rows, and at most {most} are read. Move older rows to another workbook.",
        count=count,
        most=most,
    )


def explain_tabs(count: int) -> Sentence:
    """Explain that a workbook has too many tabs."""
    return sentence(
        "The workbook has {count} tabs, and the first {most} are read. Delete those that are not needed.",
        count=count,
        most=MOST_TABS,
    )
