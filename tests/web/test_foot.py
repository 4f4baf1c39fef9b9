"""The foot of a page: the version, only if the page asks for it."""

import pytest
from streamlit.testing.v1 import AppTest

from studylib import __version__

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
