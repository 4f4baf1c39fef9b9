"""The costs of being late, for a reminder. The tier of now comes first, then those ahead."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from studylib.season import rule_words, weeks, words
from studylib.season.cost_words import count_late_units
from studylib.season.costs import find_step
from studylib.season.kinds import TaskKind
from studylib.season.standing import Waiting
from studylib.season.study import Study, Tier
from studylib.season.tasks import Duty
from studylib.text.chat import defuse
from studylib.text.language import Language


def write_costs(study: Study, waiting: Waiting, now: datetime, language: Language) -> Iterator[str]:
    """Write what a late duty costs at ``now``. Write what any other one will cost."""
    if waiting.late:
        yield from _write_costs_now(study, waiting.duty, now, language)
    else:
        yield _name_costs_ahead(waiting.duty, language)
        for tier, until in _list_tiers_ahead(study, waiting.duty, now):
            yield _write_cost(study, tier, until, waiting.duty, language)
    yield from rule_words.explain_cap(waiting.duty.task, language)


def _name_costs_ahead(duty: Duty, language: Language) -> str:
    if duty.task.kind is TaskKind.ATTENDANCE:
        return language.say("Late or absent, it costs")
    return language.say("Handed in late, it costs")


def _write_costs_now(study: Study, duty: Duty, now: datetime, language: Language) -> Iterator[str]:
    (current, until), *coming = _list_tiers_ahead(study, duty, now)
    yield language.say("Handed in now, it costs")
    yield _write_cost(study, current, until, duty, language)
    yield from _write_units(study, current, duty, now, language)
    if until is not None:
        left = weeks.to_milliseconds(until) - weeks.to_milliseconds(now)
        yield language.say("{span} left", span=language.span(left / 1000, most=2))
    yield from (_write_cost(study, *each, duty, language) for each in coming)


def _write_units(study: Study, tier: Tier, duty: Duty, now: datetime, language: Language) -> Iterator[str]:
    """Write what the units that have begun come to. A growing fine differs from member to member."""
    if tier.per is not None and find_step(study, tier) is None:
        amount = tier.amount * count_late_units(tier, duty, now)
        most = amount if duty.task.cap is None else duty.task.cap
        yield language.say("now {amount}", amount=language.won(min(amount, most)))


def _list_tiers_ahead(study: Study, duty: Duty, now: datetime) -> list[tuple[Tier, datetime | None]]:
    """Return the tiers that somebody can still fall into, each with its end. ``None``: it has none."""
    at = max(weeks.to_milliseconds(now), weeks.to_milliseconds(duty.due_at))
    return [
        (study.tiers[place], until)
        for place, until in weeks.list_stages(study.tiers, duty)
        if until is None or weeks.to_milliseconds(until) > at
    ]


def _write_cost(study: Study, tier: Tier, until: datetime | None, duty: Duty, language: Language) -> str:
    """Return the price of a tier and its last second. The tier without an end comes last."""
    price = words.price_tier(language, tier, find_step(study, tier))
    cost = f"{defuse(words.name_tier(language, tier))} {price}"
    if until is None:
        return language.say("{cost} after that", cost=cost) if duty.closes_at != duty.due_at else cost
    last = weeks.add_time(until, -timedelta(seconds=1))
    return language.say("{cost} until {moment}", cost=cost, moment=language.moment(last))
