"""What a browser may ask of the server beside the pages.

Streamlit's websocket also takes requests of its developer's menu, which the pages do not have, from whoever speaks to
it (read in the source of 1.67, ``AppSession.handle_backmsg``; tried by tests/test_wire.py): to empty the caches of all
visitors, with the last good copy of a workbook that is out of reach; to tell the branch and the changed files of the
repository; to hand out addresses at which files are taken. They are left unheard.
"""

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg

LOG = logging.getLogger("studyboard")
HEARD = {"rerun_script", "stop_script", "app_heartbeat", "deferred_file"}
"""The kinds of messages that the pages need (the last: a file that is made when it is asked for); one that cannot be
read is Streamlit's to refuse."""

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class WebsocketFilter:
    """ASGI middleware that passes on of a visitor's websocket messages those that the pages need."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""

        async def heard() -> Message:
            while True:
                message = await receive()
                if kind := _unheard(message):
                    LOG.warning("Left unheard: a visitor’s %s.", kind)
                else:
                    return message

        await self.app(scope, heard if scope["type"] == "websocket" else receive, send)


def _unheard(message: Message) -> str | None:
    """The kind of the message where it is none that the pages need."""
    data = message.get("bytes")
    if message["type"] != "websocket.receive" or not data:
        return None
    try:
        sent = BackMsg.FromString(data)
        kind = sent.WhichOneof("type")
        if kind == "backend_operation_request":
            kind = sent.backend_operation_request.WhichOneof("payload") or kind
    except Exception:  # protobuf's own, which has no types
        return None
    return None if kind in HEARD else str(kind)
