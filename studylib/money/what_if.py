"""What-if rules: the cost of being late and the use of the pot. A page address can hold them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from studylib.season.kinds import Pot
from studylib.season.study import Study, Tier
from studylib.season.weeks import reclose_week
from studylib.text.message import Sentence, sentence
from studylib.workbook import limits, values
from studylib.workbook.tiers import TierCells, parse_tier_rows

MOST_TIERS = 12
"""Most tiers in an address, inclusive."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Tiers by rising limit with the absence last, and the use of the pot."""

    tiers: tuple[Tier, ...]
    pot: Pot


def current_rules(study: Study) -> Rules:
    """Take the rules in force."""
    return Rules(study.tiers, study.pot)


def rules_query(rules: Rules, real: Rules) -> dict[str, str]:
    """Write ``what_if`` and ``pot`` of an address, each only if it differs from ``real``."""
    query = {}
    if rules.tiers != real.tiers:
        query["what_if"] = write_tiers(rules.tiers)
    if rules.pot != real.pot:
        query["pot"] = rules.pot.value
    return query


def read_rules(tiers: str | None, pot: str | None, real: Rules) -> tuple[Rules, tuple[Sentence, ...]]:
    """Read the rules of an address, and why parts of it are unreadable. Real rules replace those parts."""
    rules, unread = real, []
    try:
        rules = Rules(parse_tiers(tiers), real.pot) if tiers else real
    except values.CellError as unreadable:
        unread.append(unreadable.why)
    if pot in list(Pot):
        rules = Rules(rules.tiers, Pot(pot))
    elif pot:
        why = sentence("“{cell}” is no use of the pot. Write one of {uses}.", cell=pot, uses=", ".join(Pot))
        unread.append(why)
    return rules, tuple(unread)


def write_tiers(tiers: Sequence[Tier]) -> str:
    """Write the tiers in one line: ``late:12:2000,absent::5000``. Separators in a part are escaped."""
    return ",".join(
        f"{_escape(each.label)}:{_escape(limits.write_limit(each))}:{each.amount}" for each in tiers
    )


def parse_tiers(line: str) -> tuple[Tier, ...]:
    """Parse the tiers of such a line, in any order, as in a workbook. Raises a CellError for an unreadable one."""
    parts = line.split(",")
    if len(parts) > MOST_TIERS:
        raise values.CellError(sentence("There are more than {most} tiers. Name fewer.", most=MOST_TIERS))
    tiers, faults = parse_tier_rows([_row(part) for part in parts])
    if faults:
        raise values.CellError(faults[0].why)
    return tiers


def _row(part: str) -> TierCells:
    fields = [field.strip() for field in part.rsplit(":", 2)]
    if len(fields) < 3 or not fields[0]:
        raise values.CellError(
            sentence(
                "“{cell}” is no tier. Write one as late:12:3000, and the absence as absent::4000.", cell=part
            )
        )
    return TierCells(*map(unquote, fields))


def _escape(written: str) -> str:
    return re.sub("[%:,]", lambda sign: quote(sign[0], safe=""), written)


def apply_rules(study: Study, *, tiers: Sequence[Tier] | None = None, pot: Pot | None = None) -> Study:
    """Put other tiers or another use of the pot into the study. ``None`` keeps the present ones.

    ``tiers`` are by rising limit with the absence last. Months of the season are reopened, so that they are computed.
    Months closed before the season stay, because they carry into it. Judge the board anew.
    """
    tiers = study.tiers if tiers is None else tuple(tiers)
    first = min((duty.month for duty in study.duties), default="")
    return replace(
        study,
        tiers=tiers,
        pot=study.pot if pot is None else pot,
        weeks=tuple(reclose_week(week, tiers) for week in study.weeks),
        settlements=tuple(row for row in study.settlements if row.month < first),
    )
