"""The stand-in itself: script.google.com and script.googleusercontent.com on 127.0.0.1."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Semaphore, Thread
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from studylib.form.bridge import FORM, SCRIPT, write_bridge
from studylib.workbook.cells import Workbook
from tests.stand_ins.appsscript.pages import PAGES, Page
from tests.stand_ins.appsscript.runtime import Runtime
from tests.stand_ins.appsscript.world import TOKEN, World, make_world
from tests.stand_ins.googlesheets.log import Log, Request

DEPLOYMENT = "AKfycbstandin0123456789"
AT_ONCE = 30
"""Runs of one user's scripts at once, as Google's page of quotas has it."""

BREAKS = ("hang", "reset", "lost_answer", "cut_answer", "twice", "expired")
"""No answer, an end without one, the same after the script has run, a cut answer, one more redirect, an answer that is
gone when it is fetched."""


class ScriptServer:
    """The server, from ``with`` on. ``token`` is that of the script."""

    token = TOKEN
    address = f"https://script.google.com/macros/s/{DEPLOYMENT}/exec"

    def __init__(self) -> None:
        self.runtime = Runtime()
        self.script = "\n".join(
            text for name, text in write_bridge("ko", "Asia/Seoul").items() if name in (SCRIPT, FORM)
        )
        self.fill(Workbook(()))
        self.on_request: Callable[[Request], object] = lambda request: None
        self._log, self._answers, self._lock = Log(), dict[str, str](), Lock()
        self._fault: tuple[str, int | None] | None = None
        self.fixed, self.at_once = Event(), Semaphore(AT_ONCE)
        self.closed, self.latency = Event(), 0.0
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.scripts = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.fix()
        self.closed.set()
        self._server.shutdown()
        self._server.server_close()
        self.runtime.__exit__()

    @property
    def url(self) -> str:
        """The address to use instead of Google's."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def fill(self, book: Workbook, **options: Any) -> None:
        """A new world with that workbook."""
        self.runtime.load(self.script, make_world(book, **options))

    @property
    def world(self) -> World:
        return self.runtime.world

    def fault(self, name: str, times: int | None = None) -> None:
        """Let the next requests to the script fail: a page of ``PAGES``, or one of ``BREAKS``."""
        assert name in PAGES or name in BREAKS, name
        self.fixed.clear()
        self._fault = (name, times)

    def fix(self) -> None:
        self._fault = None
        self.fixed.set()

    @property
    def requests(self) -> list[Request]:
        """The requests to the script, their bodies without the token."""
        return self._log.since(0)

    def kinds(self, mark: int = 0) -> list[str]:
        return [each.kind for each in self._log.since(mark) if each.kind != "echo"]

    def meet(self, request: Request) -> str | None:
        """Begin a request. Returns the name of the fault that it meets."""
        self._log.add(request)
        self.on_request(request)
        with self._lock:
            if self._fault is None or request.kind == "echo":
                return None
            name, times = self._fault
            if times is not None:
                self._fault = (name, times - 1) if times > 1 else None
            return name

    def keep(self, answer: str) -> str:
        with self._lock:
            key = str(len(self._answers))
            self._answers[key] = answer
            return key

    def take(self, key: str) -> str | None:
        return self._answers.get(key)


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True
    scripts: ScriptServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        scripts = self.server.scripts
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        fault = scripts.meet(self._describe(data))
        if fault == "hang":
            scripts.fixed.wait()
        if fault in ("hang", "reset"):
            self._drop()
        elif fault in PAGES:
            self._show(PAGES[fault])
        elif urlsplit(self.path).path != urlsplit(scripts.address).path:
            self._show(PAGES["missing"])
        elif not scripts.at_once.acquire(blocking=False):
            self._show(PAGES["crowded"])
        else:
            self._run(data, fault)

    def _run(self, data: str, fault: str | None) -> None:
        """Run the script, and answer by a redirect."""
        scripts = self.server.scripts
        try:
            scripts.closed.wait(scripts.latency)
            run = scripts.runtime.call("doPost", {"postData": {"contents": data}})
        finally:
            scripts.at_once.release()
        if fault == "lost_answer":
            return self._drop()
        if run["error"] is not None:
            return self._show(PAGES["broken"])
        text = run["output"]["text"]
        key = scripts.keep(text[: len(text) // 2] if fault == "cut_answer" else text)
        place = {"twice": "again", "expired": "gone"}.get(str(fault), "echo")
        location = f"https://script.googleusercontent.com/macros/{place}?user_content_key={key}&lib=M0ck"
        return self._show(Page(302, location=location))

    def do_GET(self) -> None:
        scripts, target = self.server.scripts, urlsplit(self.path)
        scripts.meet(Request("GET", target.path, parse_qs(target.query), None, "echo", False, len(self.path)))
        answer = scripts.take(parse_qs(target.query).get("user_content_key", [""])[0])
        if target.path == "/macros/again":
            return self._show(Page(302, location="https://script.googleusercontent.com/macros/again"))
        if target.path != "/macros/echo" or answer is None:
            return self._show(PAGES["missing"])
        return self._show(Page(html=answer), "application/json; charset=utf-8")

    def _describe(self, data: str) -> Request:
        """What was asked, without the token."""
        try:
            asked = json.loads(data)
        except ValueError:
            asked = {}
        asked.pop("token", None)
        method, path = str(asked.get("method")), str(asked.get("path"))
        kind = "write" if method == "post" else "values" if "/values" in path else "metadata"
        signed = "Authorization" in self.headers or "Cookie" in self.headers
        return Request(method, self.path, {}, asked, kind, signed, len(self.path))

    def _show(self, page: Page, kind: str = "text/html; charset=utf-8") -> None:
        data = page.html.encode()
        self.send_response(page.status)
        if page.location is not None:
            self.send_header("Location", page.location)
        self.send_header("Set-Cookie", "NID=1; Path=/")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: ``ScriptServer.requests`` has it."""
