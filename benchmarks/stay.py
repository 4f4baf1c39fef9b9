"""Count the requests to Google while 200 visitors keep the board of a Google Sheet open.

    python -m benchmarks.stay [--minutes 10] [--visitors 200]

All visitors come at once to a server that has just started. Each open page then looks for changes every 30 seconds, as
the board's fragment makes the browser do. Now and then a visitor clicks, and the whole page runs.

A stand-in for Google counts the requests. It allows 60 a minute and answers after 100 ms.

Exits with status 1 if any 60 seconds have more than two requests, if the app does not read the sheet again, or if a
page arrives incomplete.
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import WebSocketException

from benchmarks.stand_in import StandIn, run_stand_in
from studylib import clock
from studylib.stores.google import key, session
from studylib.workbook import sample
from tests.servers.websocket import ANSWER_WITHIN, ROOT, Run, Session, serving

MINUTE = 60.0
LOOKS_EVERY = 30.0
"""Seconds between two looks of an open board. The board itself uses the same."""
CLICKS = 0.25
"""Chance that a visitor clicks between two looks."""
PER_REFRESH = 2
"""Requests that one refresh of the sheet needs."""
QUOTA, LATENCY = 60, 0.1
"""Requests a minute that the stand-in allows, and the seconds that it takes to answer."""


class Visitor(Session):
    """A visitor with an open page, which reruns its fragment."""

    def __init__(self, *visit: Any) -> None:
        super().__init__(*visit)
        self._fragment = self._page = ""

    async def look(self) -> Run:
        """Rerun the board's fragment, as the browser does every 30 seconds."""
        request = BackMsg()
        request.rerun_script.fragment_id = self._fragment
        request.rerun_script.page_script_hash = self._page
        request.rerun_script.is_auto_rerun = True
        await self._socket.send(request.SerializeToString())
        async with asyncio.timeout(ANSWER_WITHIN):
            return await self._drawn()

    async def _drawn(self) -> Run:
        run = Run()
        while True:
            message = ForwardMsg.FromString(await self._socket.recv())
            run.take(message)
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.fragment_id:
                self._fragment = message.delta.fragment_id
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return run


@dataclass
class VisitLog:
    """Seconds of each run of a page or of its fragment, and all errors."""

    first: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def record(self, running: Awaitable[Run], seconds: list[float], required: str) -> None:
        """Await a run and record its seconds and errors. A run without a ``required`` element is an error."""
        start = time.perf_counter()
        run = await running
        seconds.append(time.perf_counter() - start)
        self.errors += run.exceptions
        self.errors += [text for text in run.texts if 'role="alert"' in text]
        if required not in run.elements:
            self.errors.append(f"no {required}, only {run.elements}")


async def keep_open(url: str, until: float, log: VisitLog) -> None:
    """Open the board as one visitor and keep it open until the end."""
    chance = random.Random()
    try:
        async with Visitor(url) as visitor:
            await log.record(visitor.run(), log.first, "grid")
            look_at = time.monotonic() + chance.uniform(0, LOOKS_EVERY)
            while look_at < until:
                await sleep_until(look_at)
                await log.record(visitor.look(), log.looks, "html")
                click_at, look_at = look_at + chance.uniform(0, LOOKS_EVERY), look_at + LOOKS_EVERY
                if chance.random() < CLICKS and click_at < until:
                    await sleep_until(click_at)
                    await log.record(visitor.run(), log.clicks, "grid")
            await sleep_until(until)
    except (OSError, TimeoutError, WebSocketException) as error:
        log.errors.append(repr(error))


async def sleep_until(moment: float) -> None:
    await asyncio.sleep(moment - time.monotonic())


async def report_minutes(stand_in: StandIn, start: float, minutes: int, log: VisitLog) -> list[float]:
    """Print a line each minute. Return the times of all requests, in seconds from the start."""
    print("minute  requests  looks  clicks  errors", flush=True)
    looks = clicks = errors = 0
    for minute in range(minutes):
        await sleep_until(start + (minute + 1) * MINUTE)
        times = [request.at - start for request in stand_in.fetch_requests()]
        counts = (
            sum(at // MINUTE == minute for at in times),
            len(log.looks) - looks,
            len(log.clicks) - clicks,
            len(log.errors) - errors,
        )
        looks, clicks, errors = len(log.looks), len(log.clicks), len(log.errors)
        print(f"{minute + 1:6}  {counts[0]:8}  {counts[1]:5}  {counts[2]:6}  {counts[3]:6}", flush=True)
    return [at for at in times if at < minutes * MINUTE]


async def run_crowd(url: str, stand_in: StandIn, visitors: int, minutes: int) -> tuple[VisitLog, list[float]]:
    """Let all visitors come at once and stay until the minutes are over. Return their log and the times of requests."""
    log, start = VisitLog(), time.monotonic()
    visits = [keep_open(url, start + minutes * MINUTE, log) for _ in range(visitors)]
    report = asyncio.create_task(report_minutes(stand_in, start, minutes, log))
    await asyncio.gather(report, *visits)
    return log, report.result()


def count_busiest_minute(times: Sequence[float]) -> int:
    """Count the requests of the 60 seconds that have the most. They may begin at any moment."""
    return max(bisect_left(times, at + MINUTE) - first for first, at in enumerate(times))


def format_percentile_95(seconds: Sequence[float]) -> str:
    return f"{quantiles(seconds, n=20)[-1] * 1000:.0f} ms"


def main() -> int:
    options = _parse_options()
    book = sample.make_sample(clock.now())
    with (
        tempfile.TemporaryDirectory() as folder,
        run_stand_in(book, open=True, quota=QUOTA, latency=LATENCY) as stand_in,
        serving(ROOT / "app.py", Path(folder), build_environment(stand_in, folder)) as url,
    ):
        log, times = asyncio.run(run_crowd(url, stand_in, options.visitors, options.minutes))
        refused = [each.status for each in stand_in.fetch_requests() if each.status != 200]
    most = count_busiest_minute(times)
    print(f"{len(times)} requests in {options.minutes} minutes, at most {most} in any 60 seconds")
    print(f"{len(refused)} refused, {len(log.errors)} errors in {options.visitors} sessions")
    for name in ("first", "clicks", "looks"):
        seconds = getattr(log, name)
        print(f"p95 of {len(seconds)} runs, {name}: {format_percentile_95(seconds)}")
    print(*sorted(set(log.errors))[:5], sep="\n")
    enough = len(times) >= PER_REFRESH * (options.minutes - 1)
    return 0 if most <= PER_REFRESH and enough and not refused and not log.errors else 1


def build_environment(stand_in: StandIn, home: str) -> dict[str, str]:
    """Build the app's environment: the stand-in's sheet, and no key of this machine."""
    sheet = {"STUDYBOARD_WORKBOOK": stand_in.address, session.ELSEWHERE: stand_in.url}
    return {**sheet, key.KEY_FILE: "", "HOME": home}


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--visitors", type=int, default=200)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
