"""What a member changes for themselves."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from studylib.access.origin import Origin, Visitor
from studylib.changes.draft import Change
from studylib.changes.history import read_history
from studylib.changes.passes import ask_pass
from studylib.season.records import Pass
from studylib.source.season import Season
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.text.errors import AccessError
from studylib.web import own_changes
from tests.season.reference import SEOUL
from tests.season.seasons import book, tab

AT = datetime(2022, 4, 11, tzinfo=SEOUL)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A workbook with passes, looked at by 나래."""
    opened = open_store(f"sqlite:///{tmp_path}/s.db", create=True)
    settings = tab("settings", "key | value", "starts_on | 2022-04-06", "passes | 2")
    opened.replace(book(settings=settings))
    monkeypatch.setattr(own_changes, "allow", lambda need: SimpleNamespace(store=opened, present=AT))
    monkeypatch.setattr(own_changes, "find_visitor", lambda: Visitor(True, "narae@x.kr", True))
    monkeypatch.setattr(own_changes, "find_origin", lambda: Origin(sign_in=True, local=False))
    return opened


@pytest.mark.parametrize(("member", "is_own"), [("나래", True), ("가람", False), ("다온", False)])
def test_a_member_changes_only_their_own_and_the_history_keeps_it(
    store: Store, member: str, is_own: bool
) -> None:
    def ask(season: Season) -> Change:
        return ask_pass(season.cells, season.study, Pass(AT, 1, member))

    if is_own:
        assert own_changes.save_own_change(member, ask).number == 1
    else:
        with pytest.raises(AccessError, match="for yourself only"):
            own_changes.save_own_change(member, ask)
    assert len(read_history(store.fetch())) == is_own
