"""The steps of ``import`` for a form's answers. Read the file, add what the season lacks, and report how many."""

from functools import partial
from pathlib import Path

import typer

from studylib import clock
from studylib.changes.answers_import import AnswersPlan, find_answers, make_answers_change, plan_answers
from studylib.changes.draft import Change
from studylib.cli import terminal
from studylib.source import reader, save
from studylib.source.season import Season, load_season
from studylib.stores.store import Store
from studylib.text.errors import ChangeError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook.cells import Tab
from studylib.workbook.tables import Table


def import_answers(context: typer.Context, tab: Tab, file: str) -> None:
    """Add the answers of a tab to the season of the command. Adding the same ones again adds nothing.

    Raises a ChangeError if the tab has no answers or the workbook cannot take them.
    """
    find_answers(tab)
    store = reader.open_store(terminal.listing(context).workbook)
    _check_target(store)
    season = load_season(store)
    if season.study.sample or not season.study.members or not season.study.weeks:
        raise ChangeError(
            sentence(
                "{name} holds no season with members and weeks yet, so the answers belong nowhere. Import or fill its "
                "workbook first.",
                name=store.name,
            )
        )
    table = find_answers(tab, season.cells)
    plan = plan_answers(season.cells, season.study, table)
    if plan.new:
        save.save_change(store, partial(_decide, table, Path(file).name), clock.now())
    _tell(plan, file)
    after = load_season(store)
    terminal.warn(after.list_problems(clock.now()), Language(after.study.language))


def _check_target(store: Store) -> None:
    """Raise a ChangeError for a workbook that takes no answers from a file. The error says what to do."""
    if store.remote:
        raise ChangeError(
            sentence(
                "{name} is a Google Sheet, which its form fills by itself. Link the form to it, in the form under "
                "Responses. The earlier answers come along.",
                name=store.name,
            )
        )
    if not store.writable:
        raise ChangeError(
            sentence(
                "{name} is read-only. Import it into a database first, then import the answers there.",
                name=store.name,
            )
        )


def _decide(table: Table, file: str, season: Season) -> Change:
    return make_answers_change(season.cells, season.study, table, file)


def _tell(plan: AnswersPlan, file: str) -> None:
    terminal.tell(
        sentence(
            "{file}: {added} answers added, {present} were there already.",
            file=file,
            added=len(plan.new),
            present=plan.present,
        )
    )
    if plan.unreadable:
        terminal.tell(
            sentence(
                "Of those added, {count} cannot be read yet. The command check says why.",
                count=plan.unreadable,
            )
        )
