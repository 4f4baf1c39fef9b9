"""Join what several cells say of one member and week."""

from collections.abc import Sequence
from dataclasses import replace

from studylib.readme.entry import Entry, LineProblem
from studylib.readme.marks import Mark
from studylib.text.message import sentence


def join_parts(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[LineProblem, ...]]:
    """Compare the cells of each member and week. If one says done and another one says not, tell it.

    A sign for done then counts as a part only. A link counts: it was handed in.
    """
    cells: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        cells.setdefault((entry.member, entry.week), []).append(entry)
    missing = {key: found for key, several in cells.items() if (found := _find_missing(several))}
    linked = {key for key, several in cells.items() if any(entry.address for entry in several)}
    joined = tuple(
        replace(entry, mark=Mark.PART) if _is_part(entry, missing.keys() - linked) else entry
        for entry in entries
    )
    return joined, tuple(_explain(entry, is_linked=key in linked) for key, entry in missing.items())


def _find_missing(entries: Sequence[Entry]) -> Entry | None:
    """Find the first cell that says not handed in, if another cell says handed in."""
    done = {entry.cell.place for entry in entries if entry.handed_in}
    lines = {entry.cell.line for entry in entries if entry.handed_in}
    for entry in entries:
        is_other = entry.cell.place not in done or entry.cell.line not in lines
        if done and entry.mark is Mark.NOT and not entry.address and is_other:
            return entry
    return None


def _is_part(entry: Entry, keys: set[tuple[str, int]]) -> bool:
    return (entry.member, entry.week) in keys and entry.handed_in


def _explain(entry: Entry, *, is_linked: bool) -> LineProblem:
    facts = {"member": entry.member, "week": entry.week}
    if is_linked:
        why = sentence(
            "{member} has a link in week {week} and lacks another one here. The link counts as handed in.",
            **facts,
        )
    else:
        why = sentence(
            "{member} has a mark in week {week} and lacks one here, which counts as not handed in. Write one for both.",
            **facts,
        )
    return LineProblem(entry.cell.line, why)
