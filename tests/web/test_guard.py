"""The guard at the door of every page."""

import ast
from collections.abc import Callable

import pytest
import streamlit as st

from studylib.access.rights import Role
from studylib.web import guard
from studylib.workbook import sample
from tests.pages.conftest import outset, visit
from tests.pages.drawn import NAMES, NOW, PAGES, Open, elements, kinds, strips
from tests.web.signing import Enter, enter, secrets

__all__ = ["enter", "outset", "secrets", "visit"]

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


PAST = {"as_of": "2022-05-04T00:00", "lang": "en"}


@pytest.mark.parametrize("name", ["board", "curriculum"])
def test_if_too_many_strangers_look_back_the_page_says_so_and_draws_nothing_of_the_past(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(guard.LOOKING_BACK, "pass_through", lambda _: False)
    app = enter(name, Role.STRANGER, "public", **PAST)
    assert strips(app)[-1].startswith("Too many visitors ask for other moments right now.")
    assert not kinds(app) & {"grid", "dataframe"}


@pytest.mark.parametrize(
    ("user", "query", "turns"),
    [
        (Role.STRANGER, PAST, 1),
        (Role.ANONYMOUS, PAST, 1),
        (Role.STRANGER, {}, 0),
        (Role.STRANGER, {"as_of": "never"}, 0),
        (Role.MEMBER, PAST, 0),
        (Role.LEADER, PAST, 0),
    ],
)
def test_only_strangers_who_look_back_take_turns(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, user: Role, query: dict[str, str], turns: int
) -> None:
    taken = []

    def pass_through(work: Callable[[], object]) -> bool:
        taken.append(work())
        return True

    monkeypatch.setattr(guard.LOOKING_BACK, "pass_through", pass_through)
    app = enter("board", user, "public", **query)
    assert "grid" in kinds(app)
    assert len(taken) == turns
