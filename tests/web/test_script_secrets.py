"""The token and the address of a group's script: in no message to a browser, and in no log of the server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studylib import clock
from studylib.config import bridge, studies
from studylib.stores.google import session
from studylib.workbook import sample
from tests.pages.drawn import NAMES
from tests.servers.websocket import ROOT, Run, Session, serving
from tests.stand_ins.appsscript.server import DEPLOYMENT, ScriptServer

pytestmark = pytest.mark.slow


def visit_all(url: str) -> list[Run]:
    async def runs() -> list[Run]:
        async with Session(url) as opened:
            return [await opened.run(page="" if name == "board" else name) for name in NAMES]

    with ThreadPoolExecutor() as pool:
        return pool.submit(lambda: asyncio.run(runs())).result()


def test_no_page_no_message_and_no_log_has_the_token_or_the_address_of_the_script(tmp_path: Path) -> None:
    with ScriptServer() as scripts:
        scripts.fill(sample.make_sample(clock.now()))
        environment = {
            "HOME": str(tmp_path),
            session.ELSEWHERE: scripts.url,
            studies.VARIABLE: scripts.address,
            bridge.VARIABLE: scripts.token,
        }
        with serving(ROOT / "app.py", tmp_path, environment) as url:
            runs = visit_all(url)
            kinds = scripts.kinds()
            scripts.fault("sign_in")
        with serving(ROOT / "app.py", tmp_path, environment) as url:
            runs += visit_all(url)[:2]
    assert "grid" in runs[0].elements
    assert any("Anyone" in text or "모든 사용자" in text for text in runs[-1].texts)
    assert kinds[:2] == ["metadata", "values"]
    assert kinds.count("values") == 1
    logs = b"".join(path.read_bytes() for path in tmp_path.glob("*.log"))
    for seen in [logs, *(message for run in runs for message in run.raw)]:
        assert scripts.token.encode() not in seen
        assert DEPLOYMENT.encode() not in seen
