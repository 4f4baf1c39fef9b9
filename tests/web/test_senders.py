"""How much a sender may say at once."""

from collections.abc import Mapping

import pytest
from starlette.requests import HTTPConnection

from studylib.access.origin import Origin
from studylib.web import senders
from studylib.web.senders import MOST, STRANGERS_MOST, choose_most_bytes, find_sender
from tests.servers import hosted

pytestmark = pytest.mark.usefixtures("configured")


def connect(headers: Mapping[str, str], client: str = "127.0.0.1") -> dict[str, object]:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return {"type": "websocket", "headers": raw, "client": (client, 1)}


@pytest.mark.parametrize(
    ("headers", "client", "most"),
    [
        ({"Host": "localhost:8501"}, "127.0.0.1", MOST),
        ({"Host": "study.example"}, "127.0.0.1", STRANGERS_MOST),
        ({"Host": "localhost", "X-Forwarded-For": "203.0.113.9"}, "127.0.0.1", STRANGERS_MOST),
        ({"Host": "localhost"}, "203.0.113.9", STRANGERS_MOST),
    ],
)
def test_without_a_sign_in_this_machine_may_send_more(
    headers: dict[str, str], client: str, most: int, nowhere: object
) -> None:
    assert choose_most_bytes(connect(headers, client), STRANGERS_MOST + 1) == most


def test_with_a_sign_in_the_signed_cookie_alone_lets_somebody_send_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(senders, "read_origin", lambda *_: Origin(sign_in=True, local=True))
    monkeypatch.setattr(senders, "_find_cookie", lambda cookies: cookies.get("_streamlit_user") == "good")
    for cookie, most in {"": STRANGERS_MOST, "good": MOST, "forged": STRANGERS_MOST}.items():
        headers = hosted.headers("http://127.0.0.1", cookie)
        assert choose_most_bytes(connect(headers), STRANGERS_MOST + 1) == most


def test_nobody_looks_at_the_cookie_of_a_small_or_hopeless_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(senders, "_may_lead", lambda _: pytest.fail("it looked"))
    assert choose_most_bytes({}, STRANGERS_MOST) == STRANGERS_MOST
    assert choose_most_bytes({}, MOST + 1) == STRANGERS_MOST


@pytest.mark.parametrize(("client", "sender"), [("127.0.0.1", None), ("::1", None), ("10.0.0.1", "10.0.0.1")])
def test_the_sender_is_an_address_or_this_machine(client: str, sender: str | None) -> None:
    assert find_sender(HTTPConnection(connect({}, client))) == sender
