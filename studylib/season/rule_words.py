"""The rules in words: what the tiers cost, by their tasks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studylib.season import words
from studylib.season.costs import find_step
from studylib.season.kinds import TaskKind
from studylib.season.study import Study, Tier
from studylib.season.tasks import Duty, Task
from studylib.season.weeks import take_tiers
from studylib.text.direction import isolate, join_texts
from studylib.text.language import Language


@dataclass(frozen=True, slots=True)
class TierGroup:
    """The tiers of one set and start, one line each.

    ``title`` names the tasks that they are for. It is empty if nothing tells the groups apart.
    """

    title: str
    lines: tuple[str, ...]

    def list_lines(self) -> Iterator[str]:
        """List the title, if there is one, and the lines."""
        yield from filter(None, (self.title, *self.lines))


def group_tiers(study: Study, language: Language) -> tuple[TierGroup, ...]:
    """Group the tiers by set and start, in their order. A set that no task uses is left out."""
    used = {task.tiers for task in study.tasks} or {""}
    groups: dict[tuple[str, int], list[Tier]] = {}
    for tier in study.tiers:
        if tier.set in used:
            groups.setdefault((tier.set, tier.from_week), []).append(tier)
    is_titled = len(groups) > 1 or any(task.cap is not None for task in study.tasks)
    return tuple(
        TierGroup(
            _name_group(study, name, start, language) if is_titled else "",
            tuple(_explain_tiers(study, tiers, language, of_meeting=_is_of_meetings(study, name))),
        )
        for (name, start), tiers in groups.items()
    )


def explain_duty(study: Study, duty: Duty, language: Language) -> Iterator[str]:
    """Explain the tiers in force for a duty, one a line. Its cap comes last."""
    of_meeting = duty.task.kind is TaskKind.ATTENDANCE
    yield from _explain_tiers(study, take_tiers(study.tiers, duty), language, of_meeting=of_meeting)
    yield from explain_cap(duty.task, language)


def explain_cap(task: Task, language: Language) -> Iterator[str]:
    """Say the most that a task costs, if it is limited."""
    if task.cap is not None:
        yield language.say("at most {amount}", amount=language.won(task.cap))


def explain_tier(study: Study, tier: Tier, language: Language, *, of_meeting: bool = False) -> str:
    """Explain the limit of a tier, and its cost if money is shown."""
    if not study.money_shown:
        return words.explain_limit(language, tier, of_meeting=of_meeting)
    return words.explain_tier(language, tier, find_step(study, tier), of_meeting=of_meeting)


def _explain_tiers(
    study: Study, tiers: Sequence[Tier], language: Language, *, of_meeting: bool
) -> Iterator[str]:
    for tier in tiers:
        yield explain_tier(study, tier, language, of_meeting=of_meeting)


def _is_of_meetings(study: Study, name: str) -> bool:
    """Check if the tasks of a set are all meetings."""
    kinds = {task.kind for task in study.tasks if task.tiers == name}
    return kinds == {TaskKind.ATTENDANCE}


def _name_group(study: Study, name: str, start: int, language: Language) -> str:
    tasks = [_name_task(task, language) for task in study.tasks if task.tiers == name]
    since = language.say("from week {week} on", week=start) if start > 1 else None
    return join_texts([language.names(tasks), since])


def _name_task(task: Task, language: Language) -> str:
    name = isolate(task.name or "")
    return "".join([name, *(f" ({cap})" for cap in explain_cap(task, language))])
