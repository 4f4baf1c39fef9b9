"""The sums of a season that visitors share."""

from studylib.season import recap, weeks
from studylib.season.recap import Recap
from studylib.source.season import Season, keep_with_season
from studylib.web import derived
from studylib.web.visit import Visit


def find_recap(visit: Visit) -> Recap:
    """Find the sums of the season at the moment shown."""
    return _sum(derived.find_season(visit), visit.event)


@keep_with_season
def _sum(season: Season, event: int) -> Recap:
    now = weeks.from_milliseconds(event)
    return recap.sum_season(season.study, derived.judge_season(season, event), now)
