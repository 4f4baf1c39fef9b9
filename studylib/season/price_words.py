"""What handing in costs, in words: now, and from the next change on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from studylib.season.prices import Price, Quote
from studylib.text.language import Language
from studylib.text.message import sentence


def describe_quote(quote: Quote, now: datetime, language: Language) -> str:
    """Say what handing in costs now, and from when on another price holds.

    ``now`` is in the study's zone: ``지금 제출하면 벌금 2,000원, 내일 12:00부터 3,000원``.
    """
    return ", ".join(list_prices(quote, now, language))


def list_prices(quote: Quote, now: datetime, language: Language) -> Iterator[str]:
    """List the price of now, then the next one with its moment, if there is one."""
    price = describe_price(quote.now, language)
    if not quote.now.amount:
        free = sentence("All handed in now: no fine") if quote.whole else sentence("Handed in now: no fine")
        yield language.say(free)
    elif quote.whole:
        yield language.say("All handed in now: {price}", price=price)
    else:
        yield language.say("Handed in now: {price}", price=price)
    if quote.changes_at is not None and quote.then is not None:
        moment = name_moment(quote.changes_at.astimezone(now.tzinfo), now, language)
        yield language.say(
            "from {moment} on {price}", moment=moment, price=describe_price(quote.then, language)
        )


def describe_price(price: Price, language: Language) -> str:
    """Say a price: ``벌금 없음``, ``3,000원``, ``개당 500원``, ``3,000원 이상``."""
    if not price.amount:
        return language.say("no fine")
    amount = language.won(price.amount)
    if price.each:
        return language.say("{amount} per item", amount=amount)
    return language.say("{amount} or more", amount=amount) if price.least else amount


def name_moment(moment: datetime, now: datetime, language: Language) -> str:
    """Name a moment that is near: ``오늘 18:00``, ``내일 12:00``, ``5/17 (화) 00:00``. Both are of one zone."""
    clock = f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
    days = moment.date() - now.date()
    if days == timedelta(0):
        return language.say("today {clock}", clock=clock)
    if days == timedelta(days=1):
        return language.say("tomorrow {clock}", clock=clock)
    return f"{language.day(moment.date())} {clock}"
