"""The first visit of a server that has only just started, straight to the address of a page.

That is when Streamlit used to run the page's file without the frame around it (see studylib/web/frame.py).
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from studylib import clock
from studylib.stores.opening import open_store
from studylib.workbook import sample
from tests.servers.websocket import ROOT, Run, Session, serving
from tests.web.pages import PAGES

CONTENT = {
    "": "이번 달 벌금",
    "hand_in": "<h1>제출</h1>",
    "fines": "<h1>벌금</h1>",
    "settlement": "<h1>정산</h1>",
    "curriculum": "<h1>커리큘럼</h1>",
    "questions": "<h1>질문</h1>",
    "season": "<h1>시즌</h1>",
    "certificate": "<h1>완주증</h1>",
    "member": "<h1>나의 기록</h1>",
    "checks": "<h1>점검</h1>",
    "desk": "<h1>관리</h1>",
    "setup": "<h1>스터디 시작하기</h1>",
}


def first_visit(url: str, address: str) -> Run:
    async def run() -> Run:
        async with Session(url) as session:
            return await session.run(page=address)

    # In a thread of its own: Playwright, once started for the tests in browser/, keeps a loop running in this one.
    with ThreadPoolExecutor() as pool:
        return pool.submit(lambda: asyncio.run(run())).result()


@pytest.mark.parametrize("address", PAGES)
def test_a_cold_server_draws_the_page_that_is_asked_for_within_its_frame(
    address: str, tmp_path: Path
) -> None:
    workbook = f"sqlite:///{tmp_path / 'studyboard.db'}"
    open_store(workbook, first=lambda: sample.make_sample(clock.now()), create=True)
    with serving(ROOT / "app.py", tmp_path, {"STUDYBOARD_WORKBOOK": workbook}) as url:
        run = first_visit(url, address)
    assert run.pages == PAGES
    assert run.page == address
    assert not run.not_found
    assert not run.exceptions
    assert any(CONTENT[address] in text for text in run.texts)
