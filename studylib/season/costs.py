"""Costs: the won of each cell of the board, from its status and tier."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from studylib.season.done import Done
from studylib.season.events import NEVER, Integers, TierPlaces, Truths
from studylib.season.judging import Edges, Judged, encode, find_tier
from studylib.season.kinds import Period, Status, TaskKind
from studylib.season.records import Step
from studylib.season.study import Study, Tier
from studylib.season.tasks import Duty
from studylib.season.weeks import take_tiers


class Priced(NamedTuple):
    """What each cell costs, in won, and the place of its step, from 1. It is 0 without one."""

    amount: Integers
    step: TierPlaces


def price_cells(study: Study, edges: Edges, judged: Judged, done: Done, present: Truths, at: int) -> Priced:
    """Price each cell of members by duties at ``at``, in milliseconds. ``present`` says which cells count."""
    amounts = _list_amounts(study)[judged.tier]
    steps = np.zeros(amounts.shape, dtype=np.int16)
    for step in study.steps:
        _apply_step(study, step, judged, present & (steps == 0), amounts, steps, edges)
    amounts *= _count_units(study, judged.tier, done.at, edges.due)
    if any(tier.itemised for tier in study.tiers):
        _add_items(study, edges, judged, done, amounts, at)
    caps = np.array(
        [NEVER if each.task.cap is None else each.task.cap for each in study.duties], dtype=np.int64
    )
    return Priced(np.minimum(amounts, caps) if (caps != NEVER).any() else amounts, steps)


def _list_amounts(study: Study) -> Integers:
    """List the amounts of the tiers. The last one is that of ``NO_TIER``."""
    return np.array([each.amount for each in study.tiers] + [0], dtype=np.int64)


def _count_units(study: Study, tier: TierPlaces, times: Integers, due: Integers) -> Integers:
    """Count the begun units of lateness. It is 1 for a tier without units, and without a time."""
    spans = [0 if each.per is None else round(each.per.total_seconds() * 1000) for each in study.tiers]
    if not any(spans):
        return np.ones(1, dtype=np.int64)
    span = np.array([*spans, 0], dtype=np.int64)[tier]
    late = np.where((span > 0) & (times != NEVER), times - due, 0)
    units: Integers = late // np.maximum(span, 1) + 1
    return units


# ---- sets that price each link on its own ----


def _add_items(study: Study, edges: Edges, judged: Judged, done: Done, amounts: Integers, at: int) -> None:
    """Put the sum of what each link costs, also of each missing one, into the duties that price links on their own."""
    most = np.array([duty.task.count for duty in study.duties], dtype=np.int64)
    prices = _list_amounts(study)
    itemised = np.array([is_itemised(study, duty) for duty in study.duties], dtype=np.bool_)
    absence = np.where(at >= edges.closes, prices[edges.tiers[:, -1]], 0)
    costs = (most - done.counted) * absence
    cells, times = _list_items(done, itemised, most)
    place = cells % len(most)
    late = times >= edges.due[place]
    cells, times, place = cells[late], times[late], place[late]
    tier = find_tier(edges, times, place)
    units = _count_units(study, tier, times, edges.due[place])
    np.add.at(costs.reshape(-1), cells, prices[tier] * units)
    costs[judged.status == encode(Status.EXCUSED)] = 0
    amounts[:, itemised] = costs[:, itemised]


def is_itemised(study: Study, duty: Duty) -> bool:
    """Check if each link of a duty is priced on its own. A meeting has none."""
    is_link = duty.task.kind is TaskKind.LINK
    return is_link and any(each.itemised for each in take_tiers(study.tiers, duty))


def _list_items(done: Done, itemised: Truths, most: Integers) -> tuple[Integers, Integers]:
    """List the cells and times of the links of itemised duties. The cells lie in the grid of ``done``."""
    alone = (done.at != NEVER) & itemised & (most == 1)
    cells, times = np.flatnonzero(alone), done.at[alone]
    if done.items is None:
        return cells, times
    member, place = np.divmod(done.items.cells, len(most) + 1)
    here = (member < len(done.at)) & np.r_[itemised, False][place]
    cells = np.concatenate([cells, member[here] * len(most) + place[here]])
    return cells, np.concatenate([times, done.items.times[here]])


# ---- fines that grow ----


def _apply_step(
    study: Study,
    step: Step,
    judged: Judged,
    present: Truths,
    amounts: Integers,
    steps: TierPlaces,
    edges: Edges,
) -> None:
    """Put the amounts of a step in the place of those of its tier, and note which time it is."""
    places = [
        place for place, tier in enumerate(study.tiers) if (tier.label, tier.set) == (step.label, step.set)
    ]
    falls = np.isin(judged.tier, places) & present
    order = sorted(range(len(study.duties)), key=lambda place: (edges.closes[place], place))
    grown = np.array(step.amounts, dtype=np.int64)
    for group in _group_duties(study, step.within, order):
        times = falls[:, group].cumsum(axis=1)
        turns = (times - 1) % len(grown) if step.repeats else np.clip(times - 1, 0, len(grown) - 1)
        amounts[:, group] = np.where(falls[:, group], grown[turns], amounts[:, group])
        steps[:, group] = np.where(falls[:, group], times, steps[:, group])


def find_step_amount(study: Study, tier: Tier, time: int) -> int:
    """Find what the ``time``-th time of a tier costs, from 1, in won. It is the tier's own amount without a step."""
    if (step := find_step(study, tier)) is None:
        return tier.amount
    place = (time - 1) % len(step.amounts) if step.repeats else min(time, len(step.amounts)) - 1
    return step.amounts[place]


def find_step(study: Study, tier: Tier) -> Step | None:
    """Find the step that the fine of a tier grows by. ``None`` if it does not grow."""
    return next((each for each in study.steps if (each.label, each.set) == (tier.label, tier.set)), None)


def _group_duties(study: Study, within: Period, order: Sequence[int]) -> list[list[int]]:
    """Group the places of the duties by period, each in the order that counts."""
    if within is Period.SEASON:
        return [list(order)]
    months: dict[str, list[int]] = {}
    for place in order:
        months.setdefault(study.duties[place].month, []).append(place)
    return list(months.values())
