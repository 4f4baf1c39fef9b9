"""The command that begins a study."""

import shlex
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from studylib import cli
from studylib.config.studies import DEFAULT
from studylib.source.season import load_season
from studylib.stores.backup import read_backup
from studylib.stores.opening import open_store
from studylib.stores.xlsx import write
from tests.cli.program import NOW, group

WORDS = ("new", "--name", "MLOps 1기", "--members", "members.txt")


@pytest.fixture(autouse=True)
def members() -> None:
    Path("members.txt").write_text("가람, garam@x.kr\n나래, narae@x.kr, 스터디장\n", encoding="utf-8")


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(cli.app, words, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_study_begins_in_the_place_of_the_sample_and_what_comes_next_is_told() -> None:
    run("board")  # makes the sample
    result = run(*WORDS)
    assert result.exit_code == 0, result.output
    assert "MLOps 1기 begins on 2022-05-16. Members: 2. Weeks: 12." in result.stdout
    assert "Look at it: make run." in result.stdout
    season = load_season(open_store(DEFAULT))
    assert season.list_problems(NOW) == ()
    assert [(each.name, each.email, each.leader) for each in season.study.members] == [
        ("가람", "garam@x.kr", False),
        ("나래", "narae@x.kr", True),
    ]


@pytest.mark.parametrize("address", ["sqlite:///new.db", "sqlite:///my study.db", "sqlite:///./other.db"])
def test_the_command_that_opens_another_workbook_names_it(address: str) -> None:
    result = run("--workbook", address, *WORDS)
    assert f"STUDYBOARD_WORKBOOK={shlex.quote(address)} make run" in " ".join(result.stdout.split())


def test_every_option_is_in_the_study() -> None:
    Path("weeks.tsv").write_bytes("주차\t주제\t강의\n1\tRNN\thttps://a.kr\n2\tCNN\t".encode("cp949"))
    options = {
        "--starts-on": "2022-06-01",
        "--due": "Sat 22:00",
        "--preset": "deposit",
        "--settle": "month",
        "--pot": "equal",
        "--curriculum": "weeks.tsv",
        "--cycle": "10",
        "--language": "en",
        "--timezone": "Europe/Paris",
    }
    result = run("--workbook", "new.xlsx", *WORDS, *(word for each in options.items() for word in each))
    assert result.exit_code == 0, result.output
    study = load_season(open_store("new.xlsx")).study
    assert (study.starts_on, study.cycle, study.timezone.key, study.language) == (
        date(2022, 6, 1),
        10,
        "Europe/Paris",
        "en",
    )
    assert (study.settle, study.pot, study.fines_from) == ("month", "equal", "deposit")
    assert [each.topic.title for each in study.weeks] == ["RNN", "CNN"]


def test_members_may_come_from_the_standard_input() -> None:
    assert run(*WORDS[:-1], "-", typed="다온\n라온\n").exit_code == 0
    assert [each.name for each in load_season(open_store(DEFAULT)).study.members] == ["다온", "라온"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("new",), "--name, --members"),
        (("new", "--name", "x"), "--members"),
        ((*WORDS[:-1], "missing.txt"), "missing.txt"),
        ((*WORDS, "--due", "10시"), "--due: "),
        ((*WORDS, "--weeks", "0"), "--weeks: "),
        ((*WORDS, "--starts-on", "tomorrow"), "--starts-on: "),
        ((*WORDS, "--preset", "x"), "post, evening"),
        ((*WORDS, "--timezone", "Mars/X"), "--timezone: "),
        ((*WORDS, "--into", "x.db"), "--from-present"),
        (("--workbook", "x.docx", *WORDS), "x.docx"),
        ((*WORDS, "--from-present"), "only the sample"),
    ],
)
def test_wrong_usage_ends_with_2_names_what_is_wrong_and_makes_nothing(
    words: Sequence[str], says: str
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.output
    assert not Path("data").exists() or load_season(open_store(DEFAULT)).study.sample


def test_faults_are_told_with_the_line_of_the_file() -> None:
    Path("members.txt").write_text("가람\n\n가람\n나래, narae@gmail\n", encoding="utf-8")
    result = run(*WORDS)
    assert result.exit_code == 2
    assert "--members, line 3:" in result.output
    assert "--members, line 4:" in result.output


@pytest.mark.parametrize(
    ("address", "named"), [("new.xlsx", "File > Import"), ("sqlite:///new.db", "make run")]
)
def test_what_comes_next_fits_the_place_of_the_study(address: str, named: str) -> None:
    said = run("--workbook", address, *WORDS).stdout
    assert [each for each in ("File > Import", "make run") if each in said] == [named]


@pytest.mark.parametrize("address", [DEFAULT, "new.xlsx"])
def test_a_season_that_is_there_is_never_overwritten(address: str) -> None:
    assert run("--workbook", address, *WORDS).exit_code == 0
    before = open_store(address).fetch()
    assert run("--workbook", address, *WORDS).exit_code == 2
    assert open_store(address).fetch() == before


# ---- the next season ----


def test_the_next_season_takes_the_place_of_the_present_one_only_after_a_yes() -> None:
    run(*WORDS)
    before = open_store(DEFAULT).fetch()
    refused = run("new", "--from-present")
    assert (refused.exit_code, open_store(DEFAULT).fetch()) == (2, before)
    assert "--yes" in refused.output
    result = run("new", "--from-present", "--yes")
    assert result.exit_code == 0, result.output
    study = load_season(open_store(DEFAULT)).study
    assert (study.name, study.starts_on, len(study.members)) == ("MLOps 2기", date(2022, 8, 8), 2)
    (backup,) = Path("data/backups").iterdir()
    assert str(backup) in result.stdout
    assert read_backup(backup).tabs == before.tabs


def test_the_next_season_may_go_to_another_address_and_leaves_the_present_one_alone() -> None:
    write.write_xlsx(group(), "present.xlsx")
    before = open_store("present.xlsx").fetch()
    assert run("--workbook", "present.xlsx", "new", "--from-present").exit_code == 2
    words = ("--workbook", "present.xlsx", "new", "--from-present", "--into", "sqlite:///next.db")
    result = run(*words, "--name", "밤샘 2기", "--preset", "evening", "--weeks", "4")
    assert result.exit_code == 0, result.output
    assert "Not closed yet" in result.output
    study = load_season(open_store("sqlite:///next.db")).study
    assert (study.name, len(study.weeks), [each.amount for each in study.tiers]) == ("밤샘 2기", 4, [5000])
    assert [each.name for each in study.members] == ["하나", "두리"]
    assert run(*words).exit_code == 2
    assert open_store("present.xlsx").fetch() == before
