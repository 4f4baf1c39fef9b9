"""What is set up on the machine beside the workbook: the secrets file, ``.streamlit/secrets.toml``."""

import os
import stat
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from studylib.text.errors import ConfigError
from studylib.text.message import Sentence, sentence

FILE = Path(".streamlit/secrets.toml")
"""The file, under the folder the program was started in and, for what that one lacks, under the home folder:
where Streamlit looks, too, and where its Community Cloud puts what is pasted into its settings."""


def read_text(name: str) -> str | None:
    """The text of that name; ``None`` where there is none. Raises a ConfigError where it is no text."""
    found = read_value(name)
    if isinstance(found, str | None):
        return found
    raise ConfigError(
        sentence("“{name}” in {path} is not a text. Put it in quotation marks.", name=name, path=str(FILE))
    )


def read_table(name: str) -> Mapping[str, object]:
    """The table ``[name]``; an empty one where there is none. Raises a ConfigError where it is no table."""
    found = read_value(name)
    if found is None:
        return {}
    if isinstance(found, Mapping):
        return found
    raise ConfigError(
        sentence(
            "“{name}” in {path} is not a table. Write [{name}] on a line of its own.",
            name=name,
            path=str(FILE),
        )
    )


def read_value(name: str) -> object:
    """What stands under that name, whatever it is; ``None`` where nothing does."""
    return next((each[name] for each in map(_read, (FILE, Path.home() / FILE)) if name in each), None)


def warn_if_exposed() -> Sentence | None:
    """What to do where other people of this machine can read the file; ``None`` where they cannot.

    It is told, not refused: where a service lays the file there, nobody can change its mode. Windows has no modes.
    """
    if os.name != "posix":
        return None
    for path in (FILE, Path.home() / FILE):
        try:
            found = path.stat()
        except OSError:
            continue
        others = stat.S_IRWXG | stat.S_IRWXO
        if found.st_mode & others and found.st_uid == os.geteuid():
            place = str(FILE) if path == FILE else f"~/{FILE}"
            return sentence("Others on this machine can read your secrets. Run: chmod 600 {path}", path=place)
    return None


def _read(path: Path) -> Mapping[str, object]:
    try:
        state = path.stat()
        return _parsed(path, state.st_mtime_ns, state.st_size, state.st_ino)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigError(
            sentence(
                "{path} cannot be read: {why}. Fix the file, or name the workbook with --workbook.",
                path=str(FILE),
                why=why or "",
            )
        ) from error


@lru_cache(maxsize=8)
def _parsed(path: Path, *_version: int) -> Mapping[str, object]:
    """What the file says in that version of it: every look of every page asks for some of it."""
    with path.open("rb") as file:
        return tomllib.load(file)
