"""The steps of ``readme import``: plan it, show it, have it written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from studylib.cli import readme_saving, readme_show, terminal
from studylib.readme import blank, git, grid, reading, times
from studylib.readme.choices import ASK, Choices, WeeksAre, choose_for_study
from studylib.readme.file import find_folder, parse_bytes, read_bytes
from studylib.readme.plan import ImportOptions, ImportPlan, plan_import
from studylib.readme.reading import Contents
from studylib.readme.times import LinkTimes
from studylib.season.problems import Problem
from studylib.season.study import Member, Study
from studylib.source import reader
from studylib.source.save import load_whole_season
from studylib.source.season import Season, read_season
from studylib.workbook import links, template, values
from studylib.workbook.cells import Workbook
from studylib.workbook.members import Roster


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """The options of ``readme import``.

    ``to`` is the new workbook (``None``: write to the study's own). ``starts_on``, ``language`` and ``timezone`` are
    those of a new workbook. ``members``, ``weeks_are``, ``repository`` and ``task`` decide what the file leaves open.
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
    task: str | None = None


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
        readme_saving.write_workbook(plan, season.study, to)
    return plan, problems


def import_into_study(context: typer.Context, request: ImportRequest) -> tuple[ImportPlan, Sequence[Problem]]:
    """Write the README into the study's workbook. Return the plan and what was not understood."""
    page = _read_page(request.file)
    store = reader.open_store(terminal.listing(context).workbook)
    season = load_whole_season(store)
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
        readme_saving.apply_plan(store, plan, request.file)
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
        task=request.task,
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
