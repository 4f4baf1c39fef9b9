"""Adding the study of a sheet, and taking it off the list: who may, what all others hear, and how many."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from studylib import clock
from studylib.access.origin import Visitor
from studylib.access.rights import SIGN_IN_LASTS
from studylib.source import catalogue, pace, reader, registering
from studylib.source.registering import Addition
from studylib.stores.database.registry import DAY
from studylib.stores.google import api
from studylib.text.errors import AccessError, RegistryError
from studylib.text.masking import mask_addresses
from tests.config.conftest import NOW, secrets
from tests.config.robots import HERE, LEFT, Community, communing, sign_in
from tests.stand_ins.postgresql import Server

__all__ = ["secrets"]

HANA = sign_in("hana@example.com")


@pytest.fixture(params=["sqlite", "postgresql"])
def community(
    secrets: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Community]:
    address = f"sqlite:///{tmp_path}/registry.db"
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql_server")
        address = server.database()
    with communing(secrets, address, monkeypatch) as community:
        yield community


def list_ids() -> list[str | None]:
    return [each.id for each in catalogue.list_studies()]


def test_a_leader_adds_a_sheet_once_whoever_adds_it_again_and_it_is_found_by_its_id(
    community: Community,
) -> None:
    sheet = community.share("밤샘", "Hana@Example.com", ("두리", "duri@example.com", "leader", None))
    id, is_new = registering.add_study(sheet.id, HANA, HERE)
    assert is_new
    again = registering.add_study(sheet.id, sign_in("duri@example.com"), HERE)
    assert again == Addition(id, is_new=False)
    assert list_ids() == [id]
    listing = catalogue.choose_study(id)
    assert (listing.registered, listing.workbook, listing.table("reminders")) == (True, sheet.url, {})


def test_all_who_do_not_lead_the_group_hear_the_same_whatever_is_at_the_address(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = community.share(
        "밤샘",
        "hana@example.com",
        ("두리", "duri@example.com", None, None),
        ("세찬", "sechan@example.com", "leader", LEFT),
    )
    private = community.share("새벽", "else@example.com")
    private.shared = None
    office = community.share("낮", "else@example.com")
    office.office = True
    monkeypatch.setattr(api, "MOST_BYTES", 2**16)
    large = community.share("큰", "else@example.com", notes="x" * 2**16)
    community.add(sheet)
    asked = community.google.mark()
    heard = set()
    for address in ("else@example.com", "duri@example.com", "sechan@example.com"):
        for id in (sheet.id, private.id, office.id, large.id, "no-such-sheet-1"):
            with pytest.raises(RegistryError) as refused:
                registering.add_study(id, sign_in(address), HERE)
            heard.add(str(refused.value).replace(mask_addresses(address), ""))
    assert len(heard) == 1
    assert "밤샘" not in (said := heard.pop())
    assert str(community.google.key()["client_email"]) in said
    assert community.google.count(since=asked) > 0
    assert len(list_ids()) == 1


@pytest.mark.parametrize(
    ("visitor", "why"),
    [
        (sign_in("hana@example.com", verified=False), "does not say that the address"),
        (sign_in("hana@example.com", age=SIGN_IN_LASTS), "You signed in a long time ago"),
        (Visitor(), "Sign in to add"),
    ],
)
@pytest.mark.parametrize("community", ["sqlite"], indirect=True)
def test_nothing_is_read_for_who_is_not_surely_who_they_say(
    community: Community, visitor: Visitor, why: str
) -> None:
    sheet = community.share("밤샘", "hana@example.com")
    with pytest.raises(AccessError, match=why):
        registering.add_study(sheet.id, visitor, HERE)
    assert community.google.count() == 0


@pytest.mark.parametrize("community", ["sqlite"], indirect=True)
def test_a_refusal_takes_its_time_whether_there_is_a_sheet_or_not(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registering, "REFUSED_AFTER", 60.0)
    slept: list[float] = []
    monkeypatch.setattr(registering, "sleep", slept.append)
    community.google.fault("503", times=5)
    for id, why in (
        (community.share("밤", "else@example.com").id, "does not answer"),
        ("no-such-1", "cannot add"),
    ):
        with pytest.raises(RegistryError, match=why):
            registering.add_study(id, HANA, HERE)
        community.google.fix()
    assert len(slept) == 2
    assert all(30 < each <= 60 for each in slept)


@pytest.mark.parametrize("community", ["sqlite"], indirect=True)
def test_nobody_waits_on_for_a_turn_once_the_person_was_told_that_google_does_not_answer(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, shared = community.share("밤샘", "hana@example.com"), pace.find_pace()
    assert shared
    monkeypatch.setattr(reader, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(pace, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(shared._turns, "grant", lambda now: None)
    for _ in range(3):
        with pytest.raises(RegistryError, match="does not answer"):
            community.add(sheet)
    with shared._changed:
        assert shared._changed.wait_for(lambda: not shared._turns._waiting, timeout=5)
    assert community.google.count() == 0


def test_a_person_a_day_and_a_deployment_have_limits_and_a_removal_makes_room(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    community.set_up("most_per_person = 2", "most_per_day = 3", "most_studies = 4")
    sheets = [
        community.share(f"{number}", "hana@example.com", ("두리", "duri@example.com", "leader", None))
        for number in range(6)
    ]
    ids = [community.add(sheet) for sheet in sheets[:2]]
    with pytest.raises(RegistryError, match="the most that one person may have"):
        community.add(sheets[2])
    assert community.add(sheets[0]) == ids[0], "what is there already is no addition"
    registering.remove_study(catalogue.choose_study(ids[0]), HANA, HERE)
    ids = [ids[1], community.add(sheets[2])]
    registering.remove_study(catalogue.choose_study(ids[0]), HANA, HERE)
    with pytest.raises(RegistryError, match="too many studies today"):
        community.add(sheets[3])
    monkeypatch.setattr(clock, "now", lambda: NOW + DAY - timedelta(seconds=1))
    with pytest.raises(RegistryError, match="too many studies today"):
        community.add(sheets[3])
    monkeypatch.setattr(clock, "now", lambda: NOW + DAY)
    community.add(sheets[3])
    for sheet in sheets[4:]:
        community.add(sheet, "duri@example.com")
    with pytest.raises(RegistryError, match="no room"):
        community.add(sheets[0], "duri@example.com")
    assert len(list_ids()) == 4


def test_two_people_who_add_one_sheet_at_once_get_one_study(community: Community) -> None:
    sheet = community.share("밤샘", "hana@example.com", ("두리", "duri@example.com", "leader", None))
    with ThreadPoolExecutor(6) as pool:
        leaders = ["hana@example.com", "duri@example.com"] * 3
        ids = set(pool.map(lambda leader: community.add(sheet, leader), leaders))
    assert list_ids() == list(ids)


def test_another_replica_finds_an_addition_at_its_first_visit_and_lets_go_of_a_removal(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = community.share("밤샘", "hana@example.com")
    assert list_ids() == []
    here = catalogue.find_catalogue()
    catalogue._open_catalogue.cache_clear()
    id = community.add(sheet)  # by another replica
    there = catalogue.find_catalogue()
    assert here
    assert there
    assert here is not there
    later = NOW + timedelta(seconds=catalogue.ASKED_SECONDS)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (found := here.find_registered(id))
    assert found.sheet == sheet.id
    there.remove_study(id)
    assert there.find_registered(id) is None
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(seconds=catalogue.KNOWN_SECONDS))
    assert here.find_registered(id) is None


@pytest.mark.parametrize("community", ["sqlite"], indirect=True)
def test_only_a_present_leader_takes_a_study_off_the_list_and_only_one_that_people_added(
    community: Community,
) -> None:
    sheet = community.share("밤샘", "hana@example.com", ("두리", "duri@example.com", None, None))
    listing = catalogue.choose_study(community.add(sheet))
    for other in (sign_in("duri@example.com"), sign_in("else@example.com"), Visitor()):
        with pytest.raises(AccessError, match="Only a leader"):
            registering.remove_study(listing, other, HERE)
    sheet.tab("members").edit("D2", LEFT)
    with pytest.raises(AccessError, match="Only a leader"):
        registering.remove_study(listing, HANA, HERE)
    sheet.tab("members").edit("D2", None)
    registering.remove_study(listing, HANA, HERE)
    assert list_ids() == []
    assert sheet.tab("members").rows, "the sheet stays as it is"


@pytest.mark.parametrize("community", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "no address",
        "https://docs.google.com.evil.example/spreadsheets/d/stand-in-1/edit",
        "https://evil.example/https://docs.google.com/spreadsheets/d/stand-in-1",
        "https://docs.google.com@evil.example/spreadsheets/d/stand-in-1",
        "https://docs.google.com:8080/spreadsheets/d/stand-in-1",
        "https://docs.google.com/spreadsheets/d/e/2PACX-stand-in-1/pubhtml",
        "https://docs.google.com/document/d/stand-in-1/edit",
        "http://169.254.169.254/spreadsheets/d/stand-in-1",
        "file:///spreadsheets/d/stand-in-1",
        "https://[docs.google.com/spreadsheets/d/stand-in-1",
        "https://docs.google.com/spreadsheets/d/../../stand-in-1",
        "https://docs.google.com/spreadsheets/d/stand-in-1\nHost: evil",
        "https://docs.google.com/spreadsheets/d/stand-in-1/" + "x" * 500,
    ],
)
def test_only_the_address_of_a_google_sheet_is_taken(community: Community, pasted: str) -> None:
    with pytest.raises(RegistryError, match="not the address of a Google Sheet"):
        registering.check_address(pasted)


@pytest.mark.parametrize("community", ["sqlite"], indirect=True)
def test_a_sheet_of_the_secrets_file_keeps_its_id(community: Community) -> None:
    sheet = community.share("밤샘", "hana@example.com")
    whole = community.secrets.read_text()
    community.secrets.write_text(f'{whole}[[studies]]\nid = "night"\nworkbook = "{sheet.url}?usp=sharing"\n')
    assert registering.add_study(sheet.id, HANA, HERE) == Addition("night", is_new=False)
    assert list_ids() == ["night"]
    with pytest.raises(AccessError):
        registering.remove_study(catalogue.choose_study("night"), HANA, HERE)
