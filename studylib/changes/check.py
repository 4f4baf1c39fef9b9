"""Check a change before it is saved: it must not make anything unreadable."""

from collections import Counter
from collections.abc import Callable, Sequence

from studylib.season.study import Problem
from studylib.text.errors import ChangeError
from studylib.workbook import reader
from studylib.workbook.cells import Edit, Tab, Workbook, is_same_row


class UnreadableError(ChangeError):
    """The change would make something in the workbook unreadable; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].message)
        self.problems = tuple(problems)


# ---- whether it may be written ----


def apply_edits(workbook: Workbook, edits: Sequence[Edit]) -> Workbook:
    """The workbook with the edits in it. They have to be made for it, as ``drafted`` and ``undone`` make them."""
    tabs = {tab.title: list(tab.rows) for tab in workbook.tabs}
    for edit in edits:
        rows = tabs.setdefault(edit.title, [])
        if edit.before is None:
            assert edit.number == len(rows) + 1, "a new row stands at the end"
            rows.append(edit.after)
        else:
            assert is_same_row(rows[edit.number - 1], edit.before), (
                "an edit is made for the row that is there"
            )
            rows[edit.number - 1] = edit.after
    return Workbook(tuple(Tab(title, tuple(rows)) for title, rows in tabs.items()), workbook.zone)


Fingerprint = tuple[str, int | None, str | None, str]


def describe_problem(problem: Problem) -> Fingerprint:
    return problem.tab, problem.row, problem.column, str(problem.message)


def locate_problem(problem: Problem) -> Fingerprint:
    """A problem by its place alone: where a name has changed, so have the words."""
    return problem.tab, problem.row, problem.column, ""


def find_new_problems(
    workbook: Workbook, edits: Sequence[Edit], known_by: Callable[[Problem], Fingerprint] = describe_problem
) -> tuple[Problem, ...]:
    """The problems that the edits would make, in the order of the workbook's cells. They may leave old ones."""
    _, old = reader.read(workbook)
    _, new = reader.read(apply_edits(workbook, edits))
    known = Counter(map(known_by, old))
    found = []
    for problem in new:
        known[known_by(problem)] -= 1
        if known[known_by(problem)] < 0:
            found.append(problem)
    return tuple(found)
