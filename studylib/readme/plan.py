"""Plan an import: everything that ``readme import`` will write, worked out before it writes.

Pure: nothing is read or written here. The command line shows the plan, then applies it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from studylib.readme import blank, imported_turns, importing, targets
from studylib.readme.entries import Entry
from studylib.readme.importing import ImportedAnswer, Key
from studylib.readme.reading import Contents
from studylib.season.problems import Problem
from studylib.season.study import Study
from studylib.text.message import sentence
from studylib.workbook import reader
from studylib.workbook.cells import Workbook
from studylib.workbook.entries import NewRows, make_answer_rows
from studylib.workbook.layouts import EXCUSES


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What an import does with the entries it finds.

    ``file`` names the README in problems. ``own_link`` is the link of a bare mark (``None``: report such marks).
    ``assume_in_time`` gives an answer without a time the last second in time. ``beside_form``: a form fills the answers
    tab. New answers then go to a tab of their own.
    """

    file: str
    own_link: str | None = None
    assume_in_time: bool = False
    beside_form: bool = False
    task: str | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import will write to the workbook ``base``, and what it cannot.

    ``rows`` are new, by tab. ``swaps`` are the writers, by week, that differ from the queue once ``rows`` are written.
    ``problems`` are marks that lack a link or that git contradicts. Writers outside the group are problems, too.
    So are weeks with nothing to hand in.
    """

    base: Workbook
    rows: tuple[NewRows, ...] = ()
    swaps: Mapping[int, str] = field(default_factory=dict)
    answers: tuple[ImportedAnswer, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def timeless(self) -> int:
        """The number of answers without a time."""
        return sum(answer.submitted_at is None for answer in self.answers)


def plan_import(
    base: Workbook, study: Study, contents: Contents, times: Mapping[Key, datetime], options: ImportOptions
) -> ImportPlan:
    """Plan what to write so that ``base``, read as ``study``, holds what the README says.

    ``times`` says when each link first stood there. Raises a ReadmeError if it may be for several tasks.
    """
    weeks = {each.week for each in contents.handed_in} | {each.week for each in contents.excuses}
    goal = targets.choose_targets(study, weeks, options.task)
    contents, unfit = targets.leave_unfit(contents, goal, options.file)
    contents = targets.drop_elsewhere(contents, study, goal.tasks)
    known = importing.list_known(base, study)
    excuses = importing.list_excuse_records(contents, study, goal.tasks)
    targets.check_excuses(base, excuses)
    answers, lacking = importing.plan_answers(
        contents,
        study,
        known,
        targets.drop_times(times, study, goal.tasks),
        options.own_link,
        assume=options.assume_in_time,
        tasks=goal.tasks,
    )
    rows = blank.list_roster_rows(base, contents, study)
    if excuses:
        rows.append(blank.make_tab_rows(base, EXCUSES, study.language, excuses))
    if answers:
        rows.append(make_answer_rows(base, study, *answers, beside_form=options.beside_form))
    after = reader.read(blank.add_rows(base, rows))[0] if rows else study
    return ImportPlan(
        base=base,
        rows=tuple(rows),
        swaps=imported_turns.find_swaps(contents, after),
        answers=tuple(answers),
        problems=(
            *(_describe_lack(entry, options.file) for entry in lacking),
            *unfit,
            *importing.list_disputed(contents, study, times, options.file, goal.tasks),
            *imported_turns.list_absences(contents, after, options.file),
        ),
    )


def _describe_lack(entry: Entry, file: str) -> Problem:
    why = sentence(
        "{member} has a mark and no link in week {week}. Say --link ADDRESS to give all such marks one.",
        member=entry.member,
        week=entry.week,
    )
    return Problem(file, entry.cell.line, None, why)
