"""Import a form's answers: the change that adds those that the workbook lacks."""

from dataclasses import dataclass

from studylib.changes.draft import Cells, Change, Draft, list_draft_edits
from studylib.changes.identities import PresentAnswers, identify_answer, read_time
from studylib.season.study import Study
from studylib.text.errors import ChangeError
from studylib.text.message import sentence
from studylib.workbook import answers, entries, kinds, layouts, moments, tables
from studylib.workbook.answers import Answer
from studylib.workbook.cells import Cell, Tab, Workbook
from studylib.workbook.tables import Record, Table

NO_CELLS = Workbook(())


@dataclass(frozen=True, slots=True)
class AnswersPlan:
    """The answers to add, by column, and how many were there already. ``unreadable``: how many of the new ones are."""

    new: tuple[Cells, ...]
    present: int
    unreadable: int


def find_answers(tab: Tab, cells: Workbook = NO_CELLS) -> Table:
    """Find the columns of a file's answers. Raise a ChangeError if it has none, or lacks one.

    ``cells`` is the workbook that takes them. One of its columns names the task only if the workbook has tasks.
    """
    found = tables.find_answer_tables(Workbook((tab, *kinds.find_tabs(layouts.TASKS, cells))))
    if not found:
        names = ", ".join("/".join(layouts.ANSWERS.columns[each]) for each in layouts.ANSWERS.required)
        raise ChangeError(
            sentence(
                "{name} holds no answers of a form. Its first row has to name {columns}.",
                name=tab.title,
                columns=names,
            )
        )
    if found[0].missing:
        raise ChangeError(found[0].problems[0].message)
    return found[0]


def plan_answers(cells: Workbook, study: Study, table: Table) -> AnswersPlan:
    """Plan which answers of the table to add to the workbook. Times without an offset are local to the study.

    An answer is there already if a row has its time, to the second. The row also has its link, or its name and week.
    So a row that somebody has corrected since counts as there, too.
    """
    zone = cells.zone or study.timezone
    known = PresentAnswers(
        identify_answer(record, answer, zone)
        for other in tables.find_answer_tables(cells)
        for record, answer in answers.list_answers(other, study, zone)
    )
    read = list(answers.list_answers(table, study, study.timezone))
    there = known.find([identify_answer(record, answer, study.timezone) for record, answer in read])
    new, seen = [], set()
    for (record, answer), is_there in zip(read, there, strict=True):
        identity = identify_answer(record, answer, study.timezone)
        if not is_there and identity not in seen:
            new.append((record, answer))
        seen.add(identity)
    rows = tuple(_write_cells(table, record, answer, study) for record, answer in new)
    return AnswersPlan(rows, len(read) - len(new), sum(answer is None for _, answer in new))


def make_answers_change(cells: Workbook, study: Study, table: Table, file: str) -> Change:
    """Make the change that adds the answers of a file. Raise a ChangeError if there is nothing to add."""
    plan = plan_answers(cells, study, table)
    if not plan.new:
        raise ChangeError(sentence("Nothing has changed, so there is nothing to save."))
    readable = [each for each in tables.find_answer_tables(cells) if not each.missing]
    draft = Draft(layouts.ANSWERS, readable[-1].title if readable else entries.TITLE, added=plan.new)
    edits = tuple(list_draft_edits(cells, draft, study.language))
    return Change(sentence("Imported from {file}", file=file), edits, incomplete=True)


def _write_cells(table: Table, record: Record, answer: Answer | None, study: Study) -> Cells:
    """Return the cells of an answer as they are. A time that can be read is written as a form does."""
    cells: dict[str, Cell] = {column: record.cell(column) for column in table.places}
    if at := read_time(record, answer, study.timezone):
        cells["submitted_at"] = moments.write_moment(at, study.timezone)
    if answer and "name" not in table.places:
        cells["name"] = answer.member
    return cells
