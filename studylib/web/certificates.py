"""Certificates: whose one the address names, what it shows, and the link that proves it.

The link leads to a page that computes the certificate from the workbook as it is. So nobody can forge one. Its code
opens that certificate to visitors who may not see the board, and nothing else.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from studylib.access import certificates
from studylib.access.certificates import Certified
from studylib.access.rights import Need, Role
from studylib.config.studies import UnlistedError
from studylib.season import events
from studylib.season.completion import Completion
from studylib.season.kinds import Audience
from studylib.season.study import Study
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import sentence
from studylib.web import look, own_address, readers, recaps
from studylib.web.address import read_language, read_parameter
from studylib.web.chooser import LinkFault
from studylib.web.page_titles import TITLES
from studylib.web.sign_in import read_auth_settings
from studylib.web.visit import Visit
from studylib.workbook.former import is_erased
from studylib.workbook.identity import write_identity

PAGE = "certificate"

NOT_VALID = sentence(
    "This certificate is not valid, or not any more: the season or the name changed, or part of the link is missing. "
    "Ask whoever gave it to you for a new link."
)


class LinkReach(Enum):
    """To whom the link of a certificate opens."""

    EVERYBODY = "everybody"
    GROUP = "group"
    HERE = "here"
    """To visitors of this machine."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate shows of a member and a season, and nothing else. ``link`` leads to it."""

    study: str
    language: Language
    first_day: date
    last_day: date
    as_of: date
    completion: Completion
    link: str
    reach: LinkReach


# ---- the code ----


def find_secret() -> str | None:
    """Find the server's lasting secret. ``None`` without a sign-in."""
    secret = read_auth_settings().get("cookie_secret")
    return secret if isinstance(secret, str) and secret else None


def certify(visit: Visit, study: Study, member: str) -> Certified:
    """Say what a code is for. Another name or start needs another code."""
    start = study.starts_on or date.min
    known = study.identity or write_identity(study.name, start)
    return Certified(visit.listing.id or "", f"{known} {start.isoformat()}", member)


def is_proven(visit: Visit) -> bool:
    """Tell whether the address has the right code for the member that it names.

    The last copy in memory decides. So strangers cannot make us read.
    """
    last, secret = visit.reader.find_last(), find_secret()
    member, given = read_parameter("name"), read_parameter("proof")
    if not (last and secret and member and given):
        return False
    return certificates.is_proof(secret, certify(visit, last.season.study, member), given)


def explain_link() -> LinkFault | None:
    """Say that the code of the address is not right. ``None`` without one.

    A study that does not exist is told alike, so nobody learns which studies exist.
    """
    return LinkFault(TITLES[PAGE], NOT_VALID) if read_parameter("proof") else None


# ---- the certificate ----


def find_certificate(visit: Visit) -> Certificate | None:
    """Find the certificate that the address names, at the present moment.

    ``None`` if there is none: another or an erased name, a season that goes on, or too few weeks.
    """
    proven = is_proven(visit)
    whole = _look_at_whole(visit) if proven else look.visit_now(visit)
    member = find_named(visit)
    done = find_completion(whole, member) if whole else None
    if whole is None or not done or not done.is_complete or (proven and not is_proven(visit)):
        return None
    study = whole.study
    days = [day for week in study.weeks for day in week.days]
    return Certificate(
        study=study.name,
        language=Language(read_language() or study.language),
        first_day=min(days),
        last_day=max(days),
        as_of=visit.present.astimezone(study.timezone).date(),
        completion=done,
        link=write_certificate_link(visit, study, member, proven=proven),
        reach=_find_reach(visit, study, member, proven=proven),
    )


def find_named(visit: Visit) -> str:
    """Find whose certificate is asked for: the name in the address, else the visitor's own. Empty for nobody."""
    return read_parameter("name") or visit.rights.member or ""


def find_completion(visit: Visit, member: str) -> Completion | None:
    """Find what a member did in a season that is over. ``None`` before, or for an unknown or erased name."""
    if is_erased(member):
        return None
    return next((each for each in recaps.find_recap(visit).completions if each.member == member), None)


def _look_at_whole(visit: Visit) -> Visit | None:
    """Look at the season with nothing left out, as it is now. Only a code opens it, and one member of it.

    ``None`` if its group no longer shares it.
    """
    try:
        reading = readers.read_study(visit.listing, visit.reader)
    except UnlistedError:
        return None
    except StudyboardError:
        reading = visit.reader.find_last() or visit.reading
    event = events.find_last_event(reading.season.events, visit.present)
    return replace(visit, reading=reading, now=visit.present, as_of=None, event=event)


# ---- the link ----


def write_certificate_link(visit: Visit, study: Study, member: str, *, proven: bool = False) -> str:
    """Write the address of a certificate. It has a code for the member, the leader, and who came with one."""
    secret = find_secret() if _may_prove(visit, member, proven=proven) else None
    proof = certificates.write_proof(secret, certify(visit, study, member)) if secret else ""
    query = {"study": visit.listing.id or "", "name": member, "proof": proof}
    root = own_address.find_own_address() or own_address.find_present_root()
    return own_address.write_address(root, PAGE, query)


def _may_prove(visit: Visit, member: str, *, proven: bool) -> bool:
    return proven or visit.rights.member == member or visit.rights.may(Need.LEAD)


def _find_reach(visit: Visit, study: Study, member: str, *, proven: bool) -> LinkReach:
    if find_secret() and _may_prove(visit, member, proven=proven):
        return LinkReach.EVERYBODY
    if visit.rights.standing is Role.HERE:
        return LinkReach.HERE
    is_open = study.audience is Audience.PUBLIC or visit.rights.standing is Role.UNKNOWN
    return LinkReach.EVERYBODY if is_open else LinkReach.GROUP
