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
"""The environment variable that names a service account's key file. Google's own programs read it, too."""

KEY = "service_account"
"""The name of a service account's key in the secrets file."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A service account's key. Without a ``repr``, so that no log or traceback shows it."""

    email: str
    fields: Mapping[str, str]


def find_key() -> Key | None:
    """Return the key in the secrets file, else in the file that ``KEY_FILE`` names. ``None`` if there is none.

    A ``private_key`` whose line ends were pasted as ``\\n`` is fixed. Raises a WorkbookError that names the wrong
    field, never its value.
    """
    source, fields = read_fields()
    if not fields:
        return None
    if fields.get("type") != "service_account":
        raise explain_broken_key("type", source)
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    for name in ("client_email", "private_key", "token_uri"):
        if not texts.get(name, "").strip():
            raise explain_broken_key(name, source)
    if "@" not in texts["client_email"]:
        raise explain_broken_key("client_email", source)
    if not texts["token_uri"].startswith("https://"):
        raise explain_broken_key("token_uri", source)
    texts["private_key"] = texts["private_key"].replace("\\n", "\n").strip() + "\n"
    return Key(texts["client_email"].strip(), texts)


def read_fields() -> tuple[str, Mapping[str, object]]:
    """Return the name of the key's source, and its fields. Both are empty if there is no key.

    In the secrets file the key is a table, or the whole JSON as a text.
    """
    source = f"[{KEY}] in {secrets.FILE}"
    value = secrets.read_value(KEY)
    if isinstance(value, Mapping):
        return source, value
    if value is not None:
        return source, _parse(str(value), source)
    path = os.environ.get(KEY_FILE)
    if not path:
        return "", {}
    try:
        return path, _parse(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError):
        raise _refuse_source(path) from None


def _parse(text: str, source: str) -> Mapping[str, object]:
    """Return the fields of a key file. An error never carries the text, not even as its cause."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        raise _refuse_source(source) from None
    return fields if isinstance(fields, Mapping) else {"type": None}


def _refuse_source(source: str) -> WorkbookError:
    return WorkbookError(
        sentence(
            "There is no service account's key in {where}: it cannot be read as JSON. Copy the whole key file again.",
            where=source,
        )
    )


def explain_broken_key(field: str, source: str) -> WorkbookError:
    """Make the error for a key with that field missing or malformed."""
    return WorkbookError(
        sentence(
            "The key of the service account is broken: its “{field}” is missing or changed ({where}). "
            "Copy the whole key file again.",
            field=field,
            where=source,
        )
    )
