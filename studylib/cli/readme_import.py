"""The steps of ``readme import``: plan it, show it, apply it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import typer

from studylib import clock
from studylib.changes.draft import Change
from studylib.changes.readme_import import make_import_change
from studylib.cli import readme_show, terminal
from studylib.readme import blank, git, grid, reading, times
from studylib.readme.choices import ASK, Choices, WeeksAre, choose_for_study
from studylib.readme.file import find_folder, parse_bytes, read_bytes
from studylib.readme.plan import ImportOptions, ImportPlan, plan_import
from studylib.readme.reading import Contents
from studylib.readme.times import LinkTimes
from studylib.season.problems import Problem
from studylib.season.study import Member, Study
from studylib.source import reader, save
from studylib.source.season import Season, load_season, read_season
from studylib.stores.opening import hide_password, open_store
from studylib.stores.store import Store, WorkbookChangedError
from studylib.text.errors import WorkbookError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.workbook import links, template, values
from studylib.workbook.cells import Workbook
from studylib.workbook.entries import make_answer_rows
from studylib.workbook.members import Roster


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """The options of ``readme import``.

    ``to`` is the new workbook (``None``: write to the study's own). ``starts_on``, ``language`` and ``timezone`` are
    those of a new workbook. ``members``, ``weeks_are`` and ``repository`` decide what the file leaves open.
    """

    file: Path
    with_git: bool
    to: str | None
    assume_in_time: bool
    link: str | None
    starts_on: str | None
    language: str
    timezone: str
    members: tuple[str, ...]
    weeks_are: WeeksAre | None
    repository: str | None
    dry_run: bool


# ---- options ----


def parse_members(written: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (written or "").split(",") if name.strip())


def parse_weeks_are(written: str | None) -> WeeksAre | None:
    try:
        return WeeksAre(written) if written is not None else None
    except ValueError:
        raise typer.BadParameter("dates, numbers", param_hint="--weeks-are") from None


def parse_repository(written: str | None) -> str | None:
    return _parse_link(written, "--repository") if written is not None else None


def _parse_link(written: str, hint: str) -> str:
    try:
        return links.parse_link(written)
    except values.CellError as unreadable:
        raise typer.BadParameter(terminal.own_language().say(unreadable.why), param_hint=hint) from None


def _choose(request: ImportRequest, study: Study | None) -> Choices:
    """Choose what the file leaves open: as the options say, or else as the study does."""
    own = choose_for_study(study) if study else ASK
    return replace(
        own,
        members=request.members,
        weeks_are=request.weeks_are,
        repository=request.repository or own.repository,
        folder=find_folder(request.file),
    )


def choose_for_export(file: Path, study: Study, weeks_are: str | None, repository: str | None) -> Choices:
    """Choose what a file leaves open when it is written: as an import of it would."""
    own = choose_for_study(study, weeks_are=parse_weeks_are(weeks_are), folder=find_folder(file))
    return replace(own, repository=parse_repository(repository) or own.repository)


def _find_people(study: Study, request: ImportRequest) -> Roster | None:
    """Find the members that the tables may name. End the command with 2 if ``--members`` names another one."""
    if not study.members:
        return None
    roster = Roster(study.members)
    try:
        chosen = [roster.parse_name(name) for name in request.members]
    except values.CellError as unreadable:
        raise typer.BadParameter(
            terminal.own_language().say(unreadable.why), param_hint="--members"
        ) from None
    return Roster(chosen) if chosen else roster


# ---- plan ----


def make_study(request: ImportRequest, to: str) -> tuple[ImportPlan, Sequence[Problem]]:
    """Make the workbook ``to`` of the README. Return the plan and what was not understood."""
    page = _read_page(request.file)
    empty = _make_blank(page, request)
    choices = _choose(request, None)
    contents, problems = reading.read_page(page, None, request.file.name, choices)
    if contents is None or not contents.members or not contents.weeks:
        readme_show.end_without_table(problems, contents, request.file)
    season = read_season(blank.add_season(empty, contents))
    link_times = _find_times(request, contents, Roster([Member(name) for name in contents.members]), choices)
    plan = _plan(request, contents, season, link_times, beside_form=False)
    problems = [*problems, *plan.problems]
    readme_show.show_contents(contents, link_times, problems, request.file)
    if not request.dry_run:
        _write_workbook(plan, season.study, to)
    return plan, problems


def import_into_study(context: typer.Context, request: ImportRequest) -> tuple[ImportPlan, Sequence[Problem]]:
    """Write the README into the study's workbook. Return the plan and what was not understood."""
    page = _read_page(request.file)
    store = reader.open_store(terminal.listing(context).workbook)
    since = store.version()
    season = load_season(store)
    people, choices = _find_people(season.study, request), _choose(request, season.study)
    contents, problems = reading.read_page(page, people, request.file.name, choices)
    if contents is None or not contents.members or not contents.weeks:
        if people and not (contents and contents.members):
            contents = reading.read_page(page, None, request.file.name, choices)[0]
            readme_show.tell_strangers(contents, people, request.file)
        readme_show.end_without_table(problems, contents, request.file)
    known = people or Roster([Member(name) for name in contents.members])
    link_times = _find_times(request, contents, known, choices)
    plan = _plan(request, contents, season, link_times, beside_form=store.remote)
    problems = [*problems, *plan.problems]
    readme_show.show_contents(contents, link_times, problems, request.file)
    if request.dry_run:
        readme_show.show_plan(plan)
    else:
        _apply_plan(store, plan, since, request.file)
    return plan, problems


def _plan(
    request: ImportRequest, contents: Contents, season: Season, link_times: LinkTimes, *, beside_form: bool
) -> ImportPlan:
    own_link = _parse_link(request.link, "--link") if request.link is not None else season.study.repository
    options = ImportOptions(
        file=request.file.name,
        own_link=own_link,
        assume_in_time=request.assume_in_time,
        beside_form=beside_form,
    )
    return plan_import(season.cells, season.study, contents, link_times.first_seen, options)


def _read_page(file: Path) -> grid.Page:
    return parse_bytes(read_bytes(file), file)


def _find_times(request: ImportRequest, contents: Contents, people: Roster, choices: Choices) -> LinkTimes:
    if not request.with_git:
        return LinkTimes()
    return times.find_times(git.read_history(request.file), request.file, contents, people, choices)


def _make_blank(page: grid.Page, request: ImportRequest) -> Workbook:
    if request.language not in template.LANGUAGES:
        raise typer.BadParameter("ko, en", param_hint="--language")
    try:
        return blank.make_workbook(
            page, request.starts_on, request.language, request.timezone, request.repository
        )
    except values.CellError as unreadable:
        raise typer.BadParameter(terminal.own_language().say(unreadable.why)) from None


# ---- apply ----


def _apply_plan(store: Store, plan: ImportPlan, since: str, file: Path) -> None:
    """Write the plan as one change, or as much of it as the store takes."""
    if not plan.rows:
        readme_show.say_nothing_new()
    if not store.writable:
        _print_rows(store, plan)
    elif store.remote:
        _append_rows(store, plan, since)
    elif plan.rows or plan.swaps:
        _save_plan(store, plan, file)


def _print_rows(store: Store, plan: ImportPlan) -> None:
    """Print the rows to paste into a workbook that is only read."""
    for new in plan.rows:
        terminal.print_to_paste(new, store.name, terminal.own_language())
    readme_show.ask_for_swaps(plan)


def _append_rows(store: Store, plan: ImportPlan, since: str) -> None:
    """Append the rows tab by tab. Tabs that others fill as well are never rewritten."""
    for new in plan.rows:
        store.append(new.title, new.header, new.rows, since)
        since = store.version()
        readme_show.say_written(len(new.rows), new.title)
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


def _write_workbook(plan: ImportPlan, study: Study, to: str) -> None:
    new = plan.rows if plan.answers else (*plan.rows, make_answer_rows(plan.base, study))
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
