"""README files on disk: their bytes, their text and their tables."""

import os
from pathlib import Path

from studylib import files
from studylib.readme import parsing
from studylib.readme.grid import Page
from studylib.text.errors import FileError
from studylib.text.message import sentence

LARGEST = 512_000
"""The most bytes to read of a README. GitHub shows no more (500 KiB)."""


def read_bytes(file: Path) -> bytes:
    """Read the whole file. Raise a FileError if it cannot be read or is too large."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise FileError(sentence("{file} cannot be read: {why}.", file=str(file), why=why or "")) from error
    if len(data) > LARGEST:
        raise FileError(sentence("{file} is too large for a README.", file=str(file)))
    return data


def decode_text(data: bytes, file: Path) -> str:
    """Decode UTF-8, with any byte-order mark kept. Raise a FileError that names the first bad line."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        why = sentence("{file} is not in UTF-8, in line {line}. Save it in UTF-8.", file=str(file), line=line)
        raise FileError(why) from error


def parse_bytes(data: bytes, file: Path) -> Page:
    """Parse the tables of a version of the file. Raise a FileError if it is not UTF-8."""
    return parsing.parse_page(decode_text(data, file).removeprefix("\ufeff"), html=is_html(file))


def is_html(file: Path) -> bool:
    return file.suffix.casefold() in (".html", ".htm")


def find_folder(file: Path) -> str:
    """Find the folder of the file in its repository, with ``/``. An empty text is the top, or no repository."""
    folder = Path(os.path.abspath(file)).parent
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            inner = folder.relative_to(above).as_posix()
            return "" if inner == "." else inner
    return ""


def write_text(text: str, file: Path) -> None:
    """Replace the file in one stage and keep its permissions. Raise a FileError if it cannot be written."""
    try:
        files.replace_file(file, text.encode("utf-8"))
    except OSError as error:
        why = sentence(
            "The file {path} cannot be written: {why}. Check its folder, or choose another.",
            path=str(file),
            why=error.strerror or "",
        )
        raise FileError(why) from error
