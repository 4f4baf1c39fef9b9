"""Parameters of the address that go along from page to page."""

import pytest

from tests.web.frames import frame, text

pytestmark = pytest.mark.usefixtures("configured", "sample_workbook")
URLS = ["", "hand_in", "fines", "settlement", "curriculum", "questions", "member", "checks", "desk"]


def test_the_moment_that_is_shown_goes_along_to_every_page_until_it_is_given_up() -> None:
    app = frame(as_of="2022-05-04T01:00")
    for name in URLS[1:]:
        app.query_params.clear()
        app.switch_page(f"../../pages/{name}.py").run()
        assert "5/4 (수) 01:00:00 시점의 현황입니다." in text(app)
    app.button(key="back_to_now").click().run()
    app.switch_page("../../pages/fines.py").run()
    assert "시점의 현황입니다" not in text(app)
