"""Messages really delivered, over HTTP and as mail, to servers on this machine; and that no address ever gets out."""

import json
import logging
import socket
from collections.abc import Iterator
from contextlib import closing
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from studylib.reminders import delivery
from studylib.reminders.sent import read_log, write_log
from studylib.text.errors import DeliveryError

TOKEN = "hunter2-T0KEN"
TITLE, BODY = "[밤샘] 3주차 제출 알림", "3주차 GANs\n가람 & <나래>\n\n제출: https://forms.gle/x?a=1&b=_2_"


class Receiver(ThreadingHTTPServer):
    """Takes what comes and answers with ``status``, or (0) not at all until it is closed."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.closing = Event()
        self.taken: list[tuple[str, dict[str, Any]]] = []
        Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def address(self, more: str = "") -> str:
        return f"json://127.0.0.1:{self.server_port}/{TOKEN}{more}"

    def stop(self) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, json.loads(body)))
        if not self.server.status:
            self.server.closing.wait()
            return
        self.send_response(self.server.status)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


class Mails:
    """What a mail server was given: the envelopes."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return "250 OK"

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(each.content, policy=policy.default) for each in self.envelopes]  # type: ignore[arg-type, misc]


class AnyPort(Controller):
    """A mail server on a free port."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    yield server
    server.stop()


@pytest.fixture
def post() -> Iterator[tuple[Mails, str]]:
    """A mail server, and how an address on it begins."""
    mails = Mails()
    controller = AnyPort(mails, hostname="127.0.0.1", port=0)
    controller.start()
    yield mails, f"mailto://127.0.0.1:{controller.port}"
    controller.stop()


def nowhere() -> str:
    """An address at which nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return f"json://127.0.0.1:{server.getsockname()[1]}/{TOKEN}"


def sent(*addresses: str, patience: float = 30, body: str = BODY) -> list[str]:
    """Send to those addresses; what was wrong with each, in the order in which it is told."""
    channels, wrong = delivery.open_channels(addresses)
    outcomes = delivery.deliver([(each, TITLE, body) for each in channels], patience)
    return [str(each) for each in [*wrong, *(why for _, why in outcomes if why)]]


# ---- sending ----


def test_a_message_arrives_letter_by_letter(receiver: Receiver) -> None:
    assert sent(receiver.address()) == []
    [(path, taken)] = receiver.taken
    assert path == f"/{TOKEN}"
    assert (taken["title"], taken["message"], taken["attachments"]) == (TITLE, BODY, [])


def test_a_mail_arrives_with_its_subject_and_body_and_nobody_elses_address(post: tuple[Mails, str]) -> None:
    mails, server = post
    assert sent(f"{server}/?from=bot@x.kr&to=garam@x.kr,narae@x.kr&mode=insecure") == []
    assert [each.rcpt_tos for each in mails.envelopes] == [["garam@x.kr"], ["narae@x.kr"]]
    for message, address in zip(mails.messages, ("garam@x.kr", "narae@x.kr"), strict=True):
        assert message["Subject"] == TITLE
        assert message.get_content_type() == "text/plain"
        assert message.get_content().replace("\r\n", "\n").strip() == BODY
        assert address in str(message["To"])
        other = {"garam@x.kr", "narae@x.kr"} - {address}
        assert not any(each in message.as_string() for each in other)


def test_what_is_too_long_for_one_message_comes_in_several() -> None:
    [channel], _ = delivery.open_channels([f"discord://123456789/{TOKEN}abcdefg"])
    pieces = channel.service._apply_overflow("가\n" * 1_500, title="제목")
    assert len(pieces) > 1
    assert sum(piece["body"].count("가") for piece in pieces) == 1_500


def test_a_service_of_markdown_gets_each_line_and_link_as_it_is_and_names_as_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [channel], _ = delivery.open_channels([f"gchat://workspace/key/{TOKEN}"])
    given: list[str] = []
    monkeypatch.setattr(channel.service, "send", lambda body, **_: given.append(body) or True)
    assert delivery.deliver([(channel, TITLE, f"{BODY}\n*b* _i_ https://x.kr/a_b>")], 30) == [(channel, None)]
    assert given[0].endswith(
        "3주차 GANs  \n가람 &amp; <나래&gt;\n\n제출: <https://forms.gle/x?a=1&amp;b=_2_>  \n"
        "\\*b\\* \\_i\\_ https://x.kr/a\\_b&gt;"
    )


def test_an_address_cannot_switch_on_what_is_off(receiver: Receiver) -> None:
    receiver.status = 307
    assert len(sent(receiver.address("?redirect=yes&optional=yes&overflow=upstream"))) == 1
    assert [path for path, _ in receiver.taken] == [f"/{TOKEN}"]


def test_one_that_fails_leaves_the_others_theirs(receiver: Receiver) -> None:
    assert sent("nonsense", nowhere(), receiver.address()) == [
        "Address 1 of the reminders is unusable. Write it as Apprise does, such as slack://… or "
        "mailtos://…, or use another.",
        "Address 2 of the reminders (json) did not accept the message. Check that the address is still valid and the "
        "service is up.",
    ]
    assert len(receiver.taken) == 1


@pytest.mark.parametrize("status", [307, 401, 404, 500])
def test_what_is_refused_was_not_taken(receiver: Receiver, status: int) -> None:
    receiver.status = status
    [why] = sent(receiver.address())
    assert why.startswith("Address 1 of the reminders (json) did not accept the message.")


def test_one_that_hangs_is_given_up(receiver: Receiver) -> None:
    receiver.status = 0
    other = Receiver()
    try:
        assert sent(receiver.address("?rto=600"), other.address(), patience=1.5) == [
            "Address 1 of the reminders (json) did not answer in time. Check that the service is up."
        ]
        assert (len(receiver.taken), len(other.taken)) == (1, 1)
    finally:
        other.stop()


@pytest.mark.parametrize("kind", sorted(delivery.OF_THIS_MACHINE))
def test_an_address_that_reaches_this_machine_alone_is_refused(kind: str) -> None:
    channels, [why] = delivery.open_channels([f"{kind}://"])
    assert channels == []
    assert (
        str(why) == f"Address 1 of the reminders ({kind}) reaches only this machine, no member. Use another."
    )


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        (f"slack://T1JJ3T3L2/A1BRTD4JD/{'x' * 24}/", "slack"),
        (f"https://discord.com/api/webhooks/123456789/{TOKEN}abc", "discord"),
        (f"mmosts://x.kr/{TOKEN}", "mmosts"),
        (f"tgram://123456789:{'x' * 35}/12345", "tgram"),
    ],
)
def test_an_address_is_known_by_its_kind(address: str, kind: str) -> None:
    [channel], wrong = delivery.open_channels([address])
    assert (channel.number, channel.kind, wrong) == (1, kind, [])


# ---- no address gets out ----


def test_no_address_is_ever_said_logged_or_shown(
    receiver: Receiver,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    recwarn: pytest.WarningsRecorder,
) -> None:
    caplog.set_level(1)
    logging.getLogger("apprise").setLevel(1)
    receiver.status = 500
    addresses = [
        receiver.address(f"?password={TOKEN}"),
        nowhere(),
        f"json://user:{TOKEN}@127.0.0.1:1/",
        f"jsons://127.0.0.1:{receiver.server_port}/{TOKEN}?verify=no",
        f"mailto://user:{TOKEN}@127.0.0.1:1/?to=garam@x.kr",
        f"slack://{TOKEN}",
        f"{TOKEN}://x",
        TOKEN,
        f"json://[{TOKEN}",
        "\0" + TOKEN,
    ]
    said = sent(*addresses)
    assert len(said) == len(addresses)
    channels, _ = delivery.open_channels(addresses)
    out, err = capfd.readouterr()
    everything = [*said, out, err, caplog.text, repr(channels), *(str(each.message) for each in recwarn)]
    assert not any(TOKEN.lower() in each.lower() or "garam" in each for each in everything)
    assert (out, err, caplog.records) == ("", "", [])


# ---- the addresses ----


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without secrets."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(delivery.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")


def test_addresses_are_those_of_the_environment_before_those_of_the_secrets_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home, '[reminders]\naddresses = ["slack://a", " ", " tgram://b "]\n')
    assert delivery.list_addresses() == ("slack://a", "tgram://b")
    monkeypatch.setenv(delivery.VARIABLE, "  ")
    assert delivery.list_addresses() == ("slack://a", "tgram://b")
    monkeypatch.setenv(delivery.VARIABLE, "discord://c\n  mailtos://d ")
    assert delivery.list_addresses() == ("discord://c", "mailtos://d")


@pytest.mark.parametrize("text", ["", "[reminders]\n", "[reminders]\naddresses = []\n"])
def test_without_an_address_it_is_said_where_to_write_one(home: Path, text: str) -> None:
    write(home, text)
    with pytest.raises(DeliveryError) as raised:
        delivery.list_addresses()
    assert str(raised.value) == (
        'There is no address to send reminders to. Write addresses = ["slack://…"] under [reminders] in '
        ".streamlit/secrets.toml, or set STUDYBOARD_REMINDERS."
    )


@pytest.mark.parametrize("value", [f'"slack://{TOKEN}"', f'["slack://{TOKEN}", 3]', "true"])
def test_what_is_no_list_of_texts_is_said_without_what_stands_there(home: Path, value: str) -> None:
    write(home, f"[reminders]\naddresses = {value}\n")
    with pytest.raises(DeliveryError, match=r"under \[reminders\] in \S+ is not a list of texts") as raised:
        delivery.list_addresses()
    assert TOKEN not in str(raised.value)


def test_the_address_of_the_board_is_a_link(home: Path) -> None:
    assert delivery.find_page() is None
    write(home, '[reminders]\npage = "https://our.streamlit.app"\n')
    assert delivery.find_page() == "https://our.streamlit.app"


@pytest.mark.parametrize("value", ["3", '"javascript:alert(1)"', '["https://x.kr"]'])
def test_what_is_no_address_of_a_board_is_said(home: Path, value: str) -> None:
    write(home, f"[reminders]\npage = {value}\n")
    with pytest.raises(DeliveryError, match=r"“page” under \[reminders\] in \S+ is not a link"):
        delivery.find_page()


# ---- what was sent ----


def test_a_record_knows_what_each_address_took_and_no_address(home: Path) -> None:
    file = home / "sent.json"
    write_log(read_log(file).having("1 late", f"slack://{TOKEN}"), file)
    kept = read_log(file)
    assert kept.had("1 late", f"slack://{TOKEN}")
    assert not kept.had("1 before", f"slack://{TOKEN}")
    assert not kept.had("1 late", "slack://other")
    assert TOKEN not in file.read_text(encoding="utf-8")
    assert "slack" not in file.read_text(encoding="utf-8")
    assert [each.name for each in home.iterdir()] == ["sent.json"]


def test_two_records_have_different_salts(home: Path) -> None:
    one, other = (read_log(home / name).having("1 late", "slack://a") for name in ("a", "b"))
    assert one.sent != other.sent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "{}",
        '{"salt": 3, "sent": {}}',
        '{"salt": "a", "sent": []}',
        '{"salt": "a", "sent": {"1": [3]}}',
        '{"salt": "a", "sent": {"1": 3}}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_record_is_said_and_left_alone(home: Path, text: str) -> None:
    file = home / "sent.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(
        DeliveryError, match=r"sent\.json is not a record of sent reminders, so nothing was sent"
    ):
        read_log(file)
    assert file.read_text(encoding="utf-8") == text


def test_bytes_that_are_no_text_are_no_record(home: Path) -> None:
    (home / "sent.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DeliveryError, match="is not a record of sent reminders"):
        read_log(home / "sent.json")


def test_a_record_that_cannot_be_written_is_said_and_leaves_nothing_behind(home: Path) -> None:
    with pytest.raises(DeliveryError, match=r"cannot be written: No such file or directory"):
        write_log(read_log(home / "no" / "sent.json"), home / "no" / "sent.json")
    (home / "folder").mkdir()
    with pytest.raises(DeliveryError, match=r"cannot be written: "):
        write_log(read_log(home / "x"), home / "folder")
    assert [each.name for each in home.iterdir()] == ["folder"]
