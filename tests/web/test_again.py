"""Parts of a page that look again by themselves. tests/browser/test_again.py sees them do it."""

import re

from streamlit.testing.v1 import AppTest

from studylib.web import policy


def draw() -> None:
    from studylib.web import again, look

    again.draw_look(look.look(), "head", 30)


def test_the_script_finds_the_button_by_its_key(configured: None, sample_workbook: None) -> None:
    app = AppTest.from_function(draw).run()
    (button,) = app.button
    script = policy.SCRIPT.read_text(encoding="utf-8")
    (pattern,) = re.findall(r"match\(/(st-key-look_again_.*?)/\)", script)
    found = re.search(pattern, f"stElementContainer st-key-{button.key}")
    assert found
    assert found[1] == "30"
