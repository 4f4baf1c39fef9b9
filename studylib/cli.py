"""The command line: ``python -m studylib [--workbook ADDRESS] COMMAND``. The door of typer.

Exit status: 0 done, 1 the workbook has problems that matter to the command, 2 wrong usage or no such workbook.
"""

import io
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import pandas as pd
import typer

from studylib import answers, clock, fines, form, report, source, stores, template, values, workbook
from studylib import board as boards
from studylib import settlement as settlements
from studylib.cells import Workbook, WorkbookError
from studylib.language import Language
from studylib.report import Format, render
from studylib.sentence import Plain, Sentence, quoted, sentence
from studylib.settlement import NotClosed, Settlement
from studylib.source import Season
from studylib.study import Problem
from studylib.tables import Entry

BOARD_COLUMNS = ["member", "week", "status", "submitted_at", "link", "fine", "month", "reason"]

app = typer.Typer(
    help="The board of a study group: who handed in what and when, and what fines that makes.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

As_of = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="MOMENT", help="As it stood then, such as 2022-05-11T00:30. [default: now]"
    ),
]
Form = Annotated[Format, typer.Option("--format", help="How the rows are written.")]


@app.callback()
def main(
    context: typer.Context,
    address: Annotated[
        str | None,
        typer.Option(
            "--workbook",
            metavar="ADDRESS",
            help="A Google Sheet, a database (sqlite:///…) or an .xlsx file. [default: STUDYBOARD_WORKBOOK, or"
            " workbook in .streamlit/secrets.toml, or the sample]",
        ),
    ] = None,
) -> None:
    context.obj = address
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the terminal cannot show is no reason to fail


@app.command()
def board(context: typer.Context, as_of: As_of = None, form: Form = Format.TABLE) -> None:
    """Print the board: one row a member and week."""
    season = _season(context)
    judged = boards.judge(season.study, _moment(season, as_of))
    language = Language(season.study.language)
    judged["reason"] = fines.reasons(season.study, judged, language)
    _print(judged[BOARD_COLUMNS], form)
    _end(season.problems, language)


@app.command("fines")
def print_fines(context: typer.Context, as_of: As_of = None, form: Form = Format.TABLE) -> None:
    """Print the fines: one row a fine, with its reason in words."""
    season = _season(context)
    judged = boards.judge(season.study, _moment(season, as_of))
    language = Language(season.study.language)
    _print(fines.lines(season.study, judged, language), form)
    _end(season.problems, language)


@app.command()
def settlement(
    context: typer.Context,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help="One month, such as 2022-05. [default: all]"),
    ] = None,
    as_of: As_of = None,
    form: Form = Format.TABLE,
) -> None:
    """Print the settlement of each month: one row a member who takes part, in JSON one object a month."""
    season = _season(context)
    chosen = None if month is None else _month(month, "--month")
    chain = [each for each in _settled(season, _moment(season, as_of)) if chosen in (None, each.month)]
    language = Language(season.study.language)
    if form is Format.JSON:
        _write(report.json_text([_month_record(each) for each in chain]))
    else:
        _print(settlements.lines(chain), form)
    _tell_differences(chain, language)
    _end(season.problems, language)


@app.command()
def close(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="The month to close, such as 2022-05.")],
) -> None:
    """Close a month: write what it came to, for good, or print the rows to paste where nothing can be written."""
    chosen = _month(month, "MONTH")
    try:
        store = source.store(context.obj)
        since = store.version()
        season = source.load(store)
        language = Language(season.study.language)
        entry = _closing(season, chosen, clock.now())
        if not store.writable:
            _write(report.to_paste([entry.header, *entry.rows]))
            said = sentence(
                "{name} is only read. Paste these rows into the tab {tab}; the first is for a tab without a header.",
                name=store.name,
                tab=entry.title,
            )
            typer.echo(language.say(said), err=True)
            return
        store.append(entry.title, entry.header, entry.rows, since)
    except NotClosed as refusal:
        typer.echo(language.say(refusal.why), err=True)
        raise typer.Exit(1) from None
    except WorkbookError as error:
        _fail(error.why)
    said = sentence(
        "{month} is closed: {rows} rows written to the tab {tab}.",
        month=chosen,
        rows=len(entry.rows),
        tab=entry.title,
    )
    typer.echo(language.say(said))


@app.command()
def check(context: typer.Context, form: Form = Format.TABLE) -> None:
    """Print the problems of the workbook, and how to mend each; exit status 1 if there are any."""
    season = _season(context)
    language = Language(season.study.language)
    _print(report.problems(season.problems, language), form)
    raise typer.Exit(1 if season.problems else 0)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE.xlsx", help="A workbook as Google Sheets downloads it, or its address."),
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace a season that is already there.")
    ] = False,
) -> None:
    """Bring a whole workbook into a database, each cell as it is."""
    try:
        cells = stores.open_store(file).fetch()
        target = stores.open_store(stores.resolve(context.obj), create=True)
        there = target.fetch()
        if there.tabs and not replace and not workbook.read(there)[0].sample:
            raise WorkbookError(
                sentence(
                    "{name} already holds a season. Say --replace to replace it whole.", name=target.name
                )
            )
        target.replace(_movable(cells))
    except WorkbookError as error:
        _fail(error.why)
    study, problems = workbook.read(cells)
    _tell(
        sentence(
            "{name}: {tabs} tabs, {rows} rows imported.",
            name=target.name,
            tabs=len(cells.tabs),
            rows=_rows(cells),
        )
    )
    _warn(problems, Language(study.language))


@app.command()
def export(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.xlsx", help="Where to write; a file of that name is replaced.")
    ],
) -> None:
    """Write the whole workbook to an .xlsx file, each cell as it is."""
    season = _season(context)
    from studylib.stores import xlsx

    try:
        xlsx.write(_movable(season.cells), file)
    except WorkbookError as error:
        _fail(error.why)
    _tell(
        sentence(
            "{file}: {tabs} tabs, {rows} rows written.",
            file=str(file),
            tabs=len(season.cells.tabs),
            rows=_rows(season.cells),
        )
    )


sheet = typer.Typer(
    help="Make and fill a Google Sheet, and the form that writes to it.", no_args_is_help=True
)
app.add_typer(sheet, name="sheet")

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="The Google Sheet, as the browser shows its address.")
]


@sheet.command("init")
def sheet_init(
    address: Address,
    language: Annotated[str, typer.Option(help="Of the titles and headers: ko or en.")] = "ko",
    zone: Annotated[str, typer.Option("--timezone", help="Of the study, an IANA name.")] = "Asia/Seoul",
) -> None:
    """Make the tabs, with their headers, in an empty Google Sheet; what is there already is left alone."""
    if language not in template.LANGUAGES:
        raise typer.BadParameter("ko or en", param_hint="--language")
    try:
        values.zone(zone)
        _fill(address, template.workbook(language, zone), zone, language)
    except (values.Unreadable, WorkbookError) as error:
        _fail(error.why)


@sheet.command("push")
def sheet_push(context: typer.Context, address: Address) -> None:
    """Copy the whole workbook to a Google Sheet, into tabs in which there is nothing yet."""
    season = _season(context)
    study = season.study
    try:
        _fill(address, template.pushed(study, season.cells), study.timezone.key, study.language)
    except WorkbookError as error:
        _fail(error.why)


def _fill(address: str, wanted: Workbook, zone: str, language: str) -> None:
    """Write the tabs that the sheet lacks, and say which. Its zone and language are set while it is new alone: later
    that would move the times that are in it."""
    target = stores.open_sheet(address)
    there = target.fetch()
    tabs = template.lacking(there, wanted)
    if tabs and template.is_new(there):
        target.add(tabs, zone=zone, locale=template.LOCALES[language])
    elif tabs:
        target.add(tabs)
    written = {tab.title for tab in tabs}
    left = len(wanted.tabs) - len(tabs)
    _tell(
        sentence(
            "{name}: {count} tabs written, {left} left alone. {titles}",
            name=target.name,
            count=len(written),
            left=left,
            titles=Plain(", ".join(tab.title for tab in tabs)),
        )
    )


@sheet.command("form-script")
def sheet_form_script(
    context: typer.Context,
    addresses: Annotated[
        bool, typer.Option("--collect-addresses", help="The form asks for the address of who answers.")
    ] = False,
) -> None:
    """Print a script that makes the form: paste it into the sheet's Extensions > Apps Script, and run it once."""
    study = _season(context).study
    try:
        address = stores.resolve(context.obj)
        sheet_id = stores.open_sheet(address).id if stores.is_sheet(address) else None
        script = form.script(study, sheet_id, addresses=addresses)
    except WorkbookError as error:
        _fail(error.why)
    sys.stdout.buffer.write(script.encode())


def _movable(cells: Workbook) -> Workbook:
    """The cells as a store takes them that has no zone of its own."""
    return answers.portable(cells, cells.zone) if cells.zone else cells


def _settled(season: Season, now: datetime) -> Sequence[Settlement]:
    return settlements.settle(season.study, boards.judge(season.study, now), now)


def _closing(season: Season, month: str, now: datetime) -> Entry:
    rows = settlements.closing(season.study, _settled(season, now), month, season.problems, now)
    return settlements.entry(season.cells, season.study, rows)


def _month_record(settlement: Settlement) -> dict[str, object]:
    """The month as JSON has it; the kitty, which sends and receives what is carried, is null."""
    return {
        "month": settlement.month,
        "final": settlement.final,
        "closed": settlement.closed,
        "pot": settlement.pot,
        "carried_in": settlement.carried_in,
        "carried_out": settlement.carried_out,
        "share": settlement.share,
        "participants": [
            {
                "member": each.member,
                "fine": each.fine,
                "share": each.share,
                "net": each.net,
                "last_place": each.last_place,
            }
            for each in settlement.participants
        ],
        "transfers": [
            {"from": each.giver, "to": each.receiver, "amount": each.amount}
            for each in settlements.transfers(settlement)
        ],
    }


def _tell_differences(chain: Sequence[Settlement], language: Language) -> None:
    """Say where a closed month would come to something else today; what was closed stands."""
    for each in chain:
        if each.recomputed is None:
            continue
        typer.echo(
            language.say(
                "{month} stands as closed. Computed today, it would carry {carried_in} in and {carried_out} out.",
                month=language.month(each.month),
                carried_in=language.won(each.recomputed.carried_in),
                carried_out=language.won(each.recomputed.carried_out),
            ),
            err=True,
        )
        for one in settlements.differences(each, each.recomputed):
            typer.echo(
                language.say(
                    "{member}: closed with fine {fine} and share {share}; today fine {fine_now} and share {share_now}",
                    member=quoted(one.member),
                    fine=language.won(one.one.fine),
                    share=language.won(one.one.share),
                    fine_now=language.won(one.other.fine),
                    share_now=language.won(one.other.share),
                ),
                err=True,
            )


def _rows(cells: Workbook) -> int:
    return sum(len(tab.rows) for tab in cells.tabs)


def _season(context: typer.Context) -> Season:
    try:
        return source.load(source.store(context.obj))
    except WorkbookError as error:
        _fail(error.why)


def _moment(season: Season, as_of: str | None) -> datetime:
    if as_of is None:
        return clock.now()
    try:
        return values.moment(as_of, season.study.timezone)
    except values.Unreadable as unreadable:
        raise typer.BadParameter(_terminal_language().say(unreadable.why), param_hint="--as-of") from None


def _month(written: str, hint: str) -> str:
    try:
        return values.month(written)
    except values.Unreadable as unreadable:
        raise typer.BadParameter(_terminal_language().say(unreadable.why), param_hint=hint) from None


def _print(frame: pd.DataFrame, form: Format) -> None:
    _write(render(frame, form))


def _write(printed: bytes) -> None:
    """Write bytes, not text: the same on every system, line ends and byte-order mark included."""
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()


def _end(problems: Sequence[Problem], language: Language) -> None:
    """Say how much could not be read. An unread answer does not count yet, and the board stands; anything else puts
    the rules, the roster or the calendar in doubt, and with them every figure: status 1."""
    _warn(problems, language)
    raise typer.Exit(0 if all(problem.of_answer for problem in problems) else 1)


def _warn(problems: Sequence[Problem], language: Language) -> None:
    if problems:
        said = language.say(
            "Could not be read: {count}. The command check says what and how to mend it.", count=len(problems)
        )
        typer.echo(said, err=True)


def _tell(message: Sentence) -> None:
    typer.echo(_terminal_language().say(message))


def _fail(why: Sentence) -> NoReturn:
    typer.echo(_terminal_language().say(why), err=True)
    raise typer.Exit(2)


def _terminal_language() -> Language:
    """The language of the terminal, for what is said before there is a study."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language("ko" if spoken.startswith("ko") else "en")
