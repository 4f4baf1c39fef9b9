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
from studylib.workbook.task_cells import parse_set
from studylib.workbook.tier_needs import complete_tiers
from studylib.workbook.tiers import TierCells, parse_tier_rows, sort_tiers

MOST_TIERS = 12
"""Most tiers of a set from one week on, inclusive."""

MOST_PARTS = 200
"""Most parts of an address, inclusive: tiers and heads of sets."""

_HEAD = re.compile(r"([^@]*)(?:@(\d{1,3}))?", re.ASCII)
"""The name of a set, and the week from which its tiers hold."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Tiers of all sets as a study has them, and the use of the pot."""

    tiers: tuple[Tier, ...]
    pot: Pot


def current_rules(study: Study) -> Rules:
    """Take the rules in force."""
    return Rules(study.tiers, study.pot)


def rules_query(rules: Rules, real: Rules) -> dict[str, str]:
    """Write ``what_if`` and ``pot`` of an address, each only if it differs from ``real``. Equal sets are left out."""
    query, ours, theirs = {}, _group_sets(rules.tiers), _group_sets(real.tiers)
    changed = [tier for name, tiers in ours.items() if tiers != theirs.get(name) for tier in tiers]
    if changed:
        query["what_if"] = write_tiers(changed)
    if rules.pot != real.pot:
        query["pot"] = rules.pot.value
    return query


def _ask(line: str, real: Rules) -> Rules:
    """Put the tiers of an address into the real rules. Raises a CellError for unreadable ones."""
    return Rules(merge_tiers(real.tiers, _name_sets(parse_tiers(line), real.tiers)), real.pot)


def _group_sets(tiers: Sequence[Tier]) -> dict[str, list[Tier]]:
    sets: dict[str, list[Tier]] = {}
    for tier in tiers:
        sets.setdefault(tier.set, []).append(tier)
    return sets


def merge_tiers(real: Sequence[Tier], other: Sequence[Tier]) -> tuple[Tier, ...]:
    """Put the sets that ``other`` has in the place of the real ones. All other sets stay."""
    sets = {**_group_sets(real), **_group_sets(other)}
    return sort_tiers([tier for tiers in sets.values() for tier in tiers])


def _name_sets(tiers: Sequence[Tier], real: Sequence[Tier]) -> tuple[Tier, ...]:
    """Give each set its name as in the workbook. Raises a CellError for a set that the workbook lacks."""
    known = {values.fold(tier.set): tier.set for tier in real}
    return tuple(replace(tier, set=parse_set(tier.set, known) if tier.set else "") for tier in tiers)


def read_rules(tiers: str | None, pot: str | None, real: Rules) -> tuple[Rules, tuple[Sentence, ...]]:
    """Read the rules of an address, and why parts of it are unreadable. Real rules replace those parts."""
    rules, unread = real, []
    try:
        rules = _ask(tiers, real) if tiers else real
    except values.CellError as unreadable:
        unread.append(unreadable.why)
    if pot in list(Pot):
        rules = Rules(rules.tiers, Pot(pot))
    elif pot:
        why = sentence("“{cell}” is no use of the pot. Write one of {uses}.", cell=pot, uses=", ".join(Pot))
        unread.append(why)
    return rules, tuple(unread)


def write_tiers(tiers: Sequence[Tier]) -> str:
    """Write the tiers in one line: ``late:12:2000,absent::5000``. Separators in a part are escaped.

    Tiers of a named set, or from a later week on, follow a head: ``Reading@5``. A unit comes last:
    ``late:12:500:10m``.
    """
    parts, before = [], ("", 1)
    for tier in tiers:
        if (tier.set, tier.from_week) != before:
            before = tier.set, tier.from_week
            start = f"@{tier.from_week}" if tier.from_week > 1 or not tier.set else ""
            parts.append(_escape(tier.set).replace("@", "%40") + start)
        fields = [_escape(tier.label), _escape(limits.write_limit(tier)), str(tier.amount), _write_unit(tier)]
        parts.append(":".join(fields).removesuffix(":"))
    return ",".join(parts)


def _write_unit(tier: Tier) -> str:
    if tier.itemised or tier.per is None:
        return "item" if tier.itemised else ""
    seconds = tier.per.total_seconds()
    for size, name in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds % size == 0:
            return f"{seconds // size:.0f}{name}"
    return f"{seconds:.3f}".rstrip("0").rstrip(".") + "s"


def parse_tiers(line: str) -> tuple[Tier, ...]:
    """Parse the tiers of such a line, in any order, as in a workbook. Raises a CellError for an unreadable one."""
    parts = line.split(",", MOST_PARTS)
    rows: list[TierCells] = []
    head, count = ("", "1"), 0
    for place, part in enumerate(parts):
        if ":" not in part and part.strip() and ":" in "".join(parts[place + 1 : place + 2]):
            head, count = _parse_head(part), 0
            continue
        count += 1
        if count > MOST_TIERS or place == MOST_PARTS:
            raise values.CellError(sentence("There are more than {most} tiers. Name fewer.", most=MOST_TIERS))
        rows.append(_row(part, *head))
    tiers, faults = parse_tier_rows(rows)
    if faults:
        raise values.CellError(faults[0].why)
    return tiers


def _parse_head(part: str) -> tuple[str, str]:
    """Parse the name of a set, and the week from which its tiers hold."""
    match = _HEAD.fullmatch(part.strip())
    if match is None:
        raise _refuse(part)
    return unquote(match[1]), match[2] or "1"


def _row(part: str, name: str, from_week: str) -> TierCells:
    fields = [field.strip() for field in part.split(":")]
    if len(fields) not in (3, 4) or not fields[0]:
        raise _refuse(part)
    status, hours, amount, per = map(unquote, (*fields, "")[:4])
    return TierCells(status, hours, amount, name, per, from_week)


def _refuse(part: str) -> values.CellError:
    return values.CellError(
        sentence(
            "“{cell}” is no tier. Write one as late:12:3000, and the absence as absent::4000.", cell=part
        )
    )


def _escape(written: str) -> str:
    return re.sub("[%:,]", lambda sign: quote(sign[0], safe=""), written)


def apply_rules(study: Study, *, tiers: Sequence[Tier] | None = None, pot: Pot | None = None) -> Study:
    """Put other tiers or another use of the pot into the study. ``None`` keeps the present ones.

    ``tiers`` are those of whole sets. The other sets stay. Months of the season are reopened, so that they are
    computed. Months closed before the season stay, because they carry into it. Judge the board anew.
    """
    merged = study.tiers if tiers is None else merge_tiers(study.tiers, tiers)
    complete = complete_tiers(merged, study.tasks, study.week_of)
    first = min((duty.month for duty in study.duties), default="")
    return replace(
        study,
        tiers=complete,
        pot=study.pot if pot is None else pot,
        weeks=tuple(reclose_week(week, complete) for week in study.weeks),
        settlements=tuple(row for row in study.settlements if row.month < first),
    )
