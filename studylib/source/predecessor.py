"""Keep a season that another one replaces, in a backup beside its database."""

import re
import shlex
from datetime import datetime
from pathlib import Path

from studylib import files
from studylib.config.program import word_command
from studylib.season.study import Study
from studylib.stores.backup import read_backup, write_backup
from studylib.stores.store import Store
from studylib.text.errors import WorkbookError
from studylib.text.faults import explain_unwritable_file
from studylib.text.message import Plain, Sentence, sentence
from studylib.workbook import reader
from studylib.workbook.cells import Workbook

BACKUPS = "backups"
"""The folder of the seasons before, beside the database's file."""

LONGEST_FILE = 60
"""Characters of the study's name in the name of a backup."""

_SQLITE = "sqlite:///"


def is_file(store: Store) -> bool:
    """Check if a store is a SQLite file of this machine."""
    return store.name.startswith(_SQLITE)


def tell_backup(backup: Path) -> Sentence:
    """Tell how to look at a season that was backed up."""
    return sentence(
        "The season before is kept in {file}. To look at it: {run}",
        file=Plain(backup),
        run=Plain(word_command(f"--workbook sqlite:///data/before.db restore {shlex.quote(str(backup))}")),
    )


def back_up(store: Store, present: Workbook, now: datetime) -> Path:
    """Back a season up beside its database's file, in a new file of that moment, and read it again."""
    for damage in present.damages:
        raise WorkbookError(damage.why)
    place = Path(store.name.removeprefix(_SQLITE)) if is_file(store) else Path("data/-")
    study, _ = reader.read(present)
    path = place.parent / BACKUPS / f"{_name_file(study)}-{now.astimezone(study.timezone):%Y-%m-%d-%H%M%S}.gz"
    make_new(path)
    write_backup(present, path, now)
    if read_backup(path).tabs != present.tabs:
        raise WorkbookError(
            sentence(
                "{file} does not read as it was written. Nothing was replaced. Try again.", file=str(path)
            )
        )
    return path


def _name_file(study: Study) -> str:
    """Name the file by the study, in letters that every system takes."""
    name = "-".join(re.findall(r"\w+", study.name))
    return name[:LONGEST_FILE] or "study"


def make_new(path: Path) -> None:
    """Make an empty file that only its owner can read, and its folder. Raises a WorkbookError if it is there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(files.PRIVATE, exist_ok=False)
    except FileExistsError:
        raise WorkbookError(
            sentence("{file} is there already. Nothing was written. Choose another name.", file=str(path))
        ) from None
    except (OSError, ValueError) as error:
        raise WorkbookError(explain_unwritable_file(path, error)) from error
