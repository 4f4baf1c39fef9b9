"""A real server and a real browser.

A test module starts its own server, on a workbook of its own, and visits it:

    @pytest.fixture(scope="module")
    def server(serve):
        return serve(now="2022-05-10T12:00+09:00")  # the sample season as of that day; or cells=Workbook(…)

    def test_a_link_turns_the_cell(server, visit, console_errors):
        page = visit(server, "/hand_in?lang=en")
        ...
        server.set_clock("2022-05-11T00:30+09:00")
        page.reload()
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, expect

from studylib.stores.opening import open_store
from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from tests.install import chromium

ROOT = Path(__file__).parents[2]
START_WITHIN = 60.0
"""Seconds. A server needs about one; a machine that runs other tests beside it, some more."""
RENDER_WITHIN = 30_000
"""Milliseconds. The first visit of a server imports pandas and plotly."""
SCRIPT_DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PLACEHOLDER = '[data-testid="stSkeleton"]'


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`pytest -m "not browser"` leaves this folder out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


# ---- The browser ----


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], playwright: Playwright
) -> dict[str, Any]:
    """Let all pages share one process, which compiles the 9 MB of code that each page runs once.

    A process of its own for each page takes twice the processor's time.
    """
    args = [*browser_type_launch_args.get("args", ()), "--process-per-site"]
    return {**browser_type_launch_args, "args": args, "executable_path": chromium(playwright)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    desk = {"locale": "ko-KR", "timezone_id": "Asia/Seoul", "viewport": {"width": 1280, "height": 900}}
    # Else the browser paints frame after frame of Streamlit's moving place-holders.
    return {**browser_context_args, **desk, "reduced_motion": "reduce"}


def keep_process(context: BrowserContext) -> None:
    """Open a page that stays open, or the shared process would end with each test's page.

    Pages of one host share a process, whatever their port.
    """
    page = context.new_page()
    page.route("**", lambda route: route.fulfill(body=""))
    page.goto("http://127.0.0.1/")


@pytest.fixture(scope="session")
def context(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """One for all tests, or each would fetch and compile Streamlit's and plotly's 9 MB of code again. A page is
    a visitor of its own all the same: Streamlit keeps what it knows of one with the page, not in a cookie. The name
    that a visitor chose is forgotten after each test.
    """
    context = browser.new_context(**browser_context_args)
    keep_process(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()
    forget_names(context)


@pytest.fixture
def hurried(new_context: Callable[[], BrowserContext]) -> Page:
    """A page whose clock the test puts on. All pages of a context share its clock, so it has one of its own."""
    page = new_context().new_page()
    page.clock.install()
    return page


@pytest.fixture(scope="session")
def phones(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    hand = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    context = browser.new_context(**browser_context_args | hand)
    keep_process(context)
    yield context
    context.close()


@pytest.fixture
def phone(phones: BrowserContext) -> Iterator[Page]:
    """A page on a phone: 390 px wide, touched instead of pointed at."""
    page = phones.new_page()
    yield page
    page.close()
    forget_names(phones)


def forget_names(context: BrowserContext) -> None:
    """Forget who a visitor said they are, or the next test's visitor would be the same."""
    context.clear_cookies(name=re.compile("^studyboard_me"))


# ---- The server ----

Home = Callable[[Path, str], Path]
"""Makes the home folder of a server that will have that address: there it finds its secrets."""


@dataclass(frozen=True)
class Server:
    """A running server. ``workbook`` is the address of its store, ``log`` what it printed so far."""

    url: str
    workbook: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    def set_clock(self, moment: str) -> None:
        """Stands the server's clock at an ISO time with its offset. Open pages see it when they run again."""
        # Replaced at once: the server may be reading it.
        new = self.folder / "clock.new"
        new.write_text(moment)
        new.replace(self.folder / "clock")

    def is_up(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
        return False

    def wait_until_up(self) -> None:
        deadline = time.monotonic() + START_WITHIN
        while not self.is_up():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"The server did not start:\n{self.log}", pytrace=False)
            time.sleep(0.05)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def start(
    folder: Path, now: str, cells: Workbook | None, environment: Mapping[str, str], home: Home | None
) -> Server:
    port = free_port()
    if home:
        environment = {**environment, "HOME": str(home(folder / "home", f"http://127.0.0.1:{port}"))}
    workbook = f"sqlite:///{folder / 'studyboard.db'}"
    first = cells or sample.make_sample(datetime.fromisoformat(now))
    open_store(workbook, first=lambda: first, create=True)
    (folder / "clock").write_text(now)
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, ROOT / "tests/servers/streamlit_server.py", str(port), folder / "clock"],
            cwd=ROOT,
            env={**os.environ, "STUDYBOARD_WORKBOOK": workbook, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return Server(f"http://127.0.0.1:{port}", workbook, folder, process)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """``serve(now=…, cells=…)`` starts a server; it stops when the module's last test is done.

    It has a new database of its own, with ``cells`` in it or, without them, the sample season of that day; unless its
    ``environment`` names another workbook. With a ``home`` it has secrets.
    """
    servers: list[Server] = []

    def serve(
        now: str,
        cells: Workbook | None = None,
        environment: Mapping[str, str] | None = None,
        home: Home | None = None,
    ) -> Server:
        servers.append(start(tmp_path_factory.mktemp("server"), now, cells, environment or {}, home))
        servers[-1].wait_until_up()
        return servers[-1]

    yield serve
    for server in servers:
        server.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test shows what its servers printed."""
    report = yield
    if report.failed:
        servers = (value for value in item.funcargs.values() if isinstance(value, Server))
        report.sections += [(f"Log of {server.url}", server.log) for server in servers]
    return report


# ---- The page ----


@pytest.fixture
def visit(page: Page) -> Callable[..., Page]:
    """``visit(server, "/fines?lang=en")`` opens an address and waits until the page has been drawn."""

    def visit(server: Server, address: str = "/") -> Page:
        page.goto(server.url + address)
        wait_until_drawn(page)
        return page

    return visit


def wait_until_drawn(page: Page) -> None:
    expect(page.locator(SCRIPT_DONE)).to_be_attached(timeout=RENDER_WITHIN)
    # The script is done a second or two before the browser has fetched the code that draws its widgets.
    expect(page.locator(PLACEHOLDER)).to_have_count(0, timeout=RENDER_WITHIN)


def wait_until_known(page: Page, *, known: bool = True) -> None:
    """Wait until the browser keeps who the visitor is, or no longer does. It hears so at the end of the page."""
    page.wait_for_function("(known) => document.cookie.includes('studyboard_me') === known", arg=known)


# Streamlit closes an open list when the page scrolls; frames later, the scrolling into view is over.
SCROLLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def choose(page: Page, control: str, option: str | re.Pattern[str]) -> None:
    """Chooses from the list under the control of that name."""
    open_list(page.get_by_role("combobox", name=control))
    page.get_by_role("option", name=option, exact=True).click()


def open_list(box: Locator) -> None:
    box.scroll_into_view_if_needed()
    box.page.evaluate(SCROLLED)
    box.click()


# A page opened by its own address first asks for these two under that address (facts/streamlit.md 2).
HARMLESS = re.compile(r"/[^/]+/_stcore/(health|host-config)$")


@pytest.fixture
def console_errors(page: Page) -> list[str]:
    """What the browser's console complains of while the test runs, exceptions included."""
    return listen_for_errors(page)


def listen_for_errors(page: Page) -> list[str]:
    """Make a list to which the page's errors will be added."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not HARMLESS.search(message.location["url"]):
            errors.append(f"{message.text} ({message.location['url']})")

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors
