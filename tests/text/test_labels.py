"""Names in the labels of widgets: letter by letter, and plain names as they are."""

import pytest

from studylib.text import labels


@pytest.mark.parametrize("name", ["가람", "Alex C. Longname", "김 서준", "O'Neil-Park (2)"])
def test_a_usual_name_stays_as_it_is(name: str) -> None:
    assert labels.write_plain(name) == name


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("**b**", r"\*\*b\*\*"),
        ("[a](b)", "\\[a\\]\u2060(b)"),
        (":smile:", "\\:\u2060smile\\:"),
        ("www.n.kr", "www.\u2060n.\u2060kr"),
    ],
)
def test_signs_of_markdown_lose_their_meaning(name: str, label: str) -> None:
    assert labels.write_plain(name) == label
