"""Commands of a Google Sheet: ``sheet init``, ``sheet push``, ``sheet form-script``."""

from typing import Annotated

import typer

from studylib.cli import terminal
from studylib.form.script import write_script
from studylib.stores.opening import is_sheet, open_sheet
from studylib.text.direction import join_texts
from studylib.text.errors import StudyboardError
from studylib.text.message import Plain, sentence
from studylib.workbook import identity, template, values
from studylib.workbook.cells import Workbook

commands = typer.Typer(
    help="Make and fill a Google Sheet, and the form that writes to it.", no_args_is_help=True
)
Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="The Google Sheet, as the browser shows its address.")
]


@commands.command("init")
def sheet_init(
    address: Address,
    language: Annotated[str, typer.Option(help="Of the titles and headers: ko or en.")] = "ko",
    zone: Annotated[str, typer.Option("--timezone", help="Of the study, an IANA name.")] = "Asia/Seoul",
) -> None:
    """Make the tabs, with their headers, in an empty Google Sheet. Tabs with content stay as they are."""
    if language not in template.LANGUAGES:
        raise typer.BadParameter("ko or en", param_hint="--language")
    try:
        values.parse_zone(zone)
        _fill_sheet(address, template.make_template(language, zone, identity.make_identity()), zone, language)
    except StudyboardError as error:
        terminal.fail(error.why)


@commands.command("push")
def sheet_push(context: typer.Context, address: Address) -> None:
    """Copy the whole workbook to a Google Sheet, into tabs that are still empty."""
    season = terminal.season(context)
    study = season.study
    try:
        _fill_sheet(address, template.make_copy(study, season.cells), study.timezone.key, study.language)
    except StudyboardError as error:
        terminal.fail(error.why)


def _fill_sheet(address: str, wanted: Workbook, zone: str, language: str) -> None:
    """Write the tabs that the sheet lacks, and say which.

    Only a new sheet gets the zone and the language. Later that would move the times in it.
    """
    target = open_sheet(address)
    present = target.fetch()
    tabs = template.list_missing_tabs(present, wanted)
    if tabs and template.is_untouched(present):
        target.add(tabs, zone=zone, locale=template.LOCALES[language])
    elif tabs:
        target.add(tabs)
    written = {tab.title for tab in tabs}
    left = len(wanted.tabs) - len(tabs)
    terminal.tell(
        sentence(
            "{name}: {count} tabs written, {left} left alone. {titles}",
            name=target.name,
            count=len(written),
            left=left,
            titles=Plain(join_texts((tab.title for tab in tabs), ", ")),
        )
    )


@commands.command("form-script")
def sheet_form_script(
    context: typer.Context,
    addresses: Annotated[
        bool,
        typer.Option("--collect-addresses", help="The form asks for the address of the person answering."),
    ] = False,
) -> None:
    """Print a script that makes the form. Paste it into the sheet's Extensions > Apps Script and run it once."""
    study = terminal.season(context).study
    try:
        address = terminal.listing(context).workbook
        sheet_id = open_sheet(address).id if is_sheet(address) else None
        script = write_script(study, sheet_id, addresses=addresses)
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.write(script.encode())
