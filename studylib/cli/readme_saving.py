"""Write what ``readme import`` planned: into the study, or into a new workbook."""

from functools import partial
from pathlib import Path

from studylib import clock
from studylib.changes import sizes
from studylib.changes.draft import Change
from studylib.changes.readme_import import make_import_change
from studylib.cli import readme_show, terminal
from studylib.readme import blank
from studylib.readme.plan import ImportPlan
from studylib.season.study import Study
from studylib.source import save
from studylib.source.season import Season, read_season
from studylib.stores.opening import hide_password, open_store
from studylib.stores.store import Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook.cells import Workbook
from studylib.workbook.entries import make_answer_rows


def apply_plan(store: Store, plan: ImportPlan, file: Path) -> None:
    """Write the plan as one change, or print the rows to paste."""
    if not plan.rows:
        readme_show.say_nothing_new()
    if not store.writable:
        _print_rows(store, plan)
    elif plan.rows or plan.swaps:
        _save_plan(store, plan, file)


def _print_rows(store: Store, plan: ImportPlan) -> None:
    """Print the rows to paste into a workbook that is only read."""
    for new in plan.rows:
        terminal.print_to_paste(new, store.name, terminal.own_language())
    readme_show.ask_for_swaps(plan)


def _save_plan(store: Store, plan: ImportPlan, file: Path) -> None:
    """Write all rows and swaps in one transaction, as a change that can be undone."""
    save.save_change(store, partial(_decide, plan, store.name, file.name), clock.now())
    for new in plan.rows:
        readme_show.say_written(len(new.rows), new.title)
    for week, writer in plan.swaps.items():
        terminal.tell(sentence("{member} writes the team blog in week {week}", member=writer, week=week))


def _decide(plan: ImportPlan, store: str, file: str, season: Season) -> Change:
    """Make the change of the plan. Raise a WorkbookChangedError if the workbook is no longer its base."""
    if repr(season.cells) != repr(plan.base):
        raise WorkbookChangedError.since_read(store)
    return make_import_change(plan, season.study, file)


def write_workbook(plan: ImportPlan, study: Study, to: str) -> None:
    """Write a new workbook of the plan, as an .xlsx file or into an empty database."""
    new = plan.rows if plan.answers else (*plan.rows, make_answer_rows(plan.base, study))
    for each in new:
        sizes.check_new_rows(each)
    whole = blank.add_rows(plan.base, new)
    if to.casefold().startswith(("sqlite:", "postgresql")):
        _fill_database(open_store(to, create=True), whole)
    else:
        from studylib.stores.xlsx import write

        write.write_xlsx(whole, Path(to))
    terminal.tell(
        sentence("{file}: {answers} answers written.", file=hide_password(to), answers=len(plan.answers))
    )
    terminal.warn(read_season(whole).list_problems(clock.now()), Language(study.language))


def _fill_database(store: Store, whole: Workbook) -> None:
    """Write the workbook into an empty database. Raise a WorkbookError if it holds a season."""
    if store.fetch().tabs:
        why = sentence(
            "{name} already holds a season. Name a new file or an empty database.", name=store.name
        )
        raise WorkbookError(why)
    store.replace(whole)
