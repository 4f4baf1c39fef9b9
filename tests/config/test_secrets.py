"""What stands in the secrets file."""

from pathlib import Path

import pytest

from studylib.config import secrets
from studylib.text.errors import ConfigError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder, and a folder in it in which the program was started."""
    (tmp_path / "project").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")


def test_without_a_file_there_is_nothing() -> None:
    assert (secrets.read_text("workbook"), secrets.read_table("sheet"), secrets.read_value("x")) == (
        None,
        {},
        None,
    )


def test_a_text_and_a_table_are_found_by_their_names(home: Path) -> None:
    write(home / "project", 'workbook = "한글.xlsx"\n[sheet]\nwrite = true\n')
    assert secrets.read_text("workbook") == "한글.xlsx"
    assert secrets.read_table("sheet") == {"write": True}


def test_the_projects_file_goes_before_the_one_in_the_home_folder(home: Path) -> None:
    write(home, 'workbook = "home.xlsx"\n[sheet]\nwrite = true\n')
    assert secrets.read_text("workbook") == "home.xlsx"
    write(home / "project", 'workbook = "project.xlsx"\n')
    assert secrets.read_text("workbook") == "project.xlsx"
    assert secrets.read_table("sheet") == {"write": True}


@pytest.mark.parametrize("text", ["workbook = 3", "[workbook]\na = 1"])
def test_what_is_no_text_is_reported_with_its_name(home: Path, text: str) -> None:
    write(home / "project", text)
    with pytest.raises(ConfigError, match=r"“workbook” in \.streamlit/secrets\.toml is not a text"):
        secrets.read_text("workbook")


@pytest.mark.parametrize("text", ["sheet = true", 'sheet = "x"'])
def test_what_is_no_table_is_reported_with_its_name(home: Path, text: str) -> None:
    write(home / "project", text)
    with pytest.raises(ConfigError, match=r"Write \[sheet\] on a line of its own"):
        secrets.read_table("sheet")


def test_a_broken_file_is_reported_without_its_content(home: Path) -> None:
    write(home / "project", 'private_key = "hunter2\n')
    with pytest.raises(ConfigError, match=r"secrets\.toml cannot be read") as raised:
        secrets.read_value("private_key")
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640, 0o604, 0o644])
@pytest.mark.parametrize("place", ["project", "."])
def test_a_file_that_others_can_read_is_read_with_a_warning(home: Path, place: str, mode: int) -> None:
    write(home / place, 'workbook = "x.xlsx"')
    (home / place / ".streamlit" / "secrets.toml").chmod(mode)
    why = secrets.warn_if_exposed()
    assert (why is not None) == (mode not in (0o600, 0o400))
    path = ".streamlit/secrets.toml" if place == "project" else "~/.streamlit/secrets.toml"
    assert why is None or str(why).endswith(f"chmod 600 {path}")
    assert secrets.read_text("workbook") == "x.xlsx"


def test_a_file_of_another_user_is_left_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, 'workbook = "x.xlsx"')
    (home / ".streamlit" / "secrets.toml").chmod(0o644)
    monkeypatch.setattr("os.geteuid", lambda: 4242)
    assert secrets.warn_if_exposed() is None
