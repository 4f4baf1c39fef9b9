"""Draw the member's months and payments."""

from collections.abc import Sequence

from markupsafe import Markup

from studylib.money.record import MemberMonth
from studylib.season import words
from studylib.season.kinds import SEASON, Account
from studylib.season.study import Payment
from studylib.text.language import NO_FIGURE
from studylib.views.record.parts import describe_payment, draw_part
from studylib.views.settlement.deposits import draw_fine
from studylib.web import links, markup
from studylib.web.visit import Visit


def draw_months(visit: Visit, months: Sequence[MemberMonth]) -> Markup:
    """Build the member's months as a table, newest first."""
    say = visit.language.say
    is_season = any(month.outstanding.month == SEASON for month in months)
    period = say("Period") if is_season else say("Month")
    columns = (period, say("Fine"), say("Share"), say("Paid"), say("Outstanding"))
    rows = (list_month_cells(visit, month) for month in reversed(months))
    title = say("Settlement") if is_season else say("Month by month")
    table = markup.draw_table(title, columns, rows)
    return markup.draw_block(markup.draw_heading(title), table, kind="part months")


def list_month_cells(visit: Visit, month: MemberMonth) -> tuple[object, ...]:
    language, participant, still = visit.language, month.participant, month.outstanding
    heading = links.link_month(visit, still.month) if month.settlement else language.period(still.month)
    figures = (
        (draw_fine(language, participant), language.won(participant.share))
        if participant
        else (NO_FIGURE, NO_FIGURE)
    )
    is_certain = month.final or still.paid
    outstanding = (
        words.name_outstanding(language, still.amount) if is_certain else language.say("Provisional")
    )
    return heading, *figures, describe_payment(visit, still.paid), outstanding


def draw_payments(visit: Visit, payments: Sequence[Payment]) -> Markup:
    say = visit.language.say
    return draw_part(say("Payments"), markup.draw_list(draw_payment(visit, payment) for payment in payments))


def draw_payment(visit: Visit, payment: Payment) -> Markup:
    language = visit.language
    is_deposit = payment.account is Account.DEPOSIT
    month = language.say("for {month}", month=language.month(payment.month)) if not is_deposit else ""
    into = language.say("deposit") if is_deposit else ""
    return markup.draw_row(
        markup.draw_span(language.full_day(payment.paid_on)),
        markup.draw_strong(describe_payment(visit, payment.amount)),
    ) + markup.draw_paragraph(markup.join_parts([into, month, payment.note]), kind="aside")
