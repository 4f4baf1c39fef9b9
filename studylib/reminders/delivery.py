"""Send messages to the addresses set up for the group's reminders.

The addresses are secrets. Each lets its owner write to the group, or send mail in another's name. No sentence, record
or log quotes one. Sentences name its number in the list and the kind of service.
"""

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic
from typing import Any

from studylib import logs
from studylib.config import secrets
from studylib.config.studies import ONLY, StudyConfig
from studylib.text.errors import DeliveryError
from studylib.text.message import Sentence, sentence
from studylib.workbook import links, values

VARIABLE = "STUDYBOARD_REMINDERS"
"""The environment variable with the addresses, separated by white space."""

TABLE = "reminders"
"""The table of the secrets file with ``addresses``, a list of texts, and ``page``, the address of the board."""

PATIENCE = 60.0
"""Seconds to wait for an address to take the message."""

OF_THIS_MACHINE = frozenset(
    "blink1 dbus gio glib gnome kde macosx qt syslog windows".split()  # noqa: SIM905
)
"""Kinds of addresses that reach this machine alone, not a member: its desktop, its log, its devices."""

LINK = re.compile(r"(?<=\s)https?://[^\s<>\"\\]+(?=\s|$)")
"""A link in a message, between white space. It has no backslash, so that it may go into a replacement pattern."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One usable address. ``number`` is its place in the list, from 1. ``kind`` is such as ``slack``."""

    number: int
    kind: str
    address: str = field(repr=False)
    service: Any = field(repr=False, compare=False)


def list_addresses(listing: StudyConfig = ONLY) -> tuple[str, ...]:
    """List the addresses of the environment, else of the secrets file. Raises a DeliveryError if there are none."""
    if addresses := tuple((listing.variable(VARIABLE) or "").split()):
        return addresses
    entries = listing.table(TABLE).get("addresses") or []
    if not isinstance(entries, list) or not all(isinstance(each, str) for each in entries):
        raise DeliveryError(
            sentence(
                "“addresses” under [{table}] in {path} is not a list of texts. Write each in quotation marks, between "
                "[ and ].",
                table=TABLE,
                path=str(secrets.FILE),
            )
        )
    if addresses := tuple(each.strip() for each in entries if each.strip()):
        return addresses
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
    """Return the address of the board to put into reminders. ``None`` if none is set up."""
    page = listing.table(TABLE).get("page")
    if not page:
        return None
    try:
        return links.parse_link(page if isinstance(page, str) else None)
    except values.CellError:
        raise DeliveryError(
            sentence(
                "“page” under [{table}] in {path} is not a link. Write one that begins with https://, without spaces.",
                table=TABLE,
                path=str(secrets.FILE),
            )
        ) from None


def open_channels(addresses: Sequence[str]) -> tuple[list[Channel], list[Sentence]]:
    """Open the channels of the usable addresses. Return them, and why each other address is unusable."""
    channels, problems = [], []
    with _silence():
        for number, address in enumerate(addresses, 1):
            channel = _open_channel(number, address)
            if isinstance(channel, Channel):
                channels.append(channel)
            else:
                problems.append(channel)
    return channels, problems


def _open_channel(number: int, address: str) -> Channel | Sentence:
    """Return the channel of an address, or why it is unusable. An address cannot turn on what is off here."""
    import apprise
    from apprise import plugins

    asset = apprise.AppriseAsset(
        app_id="Studyboard",
        app_desc="Studyboard",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,  # in our own thread with its deadline, not in one that the program waits for at its end
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
            "Address {number} of the reminders ({kind}) reaches only this machine, no member. Use another.",
            number=number,
            kind=kind,
        )
    if service is None:
        return sentence(
            "Address {number} of the reminders is unusable. Write it as Apprise does, such as slack://… or "
            "mailtos://…, or use another.",
            number=number,
        )
    service.redirects = False
    service.optional = False  # else a failure would count as success
    service.overflow_mode = apprise.OverflowMode.SPLIT
    return Channel(number, kind, address, service)


def deliver(
    letters: Sequence[tuple[Channel, str, str]], patience: float = PATIENCE
) -> list[tuple[Channel, Sentence | None]]:
    """Send each title and body to its channel, all at once, as plain text.

    Return the channels with the reason of a failure, ``None`` for a success. Waits at most ``patience`` seconds. A
    channel that has not answered by then may still get its message.
    """
    successes: dict[int, bool] = {}
    threads = [
        Thread(target=_send, args=(*letter, successes), name="studyboard-reminder", daemon=True)
        for letter in letters
    ]
    for thread in threads:
        thread.start()
    end = monotonic() + patience
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))
    outcomes = dict(successes)
    return [(channel, _explain_failure(channel, outcomes.get(channel.number))) for channel, _, _ in letters]


def _send(channel: Channel, title: str, body: str, successes: dict[int, bool]) -> None:
    import apprise

    with _silence():
        try:
            sender = apprise.Apprise()
            sender.add(channel.service)
            form = apprise.NotifyFormat.TEXT
            if channel.service.resolve_format(form) is apprise.NotifyFormat.MARKDOWN:
                body, form = _write_markdown(body), apprise.NotifyFormat.MARKDOWN
            successes[channel.number] = bool(sender.notify(body=body, title=title, body_format=form))
        except Exception:  # its message may hold the address
            successes[channel.number] = False


def _write_markdown(body: str) -> str:
    """Return the plain text in Markdown, for services that accept nothing else.

    Apprise alone would join the lines, and escape links until they are broken.
    """
    marked = _escape(body)
    for link in set(LINK.findall(body)):
        whole = rf"(?<=\s){re.escape(_escape(link))}(?=\s|$)"
        marked = re.sub(whole, f"<{link}>", marked)
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "  \n", marked)


def _escape(text: str) -> str:
    from apprise import NotifyFormat
    from apprise.conversion import convert_between

    return str(convert_between(NotifyFormat.TEXT, NotifyFormat.MARKDOWN, text))  # type: ignore[no-untyped-call]


def _explain_failure(channel: Channel, success: bool | None) -> Sentence | None:
    if success:
        return None
    if success is None:
        return sentence(
            "Address {number} of the reminders ({kind}) did not answer in time. Check that the service is up.",
            number=channel.number,
            kind=channel.kind,
        )
    return sentence(
        "Address {number} of the reminders ({kind}) did not accept the message. Check that the address is still valid "
        "and the service is up.",
        number=channel.number,
        kind=channel.kind,
    )


@contextmanager
def _silence() -> Iterator[None]:
    """Silence what this thread logs and warns of: apprise and its libraries quote addresses.

    A page that fails meanwhile still says so in the log.
    """
    logs.mask_logs()
    if not isinstance(warnings.showwarning, _Warner):
        warnings.showwarning = _Warner(warnings.showwarning)
    with logs.hush_thread():
        yield


@dataclass(frozen=True, slots=True)
class _Warner:
    """Shows no warning of a hushed thread. ``warnings.catch_warnings`` would act on all threads."""

    show: Callable[..., None]

    def __call__(self, *args: Any, **named: Any) -> None:
        if not logs.is_hushed():
            self.show(*args, **named)
