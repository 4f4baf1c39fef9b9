"""The commands of the studies that people added."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from studylib import cli
from tests.config.conftest import secrets
from tests.config.robots import Community, communing

__all__ = ["secrets"]


@pytest.fixture
def community(secrets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Community]:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    with communing(secrets, f"sqlite:///{tmp_path}/registry.db", monkeypatch) as community:
        yield community


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli.app, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_command_without_a_study_says_how_to_name_one(community: Community) -> None:
    refused = run("check")
    assert refused.exit_code == 2
    assert "--study" in refused.stderr
    assert "studies list" in refused.stderr


def test_an_operator_lists_what_people_added_without_a_look_at_a_sheet_and_removes_one(
    community: Community,
) -> None:
    assert json.loads(run("studies", "list", "--format", "json").stdout) == []
    sheets = [community.share(name, "hana@example.com") for name in ("밤샘", "새벽")]
    ids = [community.add(sheet) for sheet in sheets]
    asked = community.google.mark()
    listed = run("studies", "list", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(listed.lstrip("\ufeff"))))
    assert sorted(row["study"] for row in rows) == sorted(ids)
    assert {row["sheet"] for row in rows} == {sheet.url for sheet in sheets}
    assert {row["added_at"] for row in rows} == {"2022-05-10T15:30:00Z"}
    assert "hana" not in listed
    removed = run("studies", "remove", ids[0])
    assert (removed.exit_code, removed.stdout) == (
        0,
        f"The study {ids[0]} is off the list. Its sheet stays as it is.\n",
    )
    assert community.google.count(since=asked) == 0
    again = run("studies", "remove", ids[0])
    assert (again.exit_code, "Nobody added" in again.stderr) == (2, True)


def test_every_other_command_takes_the_id_of_a_study_that_people_added(community: Community) -> None:
    id = community.add(community.share("밤샘", "hana@example.com"))
    rows = json.loads(run("--study", id, "board", "--format", "json").stdout)
    assert {row["member"] for row in rows} == {"하나"}
    for other in ("abcdefghjk", "x'y"):
        assert run("--study", other, "board").exit_code == 2
    assert run("board").exit_code == 2


def test_without_a_registry_the_commands_say_how_to_set_one_up(secrets: Path, community: Community) -> None:
    secrets.write_text("")
    for words in (("list",), ("remove", "x")):
        refused = run("studies", *words)
        assert (refused.exit_code, "[robot]" in refused.stderr) == (2, True)
