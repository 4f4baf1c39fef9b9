"""The commands of the table that a group keeps in its README: ``readme import`` and ``readme export``."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from studylib import clock, files, report
from studylib.changes import actions, draft
from studylib.cli import terminal
from studylib.readme import form, git, grid, importing, parsing, reading, writing
from studylib.readme.blank import add_rows, add_season, list_roster_rows, make_workbook
from studylib.readme.importing import Key
from studylib.readme.reading import Contents
from studylib.season.study import Member, Problem, Study
from studylib.source import reader, save
from studylib.source.season import Season, load_season
from studylib.stores.store import Store
from studylib.text.errors import FileError, StudyboardError
from studylib.text.faults import explain_unwritable_file
from studylib.text.language import Language
from studylib.text.message import Plain, Sentence, sentence
from studylib.workbook import links, template, values
from studylib.workbook.cells import Workbook
from studylib.workbook.entries import NewRows, make_answer_rows
from studylib.workbook.members import Roster
from studylib.workbook.reader import read

commands = typer.Typer(help="The table of submissions in a README.", no_args_is_help=True)

LARGEST = 512_000
"""Bytes of a file that is looked at: GitHub shows no more of a README (500 KiB)."""

File = Annotated[Path, typer.Argument(metavar="FILE", help="The README, in Markdown or (.html) in HTML.")]


@commands.command("import")
def import_(
    context: typer.Context,
    file: File,
    git: Annotated[
        bool,
        typer.Option(
            "--git",
            help="Take the time of each link from the history of the file in git: the author's, unverified.",
        ),
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE.xlsx",
            help="Make a new workbook of it instead: settings, members, turns, weeks, answers.",
        ),
    ] = None,
    assume_in_time: Annotated[
        bool,
        typer.Option(
            "--assume-in-time",
            help="Give what has no time the last second in time of its week; a sign for late"
            " the moment after. Without it the time stays blank, to be filled in.",
        ),
    ] = False,
    link: Annotated[
        str | None,
        typer.Option(
            "--link",
            metavar="ADDRESS",
            help="What stands for the link of a sign such as O. [default: the repository of the settings]",
        ),
    ] = None,
    starts_on: Annotated[
        str | None,
        typer.Option(
            "--starts-on", metavar="DAY", help="With --to: the first day of week 1, such as 2022-04-06."
        ),
    ] = None,
    language: Annotated[str, typer.Option("--language", help="With --to: ko or en.")] = "ko",
    timezone: Annotated[str, typer.Option("--timezone", help="With --to: the study's zone.")] = "Asia/Seoul",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what was understood and write nothing.")
    ] = False,
) -> None:
    """Read the table of submissions and turns in a README into the workbook.

    What is there already (member, week, link) is not written again. The table's writer of a week becomes its writer
    where the queue gives another. Status 1: there is no such table, or something in it could not be understood (the
    rest is written all the same); 2: the file cannot be read.
    """
    try:
        page = _page(file)
        if to is not None:
            there = _blank(page, starts_on, language, timezone)
            found, problems = _found(page, None, file)
            whole = add_season(there, found)
            study = read(whole)[0]
        else:
            store = reader.open_store(terminal.listing(context).workbook)
            since = store.version()
            season = load_season(store)
            study, whole = season.study, season.cells
            found, problems = _found(page, Roster(study.members) if study.members else None, file)
        times, told = _times(file, found, study) if git else ({}, [])
        own = _own_link(link, study)
        known = importing.list_known(whole, study)
        made, lacking = importing.plan_answers(found, study, known, times, own, assume=assume_in_time)
        problems += [
            Problem(
                file.name,
                each.cell.line,
                None,
                sentence(
                    "{member} has a mark and no link in week {week}. Say --link ADDRESS to give all such marks one.",
                    member=each.member,
                    week=each.week,
                ),
            )
            for each in lacking
        ]
        for each in told:
            terminal.complain(each)
        _say(found, problems, file)
        if to is not None:
            if not dry_run:
                _write_workbook(whole, study, made, to)
        else:
            entries = [
                *list_roster_rows(whole, found, study),
                *([make_answer_rows(whole, study, *made, beside_form=store.remote)] if made else []),
            ]
            _append(store, entries, since, dry_run)
            _swap(store, found, study if dry_run else load_season(store).study, dry_run)
    except StudyboardError as error:
        terminal.fail(error.why)
    timeless = sum(note.submitted_at is None for note in made)
    if timeless:
        terminal.complain(
            sentence(
                "{count} answers have no time yet and do not count until it is filled in. "
                "--git or --assume-in-time gives one.",
                count=timeless,
            )
        )
    raise typer.Exit(1 if problems else 0)


def _page(file: Path) -> grid.Page:
    return _parsed(_bytes(file), file)


def _bytes(file: Path) -> bytes:
    try:
        data = file.read_bytes()
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise FileError(sentence("{file} cannot be read: {why}.", file=str(file), why=why or "")) from error
    if len(data) > LARGEST:
        raise FileError(sentence("{file} is too large for a README.", file=str(file)))
    return data


def _text(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        why = sentence("{file} is not in UTF-8, in line {line}. Save it in UTF-8.", file=str(file), line=line)
        raise FileError(why) from error


def _parsed(data: bytes, file: Path) -> grid.Page:
    return parsing.parse_page(_text(data, file).removeprefix("\ufeff"), html=_is_html(file))


def _is_html(file: Path) -> bool:
    return file.suffix.casefold() in (".html", ".htm")


def _found(page: grid.Page, people: Roster | None, file: Path) -> tuple[Contents, list[Problem]]:
    found, problems = reading.read_page(page, people, file.name)
    if found is None:
        said = sentence(
            "There is no table of submissions in {file}. It has a column of weeks (1주차, Week 1) "
            "and links or marks of the members.",
            file=str(file),
        )
        typer.echo(terminal.own_language().say(said), err=True)
        raise typer.Exit(1)
    return found, problems


def _own_link(given: str | None, study: Study) -> str | None:
    try:
        return links.parse_link(given) if given is not None else study.repository
    except values.CellError as unreadable:
        raise typer.BadParameter(terminal.own_language().say(unreadable.why), param_hint="--link") from None


def _times(file: Path, found: Contents, study: Study) -> tuple[dict[Key, datetime], list[Sentence]]:
    """When each link and mark first stood in the file, by its history in git; and what to say of that."""
    past = git.read_history(file)
    people = Roster(study.members) if study.members else Roster([Member(name) for name in found.members])
    times: dict[Key, datetime] = {}
    for version in past.versions:
        try:
            old, _ = reading.read_page(_parsed(version.data, file), people, file.name)
        except StudyboardError:
            continue
        for key in importing.list_keys(old) if old else ():
            times[key] = min(version.written_at, times.get(key, version.written_at))
    told = []
    handed_in = {key[:2] for key in importing.list_keys(found)}
    if gone := sum(key[:2] not in handed_in for key in times):
        told.append(
            sentence(
                "Not taken: {count} links that stood in the table once and were taken out again.", count=gone
            )
        )
    if past.shallow:
        told.append(
            sentence(
                "This clone is shallow: older versions are missing, so times may be too late. "
                "Fetch them with: git fetch --unshallow"
            )
        )
    if any(key not in times for key in importing.list_keys(found)):
        told.append(sentence("Some links are not committed yet; git has no time for them."))
    return times, told


def _say(found: Contents, problems: Sequence[Problem], file: Path) -> None:
    """What was understood, and what was not."""
    for each in found.listings:
        first, last = each.grid.lines
        terminal.tell(
            sentence(
                "Table of submissions in {file}, lines {first} to {last}.",
                file=file.name,
                first=first,
                last=last,
            )
        )
    links = sum(bool(entry.address) for entry in found.entries)
    terminal.tell(
        sentence(
            "Understood: {weeks} weeks, {members} members, {links} links, {marks} marks, {turns} turns.",
            weeks=len(found.weeks),
            members=len(found.members),
            links=links,
            marks=len(found.handed_in) - links,
            turns=len(found.turns),
        )
    )
    for problem in problems:
        terminal.complain(
            sentence(
                "Line {line}: {why}",
                line=problem.row,
                why=Plain(terminal.own_language().say(problem.message)),
            )
        )


def _blank(page: grid.Page, starts_on: str | None, language: str, zone: str) -> Workbook:
    if language not in template.LANGUAGES:
        raise typer.BadParameter("ko, en", param_hint="--language")
    try:
        return make_workbook(page, starts_on, language, zone)
    except values.CellError as unreadable:
        raise typer.BadParameter(terminal.own_language().say(unreadable.why)) from None


def _write_workbook(
    cells: Workbook, study: Study, made: Sequence[importing.ImportedAnswer], to: Path
) -> None:
    from studylib.stores.xlsx import write

    whole = add_rows(cells, [make_answer_rows(cells, study, *made)])
    write.write_xlsx(whole, to)
    terminal.tell(sentence("{file}: {answers} answers written.", file=str(to), answers=len(made)))
    terminal.warn(read(whole)[1], Language(study.language))


def _append(store: Store, entries: Sequence[NewRows], since: str, dry_run: bool) -> None:
    if not entries:
        terminal.tell(sentence("All of it is there already. Nothing was written."))
    for entry in entries:
        if dry_run:
            terminal.tell(
                sentence(
                    "{rows} rows would be written to the tab {tab}.", rows=len(entry.rows), tab=entry.title
                )
            )
        elif not store.writable:
            terminal.write(report.to_paste([entry.header, *entry.rows]))
            terminal.complain(
                sentence(
                    "{name} is only read. Paste these rows into the tab {tab}; "
                    "the first is for a tab without a header.",
                    name=store.name,
                    tab=entry.title,
                )
            )
        else:
            store.append(entry.title, entry.header, entry.rows, since)
            since = store.version()
            terminal.tell(
                sentence("{rows} rows written to the tab {tab}.", rows=len(entry.rows), tab=entry.title)
            )


def _swap(store: Store, found: Contents, study: Study, dry_run: bool) -> None:
    """Write the writers that differ from the queue, each as a change that can be undone; or say which they are."""
    for week, writer in importing.find_swaps(found, study).items():
        if dry_run or store.remote or not store.writable:
            terminal.tell(
                sentence(
                    "Week {week}: write {member} into the column of writers of the weeks tab.",
                    week=week,
                    member=writer,
                )
            )
            continue
        decide = partial(_swapped, week, writer)
        save.save_change(store, decide, clock.now())
        terminal.tell(sentence("{member} writes the team blog in week {week}", member=writer, week=week))


def _swapped(week: int, writer: str, season: Season) -> draft.Change:
    return actions.swap_turn(season.cells, season.cells, season.study, week, writer)


@commands.command()
def export(
    context: typer.Context,
    file: File,
    as_of: terminal.As_of = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Write over links of the table that the season does not know."),
    ] = False,
) -> None:
    """Write the season into the table of submissions of a README, in the group's own form.

    Between the markers <!-- studyboard:start --> and <!-- studyboard:end --> where they are, else over the table that
    is there, else as a new table at the end. Nothing else in the file changes, and nothing at all where the table says
    it already. Status 1: a link would be lost, or has no place in the table; nothing is written then.
    """
    season = terminal.season(context)
    now = terminal.parse_moment(season, as_of)
    try:
        data = _bytes(file)
        text = _text(data, file)
        new = writing.write_season(text, season.study, now, is_html=_is_html(file), replacing=replace)
        if new == text:
            terminal.tell(sentence("{file} says it already. Nothing was written.", file=str(file)))
            return
        _put(new.encode("utf-8"), file)
    except form.ReadmeError as refusal:
        for why in refusal.why:
            terminal.complain(why)
        raise typer.Exit(1) from None
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(sentence("{file}: the table of the season is written.", file=str(file)))


def _put(data: bytes, file: Path) -> None:
    """Put the file in its place in one step; its permissions stay."""
    try:
        files.replace_file(file, data)
    except OSError as error:
        raise FileError(explain_unwritable_file(file, error)) from error
