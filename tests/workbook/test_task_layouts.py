"""The tabs that came with tasks."""

import pytest

from studylib.workbook.layout import Layout
from studylib.workbook.layouts import TITLED
from studylib.workbook.task_layouts import ATTENDANCE, PASSES, STEPS, TASKS


@pytest.mark.parametrize("layout", [TASKS, ATTENDANCE, PASSES, STEPS], ids=lambda each: each.titles[0])
def test_columns_prove_each_of_these_tabs(layout: Layout) -> None:
    assert layout in TITLED
    assert layout.proofs
    assert layout.proofs <= set(layout.columns)
    assert layout.clocks <= set(layout.columns)
    assert not layout.later
