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


def test_no_message_forges_a_line(logged: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = logged
    for sign in ("\n", "\r", "\x1b[2K", "\x00", "\u2028", "\u202e", "\ud800"):
        logger.warning("no file %s", f"x{sign}ERROR forged")
    lines = written.getvalue().splitlines()
    assert len(lines) == 7
    assert all(each.startswith("WARNING no file x\\") for each in lines)


def test_no_line_of_a_traceback_passes_for_a_line_of_the_log(
    logged: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, written = logged
    try:
        raise ValueError("x\nERROR forged\r\nERROR forged")
    except ValueError as error:
        logger.error("failed", exc_info=error)
    first, *others = written.getvalue().split("\n")[:-1]
    assert first == "ERROR failed"
    assert all(each.startswith("  ") for each in others)
    assert "\r" not in written.getvalue()


@pytest.mark.parametrize("length", [logs.LONGEST_MESSAGE - 1, logs.LONGEST_MESSAGE, logs.LONGEST_MESSAGE + 1])
def test_a_message_is_cut(logged: tuple[logging.Logger, io.StringIO], length: int) -> None:
    logger, written = logged
    logger.warning("%s", "a" * length)
    assert len(written.getvalue().strip()) == len("WARNING ") + min(length, logs.LONGEST_MESSAGE)


def test_a_long_record_is_cut_before_anything_looks_at_it(
    logged: tuple[logging.Logger, io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    logger, written = logged
    looked_at: list[int] = []

    def look(text: str) -> str:
        looked_at.append(len(text))
        return text

    monkeypatch.setattr("studylib.logs.mask_addresses", look)
    try:
        raise ValueError("a@" * 1_000_000)
    except ValueError as error:
        logger.error("%s", "b@" * 1_000_000, exc_info=error)
    assert max(looked_at) < 20_000
    assert len(written.getvalue()) < 20_000


def test_a_deep_traceback_loses_its_middle() -> None:
    def sink(depth: int) -> None:
        if depth:
            (sink if depth % 2 else swim)(depth - 1)
        raise ValueError("the end")

    def swim(depth: int) -> None:
        sink(depth)

    try:
        sink(200)
    except ValueError as error:
        text = logs.mask_traceback(error)
    assert text.startswith("Traceback")
    assert text.endswith("ValueError: the end")
    assert "\n  …\n" in text
    assert len(text.splitlines()) < 200


def test_one_place_in_the_code_has_a_budget(
    logged: tuple[logging.Logger, io.StringIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    logger, written = logged
    moment = [1000.0]
    monkeypatch.setattr("studylib.logs.time.monotonic", lambda: moment[0])

    def flood(times: int) -> None:
        for _ in range(times):
            logger.warning("%s", "x" * 500)

    flood(1000)
    assert len(written.getvalue()) < logs.BUDGET
    logger.warning("another place")
    moment[0] += logs.MINUTE - 1
    flood(1)
    assert written.getvalue().endswith("WARNING another place\n")
    moment[0] += 1
    flood(1)
    told = written.getvalue().splitlines()[-1]
    left_out = 1000 + 1 - logs.BUDGET // (500 + logs.PREFIX)
    assert told.endswith(f"x ({left_out} more like it were left out)")


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


@pytest.mark.parametrize("end", ["hong@", "hong@school.", "hong@school.kr", "hong@" + "s" * 60])
@pytest.mark.parametrize("before", ["", "rows ", "x" * 400])
def test_an_address_at_the_cut_is_not_left_half(end: str, before: str) -> None:
    whole = ("a " * 1_000)[: 2_000 - len(before + end)] + before + end + ".kr and more " * 10
    made = logs.mask_traceback(ValueError(whole))
    assert "hong@" not in made
    assert "a a a" in made


def test_a_hushed_thread_logs_nothing_while_others_log_on(logged: tuple[logging.Logger, io.StringIO]) -> None:
    logger, written = logged
    with logs.hush_thread():
        logger.error("hushed")
        other = threading.Thread(target=logger.error, args=("another",))
        other.start()
        other.join()
        with logs.hush_thread():
            pass
        logger.error("hushed still")
    logger.error("after")
    assert written.getvalue().splitlines() == ["ERROR another", "ERROR after"]
