"""Who may see and do what on the pages. Decides from facts alone; the pages ask it at their door and at each write.

Everything is closed that is not opened here: without a sign-in to a server that others can reach, and to those who are
not of the group, only the board, the curriculum and the questions are open at most.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from studylib.access.origin import Origin, Visitor
from studylib.access.redaction import Redaction
from studylib.season.study import Audience, Member, Study
from studylib.text.message import Sentence, sentence
from studylib.workbook import values

SIGN_IN_LASTS = timedelta(days=30)
"""Exclusive. Streamlit's cookie lasts as long, but a page that stays open never shows it again."""


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


class Role(Enum):
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
class Rights:
    """What one visitor may see and do in one study. ``member`` is the name in the roster, whole."""

    standing: Role
    needs: frozenset[Need]
    member: str | None = None
    whole_names: bool = True

    def may(self, need: Need) -> bool:
        """Whether that is open to the visitor."""
        return need in self.needs


INSIDE = frozenset({Need.BOARD, Need.MONEY, Need.INSIDE})
EVERYTHING = INSIDE | {Need.LEAD}


def judge_rights(study: Study, caller: Visitor, door: Origin, now: datetime) -> Rights:
    """What the caller may see and do at ``now`` (aware).

    An address of the roster enters, with case and spaces at its ends folded. One who has left may still look at what
    there is to settle; a leader who has left leads no longer.
    """
    standing, member = _standing(study, caller, door, now)
    name = member.name if member else None
    if standing in (Role.HERE, Role.LEADER):
        return Rights(standing, EVERYTHING, name)
    if standing is Role.MEMBER:
        return Rights(standing, INSIDE, name)
    return Rights(standing, _outside(study, standing), whole_names=not study.short_names)


def find_role(caller: Visitor, door: Origin) -> Role:
    """What the caller is before it is known of which study."""
    if not door.sign_in:
        return Role.HERE if door.local else Role.UNKNOWN
    return Role.STRANGER if caller.signed_in else Role.ANONYMOUS


def may_list(study: Study, caller: Visitor, door: Origin, now: datetime) -> bool:
    """Whether the study is named to the caller among the others of a deployment: a board that is open for want of a
    sign-in alone is seen by those who know its address."""
    given = judge_rights(study, caller, door, now)
    return given.may(Need.BOARD) and (given.standing is not Role.UNKNOWN or study.audience is Audience.PUBLIC)


def explain_refusal(rights: Rights, need: Need) -> Sentence | None:
    """Why that is closed to the visitor, and what to do; ``None`` where it is open."""
    if rights.may(need):
        return None
    return _REFUSALS.get((rights.standing, need)) or _REFUSALS[rights.standing, None]


def choose_redaction(rights: Rights) -> Redaction:
    """What of the study the visitor may not know."""
    return Redaction(
        everything=not rights.may(Need.BOARD),
        cells=not rights.may(Need.LEAD),
        reasons=not rights.may(Need.INSIDE),
        money=not rights.may(Need.MONEY),
        names=not rights.whole_names,
    )


def _standing(study: Study, caller: Visitor, door: Origin, now: datetime) -> tuple[Role, Member | None]:
    if not door.sign_in:
        return (Role.HERE if door.local else Role.UNKNOWN), None
    if not caller.signed_in:
        return Role.ANONYMOUS, None
    if caller.since is not None and now - caller.since >= SIGN_IN_LASTS:
        return Role.EXPIRED, None
    if not caller.verified:
        return Role.UNVERIFIED, None
    member = _of(study, caller.address)
    if member is None:
        return Role.STRANGER, None
    leads = member.leader and _is_there(member, now.astimezone(study.timezone).date())
    return (Role.LEADER if leads else Role.MEMBER), member


def _of(study: Study, address: str | None) -> Member | None:
    """A letter beyond ASCII that folds to one within, such as ſ to s, is in the address of somebody else."""
    asked = (address or "").strip()
    folded = values.fold(asked)
    known = (
        each
        for each in study.members
        if each.email
        and values.fold(each.email) == folded
        and each.email.strip().isascii() == asked.isascii()
    )
    return next(known, None) if folded else None


def _is_there(member: Member, today: date) -> bool:
    return member.left_on is None or today < member.left_on


def _outside(study: Study, standing: Role) -> frozenset[Need]:
    if study.sample:  # of an invented group
        return frozenset({Need.BOARD, Need.MONEY})
    if study.audience is Audience.PUBLIC:
        return frozenset({Need.BOARD, Need.MONEY} if study.public_money else {Need.BOARD})
    return frozenset({Need.BOARD} if standing is Role.UNKNOWN else ())


_REFUSALS: Mapping[tuple[Role, Need | None], Sentence] = {
    (Role.ANONYMOUS, None): sentence("This is for the members of the group. Sign in to go on."),
    (Role.STRANGER, None): sentence(
        "The address you signed in with is not among the members of this group. Sign in with another one, or ask the "
        "leader to add yours to the members tab."
    ),
    (Role.UNVERIFIED, None): sentence(
        "Your provider does not say that the address you signed in with is yours. Confirm the address there, or sign "
        "in with another account."
    ),
    (Role.EXPIRED, None): sentence("You signed in a long time ago. Sign in again to go on."),
    (Role.UNKNOWN, None): sentence(
        "This page is closed, for other machines can reach this server and there is no sign-in. Set one up ([auth] in "
        ".streamlit/secrets.toml), or open the board on the machine of the leader: make run"
    ),
    (Role.MEMBER, None): sentence("This page is for the leader of the group alone."),
}
