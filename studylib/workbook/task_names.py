"""Find the tasks that rows of other tabs name."""

from collections.abc import Sequence
from functools import cached_property, partial

from studylib.season.kinds import TaskKind
from studylib.season.tasks import Task
from studylib.text.message import Sentence, sentence
from studylib.workbook import alike_names, task_cells, values
from studylib.workbook.cells import Cell
from studylib.workbook.tables import Record, Table


class TaskNames:
    """The tasks of a season by their folded names. Without tasks, every row is for the unnamed one."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.by_name = {values.fold(task.name): task for task in tasks}

    @cached_property
    def _alike(self) -> dict[str, set[str]]:
        return dict(alike_names.index_names(task.name or "" for task in self.by_name.values()))

    def find(self, cell: Cell) -> Task:
        """Find the task of a name. Raises a CellError for an unknown one."""
        name = task_cells.parse_name(cell)
        if task := self.by_name.get(values.fold(name)):
            return task
        raise values.CellError(_explain_unknown(name, alike_names.find_alike(name, self._alike)))

    def find_in(self, cell: Cell, week: int) -> Task:
        """Find the task of a name that takes place in a week. Raises a CellError if there is none."""
        task = self.find(cell)
        if task.takes_place_in(week):
            return task
        raise values.CellError(
            sentence(
                "{task} does not take place in week {week}. Fix the task or the week.",
                task=task.name,
                week=week,
            )
        )

    def find_of_kind(self, cell: Cell, week: int, kind: TaskKind) -> str | None:
        """Find the name of a week's task of that kind. A blank cell means the only one.

        ``None`` is the task of a season without tasks. Raises a CellError if the cell names none, or may mean two.
        """
        if not self.by_name and kind is TaskKind.LINK:
            return None
        if not values.is_blank(cell):
            task = self.find_in(cell, week)
            if task.kind is not kind:
                raise values.CellError(_explain_kind(task))
            return task.name
        names = [
            str(task.name)
            for task in self.by_name.values()
            if task.kind is kind and task.takes_place_in(week)
        ]
        if len(names) != 1:
            raise values.CellError(_explain_blank(names, week, kind))
        return names[0]

    def read(self, table: Table, record: Record, week: int, kind: TaskKind) -> tuple[bool, str | None]:
        """Read the task of a row of that week. Return whether it is sure, and its name. Report it if it is not."""
        if not self.by_name and kind is TaskKind.LINK:
            return True, None
        if record.list_filled("task"):
            name = table.demand(record, "task", partial(self.find_of_kind, week=week, kind=kind))
            return name is not None, name
        try:
            return True, self.find_of_kind(None, week, kind)
        except values.CellError as unsure:
            table.report(record, "task", unsure.why)
            return False, None

    def read_part(self, table: Table, record: Record, week: int) -> tuple[bool, str | None]:
        """Read the task of a row that may be for a whole week. ``None`` is the whole week."""
        if not record.list_filled("task"):
            return True, None
        name = table.demand(record, "task", lambda cell: self.find_in(cell, week).name)
        return name is not None, name


def _explain_unknown(name: str, alike: str | None) -> Sentence:
    if alike:
        return sentence(
            "There is no task “{name}”. Did you mean {task}? Write a name from the tasks tab.",
            name=name,
            task=alike,
        )
    return sentence("There is no task “{name}”. Write a name from the tasks tab.", name=name)


def _explain_kind(task: Task) -> Sentence:
    if task.kind is TaskKind.ATTENDANCE:
        return sentence("{task} is a meeting, so nobody hands it in. Write another task.", task=task.name)
    return sentence("{task} is handed in, so nobody attends it. Write another task.", task=task.name)


def _explain_blank(names: Sequence[str], week: int, kind: TaskKind) -> Sentence:
    if names:
        return sentence(
            "Week {week} has several tasks: {tasks}. Write the one that is meant.",
            week=week,
            tasks=", ".join(names),
        )
    if kind is TaskKind.LINK:
        return sentence("Week {week} has no task to hand in. Fix the week.", week=week)
    return sentence("Week {week} has no meeting. Fix the week.", week=week)
