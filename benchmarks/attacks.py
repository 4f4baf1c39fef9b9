"""One attack of each kind, for the soak. A new kind is one more function and one more line of ``ATTACKS``."""

import asyncio
import urllib.request
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from random import Random
from urllib.parse import quote

from streamlit.proto.BackMsg_pb2 import BackMsg

from studylib import clock
from tests.attacks.attacked import Attacked

Attack = Callable[[Attacked, Random], Awaitable[object]]

BIG = 300_000
"""Characters of a big text. The websocket filter takes 256 KiB."""


def ask(query: str, page: str = "") -> Attack:
    """Visit a page as a stranger. ``{moment}`` in the query becomes one of many."""

    async def attack(server: Attacked, chance: Random) -> None:
        day = clock.now() - timedelta(days=chance.randrange(100))
        async with server.open_session() as session:
            await session.run(page, query.replace("{moment}", f"{day:%Y-%m-%dT%H:%M}"))

    return attack


def send(fill: Callable[[BackMsg], None]) -> Attack:
    """Send a message as a stranger, after a page."""

    async def attack(server: Attacked, chance: Random) -> None:
        request = BackMsg()
        fill(request)
        async with server.open_session() as session:
            await session.run()
            await session.send(request)
            await session.run()

    return attack


def fetch(
    path: str, times: int = 1, method: str = "GET", body: bytes | None = None, **headers: str
) -> Attack:
    """Ask for an address past the pages."""

    def ask_once(url: str) -> None:
        request = urllib.request.Request(url + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()

    async def attack(server: Attacked, chance: Random) -> None:
        for _ in range(times):
            await asyncio.to_thread(ask_once, server.url)

    return attack


def fill_names(request: BackMsg) -> None:
    request.file_urls_request.request_id = "x\n" * 1000
    request.file_urls_request.file_names.extend(["y" * BIG])


def fill_states(request: BackMsg) -> None:
    state = request.rerun_script.widget_states.widgets.add()
    state.id, state.string_value = "hand_in_link", "z" * BIG


def empty_caches(request: BackMsg) -> None:
    request.clear_cache = True


async def read_nothing(server: Attacked, chance: Random) -> None:
    """Ask for page after page, and read none."""
    request = BackMsg()
    request.rerun_script.page_name = ""
    async with server.open_session() as session:
        for _ in range(20):
            await session.send(request)
        await asyncio.sleep(2)


async def come_from_elsewhere(server: Attacked, chance: Random) -> None:
    async with server.open_session(headers={"Origin": "https://elsewhere.example"}) as session:
        await session.run()


ATTACKS: Mapping[str, Attack] = {
    "moments": ask("as_of={moment}"),
    "marks": ask("as_of=a" + quote("\u0301\u0327" * 2000)),
    "rules": ask("what_if=" + "a:1:1," * 5000, "settlement"),
    "addresses": ask("study=" + "s" * 50_000),
    "names": send(fill_names),
    "states": send(fill_states),
    "caches": send(empty_caches),
    "uploads": fetch("/_stcore/upload_file/a/b", method="PUT", body=bytes(2**20)),
    "calendars": fetch("/deadlines.ics", 20),
    "paths": fetch("/media/" + "%2e%2e/" * 200),
    "readers": read_nothing,
    "origins": come_from_elsewhere,
}
