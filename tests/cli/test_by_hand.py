"""The cells that a command prints because it does not write them."""

from pathlib import Path

import pytest
import typer

from studylib.cli.by_hand import end_by_hand
from studylib.report import Format
from studylib.stores.opening import open_store
from studylib.text.message import sentence
from studylib.workbook.cells import Edit
from tests.season.seasons import book

EDITS = [Edit("members", 2, ("가람", "garam@x.kr"), ("가온", "garam@x.kr"))]


@pytest.mark.parametrize("is_linked", [False, True])
def test_each_cell_is_printed_with_a_link_if_there_is_one_and_the_command_ends_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_linked: bool
) -> None:
    store = open_store(f"sqlite:///{tmp_path}/s.db", create=True)
    if is_linked:
        monkeypatch.setattr(type(store), "address", "https://s/edit")
        monkeypatch.setattr(type(store), "address_of", lambda self, title: "https://s/edit#gid=3")
    with pytest.raises(typer.Exit) as ended:
        end_by_hand(store, book(), EDITS, Format.CSV, sentence("Choose a member first."))
    printed = capsys.readouterr()
    assert ended.value.exit_code == 1
    assert ("https://s/edit#gid=3&range=A2" in printed.out) is is_linked
    assert printed.out.splitlines()[-1].startswith("members,2,name,가온")
    assert printed.err.strip()
