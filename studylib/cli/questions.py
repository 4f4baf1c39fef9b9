"""The commands of the questions: ``questions list``, ``questions close``."""

from typing import Annotated

import typer

from studylib import clock
from studylib.cli import terminal
from studylib.questions import access, github, questions
from studylib.questions.access import Access, Repository
from studylib.questions.questions import Question, QuestionList
from studylib.report import Format
from studylib.season.weeks import to_milliseconds
from studylib.source.season import Season
from studylib.text.errors import QuestionsError, StudyboardError
from studylib.text.language import Language
from studylib.text.message import quote, sentence

commands = typer.Typer(
    help="The questions of the study: the open issues of its repository.", no_args_is_help=True
)


@commands.command("list")
def list_(context: typer.Context, as_of: terminal.As_of = None, form: terminal.Form = Format.TABLE) -> None:
    """Print the questions that are still open, newest first; as of a moment, those of them asked by then."""
    season = terminal.season(context)
    now = terminal.moment(season, as_of)
    try:
        place = _repository(season)
        listing = _fetched(season, place, access.find_access(place, terminal.listing(context)))
    except StudyboardError as error:
        terminal.fail(error.why)
    placed = questions.place_questions(questions.questions_as_of(listing.questions, now), season.study.weeks)
    terminal.print_rows(questions.list_questions(placed, season.study), form)
    terminal.end(season.problems, Language(season.study.language))


@commands.command()
def close(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say which questions would be closed, and close none.")
    ] = False,
) -> None:
    """Close the questions that were asked before the last deadline, with a word in each; not those labelled keep."""
    season = terminal.season(context)
    now = clock.now()
    if not any(to_milliseconds(week.due_at) <= to_milliseconds(now) for week in season.study.weeks):
        terminal.tell(sentence("No deadline has passed yet, so there is nothing to close."))
        terminal.end(season.problems, Language(season.study.language))
    try:
        place = _repository(season)
        failed = _close(season, place, access.find_access(place, terminal.listing(context)), dry_run=dry_run)
    except StudyboardError as error:
        terminal.fail(error.why)
    if failed:
        raise typer.Exit(1)
    terminal.end(season.problems, Language(season.study.language))


def _close(season: Season, place: Repository, way: Access, *, dry_run: bool) -> bool:
    """Close what is over, one after the other; whether one could not be closed."""
    study, now, failed = season.study, clock.now(), False
    with github.open_closer(place, way, now.astimezone(study.timezone)) as closer:
        placed = questions.place_questions(_fetched(season, place, way).questions, study.weeks)
        ended = [each for each in placed if questions.is_over(each, now)]
        if not ended:
            terminal.tell(sentence("There is no question to close."))
        for each in ended:
            if dry_run:
                terminal.tell(sentence("Would close {question}.", question=_shown(each)))
                continue
            try:
                if closer.close(each.number, questions.write_answer(study, each, place)):
                    terminal.tell(sentence("Closed {question}.", question=_shown(each)))
            except StudyboardError as error:
                failed = True
                said = terminal.own_language()
                why = said.say(error.why)
                typer.echo(
                    said.say("Could not close {question}: {why}", question=quote(_shown(each)), why=why),
                    err=True,
                )
    return failed


def _repository(season: Season) -> Repository:
    place = access.find_repository(season.study)
    if place is None:
        raise QuestionsError(
            sentence(
                "The workbook names no repository. Add a row to the settings: repository, https://github.com/owner/name."
            )
        )
    return place


def _fetched(season: Season, place: Repository, way: Access) -> QuestionList:
    listing = github.fetch_questions(place, way, clock.now().astimezone(season.study.timezone))
    if listing.more:
        said = terminal.own_language().say(
            "There are more open issues than are read at once; the oldest are left out."
        )
        typer.echo(said, err=True)
    return listing


def _shown(question: Question) -> str:
    return f"#{question.number} {question.title}"
