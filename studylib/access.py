"""Who may see and do what on the pages. Decides from facts alone; the pages ask it at their door and at each write.

Everything is closed that is not opened here: without a sign-in to a server that others can reach, and to those who are
not of the group, only the board, the curriculum and the questions are open at most.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TypeVar
from urllib.parse import urlsplit

from studylib import values
from studylib.sentence import Sentence, sentence
from studylib.study import Audience, Break, Closed, Excuse, Member, Payment, Study

SIGN_IN_LASTS = timedelta(days=30)
"""Exclusive. Streamlit's cookie lasts as long, but a page that stays open never shows it again."""

Record = TypeVar("Record", Break, Excuse, Payment, Closed)
"""What is said of a member by name."""

MASK = "○"
"""What stands for a syllable of a shortened name, as Korean lists of names have it."""


THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
"""The addresses of a server, and the hosts that a browser asks for, which nobody on another machine reaches."""

VIA = (
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-Ip",
    "Forwarded",
    "Via",
    "Cf-Connecting-Ip",
)
"""What a proxy says of whom it lets in."""


class Need(Enum):
    """What a page shows or a click does."""

    BOARD = "board"
    """To see the board, the curriculum and the questions."""
    MONEY = "money"
    """To see fines, settlements and records, and to download them."""
    INSIDE = "inside"
    """To see what is for the group alone, such as cells that cannot be read, and to hand in on the page."""
    LEAD = "lead"
    """To use the leader's desk, and to close months."""


class Standing(Enum):
    """What the visitor is to the group."""

    HERE = "here"
    """On a server that serves its own machine alone, without a sign-in: whoever sits there."""
    LEADER = "leader"
    MEMBER = "member"
    STRANGER = "stranger"
    UNVERIFIED = "unverified"
    """Signed in with an address that the provider does not vouch for."""
    EXPIRED = "expired"
    """Signed in too long ago."""
    ANONYMOUS = "anonymous"
    """Not signed in, where one can."""
    UNKNOWN = "unknown"
    """On a server that others can reach and that has no sign-in."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as far as the server itself knows; nothing of it is what a page was told by the browser.

    ``address`` is the provider's word, ``verified`` whether it vouches for it, ``since`` when it did (aware; ``None``
    where it does not say).
    """

    signed_in: bool = False
    address: str | None = None
    verified: bool = False
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Door:
    """How the server is set up and was reached: with a sign-in, and from this machine alone."""

    sign_in: bool
    local: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What one visitor may see and do in one study. ``member`` is the name in the roster, whole."""

    standing: Standing
    needs: frozenset[Need]
    member: str | None = None
    whole_names: bool = True

    def may(self, need: Need) -> bool:
        """Whether that is open to the visitor."""
        return need in self.needs


@dataclass(frozen=True, slots=True)
class Veil:
    """What is left out for a visitor."""

    everything: bool
    cells: bool
    """The cells of the workbook, which the leader alone edits."""
    reasons: bool
    """Why somebody was excused or paid, what they noted, and what is wrong with the cells."""
    money: bool
    names: bool
    """All of a name that tells who it is, and the links that lead to the same."""


INSIDE = frozenset({Need.BOARD, Need.MONEY, Need.INSIDE})
EVERYTHING = INSIDE | {Need.LEAD}


def rights(study: Study, caller: Caller, door: Door, now: datetime) -> Rights:
    """What the caller may see and do at ``now`` (aware).

    An address of the roster enters, with case and spaces at its ends folded. One who has left may still look at what
    there is to settle; a leader who has left leads no longer.
    """
    standing, member = _standing(study, caller, door, now)
    name = member.name if member else None
    if standing in (Standing.HERE, Standing.LEADER):
        return Rights(standing, EVERYTHING, name)
    if standing is Standing.MEMBER:
        return Rights(standing, INSIDE, name)
    return Rights(standing, _outside(study, standing), whole_names=not study.short_names)


def is_local(bound_to: str | None, headers: Mapping[str, str], came_from: str | None) -> bool:
    """Whether nobody on another machine is served: by the address that the server listens on, the headers of a request
    (none at all: no server is asked), and the address that it came from (``None`` for this machine's).

    A proxy on this machine lets others in all the same: it says so in its headers, or asks for another host. One that
    does neither cannot be told from a browser here: docs say to sign in.
    """
    let_in = isinstance(came_from, str) or any(headers.get(name) for name in VIA)
    return bound_to in THIS_MACHINE and _asks_for_this_machine(headers) and not let_in


def _asks_for_this_machine(headers: Mapping[str, str]) -> bool:
    host = headers.get("Host", "" if len(headers) else THIS_MACHINE[0])
    try:
        return urlsplit(f"//{host}").hostname in THIS_MACHINE
    except ValueError:
        return False


def party(caller: Caller, door: Door) -> Standing:
    """What the caller is before it is known of which study."""
    if not door.sign_in:
        return Standing.HERE if door.local else Standing.UNKNOWN
    return Standing.STRANGER if caller.signed_in else Standing.ANONYMOUS


def lists(study: Study, caller: Caller, door: Door, now: datetime) -> bool:
    """Whether the study is named to the caller among the others of a deployment: a board that is open for want of a
    sign-in alone is seen by those who know its address."""
    given = rights(study, caller, door, now)
    return given.may(Need.BOARD) and (
        given.standing is not Standing.UNKNOWN or study.audience is Audience.PUBLIC
    )


def refusal(rights: Rights, need: Need) -> Sentence | None:
    """Why that is closed to the visitor, and what to do; ``None`` where it is open."""
    if rights.may(need):
        return None
    return _REFUSALS.get((rights.standing, need)) or _REFUSALS[rights.standing, None]


def veil(rights: Rights) -> Veil:
    """What of the study the visitor may not know."""
    return Veil(
        everything=not rights.may(Need.BOARD),
        cells=not rights.may(Need.LEAD),
        reasons=not rights.may(Need.INSIDE),
        money=not rights.may(Need.MONEY),
        names=not rights.whole_names,
    )


def veiled(study: Study, veil: Veil) -> Study:
    """The study as somebody under that veil may know it; nobody is shown the addresses of its members."""
    if veil.everything:
        return Study("", study.timezone, study.submissions.iloc[:0], study.language)
    study = replace(study, members=tuple(replace(each, email=None) for each in study.members))
    if veil.money:
        free = tuple(replace(each, amount=0) for each in study.tiers)
        study = replace(study, tiers=free, payments=(), settlements=())
    if veil.reasons:
        study = replace(
            study,
            breaks=tuple(replace(each, reason="") if each.member else each for each in study.breaks),
            excuses=tuple(replace(each, reason="") for each in study.excuses),
            payments=tuple(replace(each, note="") for each in study.payments),
            submissions=study.submissions.assign(note=""),
        )
    return _shortened(study) if veil.names else study


def short_names(names: Iterable[str]) -> Mapping[str, str]:
    """Each name's short form, no two alike: 이은빈 is 이○빈, Ada Lovelace A. L.; equal ones are numbered."""
    found: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for name in dict.fromkeys(names):
        short = _short(name)
        taken[short] += 1
        found[name] = short if taken[short] == 1 else f"{short} {taken[short]}"
    return found


def _standing(study: Study, caller: Caller, door: Door, now: datetime) -> tuple[Standing, Member | None]:
    if not door.sign_in:
        return (Standing.HERE if door.local else Standing.UNKNOWN), None
    if not caller.signed_in:
        return Standing.ANONYMOUS, None
    if caller.since is not None and now - caller.since >= SIGN_IN_LASTS:
        return Standing.EXPIRED, None
    if not caller.verified:
        return Standing.UNVERIFIED, None
    member = _of(study, caller.address)
    if member is None:
        return Standing.STRANGER, None
    leads = member.leader and _is_there(member, now.astimezone(study.timezone).date())
    return (Standing.LEADER if leads else Standing.MEMBER), member


def _of(study: Study, address: str | None) -> Member | None:
    """A letter beyond ASCII that folds to one within, such as ſ to s, is in the address of somebody else."""
    asked = (address or "").strip()
    folded = values.folded(asked)
    known = (
        each
        for each in study.members
        if each.email
        and values.folded(each.email) == folded
        and each.email.strip().isascii() == asked.isascii()
    )
    return next(known, None) if folded else None


def _is_there(member: Member, today: date) -> bool:
    return member.left_on is None or today < member.left_on


def _outside(study: Study, standing: Standing) -> frozenset[Need]:
    if study.sample:  # of an invented group
        return frozenset({Need.BOARD, Need.MONEY})
    if study.audience is Audience.PUBLIC:
        return frozenset({Need.BOARD, Need.MONEY} if study.public_money else {Need.BOARD})
    return frozenset({Need.BOARD} if standing is Standing.UNKNOWN else ())


def _short(name: str) -> str:
    short = _abridged(name)
    return MASK if name in short else short


def _abridged(name: str) -> str:
    words = name.split()
    if len(words) > 1:
        return " ".join(f"{word[0]}." for word in words)
    if not name.isascii():
        middle = MASK * max(len(name) - 2, 1)
        return name[0] + middle + (name[-1] if len(name) > 2 else "")
    return f"{name[0]}."


def _shortened(study: Study) -> Study:
    """Under short names everything says the same, of the members of the roster and of all others who are named."""
    names = [member.name for member in study.members]
    for records in (study.settlements, study.payments, study.excuses, study.breaks):
        names += (each.member for each in records if each.member)
    short = short_names(names)

    def relabelled(records: Iterable[Record]) -> tuple[Record, ...]:
        return tuple(replace(each, member=short.get(each.member or "", each.member)) for each in records)

    return replace(
        study,
        members=tuple(replace(each, name=short[each.name], github=None) for each in study.members),
        submissions=study.submissions.assign(member=study.submissions["member"].map(short), link=""),
        weeks=tuple(
            replace(each, topic=replace(each.topic, writer=short.get(each.topic.writer or "")))
            for each in study.weeks
        ),
        breaks=relabelled(study.breaks),
        excuses=relabelled(study.excuses),
        payments=relabelled(study.payments),
        settlements=relabelled(study.settlements),
    )


_REFUSALS: Mapping[tuple[Standing, Need | None], Sentence] = {
    (Standing.ANONYMOUS, None): sentence("This is for the members of the group. Sign in to go on."),
    (Standing.STRANGER, None): sentence(
        "The address you signed in with is not among the members of this group. Sign in with another one, or ask the "
        "leader to add yours to the members tab."
    ),
    (Standing.UNVERIFIED, None): sentence(
        "Your provider does not say that the address you signed in with is yours. Confirm the address there, or sign "
        "in with another account."
    ),
    (Standing.EXPIRED, None): sentence("You signed in a long time ago. Sign in again to go on."),
    (Standing.UNKNOWN, None): sentence(
        "This page is closed, for other machines can reach this server and there is no sign-in. Set one up ([auth] in "
        ".streamlit/secrets.toml), or open the board on the machine of the leader: make run"
    ),
    (Standing.MEMBER, None): sentence("This page is for the leader of the group alone."),
}
