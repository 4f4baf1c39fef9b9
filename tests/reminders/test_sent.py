"""The record of what was sent: it knows what each address took, and no address."""

from pathlib import Path

import pytest

from studylib.reminders.sent import hold_log, read_log, write_log
from studylib.text.errors import DeliveryError
from tests.stand_ins.receiver import TOKEN


def test_a_record_knows_what_each_address_took_and_no_address(home: Path) -> None:
    file = home / "sent.json"
    write_log(read_log(file).having("1 late", f"slack://{TOKEN}"), file)
    kept = read_log(file)
    assert kept.had("1 late", f"slack://{TOKEN}")
    assert not kept.had("1 before", f"slack://{TOKEN}")
    assert not kept.had("1 late", "slack://other")
    assert TOKEN not in file.read_text(encoding="utf-8")
    assert "slack" not in file.read_text(encoding="utf-8")
    assert [each.name for each in home.iterdir()] == ["sent.json"]


def test_two_records_have_different_salts(home: Path) -> None:
    one, other = (read_log(home / name).having("1 late", "slack://a") for name in ("a", "b"))
    assert one.sent != other.sent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "3",
        "{}",
        '{"salt": 3, "sent": {}}',
        '{"salt": "a", "sent": []}',
        '{"salt": "a", "sent": {"1": [3]}}',
        '{"salt": "a", "sent": {"1": 3}}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_record_is_reported_and_left_alone(home: Path, text: str) -> None:
    file = home / "sent.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(
        DeliveryError, match=r"sent\.json is not a record of sent reminders, so nothing was sent"
    ):
        read_log(file)
    assert file.read_text(encoding="utf-8") == text


def test_bytes_that_are_no_text_are_no_record(home: Path) -> None:
    (home / "sent.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DeliveryError, match="is not a record of sent reminders"):
        read_log(home / "sent.json")


def test_a_record_that_cannot_be_written_is_reported_and_leaves_nothing_behind(home: Path) -> None:
    with pytest.raises(DeliveryError, match=r"cannot be written: No such file or directory"):
        write_log(read_log(home / "no" / "sent.json"), home / "no" / "sent.json")
    (home / "folder").mkdir()
    with pytest.raises(DeliveryError, match=r"cannot be written: "):
        write_log(read_log(home / "x"), home / "folder")
    assert [each.name for each in home.iterdir()] == ["folder"]


def test_a_record_that_another_run_holds_is_reported_once_the_patience_ends(home: Path) -> None:
    with hold_log(home / "sent.json"), pytest.raises(DeliveryError, match="Another run of the reminders"):
        hold_log(home / "sent.json", 0.2).__enter__()


def test_a_failure_while_the_record_is_held_stays_itself(home: Path) -> None:
    for failure in (OSError, TimeoutError):
        with pytest.raises(failure), hold_log(home / "sent.json"):
            raise failure
