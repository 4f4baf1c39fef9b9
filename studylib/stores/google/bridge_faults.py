"""Faults of the group's own script as sentences for people.

Google has no status for most of them: it sends a page with status 200. So its words decide.
"""

import re
from enum import Enum
from typing import Any

from studylib.config import secrets
from studylib.config.bridge import TABLE, VERSION
from studylib.stores.google import faults, write_faults
from studylib.stores.google.faults import NotGoogleError, RefusedError
from studylib.stores.google.session import Response
from studylib.text.faults import explain_outage, explain_rejection
from studylib.text.message import Sentence, sentence

LONGEST_PAGE = 100_000
"""Characters of a page that are looked at."""


class Trouble(Enum):
    """What Google answers in the place of the script."""

    SIGN_IN = "sign in"
    NO_SCRIPT = "no script"
    NO_FUNCTION = "no function"
    NOT_ALLOWED = "not allowed"
    QUOTA = "quota"
    CROWDED = "crowded"
    TOO_SLOW = "too slow"
    ELSEWHERE = "elsewhere"
    OLD = "old"
    NEW = "new"
    BROKEN = "broken"
    LOST = "lost"


_NEVER_RAN = {
    Trouble.SIGN_IN: 403,
    Trouble.NO_SCRIPT: 404,
    Trouble.NO_FUNCTION: 404,
    Trouble.NOT_ALLOWED: 403,
    Trouble.OLD: 412,
    Trouble.NEW: 412,
    Trouble.CROWDED: 429,
}
"""Troubles in which the script surely wrote nothing, and the status that the Sheets API would have."""


class TroubleError(RefusedError):
    """An answer of Google's that is not the script's.

    Its status is 503 if the script has ended, 502 if it may still run.
    """

    def __init__(self, trouble: Trouble, *, is_over: bool = True) -> None:
        self.trouble = trouble
        self.status = _NEVER_RAN.get(trouble, 503 if is_over else 502)
        self.reason = self.message = trouble.value
        self.details: set[str] = set()
        Exception.__init__(self, trouble.value)


_PAGES = (
    (Trouble.SIGN_IN, r"<title>[^<]{0,100}(?:sign in|로그인)"),
    (Trouble.NO_FUNCTION, r"script function not found|스크립트 함수를 찾을 수 없"),
    (Trouble.CROWDED, r"running simultaneously|too many simultaneous|동시에 실행"),
    (Trouble.QUOTA, r"too many times|too many requests|quota|너무 많|할당량"),
    (Trouble.TOO_SLOW, r"exceeded maximum execution time|timed out|최대 실행 시간"),
    (
        Trouble.NOT_ALLOWED,
        r"authorization is required|do not have permission to call|required permissions|승인이 필요|호출할 권한",
    ),
    (Trouble.SIGN_IN, r"accounts\.google\.com|sign in - google|you need access|access denied"),
    (Trouble.NO_SCRIPT, r"unable to open the file|page not found|does not exist|has been deleted|not found"),
)
"""Words on Google's pages, the surest first."""


def parse_body(response: Response, *, has_run: bool) -> dict[str, Any]:
    """Read the JSON of an answer. Raises a TroubleError for a page, NotGoogleError for other JSON.

    ``has_run``: the script has run, so that a page says nothing of whether it wrote.
    """
    if response.ok:
        try:
            body = response.json()
        except (ValueError, RecursionError):
            body = None
        if isinstance(body, dict):
            return body
    text = response.text[:LONGEST_PAGE]
    if response.ok and not text.lstrip()[:1] == "<":
        raise NotGoogleError
    if has_run:
        raise TroubleError(Trouble.LOST)
    # A gateway that has lost patience gives a page with a status, and the script goes on.
    raise TroubleError(_judge_page(response.status_code, text), is_over=response.ok)


def _judge_page(status: int, text: str) -> Trouble:
    lower = _drop_scripts(text.casefold())
    known = next((trouble for trouble, words in _PAGES if re.search(words, lower)), None)
    if status == 429:
        return Trouble.QUOTA
    if status in (401, 403):
        return known if known in (Trouble.NOT_ALLOWED, Trouble.QUOTA) else Trouble.SIGN_IN
    if status in (404, 410):
        return Trouble.NO_SCRIPT
    if status >= 500:
        return known if known in (Trouble.CROWDED, Trouble.QUOTA) else Trouble.BROKEN
    if known:
        return known
    return Trouble.BROKEN if "google" in lower else Trouble.ELSEWHERE


def _drop_scripts(page: str) -> str:
    """Drop the page's own scripts, which may hold any words."""
    first, *others = page.split("<script")
    return first + "".join(each.partition("</script>")[2] for each in others)


def judge_redirect(host: str) -> Trouble:
    """Judge a redirect to another host than that of the answers."""
    return Trouble.SIGN_IN if host == "accounts.google.com" else Trouble.ELSEWHERE


def check_version(version: object) -> None:
    """Raise a TroubleError if the script is of another version than this program. NotGoogleError: it has none."""
    if isinstance(version, bool) or not isinstance(version, int):
        raise NotGoogleError
    if version != VERSION:
        raise TroubleError(Trouble.OLD if version < VERSION else Trouble.NEW)


def explain(error: Exception, *, of_domain: bool) -> Sentence:
    """Say what an error of ``faults.FAULTS`` means for a read. ``of_domain``: a school's or a company's script."""
    if isinstance(error, TroubleError):
        return _explain_trouble(error.trouble, of_domain=of_domain)
    if isinstance(error, RefusedError):
        return _explain_refused(error)
    return faults.explain(error, None)


def explain_write(error: Exception, *, of_domain: bool, sent: bool) -> Sentence:
    """Say what an error means for a write. ``sent``: a write without a mark may have arrived."""
    if isinstance(error, RefusedError):
        if "UNDONE" in error.details:
            return sentence(
                "Google broke off in the middle, and the script took everything back. Nothing was written. Try again "
                "in a minute."
            )
        if error.status < 500 and error.status != 429:
            return explain(error, of_domain=of_domain)
    return write_faults.explain_write(error, None, sent=sent)


def _explain_trouble(trouble: Trouble, *, of_domain: bool) -> Sentence:
    if trouble is Trouble.SIGN_IN and of_domain:
        return sentence(
            "Your school or company lets only its own people use this script. Make the sheet with a private Google "
            "account, or use a service account."
        )
    return _TROUBLES[trouble]


_TROUBLES = {
    Trouble.SIGN_IN: sentence(
        "Google asks Studyboard to sign in. In the script editor, choose Deploy > Manage deployments > Edit, and set "
        "“Who has access” to “Anyone”."
    ),
    Trouble.NO_SCRIPT: sentence(
        "There is no script at this address. In the script editor, choose Deploy > Manage deployments, and copy the "
        "address that ends in /exec again."
    ),
    Trouble.NO_FUNCTION: sentence(
        "The deployed script is not Studyboard’s. Paste the script again, and choose Deploy > Manage deployments > "
        "Edit > New version."
    ),
    Trouble.NOT_ALLOWED: sentence(
        "Google no longer lets the script open the sheet. In the sheet, choose Studyboard > Begin, and allow it again."
    ),
    Trouble.QUOTA: sentence(
        "Google runs this account’s scripts no more for a while. We retry automatically. If it lasts, raise "
        "refresh_seconds in [{table}] of {path}.",
        table=TABLE,
        path=str(secrets.FILE),
    ),
    Trouble.CROWDED: sentence(
        "Google runs 30 scripts of this account at once and no more. We retry automatically."
    ),
    Trouble.TOO_SLOW: sentence("The script took too long, so Google stopped it. We retry automatically."),
    Trouble.ELSEWHERE: sentence(
        "The answer is not from Google. Check whether this network asks for a login. We retry automatically."
    ),
    Trouble.OLD: sentence(
        "The deployed script is older than Studyboard. Paste the new one of “sheet template”, and choose Deploy > "
        "Manage deployments > Edit > New version."
    ),
    Trouble.NEW: sentence("The script is newer than Studyboard. Update Studyboard to the same version."),
    Trouble.LOST: sentence("The answer of the script was lost on its way. We retry automatically."),
    Trouble.BROKEN: sentence(
        "Google shows an error page in the place of the script. We retry automatically. If it lasts, paste the script "
        "again and deploy it as a new version."
    ),
}


def _explain_refused(error: RefusedError) -> Sentence:
    known = {
        "WRONG_TOKEN": sentence(
            "The script does not accept the token. In the sheet, choose Studyboard > Show address and token, and put "
            "it into [{table}] of {path}.",
            table=TABLE,
            path=str(secrets.FILE),
        ),
        "NOT_STARTED": sentence("The script was not started yet. In the sheet, choose Studyboard > Begin."),
        "NOT_ALLOWED": _TROUBLES[Trouble.NOT_ALLOWED],
        "PROTECTED": sentence(
            "Some of these cells are protected. In the sheet, choose Data > Protect sheets and ranges, and let the "
            "script’s owner edit them."
        ),
        "VALIDATION": sentence(
            "A rule of the sheet refuses the value. Change it under Data > Data validation: {message}",
            message=error.message[:200],
        ),
        "TOO_LARGE": sentence("The change is too large for the script. Make it in smaller parts."),
        "UNKNOWN_CALL": _TROUBLES[Trouble.OLD],
        "BUSY": sentence("Others are writing to the sheet. We retry automatically."),
    }
    for reason in error.details & known.keys():
        return known[reason]
    if error.status == 404:
        return sentence("The sheet of the script was deleted. Take it out of the bin of Google Drive.")
    if error.status == 429:
        return _TROUBLES[Trouble.QUOTA]
    if error.status >= 500:
        return explain_outage("Google Apps Script", error.status)
    return explain_rejection("Google Apps Script", error.status, error.message[:200])
