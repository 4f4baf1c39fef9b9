"""Delivery: a message goes to the addresses that are set up for the group's reminders. The door of apprise.

The addresses are secrets: whoever has one can write to the group, or send mail in somebody's name. No sentence, no
record and no log has one; people are told its number in the list and the kind of service.
"""

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic
from typing import Any

from studylib.config import secrets
from studylib.config.studies import ONLY, StudyConfig
from studylib.text.errors import DeliveryError
from studylib.text.message import Sentence, sentence
from studylib.workbook import links, values

VARIABLE = "STUDYBOARD_REMINDERS"
"""The environment variable that holds the addresses, parted by white space."""

TABLE = "reminders"
"""The table of the secrets file with ``addresses``, a list of texts, and ``page``, the address of the board."""

PATIENCE = 60.0
"""Seconds until an address that has not taken the message is given up."""

OF_THIS_MACHINE = frozenset(
    "blink1 dbus gio glib gnome kde macosx qt syslog windows".split()  # noqa: SIM905
)
"""Kinds of addresses that reach the machine that sends and no member: its desktop, its log, what is plugged in."""


LINK = re.compile(r"(?<=\s)https?://[^\s<>\"\\]+(?=\s|$)")
"""A link as it stands in a message: between white space. No backslash is in it, so that a pattern may put it in."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One address that can be written to; ``number`` is its place in the list, from 1, ``kind`` such as ``slack``."""

    number: int
    kind: str
    address: str = field(repr=False)
    service: Any = field(repr=False, compare=False)


# ---- the addresses ----


def list_addresses(listing: StudyConfig = ONLY) -> tuple[str, ...]:
    """The addresses of the environment, else of the secrets file. Raises a DeliveryError where there are none."""
    if given := tuple((listing.variable(VARIABLE) or "").split()):
        return given
    found = listing.table(TABLE).get("addresses") or []
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise DeliveryError(
            sentence(
                "“addresses” under [{table}] in {path} is not a list of texts. Write each in quotation marks, between "
                "[ and ].",
                table=TABLE,
                path=str(secrets.FILE),
            )
        )
    if given := tuple(each.strip() for each in found if each.strip()):
        return given
    raise DeliveryError(
        sentence(
            'There is no address to send reminders to. Write addresses = ["slack://…"] under [{table}] in {path}, or '
            "set {variable}.",
            table=TABLE,
            path=str(secrets.FILE),
            variable=VARIABLE,
        )
    )


def find_page(listing: StudyConfig = ONLY) -> str | None:
    """The address of the board that reminders give; ``None`` where none is set up."""
    found = listing.table(TABLE).get("page")
    if not found:
        return None
    try:
        return links.parse_link(found if isinstance(found, str) else None)
    except values.CellError:
        raise DeliveryError(
            sentence(
                "“page” under [{table}] in {path} is not a link. Write one that begins with https://, without spaces.",
                table=TABLE,
                path=str(secrets.FILE),
            )
        ) from None


def open_channels(addresses: Sequence[str]) -> tuple[list[Channel], list[Sentence]]:
    """The channels of those addresses that can be written to, and what is wrong with each of the others."""
    found, wrong = [], []
    with _silence():
        for number, address in enumerate(addresses, 1):
            channel = _channel(number, address)
            if isinstance(channel, Channel):
                found.append(channel)
            else:
                wrong.append(channel)
    return found, wrong


def _channel(number: int, address: str) -> Channel | Sentence:
    """The channel of an address, or why there is none. An address can switch nothing on that is off here."""
    import apprise
    from apprise import plugins

    asset = apprise.AppriseAsset(
        app_id="Studyboard",
        app_desc="Studyboard",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,  # in the thread that has the deadline, not in one that the program would wait for at its end
        service_timeout=0,
        http_redirects=False,
        pgp_autogen=False,
        pem_autogen=False,
    )
    try:
        parts = plugins.url_to_dict(address) or {}  # type: ignore[no-untyped-call]
        kind = parts.get("schema", "")
        service = None if kind in OF_THIS_MACHINE else apprise.Apprise.instantiate(parts, asset=asset)
    except Exception:
        kind, service = "", None
    if kind in OF_THIS_MACHINE:
        return sentence(
            "Address {number} of the reminders ({kind}) reaches no member, only this machine. Take another.",
            number=number,
            kind=kind,
        )
    if service is None:
        return sentence(
            "Address {number} of the reminders cannot be written to. Write it as Apprise has it, such as slack://… or "
            "mailtos://…, or take another.",
            number=number,
        )
    service.redirects = False
    service.optional = False  # else a failure would count as success
    service.overflow_mode = apprise.OverflowMode.SPLIT
    return Channel(number, kind, address, service)


# ---- sending ----


def deliver(
    letters: Sequence[tuple[Channel, str, str]], patience: float = PATIENCE
) -> list[tuple[Channel, Sentence | None]]:
    """Send each title and body to its channel, all at once, as plain text; why it failed, by channel, ``None`` where it
    was taken. Waits ``patience`` seconds at most: who has not taken it by then may still get it."""
    taken: dict[int, bool] = {}
    threads = [
        Thread(target=_send, args=(*letter, taken), name="studyboard-reminder", daemon=True)
        for letter in letters
    ]
    with _silence():
        for thread in threads:
            thread.start()
        end = monotonic() + patience
        for thread in threads:
            thread.join(max(0.0, end - monotonic()))
        outcomes = dict(taken)
    return [(channel, _failure(channel, outcomes.get(channel.number))) for channel, _, _ in letters]


def _send(channel: Channel, title: str, body: str, taken: dict[int, bool]) -> None:
    import apprise

    try:
        sender = apprise.Apprise()
        sender.add(channel.service)
        form = apprise.NotifyFormat.TEXT
        if channel.service.resolve_format(form) is apprise.NotifyFormat.MARKDOWN:
            body, form = _marked(body), apprise.NotifyFormat.MARKDOWN
        taken[channel.number] = bool(sender.notify(body=body, title=title, body_format=form))
    except Exception:  # what it says may have the address in it
        taken[channel.number] = False


def _marked(body: str) -> str:
    """The plain text in Markdown, for services that take nothing else. Apprise would run its lines together, and
    escape links until they lead nowhere."""
    marked = _escaped(body)
    for link in set(LINK.findall(body)):
        whole = rf"(?<=\s){re.escape(_escaped(link))}(?=\s|$)"
        marked = re.sub(whole, f"<{link}>", marked)
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "  \n", marked)


def _escaped(written: str) -> str:
    from apprise import NotifyFormat
    from apprise.conversion import convert_between

    return str(convert_between(NotifyFormat.TEXT, NotifyFormat.MARKDOWN, written))  # type: ignore[no-untyped-call]


def _failure(channel: Channel, taken: bool | None) -> Sentence | None:
    if taken:
        return None
    if taken is None:
        return sentence(
            "Address {number} of the reminders ({kind}) has not answered in time. Look whether the service is there.",
            number=channel.number,
            kind=channel.kind,
        )
    return sentence(
        "Address {number} of the reminders ({kind}) did not take the message. Look whether the address still holds and "
        "the service is there.",
        number=channel.number,
        kind=channel.kind,
    )


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing is logged or warned meanwhile: what apprise, and the libraries under it, say has addresses in it."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
        logging.getLogger("apprise").disabled = True  # for one that is given up and still tries
