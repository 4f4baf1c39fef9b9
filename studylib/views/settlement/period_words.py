"""Sentences about a period, each for a month and for the whole season."""

from studylib.money.settlement import Settlement
from studylib.season.kinds import SEASON
from studylib.text.message import Sentence, sentence

FINAL = sentence("All its weeks have closed. The month itself is not closed yet.")
FINAL_SEASON = sentence("All its weeks have closed. The season itself is not closed yet.")
UNREAD = sentence("Part of the settlements tab cannot be read, so the month may be closed already.")
UNREAD_SEASON = sentence("Part of the settlements tab cannot be read, so the season may be closed already.")
WHEN_FINAL = sentence("once the month is final")
WHEN_FINAL_SEASON = sentence("once the season is final")
SO_FAR = sentence("So far. Send nothing before the month is final.")
SO_FAR_SEASON = sentence("So far. Send nothing before the season is final.")
CARRIED, LEFT = sentence("Carried into the next month"), sentence("Left in the kitty")


def choose_words(settlement: Settlement, of_month: Sentence, of_season: Sentence) -> Sentence:
    """Choose the words for a month or for the whole season."""
    return of_season if settlement.month == SEASON else of_month
