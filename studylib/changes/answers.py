"""Change answers after they came in. Void one, count it again, move it to another week, take it back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from studylib.changes.draft import Cells, Change, Clash, Draft, OvertakenError, find_clashes, list_edits
from studylib.season.hand_ins import find_link_duty
from studylib.season.study import Study
from studylib.text.direction import join_texts
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence
from studylib.workbook import answers, values, voided
from studylib.workbook.answers import Answer, AnswerRow
from studylib.workbook.cells import Cell, Edit, Row, Workbook, is_same_row
from studylib.workbook.layouts import ANSWERS

LONGEST_REASON = 300
"""Most characters of a reason."""

TAKE_BACK = timedelta(minutes=10)
"""How long a member can take back an answer, exclusive."""


@dataclass(frozen=True, slots=True)
class RowPlace:
    """One row of a tab of answers. It has the tab's title, and its number as seen in the sheet."""

    title: str
    number: int


def void_answer(base: Workbook, now: Workbook, study: Study, place: RowPlace, reason: str) -> Change:
    """Void the answer of a row. It stays in the workbook with the reason, and counts no more.

    ``base`` is the workbook that the leader saw when deciding, ``study`` that of ``now``. The same answer in another
    tab is voided, too. Raises a ChangeError without a reason, or for an answer that is void already.
    """
    row = _find_row(base, study, place)
    if row.reason is not None:
        raise ChangeError(sentence("This submission is void already."))
    cells: Cells = {"voided": _read_reason(reason)}
    what = sentence("Voided: {answer}", answer=_describe(row, study))
    return _change_rows(base, now, study, row, what, lambda _: cells)


def restore_answer(base: Workbook, now: Workbook, study: Study, place: RowPlace) -> Change:
    """Let a voided answer count again. Raises a ChangeError for an answer that is not void."""
    row = _find_row(base, study, place)
    if row.reason is None:
        raise ChangeError(sentence("This submission is not void."))
    what = sentence("No longer void: {answer}", answer=_describe(row, study))
    return _change_rows(base, now, study, row, what, lambda _: {"voided": None})


def move_answer(base: Workbook, now: Workbook, study: Study, place: RowPlace, week: int) -> Change:
    """Move an answer to another week. It keeps its time. The same answer in another tab moves, too.

    Raises a ChangeError for an unknown week or the same week. Raises it also for a voided answer.
    """
    row = _find_row(base, study, place)
    if row.reason is not None:
        raise ChangeError(sentence("This submission is void. First let it count again."))
    if week not in study.week_of:
        raise ChangeError(sentence("The season has no week {week}. Write one of the weeks tab.", week=week))
    if _read_week(row) == week:
        raise ChangeError(sentence("This submission is for week {week} already.", week=week))
    what = sentence("Moved to week {week}: {answer}", week=week, answer=_describe(row, study))

    def write(other: AnswerRow) -> Cells:
        is_text = isinstance(other.record.cell("week"), str)
        return {"week": Language(study.language).week(week) if is_text else week}

    return _change_rows(base, now, study, row, what, write)


def take_back(now: Workbook, study: Study, title: str, written: Row, answer: Answer, at: datetime) -> Change:
    """Delete a row of an answer that its sender takes back at ``at`` (aware). The history keeps it.

    ``written`` is the row as it was written. Raises a ChangeError once ``TAKE_BACK`` is over, or if the row has
    changed or its month was closed since.
    """
    if at - answer.submitted_at >= TAKE_BACK:
        raise ChangeError(sentence("This can be undone for 10 minutes only. Ask the leader to void it."))
    if month := _find_closing_since(study, answer):
        raise ChangeError(
            sentence(
                "{month} was closed with this submission. Ask the leader to reopen the month first.",
                month=Language(study.language).month(month),
            )
        )
    tab = next((tab for tab in now.tabs if tab.title == title), None)
    numbers = [number for number, row in enumerate(tab.rows, 1) if is_same_row(row, written)] if tab else []
    if not numbers:
        raise ChangeError(sentence("This submission has changed since. Ask the leader to void it."))
    draft = Draft(ANSWERS, title, deleted=frozenset(numbers))
    facts = {"member": answer.member, "week": answer.week}
    what = sentence("{member} took back week {week}", **facts)
    if answer.task is not None:
        what = sentence("{member} took back {task} of week {week}", task=answer.task, **facts)
    return Change(what, list_edits(now, draft, study.language))


def _find_closing_since(study: Study, answer: Answer) -> str | None:
    """Find the period that was closed with an answer in it. ``None`` if it is open, or was closed before."""
    week = study.week_of.get(answer.week)
    duty = find_link_duty(week, answer.task) if week else None
    rows = (each for each in study.settlements if duty and each.month == duty.settled_in)
    since = (each.closed_at is None or each.closed_at >= answer.submitted_at for each in rows)
    return duty.settled_in if duty and any(since) else None


# ---- the rows of one answer ----


def _find_row(workbook: Workbook, study: Study, place: RowPlace) -> AnswerRow:
    for row in answers.list_answer_rows(workbook, study):
        if (row.table.title, row.record.number) == (place.title, place.number):
            return row
    raise ChangeError(sentence("There is no such submission. Choose one from the list."))


def _list_same(workbook: Workbook, study: Study, wanted: AnswerRow) -> Iterator[AnswerRow]:
    """List the row, and the same answer in force or void alike in other rows."""
    identity = answers.identify(wanted.answer) if wanted.answer else None
    for row in answers.list_answer_rows(workbook, study):
        itself = (row.table.title, row.record.number) == (wanted.table.title, wanted.record.number)
        alike = (row.reason is None) == (wanted.reason is None)
        if itself or (identity and alike and row.answer and answers.identify(row.answer) == identity):
            yield row


def _change_rows(
    base: Workbook,
    now: Workbook,
    study: Study,
    wanted: AnswerRow,
    what: Sentence,
    write: Callable[[AnswerRow], Cells],
) -> Change:
    """Change all rows of an answer, tab by tab. Raises an OvertakenError if others have changed one of them."""
    changed: dict[str, dict[int, Cells]] = {}
    for row in _list_same(base, study, wanted):
        changed.setdefault(row.table.title, {})[row.record.number] = write(row)
    clashes: list[Clash] = []
    edits: list[Edit] = []
    for title, rows in changed.items():
        draft = Draft(ANSWERS, title, rows)
        clashes += find_clashes(base, now, draft)
        edits += list_edits(now, draft, study.language)
    if clashes:
        raise OvertakenError(clashes)
    return Change(what, tuple(edits))


def _read_reason(typed: str) -> str:
    """Read a reason. Raises a ChangeError without one, or if it is too long."""
    reason = values.fold_blanks("".join(char if char.isprintable() else " " for char in typed))
    if len(reason) > LONGEST_REASON:
        raise ChangeError(
            sentence("The reason is too long. Write at most {most} characters.", most=LONGEST_REASON)
        )
    if not voided.read_reason(reason):
        raise ChangeError(sentence("Write the reason. Members see it beside the submission."))
    return reason


def _read_week(row: AnswerRow) -> int | None:
    if row.answer:
        return row.answer.week
    cell: Cell = row.record.cell("week")
    try:
        return values.parse_week(cell)
    except values.CellError:
        return None


def _describe(row: AnswerRow, study: Study) -> str:
    """Name the member and the week of an answer. Use the workbook's language. Leave out what is unknown."""
    week = _read_week(row)
    shown = Language(study.language).week(week) if week is not None else row.record.text("week")
    return join_texts([row.owner or row.record.text("name"), shown])
