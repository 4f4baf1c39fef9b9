"""The record of which reminder went to which address, so that each is sent once.

One run at a time holds the record, from reading it to writing what was sent. If a run is killed between sending and
writing, the next run sends once more. A reminder twice is a nuisance. A reminder lost may cost a fine.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from studylib import files
from studylib.text.errors import DeliveryError
from studylib.text.faults import explain_unwritable_file
from studylib.text.message import sentence

PATIENCE = 300.0
"""Seconds to wait for other runs. Each may wait a minute for its addresses."""


@dataclass(frozen=True, slots=True)
class SentLog:
    """The digests of the addresses that took a reminder, by the reminder's name.

    Each digest costs some hundredths of a second, and memory. So a record does not reveal an address.
    """

    salt: str
    sent: Mapping[str, frozenset[str]]

    def had(self, name: str, address: str) -> bool:
        """Return True if the address took the reminder of that name."""
        return self._digest(address) in self.sent.get(name, frozenset())

    def having(self, name: str, address: str) -> "SentLog":
        """Return the record with one more."""
        taken = self.sent.get(name, frozenset()) | {self._digest(address)}
        return replace(self, sent={**self.sent, name: taken})

    def _digest(self, address: str) -> str:
        return hashlib.scrypt(address.encode(), salt=self.salt.encode(), n=2**14, r=8, p=1, dklen=16).hex()


@contextmanager
def hold_log(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the record in the file alone. Raises a DeliveryError if other runs do not end, or it cannot be held."""
    with ExitStack() as stack:
        try:
            stack.enter_context(files.hold_lock(path, patience))
        except TimeoutError:
            raise DeliveryError(
                sentence(
                    "Another run of the reminders still holds {file}, so nothing was sent. End it, or wait for it.",
                    file=str(path),
                )
            ) from None
        except OSError as error:
            raise DeliveryError(explain_unwritable_file(path, error)) from None
        yield


def read_log(path: Path) -> SentLog:
    """Read the record in the file. It is new if there is no file. Raises a DeliveryError if it cannot be read."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        salt, sent = record["salt"], record["sent"]
        if not isinstance(salt, str):
            raise ValueError("the salt is a text")
        return SentLog(salt, {name: frozenset(map(_check_digest, digests)) for name, digests in sent.items()})
    except FileNotFoundError:
        return SentLog(secrets.token_hex(16), {})
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise DeliveryError(
            sentence(
                "{file} is not a record of sent reminders, so nothing was sent. Name another file. Or delete this one: "
                "then the reminders are sent once more.",
                file=str(path),
            )
        ) from None


def _check_digest(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a digest is a text")
    return value


def write_log(record: SentLog, path: Path) -> None:
    """Write the record, whole or not at all. Raises a DeliveryError if it cannot be written."""
    content = {"salt": record.salt, "sent": {name: sorted(taken) for name, taken in record.sent.items()}}
    try:
        files.replace_file(path, json.dumps(content, indent=1).encode(), files.PRIVATE)
    except OSError as error:
        raise DeliveryError(explain_unwritable_file(path, error)) from None
