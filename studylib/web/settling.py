"""The rounds of a settlement, as visitors share them."""

from studylib.money import payments, rounds
from studylib.money.rounds import Round
from studylib.web import derived
from studylib.web.visit import Visit


def find_round(visit: Visit, month: str) -> Round:
    """Find what a period of the chain asks for at the moment shown."""
    paid = payments.sum_payments(visit.study, visit.now)
    listed = rounds.list_rounds(derived.settle_months(visit), paid)
    return next(each for each in listed if each.month == month)
