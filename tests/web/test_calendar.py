"""The calendar of a season, for pages and for programs that subscribe to it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studylib import clock
from studylib.access.rights import Need, Role
from studylib.calendar import subscription
from studylib.season.kinds import Audience
from studylib.source.reader import Reading
from studylib.web.calendar import find_subscription, mark_calendar, write_calendar
from studylib.web.visit import Visit
from tests.pages.drawn import NOW
from tests.web.visits import make_visit


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(subscription.VARIABLE, raising=False)


def make_public(visit: Visit) -> Visit:
    season = replace(visit.season, study=replace(visit.study, audience=Audience.PUBLIC))
    return replace(visit, reading=Reading(season, visit.reading.read_at))


def test_a_calendar_is_written_once_with_the_stamps_of_then_and_its_mark_has_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    season = make_visit().season
    monkeypatch.setattr(clock, "now", lambda: NOW)
    written = write_calendar(season, "ko")
    assert b"DTSTAMP:20220510T153000Z" in written
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=1))
    assert write_calendar(season, "ko") is written
    assert write_calendar(season, "en") is not written
    assert len(mark_calendar(season, "ko")) == 32
    assert mark_calendar(season, "ko") == mark_calendar(make_visit().season, "ko")
    assert mark_calendar(season, "ko") != mark_calendar(season, "en")


def test_members_get_the_address_with_the_token_and_others_that_of_public_studies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(subscription.VARIABLE, "token")
    member, outsider = make_visit(), make_visit(None, Need.BOARD)
    with_token, without = f"{subscription.PATH}?token=token", subscription.PATH
    addresses = [
        find_subscription(each) for each in (member, make_public(member), outsider, make_public(outsider))
    ]
    assert addresses == [with_token, with_token, None, without]


@pytest.mark.parametrize(("role", "served"), [(Role.HERE, True), (Role.LEADER, False), (Role.MEMBER, False)])
def test_without_a_token_only_this_machine_and_public_studies_are_served(role: Role, served: bool) -> None:
    visit = make_visit()
    visit = replace(visit, rights=replace(visit.rights, standing=role))
    assert (find_subscription(visit) is not None) is served
    assert find_subscription(make_public(visit)) is not None
