"""Several studies in one deployment: the list in the secrets file, and who of the visitors sees which."""

from pathlib import Path

import pytest

from studylib.config import studies
from studylib.config.studies import DEFAULT, UnlistedError, resolve_address
from studylib.text.errors import ConfigError
from tests.config.groups import visit

pytestmark = pytest.mark.usefixtures("configured")


def test_a_deployment_of_one_study_lists_none(secrets: Path) -> None:
    assert studies.list_studies() == ()
    assert studies.choose_study(None).workbook == studies.DEFAULT
    secrets.write_text('workbook = "sqlite:///data/own.db"')
    assert studies.choose_study(None).workbook == "sqlite:///data/own.db"


def test_a_named_address_comes_before_the_list(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert studies.choose_study(None, "sqlite:///other.db").workbook == "sqlite:///other.db"
    monkeypatch.setenv(studies.VARIABLE, "sqlite:///named.db")
    assert studies.choose_study("night").workbook == "sqlite:///named.db"


def test_of_several_studies_one_has_to_be_chosen_by_its_id(two: Path) -> None:
    assert studies.choose_study("dawn").workbook.endswith("dawn.db")
    for id in (None, "noon", "Dawn"):
        with pytest.raises(UnlistedError):
            studies.choose_study(id)


def test_the_only_study_of_a_list_need_not_be_chosen(secrets: Path) -> None:
    secrets.write_text('[[studies]]\nid = "night"\nworkbook = "sqlite:///night.db"')
    assert studies.choose_study(None).id == "night"
    with pytest.raises(UnlistedError):
        studies.choose_study("dawn")


def test_a_study_has_the_secrets_below_it_and_none_of_the_others(secrets: Path) -> None:
    secrets.write_text(
        '[reminders]\naddresses = ["json://all"]\n'
        '[[studies]]\nid = "night"\nworkbook = "a.xlsx"\n[studies.reminders]\naddresses = ["json://night"]\n'
        '[[studies]]\nid = "dawn"\nworkbook = "b.xlsx"\ncalendar = "no table"\n'
    )
    night, dawn = studies.list_studies()
    assert night.table("reminders") == {"addresses": ["json://night"]}
    assert dawn.table("reminders") == {}
    assert "json" not in repr(night)
    with pytest.raises(ConfigError, match=r"“calendar” of the study dawn .* is not a table"):
        dawn.table("calendar")
    secrets.write_text('[reminders]\naddresses = ["json://all"]\n')
    assert studies.choose_study(None).table("reminders") == {"addresses": ["json://all"]}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('studies = "night"', "“studies” in .* is not a list"),
        ('[[studies]]\nworkbook = "a.xlsx"', "Study 1 in .*: It needs an id"),
        ('[[studies]]\nid = "Night 1"\nworkbook = "a.xlsx"', "Study 1 in .*: It needs an id"),
        ('[[studies]]\nid = "-night"\nworkbook = "a.xlsx"', "It needs an id"),
        ('[[studies]]\nid = "night"', "Study 1 in .*: It needs a workbook"),
        (
            '[[studies]]\nid = "a"\nworkbook = "a.xlsx"\n[[studies]]\nid = "a"\nworkbook = "b.xlsx"',
            "Study 2 in .*: Another study has the id a",
        ),
    ],
)
def test_a_list_that_cannot_be_read_says_which_entry_and_how_to_mend_it(
    secrets: Path, written: str, said: str
) -> None:
    secrets.write_text(written)
    with pytest.raises(ConfigError, match=said):
        studies.list_studies()
    assert "secrets.toml" in visit()


def test_a_study_that_cannot_be_read_does_not_reveal_its_address_to_a_visitor(
    two: Path, tmp_path: Path
) -> None:
    (tmp_path / "night.db").unlink()
    seen = visit(user="hana@example.com", study="night", lang="en")
    assert "The board cannot be read at the moment" in seen
    assert str(tmp_path) not in seen


@pytest.mark.parametrize(
    "page", ["board", "hand_in", "fines", "settlement", "curriculum", "member", "checks", "desk"]
)
def test_the_leader_of_one_study_is_a_stranger_in_the_other(two: Path, page: str) -> None:
    seen = visit(page, user="duri@example.com", study="night", lang="en")
    assert "not among the members of this group" in seen
    assert "밤샘" not in seen
    assert "하나" not in seen


def test_the_links_between_the_pages_keep_the_study(two: Path) -> None:
    assert "study=night" in visit("fines", user="hana@example.com", study="night")


def put_secrets(folder: Path, text: str) -> None:
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit" / "secrets.toml").write_text(text, encoding="utf-8")


def test_without_any_word_the_workbook_is_the_sample_database(nowhere: Path) -> None:
    assert resolve_address(None) == DEFAULT == "sqlite:///data/studyboard.db"


def test_the_address_given_goes_before_the_environment_and_that_before_the_secrets(
    nowhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_secrets(nowhere, 'workbook = "secret.xlsx"\n')
    assert resolve_address(None) == "secret.xlsx"
    monkeypatch.setenv("STUDYBOARD_WORKBOOK", "environment.xlsx")
    assert resolve_address(None) == "environment.xlsx"
    assert resolve_address("given.xlsx") == "given.xlsx"


def test_an_empty_address_counts_as_none(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDYBOARD_WORKBOOK", "")
    assert resolve_address("") == DEFAULT


def test_secrets_that_name_no_workbook_leave_the_default(nowhere: Path) -> None:
    put_secrets(nowhere, '[auth]\ncookie_secret = "x"\n')
    assert resolve_address(None) == DEFAULT


@pytest.mark.parametrize("text", ["workbook = ", "workbook = 3", 'workbook = "a"\nworkbook = "b"'])
def test_broken_secrets_are_reported_with_their_file(nowhere: Path, text: str) -> None:
    put_secrets(nowhere, text)
    with pytest.raises(ConfigError, match=r"secrets\.toml"):
        resolve_address(None)


def test_secrets_that_are_no_text_are_reported_with_their_file(nowhere: Path) -> None:
    put_secrets(nowhere, "")
    (nowhere / ".streamlit" / "secrets.toml").write_bytes(b"workbook = '\xff\xfe'")
    with pytest.raises(ConfigError, match=r"secrets\.toml"):
        resolve_address(None)


def test_broken_secrets_do_not_matter_if_the_workbook_is_named(nowhere: Path) -> None:
    put_secrets(nowhere, "workbook = ")
    assert resolve_address("given.xlsx") == "given.xlsx"
