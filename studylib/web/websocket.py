"""Filter what a browser may ask of the server beside the pages, and close the line of one that does not read.

Any visitor can send what Streamlit's developer menu sends (1.67, ``AppSession.handle_backmsg``). Our pages have no
such menu. It could empty the caches of all visitors, with the last good copy of a workbook. It could read the branch
and the changed files of the repository. It could get addresses that take uploads. So the filter drops all of it.
``tests/web/test_websocket.py`` tries each.
"""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studylib.web.messages import TOO_BIG, judge_message
from studylib.web.senders import choose_most_bytes
from studylib.web.tally import Tally

HEARD = {"rerun_script", "stop_script", "app_heartbeat", "deferred_file"}
"""The kinds of messages that our pages need. The last one asks for a file that is made on demand."""
READ_WITHIN = 60.0
"""Seconds for a browser to read what was sent, also over a slow network. After that the connection is closed."""
GONE: Message = {"type": "websocket.disconnect", "code": TOO_BIG}
"""What Streamlit hears of a connection that the filter closed."""


class WebsocketFilter:
    """ASGI middleware that forwards only the websocket messages our pages use."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.tally = Tally()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        line = Line(scope, receive, send, self.tally)
        await self.app(scope, line.receive, line.send)


class Line:
    """One open websocket."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, tally: Tally) -> None:
        self._scope, self._receive, self._send, self._tally = scope, receive, send, tally
        self._over = False

    async def receive(self) -> Message:
        """Receive the next message that the pages need. A line that the filter closes is gone."""
        while not self._over:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            data = message.get("bytes")
            verdict = judge_message(data, HEARD, choose_most_bytes(self._scope, len(data or b"")))
            if verdict.fault:
                self._tally.count(verdict.fault)
            if verdict.code:
                await self._close(verdict.code)
            elif verdict.data is not None:
                return {**message, "bytes": verdict.data}
        return GONE

    async def send(self, message: Message) -> None:
        """Send a message once the browser has read those before it.

        Raises an OSError on a line that is over, or once nothing was read for ``READ_WITHIN``. Starlette takes that
        for a lost connection.
        """
        if self._over:
            raise ConnectionError
        if _takes_at_once(self._send):
            await self._send(message)
            return
        try:
            async with asyncio.timeout(READ_WITHIN):
                await self._send(message)
        except TimeoutError:
            self._over = True
            self._tally.count("connection that does not read")
            _abort(self._send)
            raise

    async def _close(self, code: int) -> None:
        with suppress(OSError):
            await self.send({"type": "websocket.close", "code": code})
        self._over = True


def _takes_at_once(send: Send) -> bool:
    """Tell whether a message goes out without a wait. A clock for each costs 12 µs."""
    writable = getattr(getattr(send, "__self__", None), "writable", None)  # uvicorn's
    return isinstance(writable, asyncio.Event) and writable.is_set()


def _abort(send: Send) -> None:
    """Abort the connection. ASGI has no word for it, and a plain close waits until the browser has read all."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)  # uvicorn's
    if transport is not None:
        transport.abort()
