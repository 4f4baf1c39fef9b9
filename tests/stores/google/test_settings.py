"""The settings of Google Sheets."""

from pathlib import Path

import pytest

from studylib.stores.google.sheet import Sheet
from studylib.text.errors import WorkbookError
from studylib.workbook.cells import Tab
from tests.stand_ins.googlesheets.server import Google


@pytest.mark.parametrize(
    ("given", "seconds"), [("", 60), ("refresh_seconds = 5", 5), ("refresh_seconds = 7.5", 7.5)]
)
def test_how_long_a_read_is_kept_is_a_setting(
    google_: Google, tmp_path: Path, given: str, seconds: float
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(f"[sheet]\n{given}\n")
    assert Sheet(google_.address).refresh_seconds == seconds


@pytest.mark.parametrize("given", ["4.999", "0", "-1", '"60"', "true", "nan"])
def test_a_time_that_would_use_up_the_quota_is_refused(google_: Google, tmp_path: Path, given: str) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(f"[sheet]\nrefresh_seconds = {given}\n")
    with pytest.raises(
        WorkbookError, match=r"“refresh_seconds” in \[sheet\].*not a number of seconds, 5 or more"
    ):
        Sheet(google_.address)


def test_a_word_that_is_neither_yes_nor_no_does_not_switch_writing_on(
    google_: Google, tmp_path: Path
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('[sheet]\nwrite = "yes"\n')
    with pytest.raises(WorkbookError, match="neither true nor false"):
        Sheet(google_.address)


HEADER = ("타임스탬프", "이름", "링크")


def test_a_sheet_is_only_read_unless_writing_is_switched_on(google_: Google) -> None:
    opened, mark = Sheet(google_.address), google_.mark()
    assert not opened.writable
    with pytest.raises(WorkbookError, match=r"set write = true in \[sheet\]"):
        opened.append("제출", HEADER, [("a", "b", "c")])
    with pytest.raises(WorkbookError, match="read-only"):
        opened.add([Tab("제출", (HEADER,))])
    assert google_.count(since=mark) == 0
