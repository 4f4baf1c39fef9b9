"""Simulate a week of a community's deployment: how old is what people see, and how often is Google asked?

    python -m benchmarks.community [--studies 500] [--members 8] [--replicas 1] [--same-evening 1.0] [--seed 1]

The clock is simulated, so a week takes some seconds. The turns are those of ``studylib/source/pace.py``, with its own
figures. The looks are a model: each member opens the board three times in the week and twice in the five hours before
the deadline, most of them late. A page stays open for five minutes on average, and looks every 30 seconds.

Without options it prints the table of ``docs/hosting.md``. Exits with status 1 if Google is asked more often in any 60
seconds than it allows.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf

from studylib.config.robot import READS_PER_MINUTE
from studylib.source.pace import Turn, Turns, make_turns
from studylib.source.reader import LONGEST_WAIT, OLD_COPY, PATIENCE, PATIENCE_WITH_OLD
from studylib.stores.google.settings import REFRESH_SECONDS

HOUR, DAY = 3600.0, 86_400.0
WEEK = 7 * DAY
EVENING = 5 * HOUR
"""The time before a deadline in which members come back."""
LOOKS_EVERY = 30.0
"""Seconds between two looks of an open page."""
VISIT = 300.0
"""Seconds that a page stays open, on average."""
VISITS, LATE_VISITS = 3, 2
"""Visits of a member in the week, and in the evening of the deadline."""
LATENCY = 0.5
"""Seconds of a read."""
PER_READ, PER_DETAILED_READ, DETAILED = 2, 3, 0.25
"""Requests of a read, those of one with new answers in it, and the share of the latter."""


@dataclass(frozen=True)
class Community:
    """What is simulated. ``same_evening``: the share of the studies whose deadline is in the same evening."""

    studies: int
    members: int
    replicas: int
    same_evening: float = 1.0


@dataclass
class Copy:
    """The copy of one study in one replica, and the looks that wait for a newer one."""

    read_at: float = -inf
    tried_at: float | None = None
    turn: Turn | None = None
    waiting: list[tuple[float, float]] = field(default_factory=list)
    """When each look came, and how long its visitor waits."""


@dataclass
class Replica:
    """One process: its turns and its copies."""

    turns: Turns
    copies: dict[int, Copy] = field(default_factory=lambda: defaultdict(Copy))
    of_turn: dict[Turn, Copy] = field(default_factory=dict)
    now: float = 0.0


@dataclass
class Record:
    """When Google was asked, and for each look its moment and the age of what it saw. ``inf``: nothing yet."""

    requests: list[float] = field(default_factory=list)
    ages: list[tuple[float, float]] = field(default_factory=list)


def list_looks(community: Community, chance: random.Random) -> list[tuple[float, int, int]]:
    """List the looks of the week in their order: the moment, the replica, the study."""
    looks = []
    for study in range(community.studies):
        is_same = chance.random() < community.same_evening
        due = WEEK if is_same else chance.randint(1, 7) * DAY
        for _ in range(community.members):
            starts = [chance.uniform(0, WEEK) for _ in range(VISITS)]
            starts += [due - EVENING * chance.betavariate(1, 3) for _ in range(LATE_VISITS)]
            for start in starts:
                replica = chance.randrange(community.replicas)
                length = chance.expovariate(1 / VISIT)
                looks += [
                    (start + LOOKS_EVERY * number, replica, study)
                    for number in range(1 + int(length / LOOKS_EVERY))
                ]
    return sorted(looks)


def simulate(community: Community, seed: int) -> Record:
    """Simulate the week."""
    chance, record = random.Random(seed), Record()
    replicas = [
        Replica(make_turns(READS_PER_MINUTE / community.replicas, 0.0)) for _ in range(community.replicas)
    ]
    for at, number, study in list_looks(community, chance):
        replica = replicas[number]
        serve(replica, at, record, chance)
        look(replica, replica.copies[study], at, record)
    for replica in replicas:
        serve(replica, WEEK + DAY, record, chance)
    record.requests.sort()
    return record


def look(replica: Replica, copy: Copy, at: float, record: Record) -> None:
    """Look at a study. A copy that is due joins those who wait, unless it does already."""
    if at - copy.read_at < REFRESH_SECONDS:
        record.ages.append((at, max(0.0, at - copy.read_at)))
        return
    copy.waiting.append(
        (at, choose_patience(at - copy.read_at, replica.turns.find_delay_of(copy.tried_at or 0.0, at)))
    )
    if copy.turn is None:
        copy.turn = replica.turns.join(copy.tried_at)
        replica.of_turn[copy.turn] = copy


def serve(replica: Replica, until: float, record: Record, chance: random.Random) -> None:
    """Read the studies whose turn comes before that moment."""
    while replica.of_turn:
        at = replica.now + replica.turns.find_delay(replica.now)
        if at > until:
            break
        replica.now = at
        turn = replica.turns.grant(at)
        assert turn
        asked = PER_DETAILED_READ if chance.random() < DETAILED else PER_READ
        replica.turns.spend(asked, at)
        replica.turns.end()
        record.requests += [at] * asked
        settle(replica.of_turn.pop(turn), at, record)
    replica.now = max(replica.now, until)


def settle(copy: Copy, at: float, record: Record) -> None:
    """Keep a new copy. Who has waited too long for it has seen the old one, or nothing."""
    for since, patience in copy.waiting:
        in_time = at + LATENCY - since <= patience
        record.ages.append((since, LATENCY if in_time else since + patience - copy.read_at))
    copy.read_at, copy.tried_at, copy.turn, copy.waiting = at + LATENCY, at, None, []


def choose_patience(age: float, delay: float) -> float:
    """Choose how long a visitor waits for a newer copy, as the reader does. ``delay``: until its turn comes."""
    if age == inf:
        return LONGEST_WAIT
    return PATIENCE_WITH_OLD if age >= OLD_COPY and delay < PATIENCE_WITH_OLD else PATIENCE


# ---- the figures ----


def count_most(requests: Sequence[float]) -> int:
    """Count the requests of the busiest 60 seconds."""
    most = first = 0
    for last, at in enumerate(requests):
        while requests[first] <= at - 60:
            first += 1
        most = max(most, last - first + 1)
    return most


def describe(seconds: float) -> str:
    """Write an age in minutes and seconds."""
    if seconds == inf:
        return "none yet"
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds // 60:.0f} min {seconds % 60:02.0f} s"


def list_figures(record: Record, since: float, until: float) -> Iterator[str]:
    """List the looks of a time, the ages that they saw (median, p95, worst), and the requests a minute."""
    ages = sorted(age for at, age in record.ages if since <= at < until)
    none = sum(age == inf for age in ages)
    known = ages[: len(ages) - none]
    asked = sum(since <= at < until for at in record.requests)
    yield f"{len(ages):,}"
    yield from (describe(known[int(share * (len(known) - 1))]) for share in (0.5, 0.95, 1.0))
    yield f"{none}"
    yield f"{asked / (until - since) * 60:.1f}"


def run(community: Community, seed: int) -> bool:
    """Simulate a week and print its rows. Return False if Google was asked too often."""
    record = simulate(community, seed)
    most = count_most(record.requests)
    head = f"{community.studies} | {community.studies * community.members:,} | {community.replicas}"
    spread = "one" if community.same_evening == 1 else "spread"
    times = {"the week": (0.0, WEEK), "the last hour": (WEEK - HOUR, WEEK)}
    for name, (since, until) in times.items():
        cells = " | ".join(list_figures(record, since, until))
        print(f"| {head} | {spread} | {name} | {cells} | {most} |", flush=True)
    return most <= READS_PER_MINUTE


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int)
    parser.add_argument("--members", type=int, default=8)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--same-evening", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    communities = [
        Community(studies, given.members, replicas, same)
        for studies, same in ((50, 1.0), (100, 1.0), (500, 1.0), (500, 0.0))
        for replicas in (1, 2)
    ]
    if given.studies:
        communities = [Community(given.studies, given.members, given.replicas, given.same_evening)]
    fits = [run(each, given.seed) for each in communities]
    return 0 if all(fits) else 1


if __name__ == "__main__":
    sys.exit(main())
