"""The foot of a page: the version, only if the page asks for it, and what the script hears."""

import pytest
from streamlit.testing.v1 import AppTest

from studylib import __version__
from studylib.web import policy, shell

pytestmark = pytest.mark.usefixtures("configured", "sample_workbook")


def draw_without_version() -> None:
    from studylib.web import foot, look

    foot.draw_foot(look.look())


def draw_with_version() -> None:
    from studylib.web import foot, look

    foot.draw_foot(look.look(), version=True)


def test_the_foot_has_the_version_if_the_page_asks_for_it() -> None:
    feet = [AppTest.from_function(draw).run() for draw in (draw_without_version, draw_with_version)]
    assert not any(foot.exception for foot in feet)
    plain, versioned = ("".join(each.proto.body for each in foot.get("html")) for foot in feet)
    assert f"<span>Studyboard {__version__}</span>" in versioned
    assert "Studyboard" not in plain


@pytest.mark.parametrize("known", [True, False])
def test_a_run_sends_the_script_only_if_the_head_of_the_page_lacks_it(
    monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    monkeypatch.setattr(shell, "is_known", lambda: known)
    drawn = [each.proto for each in AppTest.from_function(draw_without_version).run().get("html")]
    script = f"<script>{policy.SCRIPT.read_text(encoding='utf-8')}</script>"
    assert [each.body for each in drawn if each.unsafe_allow_javascript] == ([] if known else [script])
    assert '<div class="signs" data-language="ko"></div>' in drawn[0].body
