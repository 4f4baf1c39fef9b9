"""Logs without e-mail addresses. Tracebacks are masked, too, because they may quote a cell."""

import logging
import threading
import traceback

from studylib.text.masking import mask_addresses

_make_plain_record = logging.getLogRecordFactory()


def mask_logs() -> None:
    """Mask addresses in all logs of this process from now on, those of libraries included."""
    logging.setLogRecordFactory(_make_record)
    threading.excepthook = _log_thread_error  # Python's own prints the traceback unmasked


def _make_record(*args: object, **named: object) -> logging.LogRecord:
    record = _make_plain_record(*args, **named)
    if record.exc_info and record.exc_info[1]:
        record.exc_text = mask_traceback(record.exc_info[1])  # a formatter uses this text unchanged
    try:
        message = record.getMessage()
    except (TypeError, ValueError):  # logging itself reports arguments that do not fit the message
        return record
    if mask_addresses(message) != message:
        record.msg, record.args = mask_addresses(message), ()
    return record


def mask_traceback(error: BaseException) -> str:
    """Return the traceback of an error with all addresses masked."""
    lines = traceback.format_exception(error)
    return mask_addresses("".join(lines)).rstrip("\n")


def _log_thread_error(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value and not isinstance(ended.exc_value, SystemExit):
        LOG.error("A thread has ended", exc_info=ended.exc_value)


LOG = logging.getLogger("studyboard")
