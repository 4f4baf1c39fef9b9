"""The menu of commands: none is missing, and none is imported for another."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from studylib import cli
from studylib.cli.menu import GROUPS, MODULES, LazyCommands
from tests.cli.program import ROOT, run

FOLDER = Path(cli.__file__).parent


def defines_commands(module: Path) -> bool:
    """Whether a module has a variable ``commands``, whose commands people can type."""
    body = ast.parse(module.read_text(encoding="utf-8")).body
    return any("commands" in map(ast.unparse, each.targets) for each in body if isinstance(each, ast.Assign))


def test_the_menu_has_each_command_of_each_module() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py") if defines_commands(path)}
    assert modules == set(MODULES.values())
    for module in modules:
        app = typer.Typer()
        app.add_typer(import_module(f"studylib.cli.{module}").commands)
        names = [module] if module in GROUPS else list(typer.main.get_group(app).commands)
        assert names == [name for name in MODULES if MODULES[name] == module]


def test_nobody_changes_the_menu() -> None:
    menu = LazyCommands()
    with pytest.raises(TypeError):
        menu["board"] = None
    with pytest.raises(TypeError):
        del menu["board"]
    assert list(menu) == list(MODULES)
    assert len(menu) == len(MODULES)


@pytest.mark.parametrize(
    ("typed", "meant"), [("bord", "board"), ("remin", "remind"), ("setlement", "settlement")]
)
def test_a_mistyped_command_is_told_which_one_was_meant(typed: str, meant: str) -> None:
    result = run(typed)
    assert result.exit_code == 2
    assert f"Did you mean '{meant}'" in result.stderr


@pytest.mark.parametrize("name", ["board", "studies", "calendar"])
def test_the_help_of_a_command_imports_no_other(name: str) -> None:
    code = f"import sys; from studylib import cli; cli.app(['{name}', '--help'], standalone_mode=False)"
    told = "print(*[each for each in sys.modules if each.startswith('studylib.cli.')], file=sys.stderr)"
    result = subprocess.run(
        [sys.executable, "-c", f"{code}; {told}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(result.stderr.split()) == {
        f"studylib.cli.{each}" for each in ("menu", "plain_values", "terminal", name)
    }
