"""Connections of PyGithub that read an answer with bounds: in bytes, on the wire and unpacked, and in seconds."""

import zlib
from collections.abc import Iterator
from time import monotonic
from typing import Any

import requests
from github.Requester import (
    HTTPRequestsConnectionClass,
    HTTPSRequestsConnectionClass,
    Requester,
    RequestsResponse,
)
from urllib3.exceptions import HTTPError, TimeoutError

from studylib.questions.faults import NotGitHubError

MOST_BYTES = 8 * 2**20
"""Most bytes of one answer, on the wire and unpacked. A page of 100 long issues has a tenth of that."""

WITHIN = 30.0
"""Seconds from a request to the last byte of its answer."""

PRESENT_NAME = "/repositories/"
"""What is in the address to which GitHub redirects a repository's former name."""

PART = 2**16
"""Bytes to read at once."""

PACKINGS = ("gzip", "deflate")


class _Answer(RequestsResponse):
    """An answer whose body has been read with bounds."""

    def __init__(self, response: requests.Response, body: bytes) -> None:
        super().__init__(response)
        self._body = body

    def read(self) -> str:
        return self._body.decode("utf-8", "replace")


class _Bounded:
    """What both kinds of connections share. PyGithub gives them the fields."""

    verb: str
    url: str
    protocol: str
    host: str
    port: int
    input: Any
    headers: dict[str, str]
    timeout: int | None
    session: requests.Session

    def getresponse(self) -> RequestsResponse:
        """Send the request and read its answer.

        Raises a requests.Timeout if the answer takes too long. Raises a NotGitHubError if it is too big, or is no
        answer that GitHub gives here.
        """
        ends_at = monotonic() + WITHIN
        with self.session.request(
            self.verb,
            f"{self.protocol}://{self.host}:{self.port}{self.url}",
            data=self.input,
            headers={**self.headers, "Accept-Encoding": ", ".join(PACKINGS)},
            timeout=self.timeout,
            allow_redirects=False,
            stream=True,
        ) as response:
            self._check_status(response)
            return _Answer(response, read_body(response, ends_at))

    def _check_status(self, response: requests.Response) -> None:
        # PyGithub would ask again and again after 202, and follow redirections without end.
        moved_on = PRESENT_NAME in self.url or PRESENT_NAME not in response.headers.get("Location", "")
        if response.status_code == 202 or (response.status_code == 301 and moved_on):
            raise NotGitHubError


class BoundedHttp(_Bounded, HTTPRequestsConnectionClass):
    """A connection to a stand-in on this machine."""


class BoundedHttps(_Bounded, HTTPSRequestsConnectionClass):
    """A connection to GitHub."""


def bound_connections() -> None:
    """Make PyGithub read all its answers with bounds."""
    Requester.injectConnectionClasses(BoundedHttp, BoundedHttps)


def read_body(response: requests.Response, ends_at: float) -> bytes:
    """Read the body of a streamed answer, unpacked, until ``ends_at`` of the monotonic clock.

    Raises a requests.Timeout after that. Raises a NotGitHubError if it is too big or packed in an unknown way.
    """
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "", *PACKINGS):
        raise NotGitHubError
    body = bytearray()
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32) if packing in PACKINGS else None
    for part in _read_parts(response, ends_at):
        body += _unpack(unpacker, part, MOST_BYTES + 1 - len(body)) if unpacker else part
        if len(body) > MOST_BYTES:
            raise NotGitHubError
    return bytes(body)


def _unpack(unpacker: "zlib._Decompress", part: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(part, most)
    except zlib.error:
        raise NotGitHubError from None


def _read_parts(response: requests.Response, ends_at: float) -> Iterator[bytes]:
    """Read the body as it comes on the wire, each part as soon as it is there."""
    read = 0
    while part := _read_part(response):
        read += len(part)
        if read > MOST_BYTES:
            raise NotGitHubError
        if monotonic() > ends_at:
            raise requests.Timeout
        yield part


def _read_part(response: requests.Response) -> bytes:
    try:
        return bytes(response.raw.read1(PART, decode_content=False) or b"")
    except TimeoutError as error:
        raise requests.Timeout(error) from None
    except HTTPError as error:
        raise requests.exceptions.ChunkedEncodingError(error) from None
