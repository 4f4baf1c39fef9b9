"""Rights: what a visitor may see and do. Pure decisions. Pages ask for them on entry and at each write.

Everything is closed unless opened here. Outsiders see at most the board, the curriculum and the questions. So do
visitors of a server without a sign-in that other machines can reach. Public money and the sample are open to all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from studylib.access.origin import Origin, Visitor
from studylib.access.redaction import Redaction
from studylib.season.kinds import Audience
from studylib.season.study import Member, Study
from studylib.text.message import Sentence, sentence
from studylib.workbook import values

SIGN_IN_LASTS = timedelta(days=30)
"""Exclusive. Streamlit's cookie lasts as long, but an open page never presents it again."""


class Need(Enum):
    """A right that a page or a click needs."""

    BOARD = "board"
    """See the board, the curriculum and the questions."""
    MONEY = "money"
    """See fines, settlements and records, and download them."""
    INSIDE = "inside"
    """See parts for the group alone, such as unreadable cells, and hand in on the page."""
    LEAD = "lead"
    """Use the leader's desk, and close months."""


class Role(Enum):
    """The role of a visitor in the group."""

    HERE = "here"
    """Any visitor of a server without a sign-in that serves only its own machine."""
    LEADER = "leader"
    MEMBER = "member"
    STRANGER = "stranger"
    UNVERIFIED = "unverified"
    """Signed in with an address that the provider has not verified."""
    EXPIRED = "expired"
    """Signed in too long ago."""
    ANONYMOUS = "anonymous"
    """Not signed in, although the server has a sign-in."""
    UNKNOWN = "unknown"
    """Any visitor of a server without a sign-in that other machines can reach."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights of one visitor in one study. ``member`` is the full name in the roster."""

    standing: Role
    needs: frozenset[Need]
    member: str | None = None
    whole_names: bool = True

    def may(self, need: Need) -> bool:
        """Tell whether the visitor has that right."""
        return need in self.needs


INSIDE = frozenset({Need.BOARD, Need.MONEY, Need.INSIDE})
EVERYTHING = INSIDE | {Need.LEAD}


def judge_rights(study: Study, visitor: Visitor, origin: Origin, now: datetime) -> Rights:
    """Judge the visitor's rights at ``now`` (aware).

    An address of the roster lets the visitor in. Case and outer spaces do not count. A former member may still see
    the settlements. A leader who has left loses the lead.
    """
    role, member = _find_role_in_study(study, visitor, origin, now)
    name = member.name if member else None
    if role in (Role.HERE, Role.LEADER):
        return Rights(role, EVERYTHING, name)
    if role is Role.MEMBER:
        return Rights(role, INSIDE, name)
    return Rights(role, _open_to_outsiders(study, role), whole_names=not study.short_names)


def find_role(visitor: Visitor, origin: Origin, now: datetime) -> Role:
    """Find the visitor's role before a study is chosen, or in one that does not have them in its roster."""
    if not origin.sign_in:
        return Role.HERE if origin.local else Role.UNKNOWN
    if not visitor.signed_in:
        return Role.ANONYMOUS
    if visitor.since is not None and now - visitor.since >= SIGN_IN_LASTS:
        return Role.EXPIRED
    return Role.STRANGER if visitor.verified else Role.UNVERIFIED


def may_list(
    study: Study, visitor: Visitor, origin: Origin, now: datetime, *, members_only: bool = False
) -> bool:
    """Tell whether the visitor sees the study in the list of studies.

    A board that is open only for lack of a sign-in is not listed. Visitors need its address. ``members_only``: so it
    is with a public board, too.
    """
    rights = judge_rights(study, visitor, origin, now)
    if members_only:
        return rights.may(Need.INSIDE)
    return rights.may(Need.BOARD) and (
        rights.standing is not Role.UNKNOWN or study.audience is Audience.PUBLIC
    )


def explain_refusal(rights: Rights, need: Need) -> Sentence | None:
    """Explain why the visitor lacks that right, and what to do. ``None``: the visitor has it."""
    if rights.may(need):
        return None
    return _REFUSALS.get((rights.standing, need)) or _REFUSALS[rights.standing, None]


def explain_no_addition(role: Role) -> Sentence | None:
    """Explain why a visitor may not add a study to the deployment. ``None``: anyone with a verified address may."""
    if role is Role.ANONYMOUS:
        return sentence("Sign in to add the study of your group.")
    if role in (Role.HERE, Role.UNKNOWN):
        return sentence(
            "Nobody can add a study here, because this server has no sign-in. Set one up first: [auth] in "
            ".streamlit/secrets.toml."
        )
    return _REFUSALS.get((role, None)) if role in (Role.UNVERIFIED, Role.EXPIRED) else None


def choose_redaction(rights: Rights) -> Redaction:
    """Choose the parts of the study to leave out for the visitor."""
    return Redaction(
        everything=not rights.may(Need.BOARD),
        cells=not rights.may(Need.LEAD),
        reasons=not rights.may(Need.INSIDE),
        money=not rights.may(Need.MONEY),
        names=not rights.whole_names,
    )


def _find_role_in_study(
    study: Study, visitor: Visitor, origin: Origin, now: datetime
) -> tuple[Role, Member | None]:
    role = find_role(visitor, origin, now)
    if role is not Role.STRANGER:
        return role, None
    member = _find_member(study, visitor.address)
    if member is None:
        return Role.STRANGER, None
    leads = member.leader and _is_present(member, now.astimezone(study.timezone).date())
    return (Role.LEADER if leads else Role.MEMBER), member


def _find_member(study: Study, address: str | None) -> Member | None:
    """Compare case-insensitively, but keep non-ASCII look-alikes (ſ folds to s) apart from ASCII addresses."""
    stripped = (address or "").strip()
    folded = values.fold(stripped)
    matches = (
        each
        for each in study.members
        if each.email
        and values.fold(each.email) == folded
        and each.email.strip().isascii() == stripped.isascii()
    )
    return next(matches, None) if folded else None


def _is_present(member: Member, today: date) -> bool:
    return member.left_on is None or today < member.left_on


def _open_to_outsiders(study: Study, role: Role) -> frozenset[Need]:
    if study.sample:  # its group is invented
        return frozenset({Need.BOARD, Need.MONEY})
    if study.audience is Audience.PUBLIC:
        return frozenset({Need.BOARD, Need.MONEY} if study.public_money else {Need.BOARD})
    return frozenset({Need.BOARD} if role is Role.UNKNOWN else ())


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
        "This page is closed, because other machines can reach this server and it has no sign-in. Set one up ([auth] "
        "in .streamlit/secrets.toml), or open the board on the machine of the leader: make run"
    ),
    (Role.MEMBER, None): sentence("This page is for the leader of the group alone."),
}
