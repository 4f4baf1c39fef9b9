"""What a visitor in an app's own browser gets in the place of sign-in and downloads, on a real server."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from studylib import clock
from studylib.config import studies
from studylib.stores.opening import open_store
from tests.servers import hosted
from tests.servers.websocket import ROOT, Run, Session, serving
from tests.web import app_agents

WHY = "앱 안에서 연 페이지입니다."
PLACES = (
    ("fines", "study=open"),
    ("curriculum", "study=open"),
    ("hand_in", "study=open"),  # refused after it was entered
    ("desk", "study=open"),
    ("", "study=closed"),
    ("", ""),
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a sign-in, of a public study whose money is public, too, and of a closed one."""
    folder: Path = tmp_path_factory.mktemp("server")
    public = (("access", "public"), ("public_money", "yes"))
    listed = ""
    for id, settings in {"open": public, "closed": ()}.items():
        workbook = f"sqlite:///{folder / id}.db"
        open_store(workbook, create=True).replace(hosted.workbook(clock.now(), *settings))
        listed += f'[[studies]]\nid = "{id}"\nworkbook = "{workbook}"\n'
    home = hosted.home(folder / "home", "http://localhost:8501")
    file = home / ".streamlit/secrets.toml"
    file.write_text(file.read_text() + listed)
    with serving(ROOT / "app.py", folder, {studies.VARIABLE: "", "HOME": str(home)}) as url:
        yield url


def visit(url: str, agent: str, page: str, query: str) -> Run:
    async def run() -> Run:
        async with Session(url, {"User-Agent": agent, "Origin": url}) as session:
            return await session.run(page, query)

    with ThreadPoolExecutor() as pool:  # see tests/web/test_cold_server.py
        return pool.submit(lambda: asyncio.run(run())).result()


def list_links(run: Run) -> list[str]:
    deltas = (ForwardMsg.FromString(each).delta.new_element for each in run.raw)
    return [each.link_button.url for each in deltas if each.WhichOneof("type") == "link_button"]


def list_buttons(run: Run) -> list[str]:
    deltas = (ForwardMsg.FromString(each).delta.new_element for each in run.raw)
    return [each.button.label for each in deltas if each.WhichOneof("type") == "button"]


@pytest.mark.parametrize("agent", [app_agents.KAKAOTALK, app_agents.NAVER, app_agents.INSTAGRAM])
def test_an_app_gets_no_sign_in_and_no_download_but_the_reason(url: str, agent: str) -> None:
    for page, query in (
        ("fines", "study=open"),
        ("curriculum", "study=open"),
        ("", "study=closed"),
        ("", ""),
    ):
        run = visit(url, agent, page, query)
        assert run.exceptions == []
        assert run.downloads == []
        assert "로그인" not in list_buttons(run)
        assert sum(WHY in text for text in run.texts) == 1
        assert any('data-share="copy"' in text for text in run.texts)


def test_a_browser_of_its_own_gets_them_and_nothing_of_an_app(url: str) -> None:
    run = visit(url, app_agents.CHROME, "fines", "study=open")
    assert len(run.downloads) == 2
    assert "로그인" in list_buttons(run)
    assert not any(WHY in text for text in run.texts)
    assert list_links(run) == []


def test_kakaotalk_leads_to_the_same_page_with_its_parameters_and_a_copy_without_the_code(url: str) -> None:
    run = visit(url, app_agents.KAKAOTALK, "check_in", "study=closed&code=123456")
    [out] = list_links(run)
    assert parse_qs(urlsplit(out).query) == {"url": [f"{url}/check_in?study=closed&code=123456"]}
    [copied] = [text for text in run.texts if 'data-share="copy"' in text]
    assert f'data-text="{url}/check_in?study=closed"' in copied


def test_an_android_app_gets_an_intent_and_an_iphone_the_way_by_hand(url: str) -> None:
    address = f"{url.removeprefix('http')}/fines?study=open#Intent;scheme=http;package=com.android.chrome;"
    assert all(
        each.startswith(f"intent{address}")
        for each in list_links(visit(url, app_agents.NAVER, "fines", "study=open"))
    )
    by_hand = visit(url, app_agents.INSTAGRAM, "fines", "study=open")
    assert list_links(by_hand) == []
    assert any("메뉴(⋯)" in text for text in by_hand.texts)
