"""The list of studies costs no requests for what is closed to the visitor."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from studylib import clock
from studylib.config import studies
from studylib.stores.google import session
from studylib.stores.google.key import KEY_FILE
from studylib.web import listing, readers
from tests.config.conftest import NOW, secrets
from tests.config.groups import AUTH, group, visit
from tests.stand_ins.googlesheets.server import Google

__all__ = ["secrets"]

pytestmark = pytest.mark.usefixtures("configured")
STUDIES = 40
LEARN = listing._learn_behind


@dataclass(frozen=True)
class Sheets:
    """Forty studies in Google Sheets. The first one is public, the second one in English."""

    google: Google
    asked: list[int]
    """How many sheets each look wanted to have read behind it."""

    def count(self) -> int:
        return len(self.google.requests)


@pytest.fixture
def sheets(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sheets]:
    asked: list[int] = []
    monkeypatch.setattr(listing, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(listing, "_learn_behind", lambda readers: asked.append(len(readers)))
    with Google(open=True, quota=None) as google:
        listed = ""
        for number in range(STUDIES):
            settings = [("access", "public")] if number == 0 else [("language", "en")] if number == 1 else []
            book = google.add(group(f"밤샘 {number}", "하나", f"m{number}@example.com", *settings))
            listed += f'[[studies]]\nid = "s{number}"\nworkbook = "{book.url}"\n'
        secrets.write_text(AUTH + listed)
        monkeypatch.setenv(session.ELSEWHERE, google.url)
        monkeypatch.setenv(KEY_FILE, "")
        yield Sheets(google, asked)


def test_a_look_reads_the_unknown_sheets_behind_it(sheets: Sheets, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_learn_behind", LEARN)
    visit()
    assert listing._LEARNING.acquire(timeout=60)  # the thread gives it back at its end
    listing._LEARNING.release()
    assert sheets.count() >= 2 * STUDIES
    assert "밤샘 0" in visit()


def read_all() -> None:
    listing._LEARNING.acquire()
    listing._learn([readers.open_reader(each.workbook) for each in studies.list_studies()])


def test_the_look_of_a_stranger_reads_no_sheet(sheets: Sheets) -> None:
    for user in (None, "else@example.com"):
        seen = visit(user=user, lang="en")
        assert "밤샘" not in seen
    assert sheets.count() == 0
    assert sheets.asked == [STUDIES, STUDIES]


def test_a_sheet_is_listed_once_it_was_read_and_costs_nothing_for_a_while(
    sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_all()
    since = sheets.count()
    assert re.findall(r"밤샘 \d+", visit()) == ["밤샘 0"]
    assert re.findall(r"밤샘 \d+", visit(user="m7@example.com")) == ["밤샘 0", "밤샘 7"]
    assert sheets.count() == since
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(seconds=listing.SHOWN_SECONDS))
    assert re.findall(r"밤샘 \d+", visit()) == ["밤샘 0"]
    assert 0 < sheets.count() - since <= 3  # the public one alone


def test_what_is_known_is_not_read_in_the_background(sheets: Sheets) -> None:
    listing._LEARNING.acquire()
    first, second = (readers.open_reader(each.workbook) for each in studies.list_studies()[:2])
    second.read()
    since = sheets.count()
    listing._learn([first, second])
    assert 0 < sheets.count() - since <= 3  # the second one was known
    assert first.find_last() is not None


@pytest.mark.parametrize("user", [None, "else@example.com"])
@pytest.mark.parametrize("name", ["board", "fines", "desk"])
def test_a_private_study_answers_as_one_that_does_not_exist(
    sheets: Sheets, user: str | None, name: str
) -> None:
    read_all()
    answers = {visit(name, user, study=study).replace(study, "") for study in ("s1", "s2", "s40")}
    assert len(answers) == 1
    assert "밤샘" not in answers.pop()


def test_a_stranger_at_the_door_of_a_known_private_study_reads_nothing(sheets: Sheets) -> None:
    read_all()
    since = sheets.count()
    for study in ("s1", "s2", "s3", "s40"):
        visit(study=study)
    assert sheets.count() == since
    assert "밤샘 0" in visit(study="s0")


def test_a_member_gets_a_private_study_by_its_address_before_it_was_ever_listed(sheets: Sheets) -> None:
    assert "밤샘 7" in visit(user="m7@example.com", study="s7")
    assert "밤샘 7" in visit(user="m7@example.com")
