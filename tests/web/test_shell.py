"""The HTML page into which our parts go."""

import pytest

from studylib.web import shell, style
from studylib.web.packed_files import FOLDER


def test_the_page_of_the_installed_streamlit_has_the_known_shape() -> None:
    parts = shell.SHAPE.match((FOLDER / "index.html").read_bytes())
    assert parts
    assert b"</head>" in parts["rest"]
    assert b'<div id="root">' in parts["body"]
    assert shell.is_known()


@pytest.mark.parametrize("known", [True, False])
def test_a_page_of_another_shape_sends_all_rules_with_each_run(
    monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    monkeypatch.setattr(shell, "is_known", lambda: known)
    written = style.write_style.__wrapped__("light")
    assert (".sb .strip {" in written) != known
    assert "--sb-link" in written
