"""Clocks that change, as Mozilla's ical.js, run by Node, reads them in a calendar."""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from studylib.calendar import events, ics, zones
from studylib.season.study import Tier
from studylib.text.language import Language
from tests.season.reference import SEOUL, Season
from tests.season.seasons import study

FOLDER = Path(__file__).parent / "ical"
NO_NODE = "Node.js is missing. Install it (on Debian: apt-get install nodejs npm) and start again."


@pytest.fixture(scope="module")
def node() -> str:
    program, npm = shutil.which("node"), shutil.which("npm")
    assert program, NO_NODE
    assert npm, NO_NODE
    if not (FOLDER / "node_modules/ical.js").exists():
        subprocess.run([npm, "ci"], cwd=FOLDER, check=True, capture_output=True)
    return program


@pytest.mark.parametrize(
    ("zone", "starts_on"),
    [
        ("America/New_York", date(2022, 2, 27)),
        ("America/New_York", date(2022, 10, 23)),
        ("Europe/Berlin", date(2022, 3, 13)),
        ("Europe/Berlin", date(2022, 10, 16)),
        ("Africa/Cairo", date(2023, 4, 14)),  # no clock there shows the midnight at which its week 2 is due
        ("Asia/Seoul", date(2022, 4, 6)),
    ],
)
def test_another_reader_sees_the_same_local_times_and_instants(node: str, zone: str, starts_on: date) -> None:
    # Every half hour after due is the end of a tier, so some lie within the hours around the change.
    tiers = (*(Tier(f"{n}", n / 2, n) for n in range(1, 100)), Tier("absent", None, 100))
    of = study(Season(starts_on=starts_on, zone=ZoneInfo(zone), week_count=4, tiers=tiers))
    raw = ics.write_calendar(of, Language("en"), datetime(2022, 5, 11, tzinfo=SEOUL))
    run = subprocess.run([node, "read.js"], cwd=FOLDER, input=raw, capture_output=True, check=True)
    read = {uid: (local, instant) for uid, local, instant in json.loads(run.stdout)}
    moments = [each for each in events.list_events(of, Language("en")) if isinstance(each.ends, datetime)]
    assert len(moments) == 400
    for entry in moments:
        assert isinstance(entry.ends, datetime)
        instant = entry.ends.astimezone(UTC)
        local = instant.astimezone(of.timezone)
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        written = f"{instant:%Y-%m-%dT%H:%M:%SZ}" if twice else f"{local:%Y-%m-%dT%H:%M:%S}"
        assert read[ics.make_uid(of, entry.kind)] == (written, f"{instant:%Y-%m-%dT%H:%M:%S}.000Z")


def test_a_zone_changes_its_clocks_on_the_clock_before_the_change() -> None:
    # New York goes from 2:00 EST to 3:00 EDT on March 13th, and from 2:00 EDT to 1:00 EST on November 6th.
    zone = zones.build_timezone(ZoneInfo("America/New_York"), 2022, 2022).to_ical().decode()
    assert "DTSTART:20220313T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400" in zone.replace(
        "TZNAME:EDT\r\n", ""
    )
    assert "DTSTART:20221106T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500" in zone.replace(
        "TZNAME:EST\r\n", ""
    )
