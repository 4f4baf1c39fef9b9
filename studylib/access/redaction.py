"""What a visitor may not see of a study: names shortened, links and addresses masked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from studylib.season.study import Break, ClosedShare, Excuse, Payment, Study

Record = TypeVar("Record", Break, Excuse, Payment, ClosedShare)
"""What is said of a member by name."""

MASK = "○"
"""What stands for a syllable of a shortened name, as Korean lists of names have it."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What is left out for a visitor."""

    everything: bool
    cells: bool
    """The cells of the workbook, which the leader alone edits."""
    reasons: bool
    """Why somebody was excused or paid, what they noted, and what is wrong with the cells."""
    money: bool
    names: bool
    """All of a name that tells who it is, and the links that lead to the same."""


def redact(study: Study, veil: Redaction) -> Study:
    """The study as somebody under that veil may know it; nobody is shown the addresses of its members."""
    if veil.everything:
        return Study("", study.timezone, study.submissions.iloc[:0], study.language)
    study = replace(study, members=tuple(replace(each, email=None) for each in study.members))
    if veil.money:
        free = tuple(replace(each, amount=0) for each in study.tiers)
        study = replace(study, tiers=free, payments=(), settlements=())
    if veil.reasons:
        study = replace(
            study,
            breaks=tuple(replace(each, reason="") if each.member else each for each in study.breaks),
            excuses=tuple(replace(each, reason="") for each in study.excuses),
            payments=tuple(replace(each, note="") for each in study.payments),
            submissions=study.submissions.assign(note=""),
        )
    return _shortened(study) if veil.names else study


def shorten_names(names: Iterable[str]) -> Mapping[str, str]:
    """Each name's short form, no two alike: 이은빈 is 이○빈, Ada Lovelace A. L.; equal ones are numbered."""
    found: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for name in dict.fromkeys(names):
        short = _short(name)
        taken[short] += 1
        found[name] = short if taken[short] == 1 else f"{short} {taken[short]}"
    return found


def _short(name: str) -> str:
    short = _abridged(name)
    return MASK if name in short else short


def _abridged(name: str) -> str:
    words = name.split()
    if len(words) > 1:
        return " ".join(f"{word[0]}." for word in words)
    if not name.isascii():
        middle = MASK * max(len(name) - 2, 1)
        return name[0] + middle + (name[-1] if len(name) > 2 else "")
    return f"{name[0]}."


def _shortened(study: Study) -> Study:
    """Under short names everything says the same, of the members of the roster and of all others who are named."""
    names = [member.name for member in study.members]
    for records in (study.settlements, study.payments, study.excuses, study.breaks):
        names += (each.member for each in records if each.member)
    short = shorten_names(names)

    def relabelled(records: Iterable[Record]) -> tuple[Record, ...]:
        return tuple(replace(each, member=short.get(each.member or "", each.member)) for each in records)

    return replace(
        study,
        members=tuple(replace(each, name=short[each.name], github=None) for each in study.members),
        submissions=study.submissions.assign(member=study.submissions["member"].map(short), link=""),
        weeks=tuple(
            replace(each, topic=replace(each.topic, writer=short.get(each.topic.writer or "")))
            for each in study.weeks
        ),
        breaks=relabelled(study.breaks),
        excuses=relabelled(study.excuses),
        payments=relabelled(study.payments),
        settlements=relabelled(study.settlements),
    )
