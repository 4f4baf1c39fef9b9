"""Charts, and the sentences in the place of those without data."""

import ast
from pathlib import Path

from studylib.web import charts

ROOT = Path(__file__).parents[2]
CHARTS = {"plotly_chart", "line_chart", "bar_chart", "area_chart", "altair_chart", "echarts_chart", "pyplot"}


def test_every_chart_is_drawn_by_this_module_alone() -> None:
    # It is the one that says why a chart without data is not there.
    files = {*ROOT.glob("pages/*.py"), *ROOT.glob("studylib/**/*.py")} - {Path(charts.__file__)}
    calls = [(file, node) for file in files for node in ast.walk(ast.parse(file.read_text()))]
    drawn = [file.name for file, node in calls if isinstance(node, ast.Attribute) and node.attr in CHARTS]
    assert drawn == []
