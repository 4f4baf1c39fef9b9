"""The rounds of a settlement, as visitors share them."""

from studylib.money import payments, rounds
from studylib.money.rounds import Round
from studylib.web import derived
from studylib.web.visit import Visit


def list_rounds(visit: Visit) -> tuple[Round, ...]:
    """List what each period of the chain asks for at the moment shown."""
    paid = payments.sum_payments(visit.study, visit.now)
    return rounds.list_rounds(derived.settle_months(visit), paid)


def find_round(visit: Visit, month: str) -> Round:
    """Find what a period of the chain asks for at the moment shown."""
    return next(each for each in list_rounds(visit) if each.month == month)
