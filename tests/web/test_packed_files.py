"""Streamlit's own files, packed: any request without a server, and the bytes of a real one."""

import asyncio
import gzip
import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import brotli
import pytest
import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send

from studylib.config import studies
from studylib.web import packed_files
from studylib.web.packed_files import FOLDER, KEPT, PackedFiles, list_first_files
from studylib.web.packing import PackedFolder
from tests.servers.websocket import ROOT, serving
from tests.web.asgi import Answered, ask

MAIN, STYLE = (
    next(name for name in list_first_files() if name.startswith(start))
    for start in ("js/index.", "css/index.")
)
FONT = next(name for name in list_first_files() if name.endswith(".woff2"))


@pytest.fixture(scope="module")
def app() -> PackedFiles:
    return PackedFiles(StaticFiles(directory=FOLDER))


def get(app: PackedFiles, name: str, method: str = "GET", **headers: str) -> Answered:
    return ask(app, f"/static/{name}", method, **headers)


@pytest.mark.parametrize(("name", "kind"), [(MAIN, "text/javascript"), (STYLE, "text/css")])
def test_code_comes_packed_and_is_the_file_again(app: PackedFiles, name: str, kind: str) -> None:
    got = get(app, name, Accept_Encoding="gzip, deflate, br")
    whole = (FOLDER / "static" / name).read_bytes()
    assert brotli.decompress(got.body) == whole
    assert len(got.body) < len(whole) / 3
    said = {"content-encoding": "br", "vary": "Accept-Encoding", "cache-control": KEPT}
    assert {key: got.headers.get(key) for key in said} == said
    assert got.headers["content-length"] == str(len(got.body))
    assert got.headers["content-type"] == f"{kind}; charset=utf-8"
    assert gzip.decompress(get(app, name, Accept_Encoding="gzip").body) == whole


def test_a_browser_that_takes_nothing_packed_gets_the_file_and_caches_keep_them_apart(
    app: PackedFiles,
) -> None:
    got = get(app, MAIN, Accept_Encoding="br;q=0")
    assert got.body == (FOLDER / "static" / MAIN).read_bytes()
    assert "content-encoding" not in got.headers
    assert got.headers["vary"] == "Accept-Encoding"


def test_a_part_is_a_part_of_the_file_as_it_is(app: PackedFiles) -> None:
    got = get(app, MAIN, Accept_Encoding="br", Range="bytes=10-19")
    assert (got.status, got.body) == (206, (FOLDER / "static" / MAIN).read_bytes()[10:20])
    assert "content-encoding" not in got.headers


def test_the_head_alone_has_the_headers_of_the_whole(app: PackedFiles) -> None:
    whole, alone = (get(app, MAIN, method, Accept_Encoding="br") for method in ("GET", "HEAD"))
    assert (alone.status, alone.body, alone.headers) == (200, b"", whole.headers)


@pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', "*"])
def test_a_copy_that_is_still_right_is_not_sent_again(app: PackedFiles, written: str) -> None:
    tag = get(app, MAIN, Accept_Encoding="br").headers["etag"]
    again = get(app, MAIN, Accept_Encoding="br", If_None_Match=written.format(tag))
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert "content-encoding" not in again.headers
    assert get(app, MAIN, Accept_Encoding="gzip", If_None_Match=tag).status == 200


OTHERS = f"""/static/{FONT} /static/js/none.js /static/../index.html /static/js/../{MAIN} /static/ /other/{MAIN}
/{MAIN} /static//{MAIN} /static/{MAIN}/ /index.html""".split()


@pytest.mark.parametrize("path", OTHERS)
def test_anything_else_is_streamlits_to_answer(path: str) -> None:
    asked = []

    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        await PlainTextResponse("x" * 2_000)(scope, receive, send)

    got = ask(PackedFiles(streamlit), path, Accept_Encoding="br")
    assert (asked, "content-encoding" in got.headers) == ([path], False)


def test_a_file_that_is_gone_is_streamlits_to_answer(
    app: PackedFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def find_none(*_: str) -> None:
        return None

    monkeypatch.setattr(app, "_find_packed", find_none)
    assert get(app, MAIN, Accept_Encoding="br").headers.get("content-encoding") is None


def test_a_server_that_has_started_packs_ahead_what_each_page_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    ahead: list[str] = []
    monkeypatch.setattr(PackedFolder, "pack_ahead", lambda _, names: ahead.extend(names))
    monkeypatch.setattr(packed_files, "STARTED_WITHIN", 0.001)
    started: list[str] = []

    async def streamlit(scope: Scope, *_: object) -> None:
        started.append(scope["type"])
        assert not ahead
        await asyncio.sleep(0.01)

    async def wait() -> Message:
        return {"type": "lifespan.startup"}

    async def send(_: Message) -> None:
        """Hear nothing."""

    with ThreadPoolExecutor() as pool:  # Playwright keeps an event loop running in this thread
        pool.submit(asyncio.run, PackedFiles(streamlit)({"type": "lifespan"}, wait, send)).result()
    assert started == ["lifespan"]
    assert {MAIN, STYLE} < set(ahead)


def test_code_may_lie_below_a_path(app: PackedFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "board"}.get)
    got = ask(app, f"/board/static/{MAIN}", Accept_Encoding="br")
    assert got.headers["content-encoding"] == "br"


# ---- the real server ----


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("packed")
    with serving(ROOT / "app.py", folder, {studies.VARIABLE: f"sqlite:///{folder / 'a.db'}"}) as url:
        yield urlsplit(url).netloc


def test_all_that_the_first_page_loads_comes_packed_with_our_headers(address: str) -> None:
    line = http.client.HTTPConnection(address, timeout=60)
    sent = whole = 0
    for name in list_first_files():
        line.request("GET", f"/static/{name}", headers={"Accept-Encoding": "gzip, br"})
        answer = line.getresponse()
        body = answer.read()
        assert answer.headers["cache-control"].startswith("public, immutable")
        assert answer.headers["x-content-type-options"] == "nosniff"
        if not name.endswith(".woff2"):
            sent, whole = sent + len(body), whole + (FOLDER / "static" / name).stat().st_size
    assert sent < whole / 4


def test_a_page_may_still_be_kept_by_no_cache(address: str) -> None:
    line = http.client.HTTPConnection(address, timeout=60)
    line.request("GET", "/", headers={"Accept-Encoding": "gzip, br"})
    answer = line.getresponse()
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "no-store"
    assert packed_files.PLACE.encode() in gzip.decompress(answer.read())
