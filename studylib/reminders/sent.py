"""Remember which reminder went to which address, so that each is sent once."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from studylib import files
from studylib.text.errors import DeliveryError
from studylib.text.message import sentence

# ---- what was sent ----


@dataclass(frozen=True, slots=True)
class SentLog:
    """What was sent to which address: by the reminder's name the digests of the addresses that took it.

    A digest takes some hundredths of a second and memory to make, so that nobody finds an address out of a record.
    """

    salt: str
    sent: Mapping[str, frozenset[str]]

    def had(self, name: str, address: str) -> bool:
        """Whether the address took the reminder of that name."""
        return self._digest(address) in self.sent.get(name, frozenset())

    def having(self, name: str, address: str) -> "SentLog":
        """The record with one more."""
        taken = self.sent.get(name, frozenset()) | {self._digest(address)}
        return replace(self, sent={**self.sent, name: taken})

    def _digest(self, address: str) -> str:
        return hashlib.scrypt(address.encode(), salt=self.salt.encode(), n=2**14, r=8, p=1, dklen=16).hex()


def read_log(path: Path) -> SentLog:
    """The record in the file; a new one where there is no file. Raises a DeliveryError where it cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        salt, sent = found["salt"], found["sent"]
        if not isinstance(salt, str):
            raise ValueError("the salt is a text")
        return SentLog(salt, {name: frozenset(map(_text, taken)) for name, taken in sent.items()})
    except FileNotFoundError:
        return SentLog(secrets.token_hex(16), {})
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise DeliveryError(
            sentence(
                "{file} is no record of what was sent, so nothing was sent. Name another file, or delete this one; "
                "then it is sent once more.",
                file=str(path),
            )
        ) from None


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError("a digest is a text")
    return found


def write_log(record: SentLog, path: Path) -> None:
    """Write the record, whole or not at all. Raises a DeliveryError where it cannot be written."""
    written = {"salt": record.salt, "sent": {name: sorted(taken) for name, taken in record.sent.items()}}
    try:
        files.replace_file(path, json.dumps(written, indent=1).encode(), files.PRIVATE)
    except OSError as error:
        raise DeliveryError(
            sentence(
                "{file} cannot be written: {why}. Name another file, in a folder that can be written to.",
                file=str(path),
                why=error.strerror or "",
            )
        ) from None
