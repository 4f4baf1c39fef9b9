"""The sending of reminders, by the command and by the server alike."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studylib.config.studies import StudyConfig
from studylib.source import reminding
from studylib.source.reminding import Dispatch
from studylib.source.season import read_season
from studylib.text.errors import DeliveryError
from studylib.workbook import sample
from tests.cli.program import SEOUL, group
from tests.stand_ins.receiver import Receiver, nowhere, receiver

__all__ = ["receiver"]  # a fixture

DUE = datetime(2022, 5, 11, tzinfo=SEOUL)
"""Of week 2, which nobody has handed in."""


def to(*addresses: str, study: str = "a") -> StudyConfig:
    return StudyConfig(study, "", {"reminders": {"addresses": list(addresses)}})


def send(listing: StudyConfig, now: datetime, file: Path | None = None) -> Dispatch:
    season = read_season(group())
    waiting = reminding.list_waiting(season, now, scheduled=True)
    return reminding.send(season, listing, waiting, season.list_problems(now), now, file)


@pytest.mark.parametrize(
    ("before", "weeks"),
    [(timedelta(hours=5, seconds=1), []), (timedelta(hours=5), [2]), (timedelta(seconds=1), [2])],
)
def test_by_schedule_the_last_hours_before_a_deadline_count(before: timedelta, weeks: list[int]) -> None:
    waiting = reminding.list_waiting(read_season(group()), DUE - before, scheduled=True)
    assert [each.week.number for each in waiting] == weeks


def test_only_who_lacks_a_reminder_gets_it(receiver: Receiver, tmp_path: Path) -> None:
    file, now = tmp_path / "sent.json", DUE - timedelta(hours=1)
    first = send(to(nowhere(), receiver.address()), now, file)
    assert (first.delivered, first.lacking, len(first.failures)) == (1, 2, 1)
    assert send(to(receiver.address()), now, file) == Dispatch(0, 0, ())
    assert send(to(receiver.address()), now) == Dispatch(1, 1, ())
    assert len(receiver.taken) == 2


def test_two_studies_with_one_file_and_one_chat_each_send_their_own(
    receiver: Receiver, tmp_path: Path
) -> None:
    file, now = tmp_path / "sent.json", DUE - timedelta(hours=1)
    for study, count in (("a", 1), ("b", 1), ("a", 0), ("b", 0)):
        assert send(to(receiver.address(), study=study), now, file) == Dispatch(count, count, ())
    assert len(receiver.taken) == 2


def test_nothing_due_sends_nothing(receiver: Receiver) -> None:
    assert send(to(receiver.address()), DUE - timedelta(days=2)) == Dispatch(0, 0, ())
    assert receiver.taken == []


def test_a_sample_reminds_nobody(receiver: Receiver) -> None:
    season = read_season(sample.make_sample(DUE))
    with pytest.raises(DeliveryError):
        reminding.send(season, to(receiver.address()), (), (), DUE, None)
    assert receiver.taken == []
