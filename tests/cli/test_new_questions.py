"""The questions of the command ``new``."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from studylib import cli
from studylib.cli import new_questions
from studylib.config.studies import DEFAULT
from studylib.season.kinds import Period
from studylib.season.study import Study
from studylib.source.season import load_season
from studylib.stores.opening import open_store

ANSWERS = {
    "name": "MLOps 1기",
    "starts_on": "",
    "due": "22:00",
    "members": "가람\n나래\n",
    "curriculum": "RNN\nCNN\n",
    "weeks": "",
    "preset": "evening",
    "settle": "season",
}


@pytest.fixture(autouse=True)
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_questions, "can_ask", lambda: True)


def ask(*words: str, more: str = "", **answers: str) -> Result:
    """Run the command and type the answers to all of its questions, in their order."""
    typed = "\n".join({**ANSWERS, **answers}.values())
    result = CliRunner().invoke(cli.app, ["new", *words], input=f"{typed}\n{more}")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def read_study() -> Study:
    return load_season(open_store(DEFAULT)).study


def test_a_terminal_is_asked_for_all_and_an_empty_answer_takes_the_default() -> None:
    assert ask().exit_code == 0
    study = read_study()
    assert (study.name, len(study.members), len(study.weeks)) == ("MLOps 1기", 2, 2)
    assert (study.settle, [each.amount for each in study.tiers]) == (Period.SEASON, [5000])


def test_what_is_given_is_not_asked_for() -> None:
    Path("members.txt").write_text("다온\n", encoding="utf-8")
    words = (
        "--name",
        "x",
        "--members",
        "members.txt",
        "--starts-on",
        "2022-06-06",
        "--due",
        "",
        "--weeks",
        "3",
    )
    result = CliRunner().invoke(cli.app, ["new", *words], input="\n\nmonth\n")
    assert result.exit_code == 0, result.output
    assert (read_study().name, len(read_study().weeks)) == ("x", 3)


def test_a_faulty_answer_is_asked_for_again() -> None:
    result = ask(due="10시", more="22:00\n")
    assert result.exit_code == 0
    assert "--due: " in result.output
    assert read_study().due is not None


def test_the_present_season_is_given_up_only_if_a_person_says_so() -> None:
    ask()
    assert CliRunner().invoke(cli.app, ["new", "--from-present"], input="n\n").exit_code == 2
    assert read_study().name == "MLOps 1기"
    assert CliRunner().invoke(cli.app, ["new", "--from-present"], input="y\n").exit_code == 0
    assert read_study().name == "MLOps 2기"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_file_is_read_in_the_encodings_that_people_have(encoding: str) -> None:
    Path("m.txt").write_bytes("가람\n나래".encode(encoding))
    assert new_questions.read_text("m.txt") == "가람\n나래"


def test_a_file_that_is_no_text_is_refused_and_a_huge_one_is_cut() -> None:
    Path("m.bin").write_bytes(b"\xff\xff\x80")
    with pytest.raises(typer.Exit) as ended:
        new_questions.read_text("m.bin")
    assert ended.value.exit_code == 2
    Path("m.txt").write_text("가" * 2_000_000, encoding="utf-8")
    assert len(new_questions.read_text("m.txt")) <= new_questions.MOST_BYTES
