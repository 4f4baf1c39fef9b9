"""The token of the group's own script."""

from pathlib import Path

import pytest

from studylib.config import bridge
from studylib.text.errors import ConfigError

ADDRESS = "https://script.google.com/macros/s/AKfycb0123456789/exec"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings to write, and nothing in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(bridge.VARIABLE, raising=False)
    monkeypatch.delenv("STUDYBOARD_WORKBOOK", raising=False)
    (tmp_path / ".streamlit").mkdir()
    return tmp_path


def keep(folder: Path, text: str) -> None:
    (folder / ".streamlit/secrets.toml").write_text(text, encoding="utf-8")


def test_the_token_is_a_secret_of_the_sheet(folder: Path) -> None:
    keep(folder, '[sheet]\ntoken = " t0k3n "\n')
    assert bridge.read_token(ADDRESS) == "t0k3n"


def test_the_environment_goes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(folder, '[sheet]\ntoken = "t0k3n"\n')
    monkeypatch.setenv(bridge.VARIABLE, "another")
    assert bridge.read_token(ADDRESS) == "another"


def test_each_of_several_studies_has_a_token_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = ADDRESS, ADDRESS.replace("012", "987")
    monkeypatch.setenv(bridge.VARIABLE, "of the environment")
    keep(
        folder,
        f'[[studies]]\nid = "a"\nworkbook = "{one}"\n[studies.sheet]\ntoken = "of a"\n'
        f'[[studies]]\nid = "b"\nworkbook = "{other}"\n[studies.sheet]\ntoken = "of b"\n',
    )
    assert [bridge.read_token(each) for each in (one, other)] == ["of a", "of b"]


@pytest.mark.parametrize("given", ["", '""', '"  "', "5", "true", '"' + "x" * 201 + '"', '"토큰"', '"a\\nb"'])
def test_what_is_no_token_is_refused_and_never_quoted(folder: Path, given: str) -> None:
    keep(folder, f"[sheet]\ntoken = {given}\n" if given else "")
    with pytest.raises(ConfigError, match="There is no token for the script") as raised:
        bridge.read_token(ADDRESS)
    assert "xxx" not in str(raised.value)


def test_a_token_of_the_longest_length_is_taken(folder: Path) -> None:
    keep(folder, '[sheet]\ntoken = "' + "x" * bridge.LONGEST_TOKEN + '"\n')
    assert bridge.read_token(ADDRESS) == "x" * bridge.LONGEST_TOKEN
