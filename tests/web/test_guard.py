"""The guard at the door of every page."""

import ast

import pytest
import streamlit as st

from studylib.web import guard
from studylib.workbook import sample
from tests.pages.conftest import outset, visit
from tests.pages.drawn import NAMES, NOW, PAGES, Open, elements

__all__ = ["outset", "visit"]

pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("name", NAMES)
def test_the_first_thing_a_page_does_is_to_enter_by_the_guard(name: str) -> None:
    tree = ast.parse((PAGES / f"{name}.py").read_text(encoding="utf-8"))
    said = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    doing = [
        each
        for each in tree.body
        if not isinstance(each, said) and any(isinstance(part, ast.Call) for part in ast.walk(each))
    ]
    guard = doing[0]
    assert isinstance(guard, ast.Assign)
    assert [ast.unparse(target) for target in guard.targets] == ["visit"]
    assert isinstance(guard.value, ast.Call)
    assert ast.unparse(guard.value.func) == "guard.enter"
    drawing = [
        each for each in tree.body if isinstance(each, ast.With | ast.For | ast.If | ast.While | ast.Try)
    ]
    assert all(each.lineno > guard.lineno for each in drawing)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_draws_nothing_if_the_guard_ends_the_run(
    visit: Open, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(guard, "enter", lambda *_, **__: st.stop())
    app = visit(name, sample.make_sample(NOW))
    assert not app.exception
    assert list(elements(app.main)) == []
