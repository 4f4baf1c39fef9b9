"""Take the money of a season for the next one: deposits, and what the pot carries on. Tell what is still open."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from studylib.money.balances import list_balances
from studylib.money.payments import list_outstanding
from studylib.money.settlement import Settlement, settle
from studylib.season import board
from studylib.season.kinds import Account
from studylib.season.study import Payment, Study
from studylib.season.weeks import to_milliseconds
from studylib.text.language import Language
from studylib.text.message import Sentence, sentence


@dataclass(frozen=True, slots=True)
class Estate:
    """What a season leaves: the deposits of those who go on, the pot's rest in won, and what is to be told."""

    deposits: tuple[Payment, ...] = ()
    rest: int = 0
    told: tuple[Sentence, ...] = ()


def take_estate(study: Study, staying: Collection[str], now: datetime) -> Estate:
    """Take the money at ``now`` (aware). ``staying`` are the names of those who go on.

    Of the pot it is what the last final period carries out. Debts stay in the present season.
    """
    chain = settle(study, board.judge(study, now), now)
    balances = [each for each in list_balances(study, chain, now) if each.amount]
    say = Language(study.language)
    today = now.astimezone(study.timezone).date()
    note = say.say("Carried over from {name}", name=study.name)
    deposits = tuple(
        Payment(today, "", each.member, each.amount, note, Account.DEPOSIT)
        for each in balances
        if each.member in staying
    )
    leaving = {each.member: each.amount for each in balances if each.member not in staying}
    rest = next((each.carried_out for each in reversed(chain) if each.final), 0)
    told = (
        *_tell_months(study, chain, now, say),
        *_tell_debts(study, chain, now),
        *_tell_deposits(deposits, leaving, say),
    )
    return Estate(deposits, rest, told)


def _tell_months(
    study: Study, chain: Sequence[Settlement], now: datetime, say: Language
) -> Iterator[Sentence]:
    """Tell which periods are not closed, and that the season is not over."""
    at = to_milliseconds(now)
    if any(to_milliseconds(each.closes_at) > at for each in study.weeks):
        yield sentence(
            "The present season is not over, so what is carried over may still change. Correct it at the end."
        )
    if still := [say.month(each.month) for each in chain if each.participants and not each.closed]:
        yield sentence(
            "Not closed yet in the present season: {months}. Close them there.", months=say.names(still)
        )


def _tell_debts(study: Study, chain: Sequence[Settlement], now: datetime) -> Iterator[Sentence]:
    last = {each.member: each.total + each.carried for each in list_outstanding(study, chain, now)}
    if still := [name for name, total in last.items() if total]:
        yield sentence(
            "Not paid yet in the present season: {names}. This is not carried over, so settle it there.",
            names=Language(study.language).names(still),
        )


def _tell_deposits(deposits: Sequence[Payment], leaving: dict[str, int], say: Language) -> Iterator[Sentence]:
    if deposits:
        yield sentence(
            "Deposits carried over: {amount}. If you keep the present season, record there that they were paid out.",
            amount=say.won(sum(each.amount for each in deposits)),
        )
    for name, amount in leaving.items():
        yield sentence(
            "{member} does not go on, and the deposit is {amount}. Settle it in the present season.",
            member=name,
            amount=say.won(amount),
        )
