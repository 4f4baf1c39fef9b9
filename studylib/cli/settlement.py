"""Commands of the months: ``settlement`` prints them, ``close`` closes one."""

from collections.abc import Sequence
from typing import Annotated

import typer

from studylib import clock, report
from studylib.changes.draft import Change
from studylib.cli import terminal
from studylib.money import balances, payments, shares
from studylib.money.closing import ClosingError
from studylib.money.rounds import Round, list_rounds
from studylib.money.settlement import Participant, Settlement, compare_settlements, settle
from studylib.report import Format
from studylib.season import board, closings
from studylib.season.periods import name_period
from studylib.source import reader, save
from studylib.source.season import Season, load_season
from studylib.text.errors import ChangeError, StudyboardError
from studylib.text.language import Language
from studylib.text.message import quote, sentence

commands = typer.Typer()


@commands.command()
def settlement(
    context: typer.Context,
    month: Annotated[
        str | None,
        typer.Option(
            "--month", metavar="MONTH", help="One month, such as 2022-05, or season. [default: all]"
        ),
    ] = None,
    as_of: terminal.As_of = None,
    form: terminal.Form = Format.TABLE,
) -> None:
    """Print the settlement of each month: one row a participant, in JSON one object a month."""
    season = terminal.season(context)
    chosen = None if month is None else terminal.parse_typed_month(month, "--month")
    present = clock.now()
    now = present if as_of is None else terminal.parse_moment(season, as_of)
    study = closings.look_back(season.study, now, present)
    settled = settle(study, board.judge(study, now), now)
    chain = [each for each in settled if chosen in (None, each.month)]
    language = Language(season.study.language)
    paid = payments.sum_payments(study, now)
    if form is Format.JSON:
        rounds = {each.month: each for each in list_rounds(settled, paid)}
        terminal.write(report.json_text([_make_month_record(each, rounds[each.month]) for each in chain]))
    else:
        terminal.print_rows(shares.list_shares(chain, paid), form)
    _print_differences(chain, language)
    for why in balances.explain_balances(study, settled, now):
        typer.echo(language.say(why), err=True)
    terminal.end(season.list_problems(now, present), language)


@commands.command()
def close(
    context: typer.Context,
    month: Annotated[
        str, typer.Argument(metavar="MONTH", help="The month to close, such as 2022-05, or season.")
    ],
) -> None:
    """Close a month for good, as the leader's desk does. Print the rows to paste if the workbook is read-only."""
    from studylib.changes.added_rows import list_added_rows
    from studylib.changes.close import close_month, explain_lacking_column, explain_lacking_smallest

    chosen, now = terminal.parse_typed_month(month, "MONTH"), clock.now()

    def decide(season: Season) -> Change:
        return close_month(season.cells, season.study, season.list_problems(now), chosen, now)

    try:
        store = reader.open_store(terminal.listing(context).workbook)
        season = load_season(store)
        language = Language(season.study.language)
        if not store.writable:
            lacking = [
                explain(season.cells, season.study, chosen)
                for explain in (explain_lacking_column, explain_lacking_smallest)
            ]
            rows = list_added_rows(season.cells, decide(season))
            terminal.print_to_paste(rows, store.name, language)
            for why in filter(None, lacking):
                typer.echo(language.say(why), err=True)
            return None
        change = save.save_change(store, decide, now)
    except (ClosingError, ChangeError) as refusal:
        typer.echo(language.say(refusal.why), err=True)
        if isinstance(refusal, ClosingError):
            terminal.name_problems(refusal.problems, language)
        raise typer.Exit(1) from None
    except StudyboardError as error:
        terminal.fail(error.why)
    outcome = sentence(
        "{month} is closed: {rows} rows written to the tab {tab}.",
        month=name_period(chosen),
        rows=len(change.added),
        tab=change.edits[0].title,
    )
    typer.echo(language.say(outcome))


def _make_month_record(settlement: Settlement, of_month: Round) -> dict[str, object]:
    """Make the month's JSON object. Its transfers are what is still to be sent. The kitty is null.

    What is too small to send is above 0 if the member owes it.
    """
    paid, small = of_month.paid, of_month.carried_out
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
                "paid": paid.get(each.member, 0),
                "outstanding": each.owe(paid.get(each.member, 0)),
                **({} if each.balance is None else _make_deposit_record(each)),
            }
            for each in settlement.participants
        ],
        "transfers": [
            {"from": each.giver, "to": each.receiver, "amount": each.amount} for each in of_month.transfers
        ],
        **({"too_small": {name: -won for name, won in small.items()}} if small else {}),
    }


def _make_deposit_record(participant: Participant) -> dict[str, object]:
    return {"from_deposit": participant.from_deposit, "balance": participant.balance}


def _print_differences(chain: Sequence[Settlement], language: Language) -> None:
    """Say which closed months would come out differently today. The closed figures hold."""
    for each in chain:
        if each.recomputed is None:
            continue
        typer.echo(
            language.say(
                "{month} stays as closed. Computed today, it would carry {carried_in} in and {carried_out} out.",
                month=language.month(each.month),
                carried_in=language.won(each.recomputed.carried_in),
                carried_out=language.won(each.recomputed.carried_out),
            ),
            err=True,
        )
        for difference in compare_settlements(each, each.recomputed):
            typer.echo(
                language.say(
                    "{member}: closed with fine {fine} and share {share}. Today: fine {fine_now}, share {share_now}",
                    member=quote(difference.member),
                    fine=language.won(difference.one.fine),
                    share=language.won(difference.one.share),
                    fine_now=language.won(difference.other.fine),
                    share_now=language.won(difference.other.share),
                ),
                err=True,
            )
