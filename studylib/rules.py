"""The rules that a group talks over: what being late costs and the use of the pot, also as an address has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from studylib import values, workbook
from studylib.cells import Row, Tab, Workbook
from studylib.sentence import Sentence, sentence
from studylib.study import Pot, Study, Tier
from studylib.tables import TIERS

MOST_TIERS = 12
"""Tiers that an address may name."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The tiers by rising limit with the absence last, and the use of the pot."""

    tiers: tuple[Tier, ...]
    pot: Pot


def of(study: Study) -> Rules:
    """The rules in force."""
    return Rules(study.tiers, study.pot)


def query(rules: Rules, real: Rules) -> dict[str, str]:
    """What an address says of the rules: ``what_if`` and ``pot``, each only where it is another than the real one."""
    said = {}
    if rules.tiers != real.tiers:
        said["what_if"] = written(rules.tiers)
    if rules.pot != real.pot:
        said["pot"] = rules.pot.value
    return said


def asked(tiers: str | None, pot: str | None, real: Rules) -> tuple[Rules, tuple[Sentence, ...]]:
    """The rules that an address asks for, and what of it cannot be read: the real ones stand in for that."""
    found, unread = real, []
    try:
        found = Rules(read(tiers), real.pot) if tiers else real
    except values.Unreadable as unreadable:
        unread.append(unreadable.why)
    if pot in list(Pot):
        found = Rules(found.tiers, Pot(pot))
    elif pot:
        why = sentence("“{cell}” is no use of the pot. Write one of {uses}.", cell=pot, uses=", ".join(Pot))
        unread.append(why)
    return found, tuple(unread)


def written(tiers: Sequence[Tier]) -> str:
    """The tiers in one line: ``late:12:2000,absent::5000``. In a label, the signs that part them are escaped."""
    return ",".join(f"{_escaped(each.label)}:{_hours(each.hours)}:{each.amount}" for each in tiers)


def read(line: str) -> tuple[Tier, ...]:
    """The tiers of such a line, in any order, read as those of a workbook are; raises ``Unreadable``."""
    parts = line.split(",")
    if len(parts) > MOST_TIERS:
        raise values.Unreadable(sentence("There are more than {most} tiers. Name fewer.", most=MOST_TIERS))
    tab = Tab(TIERS.titles[0], (tuple(TIERS.columns), *map(_row, parts)))
    study, problems = workbook.read(Workbook((tab,)))
    found = [each for each in problems if each.tab == tab.title]
    if found:
        of_one_tier = [each for each in found if each.row] or found
        raise values.Unreadable(of_one_tier[0].message)
    return study.tiers


def _row(part: str) -> Row:
    fields = [field.strip() for field in part.rsplit(":", 2)]
    if len(fields) < 3 or not fields[0]:
        raise values.Unreadable(
            sentence(
                "“{cell}” is no tier. Write one as late:12:3000, and the absence as absent::4000.", cell=part
            )
        )
    return unquote(fields[0]), *fields[1:]


def _escaped(label: str) -> str:
    return re.sub("[%:,]", lambda sign: quote(sign[0], safe=""), label)


def _hours(hours: float | None) -> str:
    return "" if hours is None else f"{hours:f}".rstrip("0").rstrip(".")
