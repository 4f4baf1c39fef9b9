"""A season of 500 members and 52 weeks, as the largest groups have."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from studylib.config import studies
from studylib.stores.opening import open_store
from tests.attacks.large import make_large_season
from tests.servers.websocket import ROOT, Session, serving

MEMBERS = 500
PAGES = ("", *sorted({each.stem for each in (ROOT / "pages").glob("*.py")} - {"board"}))
MOST_SIZE = 1_000_000
"""Bytes of all messages of a page."""


def test_no_page_of_a_large_season_sends_more_than_a_megabyte(tmp_path: Path) -> None:
    workbook = f"sqlite:///{tmp_path / 'studyboard.db'}"
    open_store(workbook, create=True).replace(make_large_season(MEMBERS))

    async def measure(url: str, page: str) -> int:
        async with Session(url) as session:
            run = await session.run(page, "member=멤버007")
        assert run.exceptions == [], page
        return run.size

    with (
        serving(ROOT / "app.py", tmp_path, {studies.VARIABLE: workbook}) as url,
        ThreadPoolExecutor(1) as pool,
    ):
        # Playwright keeps a loop in the thread of the tests.
        sizes = {page: pool.submit(asyncio.run, measure(url, page)).result() for page in PAGES}
    assert len(sizes) > 12
    assert {page: size for page, size in sizes.items() if not 5_000 < size < MOST_SIZE} == {}
