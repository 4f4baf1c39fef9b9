"""The one list of studies: those of the secrets file, and those that people added."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studylib import clock
from studylib.config import studies
from studylib.config.studies import UnlistedError
from studylib.source import catalogue
from studylib.text.errors import WorkbookError
from tests.config.conftest import NOW, secrets
from tests.config.robots import Community, communing

__all__ = ["secrets"]


@pytest.fixture
def community(secrets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Community]:
    with communing(secrets, f"sqlite:///{tmp_path}/registry.db", monkeypatch) as community:
        yield community


def test_without_a_robot_the_list_is_that_of_the_secrets_file(secrets: Path) -> None:
    assert catalogue.list_studies() == ()
    assert catalogue.choose_study(None) == studies.choose_study(None)
    assert catalogue.find_catalogue() is None


def test_both_lists_are_one_in_which_the_secrets_file_comes_first_and_no_study_is_the_only_one(
    community: Community,
) -> None:
    for id in (None, "", "night", "x" * 70, "밤샘", "a'--"):
        with pytest.raises(UnlistedError):
            catalogue.choose_study(id)
    added = community.add(community.share("밤샘", "hana@example.com"))
    with community.secrets.open("a") as file:
        file.write('[[studies]]\nid = "night"\nworkbook = "sqlite:///night.db"\n')
    assert [each.id for each in catalogue.list_studies()] == ["night", added]
    assert catalogue.choose_study("night").workbook == "sqlite:///night.db"
    assert catalogue.choose_study(added).registered
    assert catalogue.choose_study(None, "sqlite:///other.db").workbook == "sqlite:///other.db"
    with pytest.raises(UnlistedError):
        catalogue.choose_study(None)


def test_the_last_list_serves_while_the_database_is_away(
    community: Community, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    added = community.add(community.share("밤샘", "hana@example.com"))
    assert catalogue.choose_study(added)
    (tmp_path / "registry.db").rename(tmp_path / "away.db")
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))
    assert catalogue.choose_study(added).id == added
    catalogue._open_catalogue.cache_clear()
    (tmp_path / "registry.db").mkdir()
    with pytest.raises(WorkbookError):
        catalogue.choose_study(added)


def test_a_study_of_the_secrets_file_needs_no_registry(community: Community, tmp_path: Path) -> None:
    with community.secrets.open("a") as file:
        file.write('[[studies]]\nid = "night"\nworkbook = "sqlite:///night.db"\n')
    (tmp_path / "registry.db").mkdir()
    assert catalogue.choose_study("night").workbook == "sqlite:///night.db"
    for id in ("dawn", "abcdefghjk"):
        with pytest.raises(WorkbookError):
            catalogue.choose_study(id)
    with pytest.raises(UnlistedError):
        catalogue.choose_study(None)


def test_a_sheet_of_both_lists_is_listed_once_and_both_links_lead_to_it(community: Community) -> None:
    sheet = community.share("밤샘", "hana@example.com")
    added = community.add(sheet)
    with community.secrets.open("a") as file:
        file.write(f'[[studies]]\nid = "night"\nworkbook = "{sheet.url}?usp=sharing"\n')
    assert [each.id for each in catalogue.list_studies()] == ["night"]
    assert catalogue.choose_study(added).registered
