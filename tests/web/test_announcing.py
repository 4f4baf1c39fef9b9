"""The group's chat is told of a hand-in once, in the background, and the page never waits or fails for it."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studylib.config.studies import ONLY
from studylib.reminders import announcement, delivery
from studylib.source.reader import Reader
from studylib.stores.opening import open_store
from studylib.web import announcing
from studylib.web.announcing import MOST_AN_HOUR, MOST_WAITING, Announcer
from studylib.workbook import entries
from studylib.workbook.answers import Answer
from tests.pages.conftest import outset, visit
from tests.pages.drawn import NOW, Open, choose, press, text
from tests.pages.workbooks import group
from tests.stand_ins.receiver import TOKEN, Receiver, nowhere, receiver

__all__ = ["outset", "receiver", "visit"]  # fixtures

SETTINGS = (("name", "밤샘 스터디"), ("starts_on", "2022-04-06"), ("announce", "예"))
NEVER = 3600.0
"""Seconds after which no test lasts: the clock of an announcer that is sent by hand."""


@pytest.fixture
def told(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> Receiver:
    monkeypatch.setenv(delivery.VARIABLE, receiver.address())
    return receiver


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    store = open_store(f"sqlite:///{tmp_path / 'group.db'}", create=True)
    store.replace(group(settings=SETTINGS, answers=()))
    return Reader(store)


@pytest.fixture
def announcer() -> Iterator[Announcer]:
    yield Announcer(NEVER)
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.cancel()


def hand_in(
    announcer: Announcer, reader: Reader, member: str = "하나", week: int = 1, link: str = "a.kr"
) -> Answer:
    """Write an answer and let it be told, as the page does."""
    season = reader.read().season
    at = NOW + timedelta(minutes=len(season.study.submissions))
    answer = Answer(member, week, at, f"https://{link}", "")
    entry = entries.make_answer_rows(season.cells, season.study, answer, beside_form=False)
    reader.store.append(entry.title, entry.header, entry.rows)
    if news := announcement.find_news(season.study, answer):
        announcer.take(ONLY, reader, news)
    return answer


def send(announcer: Announcer, reader: Reader) -> None:
    announcer._send(ONLY, reader)


def bodies(told: Receiver) -> list[str]:
    return [str(taken["message"]) for _, taken in told.taken]


def test_hand_ins_of_a_minute_are_one_message_and_each_is_told_once(
    announcer: Announcer, reader: Reader, told: Receiver
) -> None:
    hand_in(announcer, reader)
    hand_in(announcer, reader, "두리", 2)
    hand_in(announcer, reader, link="b.kr")
    send(announcer, reader)
    send(announcer, reader)
    assert bodies(told) == ["· 하나 · 1주차\nhttps://a.kr\n· 두리 · 2주차\nhttps://a.kr"]


def test_what_is_taken_back_is_not_told_and_its_repetition_is_told_once(
    announcer: Announcer, reader: Reader, told: Receiver
) -> None:
    hand_in(announcer, reader)
    reader.store.replace(group(settings=SETTINGS, answers=()))
    send(announcer, reader)
    assert bodies(told) == []
    for _ in range(2):
        hand_in(announcer, reader)
        send(announcer, reader)
        reader.store.replace(group(settings=SETTINGS, answers=()))
    assert len(bodies(told)) == 1


def test_what_is_withdrawn_is_not_told_though_a_service_returns_it_late(
    announcer: Announcer, reader: Reader, told: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(reader.store), "remote", True)
    first, second = hand_in(announcer, reader), hand_in(announcer, reader, "두리", 2, "b.kr")
    announcer.withdraw(None, first)
    announcer.withdraw("other", second)
    send(announcer, reader)
    assert bodies(told) == ["· 두리 · 2주차\nhttps://b.kr"]


@pytest.mark.parametrize("cell", ["아니요", None, "FALSE"])
def test_a_study_that_does_not_ask_for_it_is_not_told(
    announcer: Announcer, reader: Reader, told: Receiver, cell: str | None
) -> None:
    reader.store.replace(group(settings=(*SETTINGS[:2], ("announce", cell)), answers=()))
    hand_in(announcer, reader)
    send(announcer, reader)
    assert bodies(told) == []


@pytest.mark.parametrize("addresses", ["", f"nonsense{TOKEN}", "hangs", "nowhere"])
def test_a_failure_is_one_line_of_the_log_without_the_address(
    announcer: Announcer,
    reader: Reader,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    addresses: str,
) -> None:
    monkeypatch.setattr(announcing, "PATIENCE", 0.5)
    receiver.status = 0
    monkeypatch.setenv(
        delivery.VARIABLE, {"hangs": receiver.address(), "nowhere": nowhere()}.get(addresses, addresses)
    )
    hand_in(announcer, reader)
    send(announcer, reader)
    assert "Hand-ins were not told to the group" in caplog.text
    assert TOKEN not in caplog.text


def test_a_study_has_so_many_messages_an_hour_and_the_others_wait_together(
    announcer: Announcer, reader: Reader, told: Receiver
) -> None:
    for at in range(MOST_AN_HOUR):
        assert announcer._find_delay(None) == NEVER
        hand_in(announcer, reader, ("하나", "두리", "세찬")[at % 3], at // 3 + 1)
        send(announcer, reader)
    assert len(bodies(told)) == MOST_AN_HOUR
    quick = Announcer(1.0)
    quick._sent = announcer._sent
    assert 3_000 < quick._find_delay(None) <= 3_600
    assert quick._find_delay("other") == 1.0


@pytest.mark.parametrize(("count", "kept"), [(199, 199), (200, 200), (201, 200)])
def test_a_flood_fills_no_memory(announcer: Announcer, reader: Reader, count: int, kept: int) -> None:
    news = announcement.News(
        Answer("하나", 1, NOW, "https://a.kr", ""), ("https://a.kr",), (("하나", 1, None),)
    )
    assert MOST_WAITING == 200
    for _ in range(count):
        announcer.take(ONLY, reader, news)
    assert len(announcer._waiting[None]) == kept


# ---- from the page ----


@pytest.mark.usefixtures("configured")
def test_the_page_tells_the_group_and_does_not_wait_for_it(
    visit: Open, told: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "_ANNOUNCER", Announcer(0.0))
    told.status = 0  # it never answers
    monkeypatch.setattr(announcing, "PATIENCE", 0.2)
    app = visit("hand_in", group(settings=SETTINGS, answers=()), lang="en")
    press(choose(app, "하나", "https://hana.example/4", 4))
    assert "Received" in text(app)
    for thread in threading.enumerate():
        if thread.name == "studyboard-announcement":
            thread.join(30)
    assert bodies(told) == ["· 하나 · 4주차\nhttps://hana.example/4"]


@pytest.mark.usefixtures("configured")
def test_what_is_taken_back_on_the_page_waits_no_longer(
    visit: Open, told: Receiver, monkeypatch: pytest.MonkeyPatch, announcer: Announcer
) -> None:
    monkeypatch.setattr(announcing, "_ANNOUNCER", announcer)
    app = visit("hand_in", group(settings=SETTINGS, answers=()), lang="en")
    press(choose(app, "하나", "https://hana.example/4", 4))
    assert [each.answer.member for each in announcer._waiting[None]] == ["하나"]
    app.button(key="hand_in_back").click().run()
    assert announcer._waiting[None] == []


@pytest.mark.usefixtures("configured")
def test_a_fault_of_the_announcement_leaves_the_hand_in_as_it_is(
    visit: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(f"https://{TOKEN}")

    monkeypatch.setattr(announcement, "find_news", fail)
    app = visit("hand_in", group(answers=()), lang="en")
    press(choose(app, "하나", "https://hana.example/4", 4))
    assert "Received" in text(app)
    assert "A hand-in is not told to the group: RuntimeError" in caplog.text
    assert TOKEN not in caplog.text
