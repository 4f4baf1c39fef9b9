"""Send the reminders of the studies that ask for it, in the background of this server.

It does what ``remind --scheduled --sent FILE`` does. ``sent`` in ``[reminders]`` names the file and switches it on.
Whoever else uses that file, server or cron, takes turns with it. So no address gets a reminder twice.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event, Thread

import streamlit as st

from studylib import clock, logs
from studylib.config import secrets, studies
from studylib.config.studies import StudyConfig
from studylib.logs import LOG
from studylib.reminders import delivery, doubts, sent
from studylib.source import reminding
from studylib.text.errors import DeliveryError, StudyboardError
from studylib.text.message import sentence
from studylib.web.readers import find_reader, read_study

FIRST = 3.0
"""Seconds from the start of the server to the first look."""

EVERY = 600.0
"""Seconds between two looks. A look reads the workbook once."""

TURN = 10.0
"""Seconds to wait for others that hold the file. The next look tries again."""

ENDS_WITHIN = 75.0
"""Seconds that an ending server waits for reminders on their way, so that they are recorded."""


@asynccontextmanager
async def keep_reminding(_app: st.App) -> AsyncIterator[None]:
    """Remind as long as the server runs."""
    logs.mask_logs()
    over = Event()
    thread = Thread(target=_remind_until, args=(over,), name="studyboard-reminders", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        await asyncio.to_thread(thread.join, ENDS_WITHIN)


def _remind_until(over: Event) -> None:
    """Look again and again. Log why reminders fail, once as long as the reason is the same."""
    told: dict[str | None, str] = {}
    wait = FIRST
    while not over.wait(wait):
        wait = EVERY
        failures = dict(remind_studies())
        for study, why in failures.items():
            if told.get(study) != why:
                LOG.warning("Reminders were not sent: %s", why)
        told = failures


def remind_studies() -> Iterator[tuple[str | None, str]]:
    """Remind in each study that asks for it. Yield the ids of those that failed, each with the reason."""
    try:
        listings = studies.list_studies() or [studies.choose_study(None)]
    except StudyboardError as error:
        yield None, str(error.why)
        return
    for listing in listings:
        try:
            remind_study(listing)
        except StudyboardError as error:
            yield listing.id, str(error.why)
        except Exception as error:  # a bug: its traceback may quote a cell
            yield listing.id, logs.mask_traceback(error)


def remind_study(listing: StudyConfig) -> None:
    """Send what is due in a study, unless it is not switched on. Raises a StudyboardError if something failed."""
    file = find_file(listing)
    if file is None:
        return
    with sent.hold_log(file, TURN):  # whoever waited reads the workbook and the record anew
        reading = read_study(listing, find_reader(listing), anew=True)
        if reading.failure:  # an old copy could name members who have handed in
            raise DeliveryError(reading.failure)
        season, now = reading.season, clock.now()
        waiting = reminding.list_waiting(season, now, scheduled=True)
        problems = season.list_problems(now, now)
        if not waiting:
            return
        if doubts.list_delaying(season.study, problems, waiting):
            raise DeliveryError(
                sentence(
                    "The reminder could name members who have handed in. The page Checks says what to fix first."
                )
            )
        failures = reminding.send(season, listing, waiting, problems, now, file).failures
    if failures:
        raise DeliveryError(failures[0])


def find_file(listing: StudyConfig) -> Path | None:
    """Find the file that keeps what was sent. ``None``: this server sends no reminders of the study."""
    name = listing.table(delivery.TABLE).get("sent")
    if name is None:
        return None
    if not isinstance(name, str) or not name.strip():
        raise DeliveryError(
            sentence(
                "“sent” under [{table}] in {path} is not the name of a file. Write one, such as “data/sent.json”.",
                table=delivery.TABLE,
                path=str(secrets.FILE),
            )
        )
    return Path(name)
