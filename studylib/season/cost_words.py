"""What a row of the board costs, in words: tier, units, step, or link by link."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from studylib.season import words
from studylib.season.study import Study, Tier
from studylib.season.tasks import Duty
from studylib.season.weeks import list_ends, take_tiers, to_milliseconds
from studylib.text.direction import isolate
from studylib.text.language import Language


def count_late_units(tier: Tier, duty: Duty, at: datetime | None) -> int:
    """Count the begun units of lateness of a tier. It is 1 without units, and without a time."""
    if tier.per is None or at is None:
        return 1
    late = to_milliseconds(at) - to_milliseconds(duty.due_at)
    return late // (tier.per // timedelta(milliseconds=1)) + 1


def tell_tier(tier: Tier, amount: int, step: int, units: int, language: Language) -> str:
    """Tell what a tier costs: ``지각 3,000원``, ``지각 3번째 4,000원``, ``지각 10분당 1,000원 × 3 = 3,000원``.

    ``amount`` is that of one unit, in won. ``step`` is which time it is, 0 if the fine does not grow.
    """
    name = words.name_tier(language, tier)
    if step:
        name = language.say("{tier}, time {number}", tier=name, number=step)
    if not amount:
        return name
    won = language.won(amount)
    if tier.per is None:
        return f"{isolate(name)} {won}"
    return language.say(
        "{tier} {amount} per {span} × {units} = {sum}",
        tier=name,
        amount=won,
        span=language.span(tier.per.total_seconds()),
        units=units,
        sum=language.won(amount * units),
    )


def tell_items(
    study: Study, duty: Duty, times: Sequence[datetime], missing: int, language: Language
) -> Iterator[str]:
    """Tell what the links of a duty cost, one part for each tier, and their sum if that is not said already.

    ``times`` are those of the links that count. ``missing`` is how many never came. Hidden money leaves the counts.
    """
    tiers = take_tiers(study.tiers, duty)
    ends = list(map(to_milliseconds, list_ends(tiers, duty.due_at)))
    late = [at for at in map(to_milliseconds, times) if at >= to_milliseconds(duty.due_at)]
    counts = Counter(sum(at >= end for end in ends) for at in late)
    parts = [
        (words.name_tier(language, tiers[place]), counts[place], tiers[place].amount)
        for place in sorted(counts)
    ]
    if missing:
        parts.append((language.say("not handed in"), missing, tiers[-1].amount))
    if not study.money_shown:
        yield from (f"{isolate(name)} × {number}" for name, number, _ in parts)
        return
    said = [
        language.say("{tier} {number} × {amount}", tier=name, number=number, amount=language.won(amount))
        for name, number, amount in parts
    ]
    if said:
        total = language.won(sum(number * amount for _, number, amount in parts))
        yield f"{' + '.join(said)} = {total}"
