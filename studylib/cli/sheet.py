"""Commands of a Google Sheet: ``sheet template``, ``sheet init``, ``sheet push``, ``sheet form-script``."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from studylib import files
from studylib.cli import terminal
from studylib.form.bridge import list_steps, write_bridge
from studylib.form.script import write_script
from studylib.stores.opening import is_sheet, open_sheet
from studylib.text.direction import join_texts
from studylib.text.errors import StudyboardError
from studylib.text.faults import explain_unwritable_file
from studylib.text.message import Plain, sentence
from studylib.workbook import identity, template, values
from studylib.workbook.cells import Workbook

commands = typer.Typer(
    help="Make and fill a Google Sheet, and the form that writes to it.", no_args_is_help=True
)
Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="The Google Sheet, as the browser shows its address.")
]
WordsLanguage = Annotated[str, typer.Option("--language", help="Of the titles and headers: ko or en.")]
Zone = Annotated[str, typer.Option("--timezone", help="Of the study, an IANA name.")]


@commands.command("template")
def sheet_template(
    language: WordsLanguage = "ko",
    zone: Zone = "Asia/Seoul",
    out: Annotated[Path | None, typer.Option(help="Write the files into this folder.")] = None,
    form: Annotated[bool, typer.Option(help="Make the form, too, which asks for the right to forms.")] = True,
) -> None:
    """Print the script that makes a sheet of its own, and the steps. No key and no Google Cloud is needed."""
    _check_language(language)
    try:
        values.parse_zone(zone)
    except StudyboardError as error:
        terminal.fail(error.why)
    made = write_bridge(language, zone, form=form)
    if out:
        _write_files(out, made)
    steps = enumerate(list_steps(language, made), 1)
    printed = "".join(f"{number}. {step}\n" for number, step in steps)
    shown = {} if out else made
    terminal.write(
        "\n".join([printed, *(f"──── {name} ────\n\n{text}" for name, text in shown.items())]).encode()
    )


def _write_files(folder: Path, made: Mapping[str, str]) -> None:
    for name, text in made.items():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            files.replace_file(folder / name, text.encode())
        except (OSError, ValueError) as error:
            terminal.fail(explain_unwritable_file(folder / name, error))


def _check_language(language: str) -> None:
    if language not in template.LANGUAGES:
        raise typer.BadParameter("ko or en", param_hint="--language")


@commands.command("init")
def sheet_init(address: Address, language: WordsLanguage = "ko", zone: Zone = "Asia/Seoul") -> None:
    """Make the tabs, with their headers, in an empty Google Sheet. Tabs with content stay as they are."""
    _check_language(language)
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
        sheet_id = (open_sheet(address).id or None) if is_sheet(address) else None
        script = write_script(study, sheet_id, addresses=addresses)
    except StudyboardError as error:
        terminal.fail(error.why)
    terminal.write(script.encode())
