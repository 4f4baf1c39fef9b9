"""The plain values of options. Typer (0.29) imports pydantic for any value: a tenth of a second, even for none."""

from enum import StrEnum
from typing import Any

from typer._coercion import build_runtime_param


def take_plain_values(command: Any) -> None:
    """Let the options of a command take texts, choices and no value as they are."""
    options = command.get_params(command.context_class(command))  # its --help, too
    for each in options:
        if each.nargs == 1 and not each.multiple:
            each._runtime_param = _PlainValue(each.type_descriptor)


class _PlainValue:
    """What Typer asks for the value of one option. Others, wrong ones too, are its own matter."""

    def __init__(self, descriptor: Any) -> None:
        self._descriptor = descriptor

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value of an option. Raises what Typer raises for a wrong one."""
        kind = self._descriptor.annotation
        if value is None or (kind is str and type(value) is str):
            return value
        if isinstance(kind, type) and issubclass(kind, StrEnum) and value in list(kind):
            return kind(value)
        return build_runtime_param(self._descriptor).coerce(value, param=param, ctx=ctx)
