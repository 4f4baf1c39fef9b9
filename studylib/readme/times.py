"""When each link first stood in a README, by its history in git."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from studylib.readme import git, importing, reading
from studylib.readme.choices import ASK, Choices
from studylib.readme.file import parse_bytes
from studylib.readme.importing import Key
from studylib.readme.reading import Contents
from studylib.text.errors import StudyboardError
from studylib.text.message import Sentence, sentence
from studylib.workbook.members import Roster


@dataclass(frozen=True, slots=True)
class LinkTimes:
    """When each link and mark first stood in the file. ``notices`` warn about those times."""

    first_seen: Mapping[Key, datetime] = field(default_factory=dict)
    notices: tuple[Sentence, ...] = ()


def find_times(
    history: git.History, file: Path, contents: Contents, people: Roster, choices: Choices = ASK
) -> LinkTimes:
    """Find the earliest commit of each link. ``contents`` is the file of today. Skip unreadable versions."""
    first_seen: dict[Key, datetime] = {}
    for version in history.versions:
        for key in _list_version_keys(version, file, people, choices):
            first_seen[key] = min(version.written_at, first_seen.get(key, version.written_at))
    return LinkTimes(first_seen, tuple(_list_notices(first_seen, contents, history.shallow)))


def _list_version_keys(version: git.Version, file: Path, people: Roster, choices: Choices) -> Iterator[Key]:
    try:
        old, _ = reading.read_page(parse_bytes(version.data, file), people, file.name, choices)
    except StudyboardError:
        return iter(())
    return importing.list_keys(old) if old else iter(())


def _list_notices(first_seen: Collection[Key], contents: Contents, shallow: bool) -> Iterator[Sentence]:
    current = list(importing.list_keys(contents))
    handed_in = {key[:2] for key in current}
    if gone := sum(key[:2] not in handed_in for key in first_seen):
        yield sentence(
            "Not taken: {count} links that stood in the table once and were taken out again.", count=gone
        )
    if shallow:
        yield sentence(
            "This clone is shallow: older versions are missing, so times may be too late. "
            "Fetch them with: git fetch --unshallow"
        )
    if any(key not in first_seen for key in current):
        yield sentence("Some links are not committed yet. Git has no time for them.")
