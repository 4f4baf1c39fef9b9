"""Streamlit's words in Korean."""

import json
import re

import pytest

from studylib.text.message import Sentence
from studylib.web import foreign
from studylib.web.packed_files import FOLDER

KOREAN = json.loads(foreign.write_words())["ko"]
LATIN = re.compile(r"[A-Za-z]{2,}")


def test_each_of_streamlits_words_has_a_korean_one_that_keeps_its_names() -> None:
    for theirs, ours in KOREAN.items():
        assert set(LATIN.findall(ours)) <= {"text", "Enter", "Ctrl", "CSV"}
        assert theirs.count("{text}") == ours.count("{text}")


def test_the_words_hold_nothing_that_could_end_their_element(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "TEXTS", {"</script><script>": Sentence("</script>")})
    written = foreign.write_words.__wrapped__()
    assert "<" not in written
    assert json.loads(written)["ko"]["</script><script>"] == "</script>"


@pytest.mark.parametrize(
    "words", ["Press ", "Page not found", "Choose an option", "Decrement", "Copy to clipboard", "Select all"]
)
def test_streamlit_still_says_what_we_say_otherwise(words: str) -> None:
    files = (FOLDER / "static/js").glob("*.js")
    assert any(f"`{words}" in path.read_text(encoding="utf-8") for path in files)


def test_no_mark_stands_on_a_page_in_english() -> None:
    rules = [line for line in foreign.write_marks().splitlines() if not line.startswith("@keyframes")]
    assert rules
    assert all(line.startswith(":root:not(:lang(en)) ") for line in rules)
