"""Soak one server: sessions that stay, a write every two seconds, and one attack of each kind in turn.

    python -m benchmarks.soak [--seconds 600] [--sessions 20]

It serves a public group as users start it. Visitors look at page after page. Members' answers come in beside them.
After a third of the time, an attack of ``benchmarks/attacks.py`` begins every second.

Exits with status 1 if memory or file descriptors rise, if health is slow, if the log has an error, if a page arrives
incomplete, or if an answer is lost.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from urllib.request import urlopen

from websockets import WebSocketException

from benchmarks.attacks import ATTACKS, Attack
from benchmarks.ratio import print_limits
from studylib import clock
from studylib.stores.opening import open_store
from tests.attacks.attacked import Attacked, serve_attacked
from tests.servers import hosted

WRITE_EVERY, ATTACK_EVERY, LOOK_EVERY = 2.0, 1.0, 1.0
"""Seconds between two writes, between two attacks, and between two pages of one session."""
MEASURE_EVERY, ASK_EVERY = 0.5, 0.05
"""Seconds between two measurements, and between two questions for health."""
WARM_UP = 1 / 3
"""Fraction of the time without attacks, while caches and the interpreter's pools fill."""
MOST_WAIT, MOST_TIMES_CALM = 0.5, 3
"""Seconds that health may take under attack, or how many times the longest wait before on a busy machine."""
PAGES = ("", "fines", "settlement", "curriculum", "member", "checks")
FORGET = "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"
"""Streamlit's variable for the seconds that a closed tab stays. A short run includes the clean-up, too."""
BROKEN = (OSError, TimeoutError, WebSocketException, AssertionError)
"""How a server refuses an attack. ``HTTPError`` is an ``OSError``."""
ERROR = re.compile(r"\bERROR\b|\bCRITICAL\b|^Traceback", re.MULTILINE)
LIMITS = {
    "memory, late to early": 1.15,
    "file descriptors, late to early": 1.25,
    "longest wait for health, to its limit": 1.0,
    "errors in the log": 0,
    "incomplete pages": 0,
    "lost answers": 0,
}


@dataclass
class Soak:
    """What the soak has found so far."""

    server: Attacked
    begins_at: float
    """The beginning of the attacks, by the monotonic clock."""
    ends_at: float
    memory: list[float] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    waits: list[tuple[float, float]] = field(default_factory=list)
    """Seconds that each question for health took, and when it was asked."""
    looks: int = 0
    incomplete: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    attacks: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    begun: list[tuple[float, str]] = field(default_factory=list)
    """When each attack began, by the monotonic clock."""

    @property
    def calm(self) -> float:
        """The longest wait before the attacks, the first half left out: then caches were empty."""
        length = (self.ends_at - self.begins_at) * WARM_UP / (1 - WARM_UP)
        return max(wait for wait, at in self.waits if self.begins_at - length / 2 < at < self.begins_at)

    @property
    def longest(self) -> tuple[float, float]:
        """The longest wait under attack, and when it began."""
        return max(each for each in self.waits if each[1] >= self.begins_at)

    @property
    def goes_on(self) -> bool:
        """Tell whether there is time left."""
        return time.monotonic() < self.ends_at


async def stay(soak: Soak, number: int) -> None:
    """Stay in one tab and look at page after page. Every second visitor is a member."""
    people = list(hosted.ADDRESSES.values())
    user = soak.server.make_cookie(people[number % len(people)]) if number % 2 else None
    await asyncio.sleep(number / 10)
    async with soak.server.open_session(user) as session:
        while soak.goes_on:
            page = PAGES[(soak.looks + number) % len(PAGES)]
            run = await session.run(page)
            soak.looks += 1
            if run.exceptions or "html" not in run.elements:
                soak.incomplete.append(f"{page}: {run.exceptions} {run.elements}")
            await asyncio.sleep(LOOK_EVERY)


async def write(soak: Soak) -> None:
    """Hand in beside the pages, as the command line does."""
    store = open_store(soak.server.workbook)
    header = ("타임스탬프", "이름", "주차", "링크", "메모")
    while soak.goes_on:
        link = f"https://soak.example/{len(soak.written)}"
        row = (f"{clock.now():%Y-%m-%d %H:%M:%S}", "나래", 1 + len(soak.written) % 12, link)
        await asyncio.to_thread(store.append, "제출", header, [row])
        soak.written.append(link)
        await asyncio.sleep(WRITE_EVERY)


async def attack(soak: Soak) -> None:
    """Begin one attack after the other. The slow ones overlap."""
    chance, under_way = Random(13), set()
    await asyncio.sleep(max(0.0, soak.begins_at - time.monotonic()))
    while soak.goes_on:
        for name, each in ATTACKS.items():
            if soak.goes_on:
                under_way.add(asyncio.create_task(_attack_once(soak, name, each, chance)))
                await asyncio.sleep(ATTACK_EVERY)
    await asyncio.gather(*under_way)


async def _attack_once(soak: Soak, name: str, each: Attack, chance: Random) -> None:
    soak.attacks[name] += 1
    soak.begun.append((time.monotonic(), name))
    try:
        await each(soak.server, chance)
    except BROKEN:
        soak.refused[name] += 1


def ask_health(url: str, seconds: float) -> list[tuple[float, float]]:
    """Ask for health again and again. Give each wait with its begin, by the monotonic clock of the machine."""
    waits, ends_at = [], time.monotonic() + seconds
    while (began := time.monotonic()) < ends_at:
        waits.append((time_health(url), began))
        time.sleep(ASK_EVERY)
    return waits


def time_health(url: str) -> float:
    began = time.monotonic()
    with urlopen(f"{url}/_stcore/health", timeout=120) as answer:
        assert answer.status == 200
    return time.monotonic() - began


async def measure(soak: Soak) -> None:
    while soak.goes_on:
        soak.memory.append(soak.server.memory)
        soak.files.append(len(os.listdir(f"/proc/{soak.server.process}/fd")))
        await asyncio.sleep(MEASURE_EVERY)


Part = Callable[[Soak], Coroutine[object, object, None]]


async def run(soak: Soak, sessions: int) -> None:
    parts: Sequence[Part] = (write, attack, measure)
    await asyncio.gather(*(part(soak) for part in parts), *(stay(soak, each) for each in range(sessions)))


def compare_late(figures: Sequence[float]) -> float:
    """Divide the median of the last third by that of the middle one."""
    start = round(len(figures) * WARM_UP)
    middle = (start + len(figures)) // 2
    return median(figures[middle:]) / median(figures[start:middle])


def judge(soak: Soak) -> dict[str, float]:
    """Give the figure of each limit."""
    stored = str(open_store(soak.server.workbook).fetch())
    return {
        "memory, late to early": compare_late(soak.memory),
        "file descriptors, late to early": compare_late(soak.files),
        "longest wait for health, to its limit": soak.longest[0]
        / max(MOST_WAIT, MOST_TIMES_CALM * soak.calm),
        "errors in the log": len(ERROR.findall(soak.server.log)),
        "incomplete pages": len(soak.incomplete),
        "lost answers": sum(f"'{link}'" not in stored for link in soak.written),
    }


def print_report(soak: Soak) -> None:
    print(f"load average {os.getloadavg()[0]:.1f}")
    print(f"{soak.looks} pages, {len(soak.written)} answers, {sum(soak.attacks.values())} attacks")
    print(
        "attacks refused:", ", ".join(f"{name} {soak.refused[name]}/{soak.attacks[name]}" for name in ATTACKS)
    )
    print(
        f"MiB: {soak.memory[0]:.0f} at first, {max(soak.memory):.0f} at most, {soak.memory[-1]:.0f} at last"
    )
    print(f"file descriptors: {soak.files[0]} at first, {max(soak.files)} at most, {soak.files[-1]} at last")
    longest, asked_at = soak.longest
    usual = median(wait for wait, _ in soak.waits)
    before = [name for began, name in soak.begun if asked_at - 3 < began < asked_at + longest]
    print(
        f"health: {soak.calm:.3f} s at most before, {usual:.3f} s median, {longest:.3f} s at most, after {before}"
    )
    print(f"log: {len(soak.server.log)} characters", *soak.incomplete[:3], sep="\n")
    for found in list(ERROR.finditer(soak.server.log))[:3]:
        print("log:", soak.server.log[found.start() : found.start() + 500])


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--sessions", type=int, default=20)
    options = parser.parse_args()
    os.environ[FORGET] = "1"
    with (
        tempfile.TemporaryDirectory(prefix="studyboard-soak-") as folder,
        serve_attacked(Path(folder), ("access", "public")) as server,
    ):
        now = time.monotonic()
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # our own work must not delay its clock
            waits = apart.submit(ask_health, server.url, options.seconds)
            soak = Soak(server, now + options.seconds * WARM_UP, now + options.seconds)
            asyncio.run(run(soak, options.sessions))
            soak.waits = waits.result()
        print_report(soak)
        measured = judge(soak)
    return 0 if print_limits(measured, LIMITS) else 1


if __name__ == "__main__":
    sys.exit(main())
