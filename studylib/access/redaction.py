"""Redaction: the study with names, links, addresses, reasons or money left out for a visitor."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from studylib.season.records import Arrival, Pass
from studylib.season.study import Break, ClosedShare, Excuse, Payment, Study, VoidedAnswer
from studylib.season.tasks import Task
from studylib.season.texts import compare_links

Record = TypeVar("Record", Arrival, Break, ClosedShare, Excuse, Pass, Payment, VoidedAnswer)
"""Records that name a member."""

MASK = "○"
"""Replaces a syllable of a shortened name, as Korean lists of names do."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """Parts of a study that a visitor may not see."""

    everything: bool
    cells: bool
    """The cells of the workbook. Only the leader edits them."""
    reasons: bool
    """Reasons of excuses and payments, notes, and problems of cells."""
    money: bool
    names: bool
    """Full names, and the links that reveal them."""


def redact(study: Study, redaction: Redaction) -> Study:
    """Leave the redacted parts out of the study. Member addresses are always left out."""
    if redaction.everything:
        return Study("", study.timezone, study.submissions.iloc[:0], study.language)
    study = replace(study, members=tuple(replace(each, email=None) for each in study.members))
    if redaction.money:
        study = _hide_money(study)
    if redaction.reasons:
        study = replace(
            study,
            breaks=tuple(replace(each, reason="") if each.member else each for each in study.breaks),
            excuses=tuple(replace(each, reason="") for each in study.excuses),
            passes=tuple(replace(each, reason="") for each in study.passes),
            arrivals=tuple(replace(each, note="") for each in study.arrivals),
            payments=tuple(replace(each, note="") for each in study.payments),
            submissions=study.submissions.assign(note=""),
            voided=tuple(replace(each, reason="") for each in study.voided),
        )
    return _shorten_study(study) if redaction.names else study


def _hide_money(study: Study) -> Study:
    """Hide all amounts, and the account that they are paid into."""
    free = tuple(replace(each, amount=0) for each in study.tiers)
    study = replace(study, tiers=free, steps=(), payments=(), settlements=(), account="")
    study = replace(study, smallest_transfer=0, money_shown=False)
    return _replace_tasks(study, lambda task: replace(task, cap=None))


def shorten_names(names: Iterable[str]) -> Mapping[str, str]:
    """Shorten each name: 이은빈 to 이○빈, Ada Lovelace to A. L. Equal short forms are numbered."""
    short_forms: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for name in dict.fromkeys(names):
        short = _shorten_name(name)
        taken[short] += 1
        short_forms[name] = short if taken[short] == 1 else f"{short} {taken[short]}"
    return short_forms


def _shorten_name(name: str) -> str:
    short = _abbreviate(name)
    return MASK if name in short else short


def _abbreviate(name: str) -> str:
    words = name.split()
    if len(words) > 1:
        return " ".join(f"{word[0]}." for word in words)
    if not name.isascii():
        middle = MASK * max(len(name) - 2, 1)
        return name[0] + middle + (name[-1] if len(name) > 2 else "")
    return f"{name[0]}."


def _shorten_study(study: Study) -> Study:
    """Shorten all names alike: those of the roster and those only named in records."""
    names = [member.name for member in study.members]
    records = (study.settlements, study.payments, study.excuses, study.breaks, study.passes, study.arrivals)
    for some in records:
        names += (each.member for each in some if each.member)
    names += (name for task in study.tasks for name in task.members)
    short = shorten_names(names)
    study = _replace_tasks(study, partial(_rename_members, short))

    def rename(records: Iterable[Record]) -> tuple[Record, ...]:
        return tuple(replace(each, member=short.get(each.member or "", each.member)) for each in records)

    return replace(
        study,
        members=tuple(replace(each, name=short[each.name], github=None) for each in study.members),
        submissions=study.submissions.assign(
            member=study.submissions["member"].map(short), link=_number_links(study)
        ).astype({"member": "str", "link": "str"}),
        links_shown=False,
        weeks=tuple(
            replace(each, topic=replace(each.topic, writer=short.get(each.topic.writer or "")))
            for each in study.weeks
        ),
        breaks=rename(study.breaks),
        excuses=rename(study.excuses),
        passes=rename(study.passes),
        arrivals=rename(study.arrivals),
        payments=rename(study.payments),
        settlements=rename(study.settlements),
        voided=tuple(replace(each, link="") for each in rename(study.voided)),
    )


def _rename_members(short: Mapping[str, str], task: Task) -> Task:
    return replace(task, members=tuple(short[name] for name in task.members))


def _replace_tasks(study: Study, change: Callable[[Task], Task]) -> Study:
    """Replace the tasks of a study, and those of its duties."""
    if not study.tasks:
        return study
    weeks = tuple(
        replace(week, duties=tuple(replace(duty, task=change(duty.task)) for duty in week.duties))
        for week in study.weeks
    )
    return replace(study, tasks=tuple(map(change, study.tasks)), weeks=weeks)


def _number_links(study: Study) -> Sequence[str]:
    """Put numbers in the place of links of tasks that take several. So they still count.

    Other links leave nothing.
    """
    several = [task.name for task in study.tasks if task.count > 1]
    if not several:
        return [""] * len(study.submissions)
    rows = study.submissions["link"].where(study.submissions["task"].isin(several), "")
    lists = [text.split("\n") for text in rows]
    compared = iter(compare_links([link for links in lists for link in links]))
    numbers = {"": ""}
    return [
        "\n".join(numbers.setdefault(link, str(len(numbers))) for link in islice(compared, len(links)))
        for links in lists
    ]
