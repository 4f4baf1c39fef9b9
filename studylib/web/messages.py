"""Judge what a browser sends over the websocket: forward it, drop it, or close the connection."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from studylib.text.bounds import cut_text
from studylib.web.parameters import LONGEST_NAME, find_longest

MOST_PARAMETERS = 20
"""Parameters of an address to read, the first ones."""
LONGEST_QUERY = 16_000
"""Characters of a whole query. A longer one counts as none."""
MOST_WIDGETS = 5_000
"""Widgets in one message. A page of a large group has some hundreds."""
MOST_HASHES = 5_000
"""Messages that a browser may say it still has."""
LONGEST_FIELD = 200
"""Characters of any other text that a browser sends about itself."""
_TEXTS = ("page_script_hash", "page_name", "fragment_id")
_CONTEXT = ("timezone", "locale", "url", "color_scheme")
_FILE_ID = re.compile("[0-9a-f]{32}")
TOO_BIG, NOT_BINARY = 1009, 1003
"""The codes with which a websocket closes (RFC 6455)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a message.

    ``data`` is what to forward, ``None`` for nothing. ``fault`` names what is wrong with it. ``code`` closes the
    connection.
    """

    data: bytes | None = None
    fault: str | None = None
    code: int | None = None


def judge_message(data: bytes | None, heard: Collection[str], most: int) -> Verdict:
    """Judge one message of at most ``most`` bytes, inclusive. ``None``: it is a text.

    Forward the kinds in ``heard``, and messages that cannot be read: Streamlit refuses those.
    """
    if data is None:
        return Verdict(fault="text", code=NOT_BINARY)
    if len(data) > most:
        return Verdict(fault="message beyond the limit", code=TOO_BIG)
    try:
        sent = BackMsg.FromString(data)
        kind = _find_kind(sent)
    except Exception:  # protobuf's own, which has no types
        return Verdict(data)
    if data and kind not in heard:
        return Verdict(fault=str(kind))
    return _judge_fields(sent, data)


def _find_kind(sent: BackMsg) -> str | None:
    kind = sent.WhichOneof("type")
    if kind == "backend_operation_request":
        return sent.backend_operation_request.WhichOneof("payload") or kind
    return kind


def _judge_fields(sent: BackMsg, data: bytes) -> Verdict:
    kind = sent.WhichOneof("type")
    if kind == "backend_operation_request":
        fault = _find_fault(sent.backend_operation_request)
        return Verdict(fault=fault) if fault else Verdict(data)
    return _judge_rerun(sent, data) if kind == "rerun_script" else Verdict(data)


def _find_fault(asked: BackendOperationRequest) -> str | None:
    """Find what is wrong with the ids of an operation. Streamlit writes them into its log."""
    if asked.WhichOneof("payload") == "deferred_file" and not _FILE_ID.fullmatch(asked.deferred_file.file_id):
        return "file id"
    return "request id" if max(len(asked.request_id), len(asked.session_id)) > LONGEST_FIELD else None


def _judge_rerun(sent: BackMsg, data: bytes) -> Verdict:
    asked = sent.rerun_script
    if len(asked.widget_states.widgets) > MOST_WIDGETS or len(asked.cached_message_hashes) > MOST_HASHES:
        return Verdict(fault="list beyond the limit")
    return Verdict(sent.SerializeToString() if _cut_rerun(asked) else data)


def _cut_rerun(asked: ClientState) -> bool:
    """Cut the texts of a request to run a page, in place. Tell whether any was too long."""
    query = cut_query(asked.query_string)
    cut = query != asked.query_string
    asked.query_string = query
    for owner, names in ((asked, _TEXTS), (asked.context_info, _CONTEXT)):
        for name in names:
            if len(getattr(owner, name)) > LONGEST_FIELD:
                setattr(owner, name, "")
                cut = True
    return cut


def cut_query(query: str) -> str:
    """Cut each parameter of a query to its length. A query within all limits stays letter by letter."""
    if len(query) > LONGEST_QUERY:
        return ""
    asked = parse_qsl(query, keep_blank_values=True)
    kept = [
        (name, cut_text(value, find_longest(name)))
        for name, value in asked[:MOST_PARAMETERS]
        if len(name) <= LONGEST_NAME
    ]
    return query if kept == asked else urlencode(kept)
