"""Ask an ASGI application without a server."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Scope


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(app: ASGIApp, path: str = "/", method: str = "GET", query: str = "", **headers: str) -> Answered:
    """The whole answer to a request from this machine. ``If_None_Match="*"`` sends a header of that name."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    names = {
        "host": "study.example",
        **{name.replace("_", "-").lower(): text for name, text in headers.items()},
    }
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "method": method,
        "path": path,
        "root_path": "",
        "scheme": "http",
        "query_string": query.encode(),
        "headers": [(name.encode(), text.encode("latin-1")) for name, text in names.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }

    async def serve() -> None:
        await app(scope, receive, send)

    with ThreadPoolExecutor() as pool:  # see tests/web/test_cold_server.py
        pool.submit(lambda: asyncio.run(serve())).result()
    start, *parts = sent
    got = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    return Answered(start["status"], got, b"".join(each.get("body", b"") for each in parts))
