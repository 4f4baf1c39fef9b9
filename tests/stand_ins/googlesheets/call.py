"""One call of a method: what was asked, and whether Google understands it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.stand_ins.googlesheets.mask import Mask
from tests.stand_ins.googlesheets.refusal import lacks

EVERYWHERE = {"alt", "fields", "key", "prettyPrint", "quotaUser"}
"""Query parameters of every method. ``fields`` names a part of the answer, ``alt`` may only be json."""


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
        body = self.body if isinstance(self.body, dict) else {}
        given = self.query[name][-1] if name in self.query else body.get(name)
        if given is None:
            return "" if name == "valueInputOption" else self.options[name][0]
        text = str(given)
        if text not in self.options[name]:
            raise lacks(f"the {name} {text}")
        return text

    def known(self, *names: str) -> dict[str, Any]:
        """The body. It may have only these fields."""
        return known(self.body, names)

    def check_query(self, *names: str) -> None:
        """Refuse a parameter that the stand-in does not know. It may change Google's answer."""
        for name, texts in self.query.items():
            if name not in {*names, *EVERYWHERE}:
                raise lacks(f"the query parameter {name}")
            if name == "alt" and texts[-1] != "json":
                raise lacks(f"answers of the form {texts[-1]}")
            if name in self.options:
                self.option(name)


def listed(body: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list in the body. It is empty if there is none."""
    found = body.get(name) or []
    if not isinstance(found, list):
        raise lacks(f"{name} of another form than a list")
    return found


def known(body: Any, names: Sequence[str], where: str = "the body") -> dict[str, Any]:
    """Return the body. Refuse one that has other fields, or none."""
    if not isinstance(body, dict):
        raise lacks(f"{where} of another form than an object")
    for name in body:
        if name not in names:
            raise lacks(f"{name} in {where}")
    return body
