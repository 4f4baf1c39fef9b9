"""Commands as a person types them."""

from pathlib import Path

import pytest

from studylib.config.program import word_command


@pytest.mark.parametrize("words", ["remind", "sheet form-script", "--workbook a.xlsx check"])
def test_a_command_names_the_interpreter_that_has_studyboard(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert word_command(words) == f"python -m studylib {words}"
    Path(".venv/bin").mkdir(parents=True)
    Path(".venv/bin/python").touch()
    assert word_command(words) == f".venv/bin/python -m studylib {words}"
