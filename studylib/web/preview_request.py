"""Find the preview for a request, without holding up the other visitors."""

from collections.abc import Mapping

from starlette.requests import Request

from studylib.logs import LOG
from studylib.web.agents import is_scraper
from studylib.web.own_address import TRAVELLING
from studylib.web.parameters import cut_parameter
from studylib.web.preview import Preview, PreviewRequest, find_preview, write_neutral
from studylib.web.senders import find_sender
from studylib.web.waiting_room import WaitingRoom

AT_ONCE = 0.05
"""Seconds that a visitor's page may wait for its head."""
PATIENCE = 3.0
"""Seconds that a scraper waits for a first read. A chat keeps what it read for an hour or longer."""

ROOM = WaitingRoom()


def read_query(request: Request) -> Mapping[str, str]:
    """Read the parameters that a link may carry, each cut to its length."""
    given = {name: cut_parameter(name, request.query_params.get(name)) for name in TRAVELLING}
    return {name: value for name, value in given.items() if value}


async def find_for(request: Request, page: str) -> Preview:
    """Find the preview of a page. It tells nothing of a study if that would take too long."""
    reads = is_scraper(request.headers.get("user-agent"))
    asked = PreviewRequest(page, read_query(request), request.headers, find_sender(request), reads)
    neutral = write_neutral(page, asked.code)
    try:
        return await ROOM.call(lambda: find_preview(asked), neutral, PATIENCE if reads else AT_ONCE)
    except Exception:
        LOG.exception("The preview of a page could not be written.")
        return neutral
