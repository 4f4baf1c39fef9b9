"""The history of one file in git: what it held, and when, by its authors' own word. The door of the program git."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studylib.readme.file import LARGEST
from studylib.text.errors import HistoryError
from studylib.text.message import sentence

_SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "protocol.allow=never"),
)
"""A repository is somebody else's: nothing that its settings name is run, nothing is fetched."""

_OTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PAGER")


@dataclass(frozen=True, slots=True)
class Version:
    """What the file held at a commit. ``written_at`` is aware: the author's time, which nobody has verified."""

    written_at: datetime
    data: bytes


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a file, the newest first. ``shallow``: older ones are missing in this clone."""

    versions: tuple[Version, ...]
    shallow: bool


def read_history(file: Path) -> History:
    """The versions of the file in the repository that it lies in, under its earlier names, too.

    Raises a HistoryError where it lies in none, where git has never kept it, or where there is no git.
    """
    place = Path(os.path.abspath(file))
    folder, name = place.parent, place.name
    shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    log = _git(
        folder,
        "log",
        "--follow",
        "-c",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-ext-diff",
        "--no-textconv",
        "--no-mailmap",
        "--format=%x01%at",
        "--",
        name,
    )
    commits = _commits(log)
    if not commits:
        why = sentence("git has never kept {file}. Commit it first, or leave out --git.", file=str(file))
        raise HistoryError(why)
    blobs = _blobs(folder, [blob for _, blob in commits])
    found = (Version(at, blobs[blob]) for at, blob in commits if blob in blobs)
    return History(tuple(found), shallow)


def _commits(log: bytes) -> list[tuple[datetime, str]]:
    """The author's time of each commit, and the object that the file was after it."""
    found = []
    for commit in log.split(b"\x01")[1:]:
        seconds, _, changes = commit.partition(b"\0")
        parted = changes.lstrip(b"\n\0").split(b"\0")[0].split()
        if not parted or not parted[0].startswith(b":"):
            continue
        parents = len(parted[0]) - len(parted[0].lstrip(b":"))
        blob = parted[2 * parents + 1].decode("ascii") if len(parted) > 2 * parents + 1 else ""
        try:
            at = datetime.fromtimestamp(int(seconds), UTC)
        except (ValueError, OverflowError, OSError):
            continue
        if blob.strip("0") and 2000 <= at.year < 2100:
            found.append((at, blob))
    return found


def _blobs(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The objects of these names, all from one process; those that are missing or too large are left out."""
    asked = list(dict.fromkeys(names))
    lines = "".join(f"{name}\n" for name in asked).encode("ascii")
    sizes = _git(folder, "cat-file", "--batch-check", given=lines).splitlines()
    small = [
        name
        for name, line in zip(asked, sizes, strict=False)
        if line.split()[1:2] == [b"blob"] and int(line.split()[2]) <= LARGEST
    ]
    out = _git(folder, "cat-file", "--batch", given="".join(f"{name}\n" for name in small).encode("ascii"))
    found, at = {}, 0
    for name in small:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        found[name] = out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
    return found


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    environment = {name: value for name, value in os.environ.items() if name not in _OTHER_REPOSITORY}
    environment |= {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
    try:
        result = subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=folder,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        why = sentence(
            "The program git cannot be run: {why}. Install it, or leave out --git.", why=str(error)
        )
        raise HistoryError(why) from error
    if result.returncode:
        said = result.stderr.decode("utf-8", "replace")
        why = sentence("git cannot tell the history of this folder: {why}", why=said)
        if "not a git repository" in said:
            why = sentence("{folder} is not in a git repository. Leave out --git.", folder=str(folder))
        elif "does not have any commits" in said:
            why = sentence("The git repository of {folder} has no commits yet.", folder=str(folder))
        raise HistoryError(why)
    return result.stdout
