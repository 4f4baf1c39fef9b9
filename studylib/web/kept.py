"""Markup that visitors of equal rights share, kept with the season until an event changes it."""

from collections.abc import Callable, Hashable
from functools import wraps

from markupsafe import Markup

from studylib.season.standing import Standing
from studylib.source.season import SHELF
from studylib.web import derived
from studylib.web.address import write_query
from studylib.web.visit import Visit

Draw = Callable[[Visit, Standing], Markup]


def keep_part(draw: Draw) -> Draw:
    """Keep the markup of a part of a page, for all visitors who see the same.

    It may depend on nothing but the standing and what ``keep_markup`` tells apart.
    """

    @wraps(draw)
    def call(visit: Visit, now: Standing) -> Markup:
        return keep_markup(visit, (draw, now.month), lambda: draw(visit, now))

    return call


def keep_markup(visit: Visit, part: tuple[Hashable, Hashable], draw: Callable[[], Markup]) -> Markup:
    """Keep markup by its part of a page: the group of its kind, then what else it depends on.

    Kept apart are seasons, last events, languages, rights and kept parameters. The rest is up to ``part``: the clock,
    the visitor's name, the browser. The shelf bounds what is kept.
    """
    season, rights, (kind, facts) = derived.find_season(visit), visit.rights, part
    key = kind, (visit.event, visit.language, rights.needs, rights.whole_names, write_query(), facts)
    try:
        kept: Markup = SHELF.find(season, key)
    except KeyError:
        kept = draw()
        SHELF.keep(season, key, kept)
    return kept
