"""Draw what handing in costs, for those who may see money."""

from markupsafe import Markup

from studylib.access.rights import Need
from studylib.season.price_words import list_prices
from studylib.season.prices import quote_duty
from studylib.season.tasks import Duty
from studylib.web import derived, markup
from studylib.web.visit import Visit


def draw_price(visit: Visit, duty: Duty, member: str | None = None) -> Markup:
    """Build what handing in a duty costs at the moment shown. ``None``: any member who has not.

    It is empty for who may not see money, and if the moment decides nothing.
    """
    if not visit.rights.may(Need.MONEY):
        return markup.NO_MARKUP
    study = derived.find_season(visit).study
    rows = derived.find_own_rows(visit, member) if member else derived.judge_board(visit)
    now = visit.now.astimezone(study.timezone)
    quote = quote_duty(study, rows, duty, member, now)
    parts = list_prices(quote, now, visit.language) if quote else ()
    return markup.join_parts((markup.draw_span(part, kind="whole") for part in parts), ", ")
