"""The secrets file, ``.streamlit/secrets.toml``: what is set up on this machine beside the workbook."""

import os
import stat
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from studylib.text.errors import ConfigError
from studylib.text.message import Sentence, sentence

FILE = Path(".streamlit/secrets.toml")
"""The file, under the folder the program was started in. What it lacks comes from the one under the home folder.

Streamlit looks in both places, too. Its Community Cloud writes its settings to the second.
"""


def read_text(name: str) -> str | None:
    """Return the text of that name. ``None`` if there is none. Raises a ConfigError if it is no text."""
    return check_text(read_value(name), name)


def check_text(value: object, name: str) -> str | None:
    """Return the value if it is a text or ``None``. Raises a ConfigError that names it if it is anything else."""
    if isinstance(value, str | None):
        return value
    raise ConfigError(
        sentence("“{name}” in {path} is not a text. Put it in quotation marks.", name=name, path=str(FILE))
    )


def read_table(name: str) -> Mapping[str, object]:
    """Return the table ``[name]``. It is empty if there is none. Raises a ConfigError if it is no table."""
    table = read_value(name)
    if table is None:
        return {}
    if isinstance(table, Mapping):
        return table
    raise ConfigError(
        sentence(
            "“{name}” in {path} is not a table. Write [{name}] on a line of its own.",
            name=name,
            path=str(FILE),
        )
    )


def read_value(name: str) -> object:
    """Return the value of that name, of any kind. ``None`` if there is none."""
    return next((each[name] for each in map(_read, (FILE, Path.home() / FILE)) if name in each), None)


def warn_if_exposed() -> Sentence | None:
    """Return what to do if other users of this machine can read the file. ``None`` if they cannot.

    It is a warning only: on a hosted service, nobody can change the file's mode. Windows has no modes.
    """
    if os.name != "posix":
        return None
    for path in (FILE, Path.home() / FILE):
        try:
            status = path.stat()
        except OSError:
            continue
        others = stat.S_IRWXG | stat.S_IRWXO
        if status.st_mode & others and status.st_uid == os.geteuid():
            place = str(FILE) if path == FILE else f"~/{FILE}"
            return sentence("Others on this machine can read your secrets. Run: chmod 600 {path}", path=place)
    return None


def _read(path: Path) -> Mapping[str, object]:
    try:
        status = path.stat()
        return _parse(path, status.st_mtime_ns, status.st_size, status.st_ino)
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
def _parse(path: Path, *_version: int) -> Mapping[str, object]:
    """Parse that version of the file. Cached, because every run of every page asks for it."""
    with path.open("rb") as file:
        return tomllib.load(file)
