"""One reader a workbook, for all visitors."""

from pathlib import Path

import pytest
import streamlit as st

from studylib.config import studies
from studylib.text.errors import WorkbookError
from studylib.web import readers

pytestmark = pytest.mark.usefixtures("configured", "nowhere")


def test_all_visitors_share_one_reader_of_a_workbook() -> None:
    st.cache_resource.clear()
    assert readers.find_reader(studies.choose_study(None)) is readers.open_reader(studies.DEFAULT)


def test_a_workbook_that_cannot_be_opened_is_tried_again(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError):
        readers.open_reader(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(WorkbookError):
        readers.open_reader(f"sqlite:///{tmp_path / 'none.db'}")
