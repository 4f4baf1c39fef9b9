"""Tests of deploy/nginx.conf in the real nginx, in front of two replicas of the app on one database."""

import asyncio
import gzip
import re
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError

import brotli
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets import WebSocketException
from websockets.exceptions import ConnectionClosed, InvalidStatus

from studylib import clock
from studylib.stores.opening import open_store
from tests.servers.deployment import CONFIG, PEOPLE, Site, deployed, group
from tests.servers.websocket import Run, Session
from tests.web.app_agents import KAKAOTALK_SCRAP
from tests.web.security_headers import SAID

LEADER, MEMBER = PEOPLE["가람"], PEOPLE["나래"]
STICKY = re.compile(r"studyboard_replica=([0-9a-f]{32}); Path=/; HttpOnly; Secure; SameSite=Lax")
TAKEOVER_WITHIN = 10.0
"""Seconds within which a visitor of a dead replica must have a page from another."""
VISITORS = 12
"""Enough for both replicas, and for new connections while one dies."""

T = TypeVar("T")


def run_in_thread(start: Callable[[], Awaitable[T]]) -> T:
    """Run a coroutine in another thread, because Playwright keeps an event loop running in this one.

    See tests/web/test_cold_server.py.
    """

    async def run() -> T:
        return await start()

    with ThreadPoolExecutor() as pool:
        return pool.submit(lambda: asyncio.run(run())).result()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    address = f"sqlite:///{folder / 'studyboard.db'}"
    open_store(address, first=lambda: group(clock.now()), create=True).fetch()
    with deployed(folder / "served", address) as site:
        yield site


def visit(site: Site, page: str = "", address: str | None = None, cookie: str | None = None) -> Run:
    async def run() -> Run:
        async with site.session(address, cookie) as session:
            run: Run = await session.run(page)
            return run

    return run_in_thread(run)


@pytest.mark.parametrize(
    "path", ["/_stcore/upload_file/x/y", "/_stcore/%75pload_file/x/y", "//_stcore/upload_file/x"]
)
@pytest.mark.parametrize("size", [0, 1_000, 1_000_000])
def test_nobody_uploads_through_nginx(site: Site, path: str, size: int) -> None:
    request = urllib.request.Request(site.url + path, data=b"x" * size, method="PUT")
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=site.trust))
    with pytest.raises(HTTPError) as refused:
        opener.open(request, timeout=30)
    assert refused.value.code in (404, 413)


def test_what_strangers_send_through_nginx_stops_no_replica(site: Site) -> None:
    async def attack() -> int | None:
        async with site.session() as session:
            marks = await session.run("", "as_of=a" + "\u0301\u0327" * 16_000)
            assert not marks.exceptions
            message = BackMsg()
            message.rerun_script.widget_states.widgets.add(id="x", string_value="x" * 300_000)
            with pytest.raises(ConnectionClosed) as closed:
                await session.run("", "", message)
            return closed.value.rcvd.code if closed.value.rcvd else None

    began = time.monotonic()
    assert run_in_thread(attack) == 1009
    assert time.monotonic() - began < 10
    assert site.get("/", {"Origin": "https://evil.example"}).status == 403
    assert site.get("/", {"Origin": site.url}).status == 200


def test_a_scraper_reads_the_encrypted_address_in_the_head_through_nginx(site: Site) -> None:
    head = site.get("/fines?lang=en", {"User-Agent": KAKAOTALK_SCRAP}).read().decode()
    assert "<title>Fines · Studyboard</title>" in head, "the group is closed"
    assert f'<meta property="og:url" content="{site.url}/fines?lang=en">' in head
    card = re.findall(r'og:image" content="([^"]+)"', head)[0]
    assert card.startswith(f"{site.url}/")
    assert site.get(card).headers["content-type"] == "image/png"


# ---- answers of nginx itself ----


def test_nginx_redirects_a_plain_address_to_the_encrypted_one(site: Site) -> None:
    answer = site.get(site.plain + "/fines?lang=en")
    assert answer.status == 301
    assert answer.headers["location"] == site.url + "/fines?lang=en"


def test_a_response_has_the_headers_of_the_app_and_of_the_encrypted_connection(site: Site) -> None:
    for address in ("/", "/fines", "/_stcore/health", "/media/none.csv", "/static/none.css"):
        headers = site.get(address).headers
        assert headers["strict-transport-security"] == "max-age=31536000"
        for name in SAID:
            assert len(headers.get_all(name) or ()) == 1, (address, name)
        assert headers["server"] == "nginx"
        assert address.startswith("/static/") or headers.get_all("cache-control") == ["no-store"]


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/script-health-check"],
)
def test_nginx_blocks_the_metrics_and_the_api_of_streamlit(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 404
    assert "content-security-policy" not in answer.headers  # The app would have sent this header.


def test_every_cookie_is_marked_as_secure(site: Site) -> None:
    cookies = site.get("/_stcore/health").headers.get_all("set-cookie") or []
    assert any("_streamlit_xsrf" in each for each in cookies)
    assert [each for each in cookies if "secure" not in each.lower()] == []


def test_streamlits_own_code_comes_compressed_from_the_cache_without_a_cookie_of_the_app(site: Site) -> None:
    shell = site.get("/").read().decode()
    (script,) = re.findall(r'src="\./(static/js/index\.\w+\.js)"', shell)
    sizes = set()
    for _ in range(50):
        answer = site.get(f"/{script}", {"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert "_streamlit" not in str(answer.headers.get_all("set-cookie"))
        packed = answer.read()
        sizes.add(len(gzip.decompress(packed)))
        assert len(packed) < max(sizes) / 2
    assert len(sizes) == 1
    upstreams = site.logged(rf'"GET /{re.escape(script)}" 200 \d+ \S+ (\S+)', times=50)
    assert len(upstreams) == 50
    assert len([each for each in upstreams if each != "-"]) == 1


def test_each_browser_gets_streamlits_own_code_in_a_coding_that_it_takes_and_nothing_packed_twice(
    site: Site,
) -> None:
    shell = site.get("/").read().decode()
    (script,) = re.findall(r'src="\./(static/js/index\.\w+\.js)"', shell)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    told = {"gzip, deflate, br, zstd": "br", "gzip, deflate": "gzip", "identity": None, "x, br": None}
    got = set()
    for accepted in [*told, *told]:
        answer = site.get(f"/{script}", {"Accept-Encoding": accepted})
        coding = answer.headers["content-encoding"]
        assert (accepted, coding) == (accepted, told[accepted])
        got.add(unpack[coding](answer.read()))
    assert len(got) == 1


def test_no_query_is_logged_even_if_every_replica_is_down(workbook: str, tmp_path: Path) -> None:
    with deployed(tmp_path / "served", workbook) as site:
        site.get("/deadlines.ics?token=secret-token", {"Referer": f"{site.url}/?name=hidden-name"})
        for replica in site.replicas:
            replica.kill()
        assert site.get("/deadlines.ics?token=secret-token").status == 502
        assert site.logged('"GET /deadlines.ics" 502')
        assert "secret-token" not in site.log
        assert "hidden-name" not in site.log


# ---- sessions and files ----


def test_a_new_visitor_gets_a_replica_cookie_and_keeps_it(site: Site) -> None:
    answer = site.get("/")
    (header,) = [each for each in answer.headers.get_all("set-cookie") or [] if "studyboard" in each]
    cookie = STICKY.fullmatch(header)
    assert cookie
    again = site.get("/", {"Cookie": f"studyboard_replica={cookie[1]}"})
    assert "studyboard" not in str(again.headers.get_all("set-cookie"))
    forged = site.get("/", {"Cookie": "studyboard_replica=x"})
    assert "studyboard" in str(forged.headers.get_all("set-cookie"))


def test_nginx_spreads_visitors_over_all_replicas(site: Site) -> None:
    for number in range(40):
        site.get(f"/_stcore/health?{number}", {"Cookie": f"studyboard_replica={number:032x}"})
    for replica in site.replicas:
        answers = site.logged(rf'"GET /_stcore/health" 200 \d+ \S+ 127\.0\.0\.1:{replica.port}\n', times=5)
        assert len(answers) >= 5


def test_a_sign_in_holds_at_every_replica_and_a_stranger_gets_in_at_none(site: Site) -> None:
    for number in range(8):
        cookie = f"studyboard_replica={number:032x}"
        run = visit(site, "fines", MEMBER, cookie)
        assert "<h1>벌금</h1>" in "".join(run.texts), run.texts
        assert "<h1>벌금</h1>" not in "".join(visit(site, "fines", None, cookie).texts)
        assert "<h1>벌금</h1>" not in "".join(visit(site, "fines", "stranger@example.com", cookie).texts)


@pytest.mark.parametrize("kind", ["with the cookie", "without any cookie"])
def test_twenty_downloads_in_a_row_succeed(kind: str, site: Site) -> None:
    async def download(cookie: str | None) -> bytes:
        async with site.session(LEADER, cookie) as session:
            run = await session.run("fines")
            headers = {"Cookie": cookie} if cookie else {}
            address = await session.ask_for(run.downloads[0])
            answer = await asyncio.to_thread(site.get, address, headers)
            assert answer.status == 200
            return answer.read()

    async def download_all() -> list[bytes]:
        cookies = [
            f"studyboard_replica={each:032x}" if kind == "with the cookie" else None for each in range(20)
        ]
        return [await download(each) for each in cookies]

    files = run_in_thread(download_all)
    assert len(set(files)) == 1
    assert "나래" in files[0].decode("utf-8-sig")


def test_nginx_finds_a_file_on_any_replica(workbook: str, tmp_path: Path) -> None:
    async def download(site: Site) -> tuple[list[int | None], list[int | None]]:
        async with site.session(LEADER, f"studyboard_replica={0:032x}") as session:
            address = await session.ask_for((await session.run("fines")).downloads[0])
            direct = [f"http://127.0.0.1:{each.port}{address}" for each in site.replicas]
            cookies = [{"Cookie": f"studyboard_replica={each:032x}"} for each in range(20)]
            alone = [(await asyncio.to_thread(site.get, each)).status for each in direct]
            behind = [(await asyncio.to_thread(site.get, address, each)).status for each in cookies]
            return alone, behind

    with deployed(tmp_path / "served", workbook) as site:
        alone, behind = run_in_thread(lambda: download(site))
    assert set(alone) == {200, 404}
    assert behind == [200] * 20


def test_nginx_lets_in_two_hundred_visitors_at_once_from_one_address(site: Site) -> None:
    async def send_crowd() -> list[Run]:
        async def open_page(number: int) -> Run:
            async with site.session(MEMBER, f"studyboard_replica={number:032x}") as session:
                run: Run = await session.run("curriculum")
                return run

        return await asyncio.gather(*map(open_page, range(200)))

    runs = run_in_thread(send_crowd)
    assert [each.exceptions for each in runs if each.exceptions] == []
    assert all("<h1>커리큘럼</h1>" in "".join(each.texts) for each in runs)
    assert '"GET /_stcore/stream" 429' not in site.log


def test_nginx_limits_a_visitor_that_opens_sessions_without_end(workbook: str, tmp_path: Path) -> None:
    async def flood(site: Site) -> list[int]:
        async def open_session() -> int:
            try:
                async with site.session():
                    return 101
            except InvalidStatus as refused:
                return refused.response.status_code

        return await asyncio.gather(*(open_session() for _ in range(700)))

    with deployed(tmp_path / "served", workbook) as site:
        statuses = run_in_thread(lambda: flood(site))
    assert set(statuses) == {101, 429}
    assert statuses.count(101) >= 500


# ---- a replica dies ----


class BrowsingVisitor:
    """A visitor that opens page after page, and reconnects each time the connection breaks."""

    def __init__(self, site: Site, cookie: str) -> None:
        self._site, self._cookie = site, cookie
        self.pages = 0
        self.breaks = 0
        self.waits: list[float] = []
        self.wrong: list[str] = []

    async def browse_until(self, done: asyncio.Event) -> None:
        lost: float | None = None
        while not done.is_set():
            try:
                async with self._session() as session:
                    while not done.is_set():
                        run = await session.run("fines" if self.pages % 2 else "")
                        if lost is not None:
                            self.waits.append(time.monotonic() - lost)
                            lost = None
                        self.pages += 1
                        self.wrong += run.exceptions
                        if "나의 기록" not in run.pages.values() or "Sign in" in "".join(run.texts):
                            self.wrong.append(str(run.texts))
                        await asyncio.sleep(0.1)
            except (OSError, WebSocketException):
                lost = lost or time.monotonic()
                self.breaks += 1
                await asyncio.sleep(0.1)

    def _session(self) -> Session:
        return self._site.session(MEMBER, self._cookie)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def shared_database(request: pytest.FixtureRequest, workbook: str) -> str:
    """Make the database that the replicas share: SQLite or PostgreSQL. Give its address."""
    if request.param == "SQLite":
        return workbook
    address: str = request.getfixturevalue("postgresql_server").database()
    open_store(address, first=lambda: group(clock.now()), create=True).fetch()
    return address


def test_the_visitors_of_a_replica_that_is_killed_under_load_move_to_the_other(
    shared_database: str, tmp_path: Path
) -> None:
    async def run_evening(site: Site) -> list[BrowsingVisitor]:
        visitors = [BrowsingVisitor(site, f"studyboard_replica={each:032x}") for each in range(VISITORS)]
        done = asyncio.Event()
        browsing = [asyncio.create_task(each.browse_until(done)) for each in visitors]
        await wait_until(lambda: all(each.pages >= 2 for each in visitors))
        site.replicas[0].kill()
        counts = [each.pages for each in visitors]
        await wait_until(
            lambda: all(each.pages >= before + 3 for each, before in zip(visitors, counts, strict=True))
        )
        done.set()
        await asyncio.gather(*browsing)
        return visitors

    with deployed(tmp_path / "served", shared_database) as site:
        visitors = run_in_thread(lambda: run_evening(site))
        assert site.get("/_stcore/health").status == 200
    moved = [each for each in visitors if each.breaks]
    assert 0 < len(moved) < VISITORS  # Both had visitors. Those of the other noticed nothing.
    assert {each.breaks for each in moved} == {1}  # The first new connection already reached the other.
    assert max(wait for each in moved for wait in each.waits) < TAKEOVER_WITHIN
    assert [each.wrong for each in visitors if each.wrong] == []


async def wait_until(is_done: Callable[[], bool], within: float = 120.0) -> None:
    """Wait until the condition holds. Raise a TimeoutError after ``within`` seconds."""
    async with asyncio.timeout(within):
        while not is_done():
            await asyncio.sleep(0.05)


# ---- the configuration file ----


def test_the_configuration_adds_no_header_that_the_app_sends() -> None:
    added = re.findall(r"^\s*add_header (\S+)", CONFIG.read_text(), re.MULTILINE)
    assert added == ["Strict-Transport-Security", "Set-Cookie"]
