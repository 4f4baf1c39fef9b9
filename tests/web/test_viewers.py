"""The whole group opens its board at once, on a server that has only just started."""

import asyncio
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from studylib import clock
from studylib.config import studies
from studylib.stores.google import session
from studylib.stores.google.key import KEY_FILE
from studylib.workbook import sample
from tests.servers.websocket import ROOT, Run, Session, serving
from tests.stand_ins.googlesheets.server import Google

LATENCY = 0.3
"""Seconds that each answer of Google's takes."""


def open_at_once(url: str, viewers: int) -> list[Run]:
    """What the viewers see: all connect, and then all ask for the board in the same moment."""

    async def runs() -> list[Run]:
        async with AsyncExitStack() as opened:
            sessions = [await opened.enter_async_context(Session(url)) for _ in range(viewers)]
            return await asyncio.gather(*(session.run() for session in sessions))

    # In a thread of its own: Playwright, once started for the tests in browser/, keeps a loop running in this one.
    with ThreadPoolExecutor() as pool:
        return pool.submit(lambda: asyncio.run(runs())).result()


@pytest.mark.parametrize(
    ("signed", "viewers"), [(False, 200), (True, 50)], ids=["200 without a key", "50 with a key"]
)
def test_many_visitors_at_once_to_a_cold_server_cause_one_read_and_all_get_the_board(
    tmp_path: Path, signed: bool, viewers: int
) -> None:
    with Google(sample.make_sample(clock.now()), open=not signed, latency=LATENCY) as google_:
        key = tmp_path / "key.json"
        key.write_text(json.dumps(google_.key() | {"token_uri": "https://oauth2.googleapis.com/token"}))
        environment = {
            "HOME": str(tmp_path),
            session.ELSEWHERE: google_.url,
            KEY_FILE: str(key) if signed else "",
            studies.VARIABLE: google_.address,
        }
        with serving(ROOT / "app.py", tmp_path, environment) as url:
            runs = open_at_once(url, viewers)
        kinds = Counter(each.kind for each in google_.requests)
    # The second look at the metadata is for the answer "노션에 올렸어요", which may hide a link.
    assert kinds == {"metadata": 2, "values": 1} | ({"token": 1} if signed else {})
    assert len(runs) == viewers
    for run in runs:
        assert not run.exceptions
        assert "grid" in run.elements
        assert any("이번 달 벌금" in text for text in run.texts)
        assert any('class="foot"' in text for text in run.texts)
