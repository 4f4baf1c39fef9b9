"""The tree of errors that people read."""

import pytest

from studylib.text import errors
from studylib.text.errors import StudyboardError
from studylib.text.language import Language
from studylib.text.message import sentence

ERRORS = [
    each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, StudyboardError)
]


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_says_why_in_english_and_keeps_the_sentence_for_other_languages(
    kind: type[StudyboardError],
) -> None:
    error = kind(sentence("{name} (swap)", name="가람"))
    assert str(error) == "가람 (swap)"
    assert Language("ko").say(error.why) == "가람 (교대)"


def test_every_error_is_right_below_the_base_and_says_what_it_is_for() -> None:
    for kind in ERRORS:
        assert kind is StudyboardError or kind.__bases__ == (StudyboardError,)
        assert kind.__doc__
