"""Parameters of the address that go along from page to page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from studylib.stores.opening import open_store
from tests.config.conftest import secrets
from tests.config.groups import AUTH, group
from tests.web.frames import ROOT, frame, text

__all__ = ["secrets"]

URLS = ["", "hand_in", "fines", "settlement", "curriculum", "questions", "member", "checks", "desk"]


@pytest.mark.usefixtures("configured", "sample_workbook")
def test_the_moment_that_is_shown_goes_along_to_every_page_until_it_is_given_up() -> None:
    app = frame(as_of="2022-05-04T01:00")
    for name in URLS[1:]:
        app.query_params.clear()
        app.switch_page(f"../../pages/{name}.py").run()
        assert "5/4 (수) 01:00:00 시점의 현황입니다." in text(app)
    app.button(key="back_to_now").click().run()
    app.switch_page("../../pages/fines.py").run()
    assert "시점의 현황입니다" not in text(app)


def visit_next(app: AppTest, **query: str) -> str:
    """Go on to another address in the same tab."""
    app.query_params.clear()
    app.query_params.update(query)
    return text(app.run())


@pytest.fixture
def own(secrets: Path, tmp_path: Path) -> Path:
    """Two studies with one leader, who has another name in each."""
    listed = ""
    for id, member in {"night": "하나", "dawn": "두리"}.items():
        address = f"sqlite:///{tmp_path / id}.db"
        open_store(address, create=True).replace(group(id, member, "hana@example.com"))
        listed += f'[[studies]]\nid = "{id}"\nworkbook = "{address}"\n'
    secrets.write_text(AUTH + listed)
    return secrets


@pytest.mark.parametrize(
    ("page", "chosen", "lasts"),
    [
        ("member", {"name": "하나"}, "하나"),
        ("board", {"as_of": "2022-05-04T01:00"}, "5/4 (수) 01:00:00 시점의 현황입니다."),
        ("fines", {"as_of": "2022-05-04T01:00"}, "5/4 (수) 01:00:00 시점의 현황입니다."),
    ],
)
@pytest.mark.usefixtures("configured")
def test_what_was_chosen_in_one_study_is_nothing_in_another(
    own: Path, page: str, chosen: dict[str, str], lasts: str
) -> None:
    app = AppTest.from_file(str(ROOT / f"pages/{page}.py"), default_timeout=60)
    app.user = {"is_logged_in": True, "email": "hana@example.com", "email_verified": True}
    assert lasts in visit_next(app, study="night", **chosen)
    assert lasts in visit_next(app, study="night", lang="ko"), "it lasts in its study"
    other = visit_next(app, study="dawn")
    assert lasts not in other
    assert "그런 이름의 멤버가 없습니다" not in other
    assert "as_of" not in app.query_params
    assert app.query_params.get("name", "두리") == "두리"
    assert app.query_params["lang"] == "ko", "the language is the visitor's own"
    assert 'href="./?lang=ko"' in other
