"""What the periods of a settlement ask for, computed once for all visitors of a day."""

from datetime import date

from studylib.money import payments, rounds
from studylib.money.payments import Outstanding
from studylib.money.rounds import Round
from studylib.season.weeks import find_midnight
from studylib.source.season import Season, keep_with_season
from studylib.web import derived
from studylib.web.visit import Visit


def list_rounds(visit: Visit) -> tuple[Round, ...]:
    """List what each period of the chain asks for at the moment shown."""
    return _list_rounds(visit.season, derived.find_season(visit), visit.event, _find_today(visit))


@keep_with_season
def _list_rounds(season: Season, shown: Season, event: int, today: date) -> tuple[Round, ...]:
    """``shown`` is the season without the closings that came since. Payments count by the day."""
    paid = payments.sum_payments(season.study, find_midnight(today, season.study.timezone))
    return rounds.list_rounds(derived.settle_season(shown, event), paid)


def find_round(visit: Visit, month: str) -> Round:
    """Find what a period of the chain asks for at the moment shown."""
    return next(each for each in list_rounds(visit) if each.month == month)


def list_outstanding(visit: Visit) -> tuple[Outstanding, ...]:
    """List what each member owes of each month at the moment shown."""
    return _list_outstanding(visit.season, derived.find_season(visit), visit.event, _find_today(visit))


@keep_with_season
def _list_outstanding(season: Season, shown: Season, event: int, today: date) -> tuple[Outstanding, ...]:
    """List as ``_list_rounds`` does."""
    now = find_midnight(today, season.study.timezone)
    return payments.list_outstanding(season.study, derived.settle_season(shown, event), now)


def _find_today(visit: Visit) -> date:
    return visit.now.astimezone(visit.study.timezone).date()
