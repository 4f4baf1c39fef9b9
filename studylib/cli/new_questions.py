"""The questions of the command ``new``, and the faults of the answers."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import typer

from studylib.cli import terminal
from studylib.setup.cards import list_cards
from studylib.setup.fields import TypedPlan, read_plan
from studylib.setup.lines import LONGEST_PASTE
from studylib.setup.plan import USUAL_WEEKS, Carried, Plan, PlanFault, find_first_day
from studylib.stores.answers_file import ENCODINGS
from studylib.text.faults import explain_unreadable_file
from studylib.text.message import Plain, Sentence, sentence

NEEDED = ("name", "members")
"""Fields without a default."""

ASKED = ("name", "starts_on", "due", "members", "curriculum", "weeks", "preset", "settle")
"""Fields that a terminal is asked for, in this order."""

PASTED = frozenset({"members", "curriculum"})
"""Fields of several lines."""

MOST_BYTES = 4 * LONGEST_PASTE + 4
"""Bytes of a file that are read. More is too long in any encoding."""


def read_text(file: str) -> str:
    """Read a text of a file, ``-`` for the standard input. End the command with 2 if it is none."""
    try:
        if file == "-":
            data = sys.stdin.buffer.read(MOST_BYTES)
        else:
            with Path(file).open("rb") as opened:
                data = opened.read(MOST_BYTES)
    except (OSError, ValueError) as error:
        terminal.fail(explain_unreadable_file(file, error))
    if len(data) == MOST_BYTES:
        return data.decode("utf-8", "replace")
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    terminal.fail(sentence("{file} is no text. Save it as plain text or .csv.", file=file))


def can_ask() -> bool:
    """Tell whether a person is at the terminal."""
    return sys.stdin.isatty()


def complete_plan(typed: Mapping[str, str], today: date) -> Plan:
    """Ask for what is missing, and make the plan. End the command with 2 if nobody can be asked."""
    answers = dict(typed)
    if can_ask():
        answers |= {field: _ask(field, today) for field in ASKED if field not in typed}
    if lacking := [f"--{field}" for field in NEEDED if not answers.get(field)]:
        terminal.fail(sentence("Say what is missing: {options}.", options=Plain(", ".join(lacking))))
    return read_answers(TypedPlan(**answers), today, None)


def read_answers(typed: TypedPlan, today: date, carried: Carried | None) -> Plan:
    """Read the plan and tell its faults. Ask again for faulty fields, or end the command with 2."""
    while True:
        plan, faults = read_plan(typed, today, carried)
        for fault in faults:
            terminal.complain(_tell(fault))
        wrong = dict.fromkeys(fault.field for fault in faults if not fault.is_notice)
        if not wrong:
            return plan
        if not can_ask() or not wrong.keys() <= {*ASKED}:
            raise typer.Exit(2)
        typed = replace(typed, **{field: _ask(field, today) for field in wrong})


def confirm_replacing(name: str, yes: bool) -> None:
    """Ask if the present season may go into a backup. End the command with 2 if nobody says yes."""
    asked = sentence("The season in {name} goes into a backup, and the next one takes its place.", name=name)
    if yes:
        return
    terminal.complain(asked)
    if not can_ask():
        terminal.fail(
            sentence("Say --yes to confirm, or --into ADDRESS to keep the present season as it is.")
        )
    if not typer.confirm(terminal.own_language().say("Go on?")):
        raise typer.Exit(2)


def _tell(fault: PlanFault) -> Sentence:
    """Name the field and the line of a fault."""
    option = f"--{fault.field.replace('_', '-')}"
    if fault.line is None:
        return sentence("{option}: {why}", option=option, why=fault.message)
    return sentence("{option}, line {line}: {why}", option=option, line=fault.line, why=fault.message)


def _ask(field: str, today: date) -> str:
    """Ask for a field. An empty answer takes the default."""
    question = terminal.own_language().say(_word_question(field, today))
    if field not in PASTED:
        return str(typer.prompt(question, default="", show_default=False))
    typer.echo(question)
    return "\n".join(_ask_lines())


def _ask_lines() -> Iterator[str]:
    while line := typer.prompt("", default="", show_default=False, prompt_suffix="> "):
        yield line


def _word_question(field: str, today: date) -> Sentence:
    common = ", ".join(each.id for each in list_cards("ko") if each.common)
    questions = {
        "name": sentence("Name of the study"),
        "starts_on": sentence("First day [{day}]", day=find_first_day(today).isoformat()),
        "due": sentence("When a week is due, such as 22:00 or Sun 22:00 [the end of its last day]"),
        "members": sentence("Members, one a line: name, address, role. An empty line ends them"),
        "curriculum": sentence("Curriculum, one week a line, or fsdl. An empty line ends it"),
        "weeks": sentence("Number of weeks [the lines of the curriculum, or {weeks}]", weeks=USUAL_WEEKS),
        "preset": sentence("Rules, such as {ids} [post]", ids=Plain(common)),
        "settle": sentence("Settlement, month or season [as the rules say]"),
    }
    return questions[field]
