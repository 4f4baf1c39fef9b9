"""Filter what a browser may ask of the server beside the pages.

Any visitor can send what Streamlit's developer menu sends (1.67, ``AppSession.handle_backmsg``). Our pages have no
such menu. It could empty the caches of all visitors, with the last good copy of a workbook. It could read the branch
and the changed files of the repository. It could get addresses that take uploads. So the filter drops all of it.
``tests/web/test_websocket.py`` tries each.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from studylib.logs import LOG

HEARD = {"rerun_script", "stop_script", "app_heartbeat", "deferred_file"}
"""The kinds of messages that our pages need. The last one asks for a file that is made on demand."""


class WebsocketFilter:
    """ASGI middleware that forwards only the websocket messages our pages use."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""

        async def receive_heard() -> Message:
            while True:
                message = await receive()
                if kind := find_unheard_kind(message):
                    LOG.warning("Left unheard: a visitor’s %s.", kind)
                else:
                    return message

        await self.app(scope, receive_heard if scope["type"] == "websocket" else receive, send)


def find_unheard_kind(message: Message) -> str | None:
    """Find the kind of a message to drop. ``None`` for one to forward.

    Messages that cannot be read are forwarded: Streamlit refuses them.
    """
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
