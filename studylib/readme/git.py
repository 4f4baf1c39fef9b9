"""Read the history of one file from git, with its authors' own times. The door of the program git."""

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
"""Options that distrust the repository: run nothing that its settings name, and fetch nothing."""

_OTHER_REPOSITORY = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PAGER")


@dataclass(frozen=True, slots=True)
class Version:
    """What the file held at a commit. ``written_at`` (aware) is the author's time, unverified."""

    written_at: datetime
    data: bytes


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a file, newest first. ``shallow``: this clone lacks older ones."""

    versions: tuple[Version, ...]
    shallow: bool


def read_history(file: Path) -> History:
    """Read the versions of the file from its repository, also under earlier names.

    Raise a HistoryError if there is no repository, no git, or no commit of the file.
    """
    place = Path(os.path.abspath(file))
    folder, name = place.parent, place.name
    shallow = _run_git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
    log = _run_git(
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
    commits = _list_commits(log)
    if not commits:
        why = sentence("git has never kept {file}. Commit it first, or leave out --git.", file=str(file))
        raise HistoryError(why)
    blobs = _read_blobs(folder, [blob for _, blob in commits])
    versions = tuple(Version(at, blobs[blob]) for at, blob in commits if blob in blobs)
    return History(versions, shallow)


def _list_commits(log: bytes) -> list[tuple[datetime, str]]:
    """List the author's time of each commit, and the object name of the file after it."""
    commits = []
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
            commits.append((at, blob))
    return commits


def _read_blobs(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Read the objects by name, all from one process. Leave out missing and too large ones."""
    unique = list(dict.fromkeys(names))
    lines = "".join(f"{name}\n" for name in unique).encode("ascii")
    sizes = _run_git(folder, "cat-file", "--batch-check", standard_input=lines).splitlines()
    small = [
        name
        for name, line in zip(unique, sizes, strict=False)
        if line.split()[1:2] == [b"blob"] and int(line.split()[2]) <= LARGEST
    ]
    out = _run_git(
        folder, "cat-file", "--batch", standard_input="".join(f"{name}\n" for name in small).encode("ascii")
    )
    blobs, at = {}, 0
    for name in small:
        end = out.index(b"\n", at)
        size = int(out[at:end].split()[2])
        blobs[name] = out[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
    return blobs


def _run_git(folder: Path, *arguments: str, standard_input: bytes = b"") -> bytes:
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
            input=standard_input,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        why = sentence(
            "The program git cannot be run: {why}. Install it, or leave out --git.", why=str(error)
        )
        raise HistoryError(why) from error
    if result.returncode:
        message = result.stderr.decode("utf-8", "replace")
        why = sentence("git cannot read the history of this folder: {why}", why=message)
        if "not a git repository" in message:
            why = sentence("{folder} is not in a git repository. Leave out --git.", folder=str(folder))
        elif "does not have any commits" in message:
            why = sentence("The git repository of {folder} has no commits yet.", folder=str(folder))
        raise HistoryError(why)
    return result.stdout
