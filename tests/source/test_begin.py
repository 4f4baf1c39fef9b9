"""A season that begins in a store."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from studylib.changes.actions import record_payment
from studylib.config.studies import DEFAULT
from studylib.season.study import Member, Payment
from studylib.setup.book import make_workbook
from studylib.setup.plan import Plan
from studylib.source import begin, reader, save
from studylib.source.begin import Begun
from studylib.source.season import load_season
from studylib.stores.backup import read_backup
from studylib.stores.google import session
from studylib.stores.opening import open_store
from studylib.stores.store import Store, WorkbookChangedError, Zoned
from studylib.text.errors import WorkbookError
from studylib.workbook import template
from studylib.workbook.cells import Tab, Workbook
from tests.source.conftest import NOW
from tests.stand_ins.appsscript.server import ScriptServer
from tests.stand_ins.googlesheets.server import Google
from tests.stores.google.empty_sheets import empty_sheet

PLAN = Plan(date(2022, 5, 16), "MLOps 1기", (Member("가람", leader=True), Member("나래")), weeks=2)
CELLS = make_workbook(PLAN, "s-1")
OTHER = make_workbook(replace(PLAN, name="글또 9기"), "s-2")


def read_name(store: Store) -> str:
    return load_season(store).study.name


def test_a_study_takes_the_place_of_the_sample_in_the_default_database() -> None:
    store = reader.open_store()
    assert load_season(store).study.sample
    assert begin.explain_taken(store) is None
    assert begin.begin_season(store, CELLS, NOW) == Begun(store.name)
    assert store.fetch().tabs == CELLS.tabs
    assert read_name(reader.open_store()) == "MLOps 1기"


@pytest.mark.parametrize("address", [DEFAULT, "sqlite:///new/folder/a.db"])
def test_a_study_begins_in_a_database_that_is_not_there_yet(address: str) -> None:
    begin.begin_at(address, CELLS, NOW)
    assert open_store(address).fetch().tabs == CELLS.tabs


def test_a_study_that_is_there_is_refused_and_stays() -> None:
    begin.begin_at(DEFAULT, CELLS, NOW)
    store = reader.open_store()
    assert begin.explain_taken(store)
    with pytest.raises(WorkbookError):
        begin.begin_season(store, OTHER, NOW)
    with pytest.raises(WorkbookError):
        begin.begin_at(DEFAULT, OTHER, NOW)
    assert read_name(store) == "MLOps 1기"


def test_a_database_with_no_more_than_headers_is_empty() -> None:
    store = open_store(DEFAULT, create=True)
    store.replace(template.make_template("ko", "Asia/Seoul", "s-0"))
    begin.begin_season(store, CELLS, NOW)
    assert read_name(store) == "MLOps 1기"


def test_a_sample_that_somebody_worked_on_is_backed_up_first() -> None:
    store = reader.open_store()
    payment = Payment(date(2022, 5, 1), "2022-04", "가람", 1000)
    save.save_change(store, lambda now: record_payment(now.cells, now.study, payment), NOW)
    before = store.fetch()
    begun = begin.begin_season(store, CELLS, NOW)
    assert begun.backup
    assert read_backup(begun.backup).tabs == before.tabs


@pytest.mark.parametrize("by", ["a member", "a program", "a group"])
def test_what_only_says_that_it_is_the_sample_is_backed_up_first(by: str) -> None:
    """None of these has a history."""
    store = reader.open_store()
    tabs = store.fetch().tabs
    if by == "a member":
        store.append(tabs[-1].title, tabs[-1].rows[0], [(None, "가람", 6, "https://n.kr/1")])
    elif by == "a program":
        store.replace(Workbook((*tabs, Tab("메모", (("회비", 30_000),)))))
    else:
        own = Tab(CELLS.tabs[0].title, (*CELLS.tabs[0].rows, ("예시", True)))
        store.replace(Workbook((own, *CELLS.tabs[1:])))
    before = store.fetch()
    begun = begin.begin_season(store, OTHER, NOW)
    assert begun.backup
    assert read_backup(begun.backup).tabs == before.tabs


def find_winner(stores: Sequence[Store], made: Sequence[Workbook]) -> int:
    """Begin in all stores at once. Return the place of the only one that did."""

    def attempt(at: int) -> bool:
        try:
            begin.begin_season(stores[at], made[at], NOW)
        except WorkbookError:
            return False
        return True

    with ThreadPoolExecutor() as pool:
        won = [*pool.map(attempt, range(len(stores)))]
    assert won.count(True) == 1
    return won.index(True)


def test_of_two_who_begin_at_once_one_wins_and_the_other_is_told() -> None:
    stores = [reader.open_store() for _ in range(4)]
    made = [make_workbook(replace(PLAN, name=f"{at}기"), f"s-{at}") for at in range(4)]
    winner = find_winner(stores, made)
    assert stores[0].fetch().tabs == made[winner].tabs


def test_who_begins_on_an_older_look_is_told() -> None:
    store = reader.open_store()
    version = store.version()
    begin.begin_season(reader.open_store(), CELLS, NOW)
    with pytest.raises(WorkbookChangedError):
        store.replace(OTHER, version)
    assert read_name(store) == "MLOps 1기"


def test_a_new_file_is_written_and_an_old_one_stays() -> None:
    begin.begin_at("a/new.xlsx", CELLS, NOW)
    assert read_name(open_store("a/new.xlsx")) == "MLOps 1기"
    with pytest.raises(WorkbookError):
        begin.begin_at("a/new.xlsx", OTHER, NOW)
    assert read_name(open_store("a/new.xlsx")) == "MLOps 1기"
    assert [each.name for each in Path("a").iterdir()] == ["new.xlsx"]


def test_a_file_that_cannot_be_written_leaves_none_behind() -> None:
    with pytest.raises(WorkbookError):
        begin.begin_at("new.xlsx", Workbook((Tab("a:b", ()),)), NOW)
    assert not Path("new.xlsx").exists()


def test_a_read_only_place_is_refused() -> None:
    begin.begin_at("new.xlsx", CELLS, NOW)
    store = open_store("new.xlsx")
    assert begin.explain_taken(store)
    with pytest.raises(WorkbookError):
        begin.begin_season(store, OTHER, NOW)


# ---- the next season ----


def test_the_next_season_takes_the_place_of_the_present_one_which_is_in_a_backup_to_restore() -> None:
    begin.begin_at(DEFAULT, CELLS, NOW)
    store = reader.open_store()
    present = store.fetch()
    begun = begin.begin_next(store, OTHER, present, NOW)
    assert read_name(store) == "글또 9기"
    assert begun.backup == Path("data/backups/MLOps-1기-2022-05-11-003000.gz")
    assert begun.backup.stat().st_mode & 0o777 == 0o600
    save.replace_workbook(
        open_store("sqlite:///before.db", create=True), read_backup(begun.backup), replace=False
    )
    assert open_store("sqlite:///before.db").fetch() == present


def test_a_season_that_was_changed_since_it_was_planned_on_is_not_replaced() -> None:
    begin.begin_at(DEFAULT, CELLS, NOW)
    store = reader.open_store()
    present = store.fetch()
    begin.begin_next(store, OTHER, present, NOW)
    with pytest.raises(WorkbookChangedError):
        begin.begin_next(store, CELLS, present, NOW + timedelta(seconds=1))
    assert read_name(store) == "글또 9기"


def test_without_a_backup_nothing_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    begin.begin_at(DEFAULT, CELLS, NOW)
    store = reader.open_store()
    Path("data/backups").write_text("no folder")
    with pytest.raises(WorkbookError):
        begin.begin_next(store, OTHER, store.fetch(), NOW)
    assert read_name(store) == "MLOps 1기"


def test_only_a_database_in_a_file_gives_its_place_to_the_next_season() -> None:
    begin.begin_at("new.xlsx", CELLS, NOW)
    store = open_store("new.xlsx")
    assert begin.explain_kept(store)
    with pytest.raises(WorkbookError):
        begin.begin_next(store, OTHER, store.fetch(), NOW)


# ---- a Google Sheet ----


@pytest.fixture
def google(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    """Google with an empty spreadsheet, to which the program may write."""
    with empty_sheet(tmp_path, monkeypatch) as started:
        yield started


def test_a_study_begins_in_an_empty_sheet_and_no_second_one_does(google: Google) -> None:
    begin.begin_at(google.address, CELLS, NOW)
    season = load_season(open_store(google.address))
    assert (season.study.name, season.study.identity) == ("MLOps 1기", "s-1")
    assert season.list_problems(NOW) == ()
    assert (google.spreadsheet.zone, google.spreadsheet.locale) == ("Asia/Seoul", "ko_KR")
    assert "설문지 응답 시트1" not in [tab.title for tab in google.spreadsheet.tabs]
    before, mark = open_store(google.address).fetch(), google.mark()
    with pytest.raises(WorkbookError):
        begin.begin_at(google.address, OTHER, NOW)
    assert google.count("write", mark) == 0
    assert open_store(google.address).fetch() == before


def test_a_sheet_with_the_tabs_of_the_template_is_filled(google: Google) -> None:
    store = open_store(google.address)
    assert isinstance(store, Zoned)
    store.add(template.make_template("ko", "Asia/Seoul", "s-0").tabs)
    begin.begin_season(store, CELLS, NOW)
    season = load_season(open_store(google.address))
    assert (season.study.name, season.study.identity, len(season.study.weeks)) == ("MLOps 1기", "s-1", 2)


def test_of_several_who_begin_in_one_sheet_at_once_one_wins(google: Google) -> None:
    made = [make_workbook(replace(PLAN, name=f"{at}기"), f"s-{at}") for at in range(3)]
    stores = [open_store(google.address) for _ in made]
    winner = find_winner(stores, made)
    study = load_season(open_store(google.address)).study
    assert (study.identity, len(study.members)) == (f"s-{winner}", 2)


def test_a_sheet_with_anything_in_it_is_refused(google: Google) -> None:
    google.spreadsheet.fill(Workbook((Tab("시트1", (("메모",),)),)))
    mark = google.mark()
    with pytest.raises(WorkbookError):
        begin.begin_at(google.address, CELLS, NOW)
    assert google.count("write", mark) == 0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_study_begins_in_a_sheet_whose_script_has_made_the_form_and_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """The script fills in the link of the form before anybody has named a member."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".streamlit").mkdir()
    with ScriptServer() as scripts:
        secrets = f'[sheet]\ntoken = "{scripts.token}"\nwrite = true\n'
        (tmp_path / ".streamlit" / "secrets.toml").write_text(secrets)
        monkeypatch.setenv(session.ELSEWHERE, scripts.url)
        scripts.fill(Workbook((Tab("시트1", ()),)))
        assert scripts.runtime.call("startStudyboard")["error"] is None
        form = load_season(open_store(scripts.address)).study.form
        assert form
        assert form.week_entry
        begin.begin_at(scripts.address, make_workbook(replace(PLAN, language=language)), NOW)
        season = load_season(open_store(scripts.address))
        assert (season.study.name, season.study.form) == ("MLOps 1기", form)
        assert (len(season.study.members), season.list_problems(NOW)) == (2, ())
        with pytest.raises(WorkbookError):
            begin.begin_at(scripts.address, OTHER, NOW)
