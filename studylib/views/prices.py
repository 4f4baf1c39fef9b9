"""Draw what handing in costs, for those who may see money."""

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season.price_words import list_prices
from studylib.season.prices import find_next_change, quote_duty
from studylib.season.tasks import Duty
from studylib.season.weeks import to_milliseconds
from studylib.web import derived, markup
from studylib.web.kept import keep_markup
from studylib.web.visit import Visit


def draw_price(visit: Visit, duty: Duty, member: str | None = None) -> Markup:
    """Build what handing in a duty costs at the moment shown. ``None``: any member who has not.

    It is empty for who may not see money, and if the moment decides nothing.
    """
    if not visit.rights.may(Need.MONEY):
        return markup.NO_MARKUP
    season = derived.find_season(visit)
    now = visit.now.astimezone(season.study.timezone)
    change = find_next_change(season.study, duty, now)
    facts = duty.week, duty.task.name, member, now.date(), change and to_milliseconds(change)
    return keep_markup(visit, (draw_price, facts), lambda: _write_price(visit, duty, member))


def _write_price(visit: Visit, duty: Duty, member: str | None) -> Markup:
    """Write what handing in a duty costs."""
    study = derived.find_season(visit).study
    rows = derived.find_own_rows(visit, member) if member else derived.judge_board(visit)
    now = visit.now.astimezone(study.timezone)
    quote = quote_duty(study, rows, duty, member, now)
    parts = list_prices(quote, now, visit.language) if quote else ()
    return markup.join_parts((markup.draw_span(part, kind="whole") for part in parts), ", ")
