"""Plain values of options are taken as Typer takes them."""

from typing import Annotated, Any

import pytest
import typer

from studylib.cli.plain_values import take_plain_values
from studylib.report import Format


def make_command() -> Any:
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    def show(
        name: Annotated[str, typer.Argument()],
        form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
        note: Annotated[str | None, typer.Option()] = None,
        count: Annotated[int, typer.Option(min=1)] = 2,
        word: Annotated[list[str] | None, typer.Option()] = None,
    ) -> None:
        typer.echo(repr((name, form, note, count, word)))

    return typer.main.get_command(app)


@pytest.mark.parametrize(
    "arguments",
    [
        ["a"],
        ["a", "--format", "json", "--note", "b", "--count", "3", "--word", "x", "--word", "y"],
        ["a", "--format", "yaml"],
        ["a", "--format", "JSON"],
        ["a", "--count", "0"],
        ["a", "--count", "x"],
        ["", "--note", ""],
        [],
        ["a", "--format"],
    ],
)
def test_a_command_says_the_same_with_plain_values_as_without(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    plain = make_command()
    take_plain_values(plain)
    said = []
    for command in (make_command(), plain):
        with pytest.raises(SystemExit) as end:
            command.main(arguments, prog_name="show")
        said.append((end.value.code, *capsys.readouterr()))
    assert said[0] == said[1]
    assert any(said[0][1:])
