"""The tools of the board, which its address opens."""

import pytest

from studylib.web import way_out
from tests.pages.drawn import Markup, Open, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("tool", ["=1+1", "x" * 5_000, "moment,files", "Moment"])
def test_an_address_that_names_no_tool_opens_none(visit: Open, tool: str) -> None:
    app = visit("board", group(), tool=tool)
    assert not app.exception
    assert not [*app.date_input, *app.checkbox, *app.get("download_button")]


def test_the_links_keep_the_chosen_cell_and_not_the_open_tool(visit: Open) -> None:
    app = visit("board", group(), member="하나", week="3", tool="moment")
    links = [link for link in Markup(app).links if "tool=" in link]
    cell = "member=%ED%95%98%EB%82%98&week=3"
    assert links == [f"?{cell}&tool={tool}" for tool in ("moment", "files", "image")]


def test_an_app_that_blocks_downloads_is_offered_none(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(way_out, "is_in_app", lambda: True)
    app = visit("board", group(), tool="files")
    assert not [*app.checkbox, *app.get("download_button")]
    assert "내려받기" not in text(app)
