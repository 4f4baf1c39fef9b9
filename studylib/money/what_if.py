"""The rules that a group talks over: what being late costs and the use of the pot, also as an address has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from studylib.season.study import Pot, Study, Tier
from studylib.season.weeks import reclose_week
from studylib.text.message import Sentence, sentence
from studylib.workbook import values
from studylib.workbook.tiers import TierCells, parse_tier_rows

MOST_TIERS = 12
"""Tiers that an address may name."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The tiers by rising limit with the absence last, and the use of the pot."""

    tiers: tuple[Tier, ...]
    pot: Pot


def current_rules(study: Study) -> Rules:
    """The rules in force."""
    return Rules(study.tiers, study.pot)


def rules_query(rules: Rules, real: Rules) -> dict[str, str]:
    """What an address says of the rules: ``what_if`` and ``pot``, each only where it is another than the real one."""
    said = {}
    if rules.tiers != real.tiers:
        said["what_if"] = write_tiers(rules.tiers)
    if rules.pot != real.pot:
        said["pot"] = rules.pot.value
    return said


def read_rules(tiers: str | None, pot: str | None, real: Rules) -> tuple[Rules, tuple[Sentence, ...]]:
    """The rules that an address asks for, and what of it cannot be read: the real ones stand in for that."""
    found, unread = real, []
    try:
        found = Rules(parse_tiers(tiers), real.pot) if tiers else real
    except values.CellError as unreadable:
        unread.append(unreadable.why)
    if pot in list(Pot):
        found = Rules(found.tiers, Pot(pot))
    elif pot:
        why = sentence("“{cell}” is no use of the pot. Write one of {uses}.", cell=pot, uses=", ".join(Pot))
        unread.append(why)
    return found, tuple(unread)


def write_tiers(tiers: Sequence[Tier]) -> str:
    """The tiers in one line: ``late:12:2000,absent::5000``. In a label, the signs that part them are escaped."""
    return ",".join(f"{_escaped(each.label)}:{_hours(each.hours)}:{each.amount}" for each in tiers)


def parse_tiers(line: str) -> tuple[Tier, ...]:
    """The tiers of such a line, in any order, read as those of a workbook are; raises ``Unreadable``."""
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
    return TierCells(unquote(fields[0]), *fields[1:])


def _escaped(label: str) -> str:
    return re.sub("[%:,]", lambda sign: quote(sign[0], safe=""), label)


def _hours(hours: float | None) -> str:
    return "" if hours is None else f"{hours:f}".rstrip("0").rstrip(".")


def apply_rules(study: Study, *, tiers: Sequence[Tier] | None = None, pot: Pot | None = None) -> Study:
    """The study under other tiers or another use of the pot; ``None`` leaves them as they are.

    ``tiers`` by rising limit with the absence last. The months of the season are open in it, so that they are computed;
    months closed before the season stay, for they are what was carried into it. Its board has to be judged anew.
    """
    tiers = study.tiers if tiers is None else tuple(tiers)
    first = min((week.month for week in study.weeks), default="")
    return replace(
        study,
        tiers=tiers,
        pot=study.pot if pot is None else pot,
        weeks=tuple(reclose_week(week, tiers) for week in study.weeks),
        settlements=tuple(row for row in study.settlements if row.month < first),
    )
