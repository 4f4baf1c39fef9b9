"""The commands of the months: ``settlement`` prints them, ``close`` closes one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from studylib import clock, report
from studylib.cli import terminal
from studylib.money import closing, transfers
from studylib.money.closing import ClosingError
from studylib.money.settlement import Settlement, compare_settlements, list_shares, settle
from studylib.report import Format
from studylib.season import board
from studylib.source import reader
from studylib.source.season import Season, load_season
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import quote, sentence
from studylib.workbook import entries
from studylib.workbook.entries import NewRows

commands = typer.Typer()


@commands.command()
def settlement(
    context: typer.Context,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help="One month, such as 2022-05. [default: all]"),
    ] = None,
    as_of: terminal.As_of = None,
    form: terminal.Form = Format.TABLE,
) -> None:
    """Print the settlement of each month: one row a member who takes part, in JSON one object a month."""
    season = terminal.season(context)
    chosen = None if month is None else terminal.month(month, "--month")
    chain = [
        each for each in _settled(season, terminal.moment(season, as_of)) if chosen in (None, each.month)
    ]
    language = Language(season.study.language)
    if form is Format.JSON:
        terminal.write(report.json_text([_month_record(each) for each in chain]))
    else:
        terminal.print_rows(list_shares(chain), form)
    _tell_differences(chain, language)
    terminal.end(season.problems, language)


@commands.command()
def close(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="MONTH", help="The month to close, such as 2022-05.")],
) -> None:
    """Close a month: write what it came to, for good, or print the rows to paste where nothing can be written."""
    chosen = terminal.month(month, "MONTH")
    try:
        store = reader.open_store(terminal.listing(context).workbook)
        since = store.version()
        season = load_season(store)
        language = Language(season.study.language)
        entry = _closing(season, chosen, clock.now())
        if not store.writable:
            terminal.write(report.to_paste([entry.header, *entry.rows]))
            said = sentence(
                "{name} is only read. Paste these rows into the tab {tab}; the first is for a tab without a header.",
                name=store.name,
                tab=entry.title,
            )
            typer.echo(language.say(said), err=True)
            return
        store.append(entry.title, entry.header, entry.rows, since)
    except ClosingError as refusal:
        typer.echo(language.say(refusal.why), err=True)
        raise typer.Exit(1) from None
    except StudyboardError as error:
        terminal.fail(error.why)
    said = sentence(
        "{month} is closed: {rows} rows written to the tab {tab}.",
        month=chosen,
        rows=len(entry.rows),
        tab=entry.title,
    )
    typer.echo(language.say(said))


def _settled(season: Season, now: datetime) -> Sequence[Settlement]:
    return settle(season.study, board.judge(season.study, now), now)


def _closing(season: Season, month: str, now: datetime) -> NewRows:
    rows = closing.close_month(season.study, _settled(season, now), month, season.problems, now)
    return entries.make_settlement_rows(season.cells, season.study, rows)


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
            for each in transfers.list_transfers(settlement)
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
        for one in compare_settlements(each, each.recomputed):
            typer.echo(
                language.say(
                    "{member}: closed with fine {fine} and share {share}; today fine {fine_now} and share {share_now}",
                    member=quote(one.member),
                    fine=language.won(one.one.fine),
                    share=language.won(one.one.share),
                    fine_now=language.won(one.other.fine),
                    share_now=language.won(one.other.share),
                ),
                err=True,
            )
