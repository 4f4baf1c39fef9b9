"""Messages really delivered, over HTTP and as mail, to servers on this machine; and that no address ever gets out."""

import logging
import warnings
from pathlib import Path
from threading import Thread

import pytest

from studylib.reminders import delivery
from studylib.text.errors import DeliveryError
from tests.stand_ins.receiver import TOKEN, Mails, Receiver, nowhere

TITLE, BODY = "[밤샘] 3주차 제출 알림", "3주차 GANs\n가람 & <나래>\n\n제출: https://forms.gle/x?a=1&b=_2_"


def sent(*addresses: str, patience: float = 30, body: str = BODY) -> list[str]:
    """Send to those addresses; what was wrong with each, in the order in which it is told."""
    channels, wrong = delivery.open_channels(addresses)
    outcomes = delivery.deliver([(each, TITLE, body) for each in channels], patience)
    return [str(each) for each in [*wrong, *(why for _, why in outcomes if why)]]


def test_a_message_arrives_letter_by_letter(receiver: Receiver) -> None:
    assert sent(receiver.address()) == []
    [(path, taken)] = receiver.taken
    assert path == f"/{TOKEN}"
    assert (taken["title"], taken["message"], taken["attachments"]) == (TITLE, BODY, [])


def test_a_mail_arrives_with_its_subject_and_body_and_no_other_address(post: tuple[Mails, str]) -> None:
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

    def send(body: str, **_: object) -> bool:
        given.append(body)
        return True

    monkeypatch.setattr(channel.service, "send", send)
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


def test_no_address_is_ever_quoted_logged_or_shown(
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


def test_others_log_and_warn_while_a_message_is_sent(
    receiver: Receiver, caplog: pytest.LogCaptureFixture, recwarn: pytest.WarningsRecorder
) -> None:
    channels, _ = delivery.open_channels([receiver.address()])
    before = logging.root.manager.disable
    receiver.status = 0
    sending = Thread(target=delivery.deliver, args=([(channels[0], TITLE, BODY)], 30))
    sending.start()
    while not receiver.taken:
        assert sending.is_alive()
    logging.getLogger("studyboard").warning("a page failed")
    warnings.warn("a page warns", stacklevel=1)
    receiver.closing.set()
    sending.join()
    assert "a page failed" in caplog.text
    assert [str(each.message) for each in recwarn] == ["a page warns"]
    assert logging.root.manager.disable == before


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
def test_without_an_address_the_error_says_where_to_write_one(home: Path, text: str) -> None:
    write(home, text)
    with pytest.raises(DeliveryError) as raised:
        delivery.list_addresses()
    assert str(raised.value) == (
        'There is no address to send reminders to. Write addresses = ["slack://…"] under [reminders] in '
        ".streamlit/secrets.toml, or set STUDYBOARD_REMINDERS."
    )


@pytest.mark.parametrize("value", [f'"slack://{TOKEN}"', f'["slack://{TOKEN}", 3]', "true"])
def test_what_is_no_list_of_texts_is_reported_without_its_content(home: Path, value: str) -> None:
    write(home, f"[reminders]\naddresses = {value}\n")
    with pytest.raises(DeliveryError, match=r"under \[reminders\] in \S+ is not a list of texts") as raised:
        delivery.list_addresses()
    assert TOKEN not in str(raised.value)


def test_the_address_of_the_board_is_a_link(home: Path) -> None:
    assert delivery.find_page() is None
    write(home, '[reminders]\npage = "https://our.streamlit.app"\n')
    assert delivery.find_page() == "https://our.streamlit.app"


@pytest.mark.parametrize("value", ["3", '"javascript:alert(1)"', '["https://x.kr"]'])
def test_what_is_no_address_of_a_board_is_reported(home: Path, value: str) -> None:
    write(home, f"[reminders]\npage = {value}\n")
    with pytest.raises(DeliveryError, match=r"“page” under \[reminders\] in \S+ is not a link"):
        delivery.find_page()
