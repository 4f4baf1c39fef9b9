"""Tests of the Korean catalogue: whole, clean, compiled."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog, Message

from studylib.text.language import CODES, LOCALE

ROOT = Path(__file__).parents[2]


PO = LOCALE / "ko/LC_MESSAGES/studyboard.po"


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return pofile.read_po(file, locale="ko")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """What `make catalogues` would gather from the code."""
    file = tmp_path_factory.mktemp("catalogue") / "studyboard.pot"
    options = ["--no-default-keywords", "--keyword=sentence:1", "--keyword=say:1"]
    subprocess.run(
        [
            sys.executable,
            *("-m", "babel.messages.frontend", "-q", "extract"),
            *options,
            f"--output={file}",
            *("app.py", "pages", "studylib"),
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert all(option in (ROOT / "Makefile").read_text(encoding="utf-8") for option in options)
    with file.open("rb") as found:
        return pofile.read_po(found)


def texts(catalogue: Catalog) -> Iterator[tuple[str, Message]]:
    return ((str(each.id), each) for each in catalogue if each.id)


def test_every_text_of_the_code_is_in_the_catalogue_and_no_other(
    template: Catalog, catalogue: Catalog
) -> None:
    said, known = ({text for text, _ in texts(each)} for each in (template, catalogue))
    assert len(said) > 100
    assert (said - known, known - said) == (set(), set()), "run `make catalogues`"


def test_every_text_is_translated_and_none_is_a_guess(catalogue: Catalog) -> None:
    assert [text for text, message in texts(catalogue) if not message.string] == []
    assert [text for text, message in texts(catalogue) if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def names(pattern: str) -> list[str]:
    """The names in braces."""
    return sorted(name for _, name, _, _ in Formatter().parse(pattern) if name is not None)


def test_a_translation_has_the_same_names_in_braces(catalogue: Catalog) -> None:
    for text, message in texts(catalogue):
        assert names(str(message.string)) == names(text), text


def test_a_translation_is_whole_and_clean(catalogue: Catalog) -> None:
    for text, message in texts(catalogue):
        said = str(message.string)
        assert said == said.strip(), text
        assert not text.endswith(".") or said.endswith("."), text
        assert "\n" not in said, text
        assert said.count("`") == text.count("`"), text


def test_the_compiled_catalogue_matches_the_written_one(catalogue: Catalog) -> None:
    made = BytesIO()
    mofile.write_mo(made, catalogue)
    assert PO.with_suffix(".mo").read_bytes() == made.getvalue(), "run `make catalogues`"


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {each.name for each in LOCALE.iterdir()} == set(CODES) - {"en"}
