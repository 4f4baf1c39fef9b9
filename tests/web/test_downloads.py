"""Files to download, and what stands in their place within an app."""

import pytest
from streamlit.testing.v1 import AppTest

from studylib.web import way_out
from studylib.web.agents import WayOut


def draw() -> AppTest:
    def page() -> None:
        from studylib.text.language import Language
        from studylib.web.downloads import Download, draw_downloads

        files = [Download(f"File {number}", "x", f"{number}.csv", "text/csv") for number in (1, 2)]
        draw_downloads(Language("en"), *files)

    app = AppTest.from_function(page).run()
    assert not app.exception
    return app


def test_each_file_has_a_button() -> None:
    assert [each.proto.label for each in draw().get("download_button")] == ["File 1", "File 2"]


@pytest.mark.parametrize(("way", "links"), [(WayOut.KAKAOTALK, 1), (WayOut.INTENT, 1), (WayOut.BY_HAND, 0)])
def test_within_an_app_one_way_out_stands_for_all_files(
    monkeypatch: pytest.MonkeyPatch, way: WayOut, links: int
) -> None:
    monkeypatch.setattr(way_out, "find_way_out", lambda agent: way)
    monkeypatch.setattr(way_out, "find_root", lambda headers: "https://study.example")
    app = draw()
    assert len(app.get("download_button")) == 0
    labels = [each.proto.label for each in app.get("link_button")]
    assert labels == ["Open in the browser to download"] * links
