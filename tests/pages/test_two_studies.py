"""Two studies that one person leads, in one session."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.config import secrets, studies
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from tests.pages.desks import more
from tests.pages.drawn import PAGES
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Store]:
    """Two studies whose workbooks are alike: the second is a copy of the first, down to its id."""
    monkeypatch.delenv(studies.VARIABLE, raising=False)
    first = tmp_path / "a.db"
    open_store(f"sqlite:///{first}", create=True).replace(group(more=more()))
    (tmp_path / "b.db").write_bytes(first.read_bytes())
    lines = [f'[[studies]]\nid = "{each}"\nworkbook = "sqlite:///{tmp_path}/{each}.db"\n' for each in "ab"]
    file = tmp_path / ".streamlit/secrets.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(lines))
    file.chmod(0o600)
    monkeypatch.setattr(secrets, "FILE", file)
    return {each: open_store(f"sqlite:///{tmp_path}/{each}.db") for each in "ab"}


def go(app: AppTest, study: str) -> AppTest:
    """Go to a study in the same session, as its link does."""
    app.query_params["study"] = study
    app.run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def find_table(app: AppTest, name: str) -> str:
    (found,) = [each.proto.id for each in app.dataframe if name in (each.key or "")]
    return found


def type_rows(app: AppTest, id: str, press: str | None = None) -> AppTest:
    if press:
        app.button(key=press).click()
    states = app._tree.get_widget_states()
    states.widgets.add(id=id, string_value=json.dumps({"edited_rows": {"0": {"amount": "1234"}}}))
    app._run(states)
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


def test_rows_typed_for_one_study_are_never_saved_into_another(both: dict[str, Store]) -> None:
    app = go(AppTest.from_file(str(PAGES / "desk.py"), default_timeout=60), "a")
    in_a = find_table(app, "desk_tiers")
    type_rows(app, in_a)
    app.selectbox(key="a.tiers_from").set_value(1)
    type_rows(app, in_a)
    assert not app.button(key="a.tiers_save").disabled
    versions = {each: store.version() for each, store in both.items()}
    go(app, "b")
    assert find_table(app, "desk_tiers") != in_a
    assert app.button(key="b.tiers_save").disabled, "nothing is typed for b"
    type_rows(app, in_a)
    assert app.button(key="b.tiers_save").disabled, "the browser still sends what was typed for a"
    assert {each: store.version() for each, store in both.items()} == versions


def test_a_click_on_the_page_of_one_study_never_writes_into_another(both: dict[str, Store]) -> None:
    app = go(AppTest.from_file(str(PAGES / "desk.py"), default_timeout=60), "a")
    id = find_table(app, "desk_tiers")
    type_rows(app, id)
    app.selectbox(key="a.tiers_from").set_value(1)
    type_rows(app, id)
    versions = {each: store.version() for each, store in both.items()}
    app.query_params["study"] = "b"
    type_rows(app, id, press="a.tiers_save")
    assert {each: store.version() for each, store in both.items()} == versions


def test_a_hand_in_typed_for_one_study_is_not_in_the_form_of_another(both: dict[str, Store]) -> None:
    app = go(AppTest.from_file(str(PAGES / "hand_in.py"), default_timeout=60), "a")
    app.selectbox(key="a.hand_in_member").set_value("하나").run()
    app.text_area(key="a.hand_in_link").set_value("https://hana.example/4").run()
    go(app, "b")
    assert app.text_area(key="b.hand_in_link").value == ""
    assert app.selectbox(key="b.hand_in_member").value is None


def test_a_season_planned_for_one_study_is_not_in_the_form_of_another(both: dict[str, Store]) -> None:
    app = go(AppTest.from_file(str(PAGES / "setup.py"), default_timeout=60), "a")
    app.text_input(key="a.setup_name").set_value("다음 밤샘").run()
    before = both["b"].version()
    go(app, "b")
    assert app.text_input(key="b.setup_name").value != "다음 밤샘"
    app.button(key="b.setup_start").click().run()
    app.query_params["study"] = "a"
    app.button(key="b.setup_sure").click().run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    assert both["b"].version() == before
    assert both["a"].fetch().tabs == group(more=more()).tabs
