"""What goes into a log: each address in it masked, in a traceback as well, for that may quote a cell."""

import logging
import traceback

from studylib.text.masking import mask_addresses

_made = logging.getLogRecordFactory()


def mask_logs() -> None:
    """Mask addresses in all that this process logs from now on, whoever logs it."""
    logging.setLogRecordFactory(_record)


def _record(*args: object, **named: object) -> logging.LogRecord:
    record = _made(*args, **named)
    if record.exc_info and record.exc_info[1]:
        record.exc_text = mask_traceback(record.exc_info[1])  # which a formatter then takes as it is
    try:
        said = record.getMessage()
    except (TypeError, ValueError):  # logging itself tells of a record that does not fit together
        return record
    if mask_addresses(said) != said:
        record.msg, record.args = mask_addresses(said), ()
    return record


def mask_traceback(error: BaseException) -> str:
    """The traceback of an error, as a log may have it."""
    lines = traceback.format_exception(error)
    return mask_addresses("".join(lines)).rstrip("\n")


LOG = logging.getLogger("studyboard")
