"""Commands of the questions: ``questions list``, ``questions close``."""

from datetime import datetime
from typing import Annotated

import typer

from studylib import clock
from studylib.cli import terminal
from studylib.questions import access, github, questions
from studylib.questions.access import Access, Repository
from studylib.questions.github import Closer
from studylib.questions.questions import Question, QuestionList
from studylib.report import Format
from studylib.season.study import Study
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
    """Print the open questions, newest first. With --as-of, print only those asked by then."""
    season = terminal.season(context)
    present = clock.now()
    now = present if as_of is None else terminal.parse_moment(season, as_of)
    try:
        place = _find_repository(season)
        listing = _fetch_list(season, place, access.find_access(place, terminal.listing(context)), present)
    except StudyboardError as error:
        terminal.fail(error.why)
    placed = questions.place_questions(questions.questions_as_of(listing.questions, now), season.study.weeks)
    terminal.print_rows(questions.list_questions(placed, season.study), form)
    terminal.end(season.list_problems(now, present), Language(season.study.language))


@commands.command()
def close(
    context: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say which questions would be closed, and close none.")
    ] = False,
) -> None:
    """Close the questions asked before the last deadline, with a comment each. Those labelled keep stay open."""
    season = terminal.season(context)
    now = clock.now()
    if not any(to_milliseconds(week.due_at) <= to_milliseconds(now) for week in season.study.weeks):
        terminal.tell(sentence("No deadline has passed yet, so there is nothing to close."))
        terminal.end(season.list_problems(now), Language(season.study.language))
    try:
        place = _find_repository(season)
        way = access.find_access(place, terminal.listing(context))
        all_closed = _close_ended(season, place, way, now, dry_run=dry_run)
    except StudyboardError as error:
        terminal.fail(error.why)
    if not all_closed:
        raise typer.Exit(1)
    terminal.end(season.list_problems(now), Language(season.study.language))


def _close_ended(season: Season, place: Repository, way: Access, now: datetime, *, dry_run: bool) -> bool:
    """Close the questions that are over at ``now``, one by one. Return whether all could be closed."""
    study = season.study
    with github.open_closer(place, way, now.astimezone(study.timezone)) as closer:
        placed = questions.place_questions(_fetch_list(season, place, way, now).questions, study.weeks)
        ended = [each for each in placed if questions.is_over(each, now)]
        if not ended:
            terminal.tell(sentence("There is no question to close."))
        if dry_run:
            for question in ended:
                terminal.tell(sentence("Would close {question}.", question=_name_question(question)))
            return True
        outcomes = [_close_question(closer, question, study, place) for question in ended]
    return all(outcomes)


def _close_question(closer: Closer, question: Question, study: Study, place: Repository) -> bool:
    """Close a question and say so. Return whether that went well."""
    name = _name_question(question)
    try:
        if closer.close(question.number, questions.write_answer(study, question, place)):
            terminal.tell(sentence("Closed {question}.", question=name))
    except StudyboardError as error:
        language = terminal.own_language()
        complaint = language.say(
            "Could not close {question}: {why}", question=quote(name), why=language.say(error.why)
        )
        typer.echo(complaint, err=True)
        return False
    return True


def _find_repository(season: Season) -> Repository:
    place = access.find_repository(season.study)
    if place is None:
        raise QuestionsError(
            sentence(
                "The workbook names no repository. Add a row to the settings: repository, https://github.com/owner/name."
            )
        )
    return place


def _fetch_list(season: Season, place: Repository, way: Access, now: datetime) -> QuestionList:
    listing = github.fetch_questions(place, way, now.astimezone(season.study.timezone))
    if listing.more:
        terminal.complain(
            sentence("There are more open issues than Studyboard reads at once. The oldest are left out.")
        )
    return listing


def _name_question(question: Question) -> str:
    return f"#{question.number} {question.title}"
