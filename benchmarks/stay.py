"""Two hundred visitors who keep the board open on a Google Sheet: how often is Google asked?

    python -m benchmarks.stay [--minutes 10] [--visitors 200]

All come at once to a server that has only just started. Each page then looks every 30 seconds whether the board has
changed, as the board's fragment has the browser do; now and then somebody clicks, and the whole page runs. The
requests are counted at the stand-in for Google, which takes 60 a minute and answers after 100 ms. It ends with status
1 if there were more than two in any 60 seconds, if the sheet was not read again, or if a page did not come whole.
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

from benchmarks.stand_in import StandIn, standing_in
from studylib import clock
from studylib.stores.google import key, session
from studylib.workbook import sample
from tests.servers.websocket import ANSWER_WITHIN, ROOT, Run, Session, serving

MINUTE = 60.0
LOOKS_EVERY = 30.0
"""Seconds, as the board has it."""
CLICKS = 0.25
"""The chance that a visitor clicks between two looks."""
PER_REFRESH = 2
QUOTA, LATENCY = 60, 0.1


class Visitor(Session):
    """Whose page stays open, and runs a part of itself again."""

    def __init__(self, *visit: Any) -> None:
        super().__init__(*visit)
        self._fragment = self._page = ""

    async def look(self) -> Run:
        """What the browser does by itself every 30 seconds."""
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
            if kind == "auto_rerun":
                self._fragment = message.auto_rerun.fragment_id
            elif kind == "navigation":
                self._page = message.navigation.page_script_hash
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return run


@dataclass
class Seen:
    """The seconds of each run of a page or of a part of it, and what was wrong."""

    first: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    async def run(self, running: Awaitable[Run], seconds: list[float], wanted: str) -> None:
        """Runs, and notes what came; ``wanted`` is a kind of element that has to be among it."""
        start = time.perf_counter()
        run = await running
        seconds.append(time.perf_counter() - start)
        self.errors += run.exceptions
        self.errors += [text for text in run.texts if 'role="alert"' in text]
        if wanted not in run.elements:
            self.errors.append(f"no {wanted}, only {run.elements}")


async def stay(url: str, until: float, seen: Seen) -> None:
    """One visitor, from the first page to the end."""
    chance = random.Random()
    try:
        async with Visitor(url) as visitor:
            await seen.run(visitor.run(), seen.first, "plotly_chart")
            look_at = time.monotonic() + chance.uniform(0, LOOKS_EVERY)
            while look_at < until:
                await sleep_until(look_at)
                await seen.run(visitor.look(), seen.looks, "html")
                click_at, look_at = look_at + chance.uniform(0, LOOKS_EVERY), look_at + LOOKS_EVERY
                if chance.random() < CLICKS and click_at < until:
                    await sleep_until(click_at)
                    await seen.run(visitor.run(), seen.clicks, "plotly_chart")
            await sleep_until(until)
    except (OSError, TimeoutError, WebSocketException) as error:
        seen.errors.append(repr(error))


async def sleep_until(moment: float) -> None:
    await asyncio.sleep(moment - time.monotonic())


async def tell(stand_in: StandIn, start: float, minutes: int, seen: Seen) -> list[float]:
    """A line a minute. Gives when the requests came, in seconds from the start."""
    print("minute  requests  looks  clicks  errors", flush=True)
    looks = clicks = errors = 0
    for minute in range(minutes):
        await sleep_until(start + (minute + 1) * MINUTE)
        asked = [each.at - start for each in stand_in.requests()]
        counts = (
            sum(at // MINUTE == minute for at in asked),
            len(seen.looks) - looks,
            len(seen.clicks) - clicks,
            len(seen.errors) - errors,
        )
        looks, clicks, errors = len(seen.looks), len(seen.clicks), len(seen.errors)
        print(f"{minute + 1:6}  {counts[0]:8}  {counts[1]:5}  {counts[2]:6}  {counts[3]:6}", flush=True)
    return [at for at in asked if at < minutes * MINUTE]


async def crowd(url: str, stand_in: StandIn, visitors: int, minutes: int) -> tuple[Seen, list[float]]:
    """All visitors at once, until the minutes are over."""
    seen, start = Seen(), time.monotonic()
    staying = [stay(url, start + minutes * MINUTE, seen) for _ in range(visitors)]
    asked = asyncio.create_task(tell(stand_in, start, minutes, seen))
    await asyncio.gather(asked, *staying)
    return seen, asked.result()


def most_in_a_minute(asked: Sequence[float]) -> int:
    """The largest number of requests in any 60 seconds, wherever they begin."""
    return max(bisect_left(asked, at + MINUTE) - first for first, at in enumerate(asked))


def percentile_95(seconds: Sequence[float]) -> str:
    return f"{quantiles(seconds, n=20)[-1] * 1000:.0f} ms"


def main() -> int:
    options = _options()
    book = sample.make_sample(clock.now())
    with (
        tempfile.TemporaryDirectory() as folder,
        standing_in(book, open=True, quota=QUOTA, latency=LATENCY) as stand_in,
        serving(ROOT / "app.py", Path(folder), environment(stand_in, folder)) as url,
    ):
        seen, asked = asyncio.run(crowd(url, stand_in, options.visitors, options.minutes))
        refused = [each.status for each in stand_in.requests() if each.status != 200]
    most = most_in_a_minute(asked)
    print(f"{len(asked)} requests in {options.minutes} minutes, at most {most} in any 60 seconds")
    print(f"{len(refused)} refused, {len(seen.errors)} errors in {options.visitors} sessions")
    for name in ("first", "clicks", "looks"):
        seconds = getattr(seen, name)
        print(f"p95 of {len(seconds)} runs, {name}: {percentile_95(seconds)}")
    print(*sorted(set(seen.errors))[:5], sep="\n")
    enough = len(asked) >= PER_REFRESH * (options.minutes - 1)
    return 0 if most <= PER_REFRESH and enough and not refused and not seen.errors else 1


def environment(stand_in: StandIn, home: str) -> dict[str, str]:
    """The app's: the sheet of the stand-in, and no key of this machine."""
    sheet = {"STUDYBOARD_WORKBOOK": stand_in.address, session.ELSEWHERE: stand_in.url}
    return {**sheet, key.KEY_FILE: "", "HOME": home}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--visitors", type=int, default=200)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
