"""Say which rows hold a moment that is still to come, though only the past can hold it."""

from dataclasses import replace
from datetime import UTC, datetime

from studylib.season.problems import Problem, Reach
from studylib.season.weeks import DELIVERY
from studylib.text.message import Sentence, sentence
from studylib.workbook import moments
from studylib.workbook.layouts import ANSWERS, ATTENDANCE, PASSES, PAYMENTS
from studylib.workbook.tables import Dated


def find_present_start(dated: Dated) -> datetime:
    """Find the moment from which a row is not ahead, in UTC. A form may run ahead by ``DELIVERY``."""
    return dated.moment.astimezone(UTC) - DELIVERY


def explain_ahead(dated: Dated) -> Problem:
    """Make the finding that a row is dated ahead. It holds until ``find_present_start``.

    An answer does not count yet. A payment may be planned, so it is a notice. A month is closed whenever its row says
    that it was, so that blocks no other month. But a closed month that is still to come may be any month, mistyped.
    """
    record, layout = dated.record, dated.record.table.layout
    found = replace(
        record.table.describe(record, dated.column, _say(dated)),
        until=find_present_start(dated),
        is_notice=layout is PAYMENTS,
    )
    if dated.column != "closed_at":
        return found
    return replace(found, reach=Reach(months=frozenset({moments.parse_month(record.cell("month"))})))


def _say(dated: Dated) -> Sentence:
    """Say what is ahead and how to fix it. The moment is as the row shows it."""
    moment = f"{dated.moment:%Y-%m-%d %H:%M:%S}"
    if dated.record.table.layout is ANSWERS:
        return sentence(
            "This answer of {member} is dated {moment}, which is still to come. Fix the time.",
            member=dated.member,
            moment=moment,
        )
    if dated.record.table.layout in (ATTENDANCE, PASSES):
        return sentence(
            "This row of {member} is dated {moment}, which is still to come. Fix the time.",
            member=dated.member,
            moment=moment,
        )
    if dated.record.table.layout is PAYMENTS:
        return sentence(
            "This payment of {member} is dated {day}, which is still to come. It does not count until then.",
            member=dated.member,
            day=f"{dated.moment:%Y-%m-%d}",
        )
    if dated.column == "month":
        return sentence(
            "This month is still to come, so nobody can have closed it. Fix the month, or delete the row."
        )
    return sentence(
        "This month is closed, but its closing is dated {moment}, which is still to come. Fix the time.",
        moment=moment,
    )
