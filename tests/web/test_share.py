"""Buttons that share or copy. What they do is in tests/browser/test_in_app.py."""

from studylib.text.language import Language
from studylib.web.share import draw_copy, draw_copy_and_share, draw_share

ENGLISH = Language("en")


def test_a_button_carries_its_text_its_address_and_what_to_say() -> None:
    drawn = draw_share(ENGLISH, "Pot ₩3,000\nFines", "./?study=night")
    assert 'type="button"' in drawn
    assert 'data-share="share"' in drawn
    assert 'data-text="Pot ₩3,000\nFines"' in drawn
    assert 'data-address="./?study=night"' in drawn
    assert 'data-copied="Copied."' in drawn
    assert '<span class="told" role="status"></span>' in drawn


def test_a_hostile_text_stays_a_text() -> None:
    drawn = draw_share(ENGLISH, '"><script>alert(1)</script>', "./")
    assert "<script>" not in drawn
    assert '">alert' not in drawn


def test_a_copy_has_no_address_of_its_own() -> None:
    drawn = draw_copy(ENGLISH, "Copy address", "https://study.example/")
    assert 'data-share="copy"' in drawn
    assert "data-address" not in drawn


def test_a_text_can_be_copied_and_shared() -> None:
    drawn = draw_copy_and_share(ENGLISH, "Pot ₩3,000")
    assert drawn.count("<button") == 2
    assert drawn.count('class="told"') == 1
    assert drawn.index('data-share="copy"') < drawn.index('data-share="share"')
