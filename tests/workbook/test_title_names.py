"""Other titles of tabs, and words in titles."""

from studylib.workbook import readings, title_names
from studylib.workbook.layouts import TITLED


def test_every_kind_has_other_titles_and_no_more() -> None:
    assert set(title_names.TITLES) == {layout.titles[0] for layout in TITLED} | {"answers"}


def test_the_words_are_squeezed_and_no_word_is_of_two_lists() -> None:
    lists = (title_names.LISTS, title_names.COPIES, tuple(title_names.ORDINARY))
    words = [word for each in lists for word in each]
    assert all(word == readings.squeeze(word) for word in words)
    assert len(set(words)) == len(words)
