"""Check a change before it is saved: it must not make anything unreadable."""

from collections import Counter
from collections.abc import Callable, Sequence

from studylib.season.problems import Problem
from studylib.text.errors import ChangeError
from studylib.workbook import reader
from studylib.workbook.cells import Edit, Tab, Workbook, is_same_row


class UnreadableError(ChangeError):
    """The change would make cells of the workbook unreadable. Nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].message)
        self.problems = tuple(problems)


def apply_edits(workbook: Workbook, edits: Sequence[Edit]) -> Workbook:
    """Apply edits that were made for exactly this workbook."""
    tabs = {tab.title: list(tab.rows) for tab in workbook.tabs}
    for edit in edits:
        rows = tabs.setdefault(edit.title, [])
        if edit.before is None:
            assert edit.number == len(rows) + 1, "a new row goes to the end"
            rows.append(edit.after)
        else:
            assert is_same_row(rows[edit.number - 1], edit.before), "an edit is made for the present row"
            rows[edit.number - 1] = edit.after
    return Workbook(tuple(Tab(title, tuple(rows)) for title, rows in tabs.items()), workbook.zone)


Fingerprint = tuple[str, int | None, str | None, str]


def describe_problem(problem: Problem) -> Fingerprint:
    if problem.last_row:  # the rows of a formula may become fewer
        return problem.tab, None, problem.column, ""
    return problem.tab, problem.row, problem.column, str(problem.message)


def locate_problem(problem: Problem) -> Fingerprint:
    """Identify a problem by its place alone. Its words change with a name."""
    return problem.tab, None if problem.last_row else problem.row, problem.column, ""


def find_new_problems(
    workbook: Workbook, edits: Sequence[Edit], known_by: Callable[[Problem], Fingerprint] = describe_problem
) -> tuple[Problem, ...]:
    """Find the problems that the edits would add, in the order of the cells. Old problems may stay.

    A problem that holds from some moment on does not come from the edits. In a row that they leave alone, other words
    for an old problem are none: they may name a member who is new.
    """
    _, old = reader.read(workbook)
    _, new = reader.read(apply_edits(workbook, edits))
    edited = {(edit.title, edit.number) for edit in edits}

    def identify(problem: Problem) -> Fingerprint:
        is_apart = problem.row is not None and (problem.tab, problem.row) not in edited
        return locate_problem(problem) if is_apart else known_by(problem)

    known = Counter(identify(problem) for problem in old if not problem.is_notice)
    added = []
    for problem in (each for each in new if not each.is_notice and each.since is None):
        known[identify(problem)] -= 1
        if known[identify(problem)] < 0:
            added.append(problem)
    return tuple(added)
