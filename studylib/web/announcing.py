"""Tell the group's chat of hand-ins, in the background of this process.

A message waits for ``GATHER`` seconds. So several hand-ins make one message, and one that is taken back makes none.
What waits when the process ends is not told: twice would be worse.
"""

from collections import deque
from collections.abc import Hashable, Sequence
from threading import Lock, Timer
from time import monotonic

from studylib.config.studies import StudyConfig
from studylib.logs import LOG
from studylib.reminders import announcement, delivery
from studylib.reminders.announcement import News
from studylib.season.study import Study
from studylib.source.reader import Reader
from studylib.text.errors import StudyboardError
from studylib.web.visit import Visit
from studylib.workbook.answers import Answer

GATHER = 60.0
"""Seconds that a hand-in waits for others, and for being taken back."""

MOST_AN_HOUR = 12
"""Messages of a study within an hour. Later hand-ins wait longer, and come together."""

HOUR = 3600.0
MOST_WAITING = 200
"""Hand-ins of a study that wait. More are not told."""

MOST_TOLD = 10_000
"""Hand-ins that this process remembers as told. The oldest are forgotten first."""

PATIENCE = 20.0
"""Seconds for an address to take a message."""


class Announcer:
    """The news that wait, by study, and those that were told. ``gather``: seconds that a hand-in waits."""

    def __init__(self, gather: float = GATHER) -> None:
        self._gather = gather
        self._waiting: dict[str | None, list[News]] = {}
        self._timed: set[str | None] = set()
        self._sent: dict[str | None, deque[float]] = {}
        self._told: dict[Hashable, None] = {}
        self._lock = Lock()
        self._sending = Lock()

    def take(self, listing: StudyConfig, reader: Reader, news: News) -> None:
        """Take one hand-in to tell. The first that waits starts the clock."""
        with self._lock:
            waiting = self._waiting.setdefault(listing.id, [])
            if len(waiting) >= MOST_WAITING:
                LOG.warning("A hand-in is not told to the group: %s others wait.", MOST_WAITING)
                return
            waiting.append(news)
            if listing.id not in self._timed:
                self._timed.add(listing.id)
                timer = Timer(self._find_delay(listing.id), self._send, args=(listing, reader))
                timer.name, timer.daemon = "studyboard-announcement", True
                timer.start()

    def withdraw(self, study: str | None, answer: Answer) -> None:
        """Leave out a hand-in that was taken back, if it still waits. A service would return it for a while."""
        with self._lock:
            waiting = self._waiting.get(study, [])
            waiting[:] = [each for each in waiting if each.answer != answer]

    def _find_delay(self, study: str | None) -> float:
        """Find how many seconds to wait, so that an hour has at most ``MOST_AN_HOUR`` messages."""
        sent = self._sent.setdefault(study, deque(maxlen=MOST_AN_HOUR))
        full = sent[0] + HOUR - monotonic() if len(sent) == MOST_AN_HOUR else 0.0
        return max(self._gather, full)

    def _send(self, listing: StudyConfig, reader: Reader) -> None:
        """Send what waits for a study. A failure is logged, and not tried again."""
        with self._lock:
            waiting = self._waiting.pop(listing.id, [])
            self._timed.discard(listing.id)
        try:
            with self._sending:  # one at a time, so that no service is kept busy
                self._deliver(listing, reader, waiting)
        except StudyboardError as error:
            LOG.warning("Hand-ins were not told to the group: %s", error.why)
        except Exception as error:  # its message may hold an address
            LOG.error("Hand-ins were not told to the group: %s", type(error).__name__)

    def _deliver(self, listing: StudyConfig, reader: Reader, waiting: Sequence[News]) -> None:
        study = reader.read().season.study
        if not study.announces:
            return
        standing = announcement.list_standing(study, waiting, delayed=reader.store.remote)
        news = [each for each in standing if self._is_first(listing.id, each)]
        if not news:
            return
        message = announcement.write_announcement(study, news, delivery.find_page(listing))
        channels, failures = delivery.open_channels(delivery.list_addresses(listing))
        with self._lock:
            self._sent.setdefault(listing.id, deque(maxlen=MOST_AN_HOUR)).append(monotonic())
        letters = [(channel, message.title, message.body) for channel in channels]
        for why in [*failures, *(why for _, why in delivery.deliver(letters, PATIENCE) if why)]:
            LOG.warning("Hand-ins were not told to the group: %s", why)

    def _is_first(self, study: str | None, news: News) -> bool:
        """Tell whether the hand-in has not been told yet, and remember it."""
        marks = {(study, *mark) for mark in news.marks}
        is_first = not marks <= self._told.keys()
        with self._lock:
            self._told |= dict.fromkeys(marks)
            while len(self._told) > MOST_TOLD:
                self._told.pop(next(iter(self._told)))
        return is_first


_ANNOUNCER = Announcer()


def announce(visit: Visit, before: Study, answer: Answer) -> None:
    """Tell the group of an answer that was just written. ``before`` is the whole study without it.

    It is told only if the study says so. It never fails, because the answer is kept already.
    """
    try:
        if news := announcement.find_news(before, answer):
            _ANNOUNCER.take(visit.listing, visit.reader, news)
    except Exception as error:
        LOG.error("A hand-in is not told to the group: %s", type(error).__name__)


def withdraw(visit: Visit, answer: Answer) -> None:
    """Leave out an answer that was taken back, if the group was not told of it yet."""
    _ANNOUNCER.withdraw(visit.listing.id, answer)
