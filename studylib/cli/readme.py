"""The commands for the table in a group's README: ``readme import`` and ``readme export``.

They import the README modules only when they run, so that all other commands start sooner.
"""

from pathlib import Path
from typing import Annotated

import typer

from studylib.cli import terminal
from studylib.text.errors import StudyboardError
from studylib.text.message import sentence

commands = typer.Typer(help="The table of submissions in a README.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="The README, in Markdown or (.html) in HTML.")]

# ---- import ----

WithGit = Annotated[
    bool,
    typer.Option(
        "--git",
        help="Take the time of each link from the history of the file in git: the author's, unverified.",
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FILE.xlsx",
        help="Make a new workbook of it instead: settings, members, turns, weeks, answers. The address of an empty"
        " database will do, too, such as sqlite:///data/new.db.",
    ),
]
AssumeInTime = Annotated[
    bool,
    typer.Option(
        "--assume-in-time",
        help="Give an answer without a time the last second in time of its week, and a mark for late"
        " the moment after. By default the time stays blank, to be filled in.",
    ),
]
OwnLink = Annotated[
    str | None,
    typer.Option(
        "--link",
        metavar="ADDRESS",
        help="The link of a mark such as O. [default: the repository of the settings]",
    ),
]
StartsOn = Annotated[
    str | None,
    typer.Option(
        "--starts-on", metavar="DAY", help="With --to: the first day of week 1, such as 2022-04-06."
    ),
]
LanguageCode = Annotated[str, typer.Option("--language", help="With --to: ko or en.")]
Zone = Annotated[str, typer.Option("--timezone", help="With --to: the study's zone.")]
Members = Annotated[
    str | None,
    typer.Option(
        "--members", metavar="가람,나래", help="The members in the tables, if the tables leave it open."
    ),
]
WeeksAre = Annotated[
    str | None,
    typer.Option(
        "--weeks-are",
        metavar="dates|numbers",
        help="Days in the place of weeks: find the week of each day, or count them 1, 2, 3 in order.",
    ),
]
Repository = Annotated[
    str | None,
    typer.Option(
        "--repository",
        metavar="ADDRESS",
        help="Where relative links lead. [default: the repository of the settings]",
    ),
]
Task = Annotated[
    str | None,
    typer.Option("--task", metavar="TASK", help="The task that the tables are of, if a week has several."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what was understood and write nothing.")]


@commands.command("import")
def import_(
    context: typer.Context,
    file: File,
    with_git: WithGit = False,
    to: To = None,
    assume_in_time: AssumeInTime = False,
    link: OwnLink = None,
    starts_on: StartsOn = None,
    language: LanguageCode = "ko",
    timezone: Zone = "Asia/Seoul",
    members: Members = None,
    weeks_are: WeeksAre = None,
    repository: Repository = None,
    task: Task = None,
    dry_run: DryRun = False,
) -> None:
    """Read the table of submissions and turns in a README into the workbook.

    A link (member, week, link) that the workbook has is not written again. The table's writer of a week becomes its
    writer if the queue gives another. Status 1: there is no such table, or something in it could not be understood.
    The rest is written all the same. Status 2: the file cannot be read.
    """
    from studylib.cli import readme_import
    from studylib.cli.readme_import import ImportRequest

    request = ImportRequest(
        file=file,
        with_git=with_git,
        to=to,
        assume_in_time=assume_in_time,
        link=link,
        starts_on=starts_on,
        language=language,
        timezone=timezone,
        members=readme_import.parse_members(members),
        weeks_are=readme_import.parse_weeks_are(weeks_are),
        repository=readme_import.parse_repository(repository),
        task=task,
        dry_run=dry_run,
    )
    try:
        plan, problems = (
            readme_import.import_into_study(context, request)
            if to is None
            else readme_import.make_study(request, to)
        )
    except StudyboardError as error:
        terminal.fail(error.why)
    if plan.timeless:
        terminal.complain(
            sentence(
                "{count} answers have no time yet and do not count until it is filled in. "
                "--git or --assume-in-time gives one.",
                count=plan.timeless,
            )
        )
    raise typer.Exit(1 if problems else 0)


# ---- export ----


@commands.command()
def export(
    context: typer.Context,
    file: File,
    as_of: terminal.As_of = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Write over links, marks and turns that the season does not have."),
    ] = False,
    weeks_are: WeeksAre = None,
    repository: Repository = None,
) -> None:
    """Write the season into the table of submissions of a README, in the group's own form.

    Studyboard writes between the markers <!-- studyboard:start --> and <!-- studyboard:end --> if the file has them.
    Else it adds to the table of the file, or adds a new one at the end. What stands in the table stays, and what of it
    the season does not have is listed. Status 1: a link has no place in the table. Then nothing is written.
    """
    from studylib.cli import readme_import
    from studylib.readme import form, kept, writing
    from studylib.readme.file import decode_text, is_html, read_bytes, write_text

    season = terminal.season(context)
    now, html = terminal.parse_moment(season, as_of), is_html(file)
    choices = readme_import.choose_for_export(file, season.study, weeks_are, repository)
    try:
        text = decode_text(read_bytes(file), file)
        new = writing.write_season(text, season.study, now, is_html=html, replacing=replace, choices=choices)
        for why in kept.list_kept(new, season.study, now, is_html=html, choices=choices):
            terminal.complain(why)
        if new == text:
            terminal.tell(sentence("{file} says it already. Nothing was written.", file=str(file)))
            return
        write_text(new, file)
    except form.ReadmeError as refusal:
        for why in refusal.obstacles:
            terminal.complain(why)
        raise typer.Exit(1) from None
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.tell(sentence("{file}: the table of the season is written.", file=str(file)))
