"""One call of a method: what was asked, and whether Google understands it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.stand_ins.googlesheets.mask import Mask
from tests.stand_ins.googlesheets.refusal import bad_field

EVERYWHERE = {"alt", "fields", "key", "prettyPrint", "quotaUser", "$.xgafv", "callback", "oauth_token"}
"""Query parameters that every method takes."""


@dataclass(frozen=True)
class Call:
    range: str = ""
    """The range in the address, if the method has one there."""
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    body: Any = field(default_factory=dict)
    options: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The values of the options, the default first."""
    mask: Mask = field(default_factory=dict)
    """The wanted part of the answer. Empty: all of it."""

    def option(self, name: str) -> str:
        """One of the allowed values: the one in the query or, of a batch, in the body."""
        given = self.query.get(name, [None])[-1] or (self.body or {}).get(name)
        if given is None:
            return "" if name == "valueInputOption" else self.options[name][0]
        text = str(given)
        if text not in self.options[name]:
            snake = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
            kind = f"type.googleapis.com/google.apps.sheets.v4.{name[:1].upper()}{name[1:]}"
            raise bad_field(snake, f"Invalid value at '{snake}' ({kind}), \"{text}\"")
        return text

    def known(self, *names: str) -> dict[str, Any]:
        """The body. It may have only these fields."""
        return known(self.body, names)

    def check_query(self, *names: str) -> None:
        for name in self.query:
            if name not in {*names, *EVERYWHERE}:
                raise bad_field(
                    "",
                    f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
                    f"Field '{name}' could not be found in request message.",
                )


def known(body: Any, names: Sequence[str], where: str = "") -> dict[str, Any]:
    if not isinstance(body, dict):
        raise bad_field(where, "Invalid JSON payload received. Unexpected token.")
    for name in body:
        if name not in names:
            at = f" at '{where}'" if where else ""
            raise bad_field(
                where, f'Invalid JSON payload received. Unknown name "{name}"{at}: Cannot find field.'
            )
    return body
