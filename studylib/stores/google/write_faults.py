"""Google's faults of a write as sentences for people."""

from studylib.stores.google.commit import UnknownOutcomeError
from studylib.stores.google.faults import RefusedError, explain, is_withdrawn, name_account
from studylib.stores.google.key import Key
from studylib.text.message import Sentence, sentence


def explain_write(error: Exception, key: Key | None, *, sent: bool) -> Sentence:
    """Say what an error means for a write. ``sent``: a write without a mark may have reached Google."""
    if isinstance(error, RefusedError) and (why := _explain_right(error, key)):
        return why
    may_pass = not isinstance(error, RefusedError) or error.status in (429, *range(500, 600))
    if not may_pass or is_withdrawn(error):
        return explain(error, key)
    is_lost = isinstance(error, RefusedError) and error.status == 429
    if isinstance(error, UnknownOutcomeError) or (sent and not is_lost):
        return sentence("Google did not confirm the write. Check the sheet before you try again.")
    return sentence("Google accepts no changes at the moment. Nothing was written. Try again in a minute.")


def _explain_right(error: RefusedError, key: Key | None) -> Sentence | None:
    """Say which right is missing. ``None`` if none is."""
    if error.status == 403 and not error.details:
        return sentence(
            "Studyboard may not write to this sheet. In the sheet, choose Share, and make {account} an editor.",
            account=name_account(key),
        )
    if error.status == 400 and "protected" in error.message:
        return sentence(
            "This part of the sheet is protected. Nothing was written. In the sheet, choose Data > Protect sheets and "
            "ranges, and let {account} edit it.",
            account=name_account(key),
        )
    return None
