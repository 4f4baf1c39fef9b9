"""What goes into a log: no address, in no traceback either."""

import io
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from studylib import logs


@pytest.fixture
def logged() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger as Streamlit sets its own up, and what it writes."""
    factory, hook = logging.getLogRecordFactory(), threading.excepthook
    logs.mask_logs()
    written = io.StringIO()
    logger = logging.Logger("streamlit.somewhere")
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger.addHandler(handler)
    yield logger, written
    logging.setLogRecordFactory(factory)
    threading.excepthook = hook


def test_a_traceback_quotes_no_address(logged: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = logged
    try:
        try:
            raise KeyError("hana@school.kr")
        except KeyError as error:
            raise ValueError("no member narae@school.kr") from error
    except ValueError as error:
        logger.error("Uncaught app execution", exc_info=error)
    assert "KeyError: 'h***@school.kr'" in written.getvalue()
    assert "ValueError: no member n***@school.kr" in written.getvalue()
    assert "Traceback" in written.getvalue()


def test_a_message_and_its_arguments_hold_no_address(logged: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = logged
    logger.error("%s of %d rows", "hana@school.kr", 3)
    logger.error("%s of %d rows", "one", 3)
    assert written.getvalue() == "ERROR h***@school.kr of 3 rows\nERROR one of 3 rows\n"


def test_a_thread_that_fails_prints_no_address(
    logged: tuple[logging.Logger, io.StringIO],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail() -> None:
        raise KeyError("hana@school")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "KeyError: 'h***@school'" in caplog.text
    assert "hana@" not in caplog.text + "".join(capfd.readouterr())


def test_the_command_line_ends_with_a_traceback_without_addresses() -> None:
    """A bug of any kind, here in what opens the workbook."""
    code = (
        "import runpy, sys; from studylib.source import reader\n"
        "def broken(_): raise KeyError('hana@school.kr')\n"
        "reader.open_store = broken; sys.argv = ['studylib', 'board']\n"
        "runpy.run_module('studylib', run_name='__main__')"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env={"STUDYBOARD_WORKBOOK": "x.xlsx"}
    )
    assert found.returncode == 1
    assert b"KeyError: 'h***@school.kr'" in found.stderr
    assert b"hana@" not in found.stderr
