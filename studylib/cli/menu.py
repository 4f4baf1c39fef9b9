"""The menu of commands: which module has which. A module is imported once its command runs, or ``--help`` lists all.

So a command does not wait for the others' imports.
"""

from collections.abc import Iterator, MutableMapping
from functools import cache
from importlib import import_module
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from studylib.cli.plain_values import take_plain_values

MODULES = {
    "new": "new",
    "board": "board",
    "fines": "board",
    "check": "board",
    "settlement": "settlement",
    "close": "settlement",
    "reopen": "reopening",
    "import": "workbook",
    "export": "workbook",
    "backup": "backup",
    "restore": "backup",
    "rename": "renaming",
    "erase": "erasure",
    "remind": "reminder",
    "calendar": "calendar",
    "questions": "questions",
    "sheet": "sheet",
    "readme": "readme",
    "studies": "studies",
}
"""The module of each command and group of commands, in the order of the help."""

GROUPS = frozenset({"questions", "sheet", "readme", "studies"})
"""Modules whose commands stand below their own name."""


class Menu(TyperGroup):
    """The program itself, with all commands below it."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = LazyCommands()
        take_plain_values(self)


class LazyCommands(MutableMapping[str, Any]):
    """All commands by name. Each is built when it is first asked for."""

    def __getitem__(self, name: str) -> Any:
        return _load_commands(MODULES[name])[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)

    def __setitem__(self, name: str, command: object) -> NoReturn:
        raise TypeError("The table MODULES has all commands.")

    def __delitem__(self, name: str) -> NoReturn:
        raise TypeError("The table MODULES has all commands.")


@cache
def _load_commands(module: str) -> dict[str, Any]:
    """Build the commands of a module, or the group that they make."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    written = import_module(f"studylib.cli.{module}").commands
    app.add_typer(written, name=module if module in GROUPS else None)
    commands = dict(typer.main.get_group(app).commands)
    for each in commands.values():
        take_plain_values(each)
    return commands
