"""The stand-in itself: HTTP on one side, spreadsheets on the other."""

import json
import socket
import struct
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from studylib.workbook.cells import Workbook
from tests.stand_ins.googlesheets import mask, tabs, values
from tests.stand_ins.googlesheets.account import Account
from tests.stand_ins.googlesheets.call import Call
from tests.stand_ins.googlesheets.fault import ANSWERS, Fault, Faults
from tests.stand_ins.googlesheets.log import Log, Request
from tests.stand_ins.googlesheets.methods import Found, Method, find
from tests.stand_ins.googlesheets.quota import Quota
from tests.stand_ins.googlesheets.refusal import (
    RefusalError,
    lacks,
    not_found,
    not_shared,
    office_file,
    over_quota,
)
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet

EMPTY = Workbook(())
OPTIONS = {**values.OPTIONS, **tabs.OPTIONS}

LONGEST_ADDRESS = 8192
"""Characters. Google refuses long addresses too, but at which length is not recorded."""


class Google:
    """Google's Sheets API on 127.0.0.1, from ``with`` on.

    ``open``: requests need no token. ``quota`` is in requests a minute, ``None`` for no limit. ``latency`` is the
    seconds of each answer. ``clock`` gives seconds since 1970, for tokens and the quota.
    ``on_request`` is called with each request before it is answered.
    """

    def __init__(
        self,
        workbook: Workbook = EMPTY,
        *,
        zone: str = "Asia/Seoul",
        locale: str = "ko_KR",
        title: str = "스터디",
        open: bool = False,
        quota: int | None = 60,
        latency: float = 0.0,
        clock: Callable[[], float] = time.time,
        port: int = 0,
    ) -> None:
        self.open, self.latency, self.clock = open, latency, clock
        self.on_request: Callable[[Request], object] = lambda request: None
        self.quota = Quota(quota, clock)
        self.account = Account(clock)
        self.spreadsheets: dict[str, Spreadsheet] = {}
        self.spreadsheet = self.add(workbook, zone=zone, locale=locale, title=title)
        self._faults, self._log, self._closed = Faults(), Log(), Event()
        self._server = _Server(port, self)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End every connection, hanging ones too."""
        self._closed.set()
        self._server.stop()
        self.fix()

    def until_closed(self) -> None:
        self._closed.wait()

    @property
    def url(self) -> str:
        """The address to use instead of https://sheets.googleapis.com."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def address(self) -> str:
        """The address of the first spreadsheet, as in a browser."""
        return self.spreadsheet.url

    def key(self) -> dict[str, str]:
        """The key of the service account, as in Google's JSON file. It is valid in this process."""
        return self.account.key(self.token_uri)

    @property
    def token_uri(self) -> str:
        return f"{self.url}/token"

    def add(
        self, workbook: Workbook, *, zone: str = "Asia/Seoul", locale: str = "ko_KR", title: str = "스터디"
    ) -> Spreadsheet:
        """One more spreadsheet."""
        number = f"stand-in-{len(self.spreadsheets) + 1}"
        book = Spreadsheet(number, title, zone, locale)
        book.fill(workbook if workbook.tabs else EMPTY)
        if not book.tabs:
            book.add("Sheet1")
        self.spreadsheets[number] = book
        return book

    # ---- what goes wrong ----

    def fault(self, name: str, times: int | None = None, on: str | None = None) -> None:
        """Let the next ``times`` requests of the kind ``on`` fail. ``fault.py`` has the names."""
        self._faults.add(Fault(name, times, on))

    def fix(self) -> None:
        """Remove all faults. Hanging requests are answered."""
        self._faults.fix()

    # ---- what was asked ----

    @property
    def requests(self) -> list[Request]:
        return self._log.since(0)

    def mark(self) -> int:
        """A place in the requests, for ``count`` and ``wait``."""
        return len(self.requests)

    def count(self, kind: str | None = None, since: int = 0) -> int:
        return len(self._log.since(since, kind))

    def wait(self, number: int = 1, kind: str | None = None, since: int = 0, within: float = 10.0) -> None:
        """Wait for so many requests. Raises a TimeoutError if they do not come."""
        if not self._log.wait(number, since, kind, within):
            raise TimeoutError(f"{number} requests did not come within {within} s: {self._log.since(since)}")

    # ---- answering ----

    def note(self, request: Request) -> Fault | None:
        """Begin a request. Return the fault that it meets, if any."""
        self._log.add(request)
        self.on_request(request)
        self._closed.wait(self.latency)
        return self._faults.meet(request.kind)

    def answer(self, request: Request, found: Found, authorization: str | None) -> object:
        """The body of the answer. Raises a RefusalError."""
        if request.kind == "token" and request.method == "POST":
            form = {name: texts[-1] for name, texts in (request.body or {}).items()}
            return self.account.token(form, self.token_uri)
        if not found:
            raise lacks(f"{request.method} {request.path}")
        if request.length > LONGEST_ADDRESS:
            raise lacks(f"addresses of more than {LONGEST_ADDRESS} characters")
        method, number, area = found
        user = self.account.check(authorization, method.writes, self.open)
        word = "Write" if method.kind == "write" else "Read"
        if not self.quota.take(user, word):
            raise over_quota(word)
        book = self._book(number, method)
        wanted = mask.parse(request.query["fields"][-1], method.fields) if "fields" in request.query else {}
        call = Call(area, request.query, {} if request.body is None else request.body, OPTIONS, wanted)
        call.check_query(*method.query)
        with book.lock, book.unchanged_on_error() if method.kind == "write" else nullcontext():
            return mask.applied(wanted, method.answer(book, call))

    def _book(self, number: str, method: Method) -> Spreadsheet:
        book = self.spreadsheets.get(number)
        if book is None:
            raise not_found()
        if book.shared is None or (book.shared == "viewer" and method.kind == "write"):
            raise not_shared()
        if book.office:
            raise office_file()
        return book


class _Server(ThreadingHTTPServer):
    request_queue_size = 128

    def __init__(self, port: int, google: Google) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.google = google
        self._connections: set[socket.socket] = set()
        self._lock = Lock()
        self._thread = Thread(target=self.serve_forever, args=(0.02,), daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        if self._thread.is_alive():
            self.shutdown()
        self.server_close()
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report mistakes in the stand-in, but no connections that the program has dropped."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def _handle(self) -> None:
        google = self.server.google
        path, query, body = self._read()
        found = find(self.command, path)
        authorization = self.headers.get("Authorization")
        kind = found[0].kind if found else "token" if path == "/token" else ""
        request = Request(self.command, unquote(path), query, body, kind, bool(authorization), len(self.path))
        fault = google.note(request)
        if fault and fault.name == "hang":
            fault.fixed.wait()
        if fault and fault.name == "reset":
            return self._reset()
        try:
            if fault and fault.name in ANSWERS:
                raise ANSWERS[fault.name]()
            if isinstance(body, _Unreadable):
                raise lacks("a body that is no JSON")
            code, answer = 200, google.answer(request, found, authorization)
            if fault and fault.name == "503-after":
                raise ANSWERS["503"]()
        except RefusalError as refused:
            code, answer = refused.code, refused.body
        if fault and fault.name == "hang-after":
            fault.fixed.wait()
        if fault and fault.name == "reset-after":
            return self._reset()
        request.status = code
        self._send(code, answer, cut=bool(fault and fault.name == "cut"))

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Take a request of any verb. The standard library answers an unknown one by itself."""
        if name.startswith("do_"):
            return self._handle
        raise AttributeError(name)

    def _read(self) -> tuple[str, Mapping[str, Sequence[str]], Any]:
        target = urlsplit(self.path)
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        query = parse_qs(target.query, keep_blank_values=True)
        if self.headers.get_content_type() == "application/x-www-form-urlencoded":
            return target.path, query, parse_qs(data.decode())
        try:
            return target.path, query, json.loads(data) if data else None
        except ValueError:
            return target.path, query, _Unreadable()

    def _send(self, code: int, answer: object, cut: bool) -> None:
        kind = "text/html" if isinstance(answer, str) else "application/json"
        data = (answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)).encode()
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=UTF-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "private")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data[: len(data) // 2] if cut else data)
        self.close_connection = self.close_connection or cut

    def _reset(self) -> None:
        """End the connection with RST, as if a machine on the way forgot it."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.rfile.close()
        self.connection.close()

    def version_string(self) -> str:
        return "ESF"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: ``Google.requests`` has it."""


class _Unreadable:
    """A body that is no JSON."""
