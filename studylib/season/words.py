"""Name statuses, tiers and rules in the reader's language."""

from datetime import datetime, timedelta

from studylib.season.kinds import Limit, Period, Pot, Status
from studylib.season.records import Step
from studylib.season.study import Tier
from studylib.text.language import Language
from studylib.text.message import sentence

_STATUS = {
    Status.ON_TIME: sentence("On time"),
    Status.LATE: sentence("Late"),
    Status.ABSENT: sentence("Absent"),
    Status.EXCUSED: sentence("Excused"),
    Status.OVERDUE: sentence("Overdue"),
    Status.OPEN: sentence("Open"),
    Status.UPCOMING: sentence("Upcoming"),
}
_UNTIL = (
    sentence("{tier}: until {hours} after due"),
    sentence("{tier}: until {hours} after the start"),
)
_UNTIL_CLOCK = (
    sentence("{tier}: until the next {clock} after due"),
    sentence("{tier}: until the next {clock} after the start"),
)
_STEP = {
    (Period.MONTH, False): sentence("{amounts} (each further time within a month, then the last)"),
    (Period.MONTH, True): sentence("{amounts} (each further time within a month, then from the start)"),
    (Period.SEASON, False): sentence("{amounts} (each further time within the season, then the last)"),
    (Period.SEASON, True): sentence("{amounts} (each further time within the season, then from the start)"),
}
_POT = {
    Pot.EQUAL_EXCEPT_LAST: sentence("1/n without last place"),
    Pot.EQUAL: sentence("1/n"),
    Pot.FAULTLESS: sentence("1/n among those without fines"),
    Pot.KEEP: sentence("Saved up"),
}


def name_outstanding(language: Language, amount: int) -> str:
    """Name an outstanding amount of won. A member owes it above 0 and is owed it below 0."""
    if not amount:
        return language.say("Settled")
    won = language.won(abs(amount))
    return (
        language.say("owes {amount}", amount=won)
        if amount > 0
        else language.say("is owed {amount}", amount=won)
    )


def name_status(language: Language, status: Status) -> str:
    """Name a status."""
    return language.say(_STATUS[status])


def name_tier(language: Language, tier: Tier) -> str:
    """Name a tier: by the group's own word, or by ours for late and absent."""
    return language.say(_STATUS[Status(tier.label)]) if tier.label in ("late", "absent") else tier.label


def explain_tier(
    language: Language, tier: Tier, step: Step | None = None, *, of_meeting: bool = False
) -> str:
    """Explain the limit of a tier and its cost. ``step`` is the one that its fine grows by.

    A meeting is not due, it starts.
    """
    limit = explain_limit(language, tier, of_meeting=of_meeting)
    return language.say("{limit}, {amount}", limit=limit, amount=price_tier(language, tier, step))


def explain_limit(language: Language, tier: Tier, *, of_meeting: bool = False) -> str:
    """Explain the limit of a tier, without its cost: ``지각: 마감 후 12시간까지``."""
    name = name_tier(language, tier)
    if tier.lasts is None:
        return language.say("{tier}: from there on", tier=name)
    if tier.limit is Limit.CLOCK:
        last = (datetime.min + tier.lasts - timedelta(seconds=1)).time()
        return language.say(_UNTIL_CLOCK[of_meeting].text, tier=name, clock=f"{last:%H:%M:%S}")
    hours = language.span(tier.lasts.total_seconds())
    return language.say(_UNTIL[of_meeting].text, tier=name, hours=hours)


def price_tier(language: Language, tier: Tier, step: Step | None = None) -> str:
    """Say what a tier costs: ``3,000원``, ``10분당 1,000원``, ``개당 2,000원``, or all amounts of a step."""
    amount = language.won(tier.amount)
    if step:
        amounts = " → ".join(map(language.won, step.amounts))
        amount = language.say(_STEP[step.within, step.repeats].text, amounts=amounts)
    if tier.itemised:
        return language.say("{amount} per item", amount=amount)
    if tier.per is None:
        return amount
    return language.say("{amount} per {span}", amount=amount, span=language.span(tier.per.total_seconds()))


def name_pot(language: Language, pot: Pot) -> str:
    """Name the use of the pot."""
    return language.say(_POT[pot])
