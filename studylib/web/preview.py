"""What a shared link shows: the study, its week, its deadline, how many have handed in. No name and no amount.

It tells what a visitor without a sign-in may see. A study that is closed to them looks like one that does not exist.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from studylib import clock
from studylib.access.origin import Visitor
from studylib.access.rights import Need, choose_redaction, judge_rights
from studylib.config.studies import StudyConfig
from studylib.season import events
from studylib.season.phases import describe_hand_ins, describe_phase
from studylib.season.weeks import from_milliseconds
from studylib.source import catalogue
from studylib.source.reader import Reading
from studylib.source.season import Season, keep_with_season
from studylib.text.bounds import cut_text
from studylib.text.direction import join_texts
from studylib.text.errors import StudyboardError
from studylib.text.invisible import drop_stray
from studylib.text.language import CODES, Language
from studylib.text.message import sentence
from studylib.web import derived
from studylib.web.look import KNOWN_SECONDS, recall_closed, redact_season
from studylib.web.page_titles import NAME, write_title
from studylib.web.parameters import cut_parameter
from studylib.web.readers import find_reader
from studylib.web.sign_in import read_origin

LONGEST_NAME = 60
"""Characters of a study's name in a title."""
LONGEST_LINE = 200
"""Characters of a description."""

ABOUT = sentence("The board of a study group: what is due, and who has handed in.")

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PreviewRequest:
    """What is asked for: a page and its parameters, by a request with these headers.

    ``came_from``: the sender's address, ``None`` for this machine. ``reads``: whether a fresh read is worth a wait.
    """

    page: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    came_from: str | None
    reads: bool = False

    @property
    def code(self) -> str | None:
        """The language asked for, ``None`` if none."""
        code = self.query.get("lang")
        return code if code in CODES else None


@dataclass(frozen=True, slots=True)
class Preview:
    """The texts of a link's preview. ``name`` is the study's, or the product's."""

    code: str
    name: str
    title: str
    heading: str
    description: str


def write_neutral(page: str, code: str | None) -> Preview:
    """Write the preview of a page that tells nothing of a study."""
    language = Language(code or CODES[0])
    title = write_title(language, page)
    return Preview(language.code, NAME, title, title, language.say(ABOUT))


def find_preview(asked: PreviewRequest) -> Preview:
    """Find the preview of a page. It reads what is in memory, and the workbook only for who waits."""
    try:
        season = _find_season(asked)
    except StudyboardError:
        season = None
    if season is None:
        return write_neutral(asked.page, asked.code)
    code = asked.code or season.study.language
    looks_back = bool(asked.query.get("as_of"))
    return _write_preview(
        season, events.find_last_event(season.events, clock.now()), asked.page, code, looks_back
    )


def _find_season(asked: PreviewRequest) -> Season | None:
    """Find the season as anybody may see it. ``None`` if it is closed or not in memory."""
    listing = catalogue.choose_study(cut_parameter("study", asked.query.get("study")))
    last = _find_copy(listing, asked)
    is_there = last is not None and (last.is_shared or not listing.registered)
    return _show(last.season, asked) if last and is_there else None


def _find_copy(listing: StudyConfig, asked: PreviewRequest) -> Reading | None:
    """Find a copy that is new enough to tell who may see it. ``None`` if a visitor would have to wait for one."""
    reader, now = find_reader(listing), clock.now()
    last = reader.find_last()
    if not reader.store.remote:
        return reader.read() if last or asked.reads else None  # the same copy unless somebody has written
    if asked.reads:
        reached = read_origin(asked.headers, asked.came_from)
        return recall_closed(listing, reader, Visitor(), reached, now) or reader.read()
    return last if last and 0 <= (now - last.read_at).total_seconds() < KNOWN_SECONDS else None


def _show(season: Season, asked: PreviewRequest) -> Season | None:
    reached = read_origin(asked.headers, asked.came_from)
    rights = judge_rights(season.study, Visitor(), reached, clock.now())
    return redact_season(season, choose_redaction(rights)) if rights.may(Need.BOARD) else None


@keep_with_season
def _write_preview(season: Season, event: int, page: str, code: str, looks_back: bool) -> Preview:
    """Write the preview as of an event. ``looks_back``: the link is of another moment, so tell no week."""
    language, study = Language(code), season.study
    name = clean(study.name, LONGEST_NAME) or NAME
    title = clean(write_title(language, page, name), LONGEST_LINE)
    if looks_back or not study.members or not study.weeks:
        return Preview(code, name, title, title, language.say(ABOUT))
    now = derived.find_standing_at(season, from_milliseconds(event))
    week, facts = (
        language.week(now.week.number),
        (describe_phase(now, language), describe_hand_ins(now, language)),
    )
    if page:
        return Preview(code, name, title, title, clean(join_texts((week, *facts)), LONGEST_LINE))
    heading = clean(join_texts((name, week)), LONGEST_LINE)
    return Preview(code, name, title, heading, clean(join_texts(facts), LONGEST_LINE))


def clean(text: str | None, most: int) -> str:
    """Put a text on one line of at most ``most`` characters, without what nobody can see."""
    visible = drop_stray(_CONTROLS.sub(" ", (text or "")[: 4 * most]))
    return cut_text(" ".join(visible.split()), most)
