"""Gather the findings that say the same of many rows."""

from collections.abc import Sequence
from dataclasses import replace

from studylib.season.study import Problem, Reach
from studylib.text.message import sentence

MANY = 20
"""The most findings that stay apart although they say the same."""


def gather_findings(findings: Sequence[Problem]) -> tuple[Problem, ...]:
    """Make one finding of more than ``MANY`` that say the same of one column, in the place of the first."""
    groups: dict[object, list[Problem]] = {}
    for each in findings:
        groups.setdefault(_mark(each), []).append(each)
    many = {mark: _gather(group) for mark, group in groups.items() if len(group) > MANY}
    if not many:
        return tuple(findings)
    first = {id(groups[mark][0]): gathered for mark, gathered in many.items()}
    return tuple(
        first.get(id(each), each) for each in findings if _mark(each) not in many or id(each) in first
    )


def _mark(finding: Problem) -> object:
    """Return what findings that say the same have in common."""
    place = finding.tab, finding.row is None, finding.column, finding.last_row
    return *place, str(finding.message), finding.of_answer, finding.is_notice, finding.since, finding.until


def _gather(group: Sequence[Problem]) -> Problem:
    first, last = group[0], group[-1]
    return replace(
        first,
        message=sentence(
            "{message} So it is in {count} rows, {first} to {last}.",
            message=first.message,
            count=len(group),
            first=first.row,
            last=last.row,
        ),
        subject="",
        reach=_unite([each.reach for each in group]),
        last_row=last.row,
        rows=len(group),
    )


def _unite(reaches: Sequence[Reach]) -> Reach:
    weeks, months = [each.weeks for each in reaches], [each.months for each in reaches]
    return Reach(
        None if None in weeks else frozenset[int]().union(*filter(None, weeks)),
        None if None in months else frozenset[str]().union(*filter(None, months)),
    )
