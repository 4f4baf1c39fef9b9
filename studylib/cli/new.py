"""Command that begins a study: ``new``."""

import shlex
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated

import typer

from studylib import clock
from studylib.cli import terminal
from studylib.cli.new_questions import complete_plan, confirm_replacing, read_answers, read_text
from studylib.config.program import word_command
from studylib.config.studies import DEFAULT
from studylib.setup.book import make_workbook
from studylib.setup.curriculum import COURSE
from studylib.setup.fields import choose_preset, write_plan
from studylib.setup.following import plan_next
from studylib.setup.plan import Plan
from studylib.source import begin, predecessor, reader
from studylib.source.begin import Begun
from studylib.source.season import load_season
from studylib.stores.opening import is_sheet
from studylib.stores.store import Store
from studylib.text.errors import StudyboardError, WorkbookError
from studylib.text.message import Plain, sentence
from studylib.workbook import values
from studylib.workbook.reader import DEFAULT_ZONE

commands = typer.Typer()


def _option(help: str, metavar: str | None = None) -> object:
    return typer.Option(metavar=metavar, help=help)


Name = Annotated[str | None, _option("Of the study, such as “MLOps 1기”.")]
Members = Annotated[
    str | None, _option("One member a line: name, address, role. - is the standard input.", "FILE")
]
Day = Annotated[str | None, _option("The first day. [default: the next Monday]", "DAY")]
Weeks = Annotated[str | None, _option("How many. [default: the lines of the curriculum, or 12]")]
DueTime = Annotated[str | None, _option("22:00, “Sun 22:00” or 26:00. [default: the end of each week]")]
PresetId = Annotated[str | None, _option("Of the rules, such as post, evening or meeting.", "ID")]
Settle = Annotated[str | None, _option("month or season. [default: as the rules say]")]
Pot = Annotated[
    str | None, _option("equal_except_last, equal, faultless or keep. [default: as the rules say]")
]
Curriculum = Annotated[str | None, _option("One week a line: a title and links.", "FILE|fsdl")]
Cycle = Annotated[str | None, _option("Of a week. [default: 7]", "DAYS")]
Code = Annotated[str | None, _option("Of titles and headers: ko or en. [default: ko]")]
Zone = Annotated[
    str | None, typer.Option("--timezone", metavar="ZONE", help="An IANA name. [default: Asia/Seoul]")
]
Following = Annotated[
    bool, typer.Option("--from-present", help="Begin the next season, with the present members and rules.")
]
Into = Annotated[
    str | None, _option("Of the next season. [default: the present one, after a backup]", "ADDRESS")
]
Yes = Annotated[bool, typer.Option("--yes", help="Confirm that the present season becomes a backup.")]


@commands.command()
def new(
    context: typer.Context,
    name: Name = None,
    members: Members = None,
    starts_on: Day = None,
    weeks: Weeks = None,
    due: DueTime = None,
    preset: PresetId = None,
    settle: Settle = None,
    pot: Pot = None,
    curriculum: Curriculum = None,
    cycle: Cycle = None,
    language: Code = None,
    zone: Zone = None,
    from_present: Following = False,
    into: Into = None,
    yes: Yes = False,
) -> None:
    """Begin a study: in an empty database or sheet, a new .xlsx file, or in the place of the sample.

    A terminal is asked for what is missing. A season that is there is never overwritten.
    """
    if into and not from_present:
        raise typer.BadParameter("only with --from-present", param_hint="--into")
    given = {
        **{"name": name, "starts_on": starts_on, "weeks": weeks, "due": due, "preset": preset},
        **{"settle": settle, "pot": pot, "cycle": cycle, "language": language, "timezone": zone},
        "members": members if members is None else read_text(members),
        "curriculum": curriculum if curriculum in (None, COURSE) else read_text(curriculum),
    }
    typed = {field: value for field, value in given.items() if value is not None}
    try:
        address = terminal.listing(context).workbook
        if from_present:
            _begin_next(reader.open_store(address), typed, into, yes)
        else:
            _begin_first(address, typed, clock.now())
    except StudyboardError as error:
        terminal.fail(error.why)


def _begin_first(address: str, typed: Mapping[str, str], now: datetime) -> None:
    plan = complete_plan(typed, _find_today(typed, now))
    _tell(begin.begin_at(address, make_workbook(plan), now), address, plan)


def _find_today(typed: Mapping[str, str], now: datetime) -> date:
    """Find the day in the study's zone. One that is no zone is told later."""
    try:
        zone = values.parse_zone(typed.get("timezone", DEFAULT_ZONE.key))
    except values.CellError:
        zone = DEFAULT_ZONE
    return now.astimezone(zone).date()


def _begin_next(store: Store, typed: Mapping[str, str], into: str | None, yes: bool) -> None:
    """Begin the season after that of a store: into an address, else in its place."""
    season, now = load_season(store), clock.now()
    if season.study.sample:
        raise WorkbookError(
            sentence("{name} holds only the sample. Begin a study without --from-present.", name=store.name)
        )
    if not into and (why := begin.explain_kept(store)):
        raise WorkbookError(why)
    first = plan_next(season.cells, season.study, now)
    today = now.astimezone(season.study.timezone).date()
    kept = write_plan(first)
    if preset := typed.get("preset"):
        kept = choose_preset(kept, preset)
    plan = read_answers(replace(kept, **typed), today, first.carried)
    for each in first.carried.told if first.carried else ():
        terminal.complain(each)
    cells = make_workbook(plan)
    if into:
        _tell(begin.begin_at(into, cells, now), into, plan)
    else:
        confirm_replacing(store.name, yes)
        _tell(begin.begin_next(store, cells, season.cells, now), store.name, plan)


def _tell(begun: Begun, address: str, plan: Plan) -> None:
    """Tell what was made and what comes next."""
    terminal.tell(
        sentence(
            "{name}: {study} begins on {day}. Members: {members}. Weeks: {weeks}.",
            name=begun.name,
            study=plan.name,
            day=plan.starts_on.isoformat(),
            members=len(plan.members),
            weeks=plan.weeks,
        )
    )
    if begun.backup:
        terminal.tell(predecessor.tell_backup(begun.backup))
    if address.casefold().endswith(".xlsx"):
        terminal.tell(
            sentence("Put it into an empty Google Sheet by File > Import, or into a database by: import")
        )
    else:
        _tell_opening(begun, address)
    if is_sheet(address):
        run = word_command("sheet form-script")
        terminal.tell(sentence("Make the form: {run}. It prints a script.", run=Plain(run)))
    run = word_command("remind")
    terminal.tell(sentence("Remind the members: {run}. Sign-in: docs/sign-in.md.", run=Plain(run)))


def _tell_opening(begun: Begun, address: str) -> None:
    """Tell how to open the board. An address whose password is hidden stays hidden."""
    shown = address == begun.name and address != DEFAULT
    run = f"STUDYBOARD_WORKBOOK={shlex.quote(address)} make run" if shown else "make run"
    terminal.tell(
        sentence("Look at it: {run}. To let others see it, put it online as README.md says.", run=Plain(run))
    )
