"""The key of the service account, from a file or the secrets."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studylib.config import secrets
from studylib.text.errors import WorkbookError
from studylib.text.message import sentence

KEY_FILE = "GOOGLE_APPLICATION_CREDENTIALS"
"""The environment variable that names a service account's key file, as Google's own programs know it."""

KEY = "service_account"
"""What a service account's key is called in the secrets file."""


# ---- the key ----


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A service account's key. It has no ``repr``, so that no log or traceback shows it."""

    email: str
    fields: Mapping[str, str]


def find_key() -> Key | None:
    """The service account's key of this machine: of the secrets file, else of the file that ``KEY_FILE`` names.

    ``None`` where there is none. A ``private_key`` whose line ends were pasted as ``\\n`` is fixed. Raises a
    WorkbookError that names the field that is wrong, never its value.
    """
    where, fields = read_fields()
    if not fields:
        return None
    if fields.get("type") != "service_account":
        raise explain_broken_key("type", where)
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    for name in ("client_email", "private_key", "token_uri"):
        if not texts.get(name, "").strip():
            raise explain_broken_key(name, where)
    if "@" not in texts["client_email"]:
        raise explain_broken_key("client_email", where)
    if not texts["token_uri"].startswith("https://"):
        raise explain_broken_key("token_uri", where)
    texts["private_key"] = texts["private_key"].replace("\\n", "\n").strip() + "\n"
    return Key(texts["client_email"].strip(), texts)


def read_fields() -> tuple[str, Mapping[str, object]]:
    """Where the key is written, and its fields. In the secrets file it is a table, or the whole JSON as a text."""
    where = f"[{KEY}] in {secrets.FILE}"
    found = secrets.read_value(KEY)
    if isinstance(found, Mapping):
        return where, found
    if found is not None:
        return where, _parsed(str(found), where)
    path = os.environ.get(KEY_FILE)
    if not path:
        return "", {}
    try:
        return path, _parsed(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError):
        raise _no_key_in(path) from None


def _parsed(text: str, where: str) -> Mapping[str, object]:
    """The fields of a key file. The text is not passed on where it is none, not even as the cause."""
    try:
        fields = json.loads(text)
    except ValueError:
        raise _no_key_in(where) from None
    return fields if isinstance(fields, Mapping) else {"type": None}


def _no_key_in(where: str) -> WorkbookError:
    return WorkbookError(
        sentence(
            "There is no service account's key in {where}: it cannot be read as JSON. Copy the whole key file again.",
            where=where,
        )
    )


def explain_broken_key(field: str, where: str) -> WorkbookError:
    return WorkbookError(
        sentence(
            "The key of the service account is broken: its “{field}” is missing or not as Google wrote it ({where}). "
            "Copy the whole key file again.",
            field=field,
            where=where,
        )
    )
