"""What the pages share: the guard, the season, the clock, the banners. The door of streamlit.

Every page begins with ``enter``, and every write goes through ``hand_in`` or ``save``: there ``access`` says who may.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, NoReturn
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.errors import StreamlitAPIException

from studylib import (
    access,
    answers,
    calendar,
    charts,
    clock,
    fines,
    headers,
    log,
    payments,
    questions,
    secret,
    settlement,
    source,
    studies,
    subscription,
    values,
    weeks,
)
from studylib import board as boards
from studylib import standing as standings
from studylib.access import Caller, Door, Need, Rights, Veil
from studylib.access import Standing as Party
from studylib.answers import Answer
from studylib.cells import Tab, Workbook, WorkbookError
from studylib.change import Change, Refused
from studylib.charts import Palette
from studylib.copies import Copy, Keeper, Pace
from studylib.language import CODES, Language
from studylib.payments import Outstanding
from studylib.questions import Listing, Repository
from studylib.rules import Rules
from studylib.sentence import Sentence, masked, sentence
from studylib.settlement import Settlement
from studylib.source import Reader, Reading, Season, kept_with_season
from studylib.standing import Standing
from studylib.stores import Store
from studylib.studies import Unlisted
from studylib.study import Audience, Problem, Status, Study

LOG = logging.getLogger("studyboard")
STYLE = Path(__file__).parent / "style.css"
NAME = "Studyboard"
KEPT = ("study", "lang", "as_of")
"""What of a page's address goes along to the next page."""
LOOK = "look"
"""Where what was seen is left for the rest of the same run: the visit, or why there is none."""
ANEW = "anew"
"""Where a click leaves its wish for a fresh read."""
UNABLE = "unable"
"""Where a click leaves that it led to no provider."""
LOOK_AGAIN_SECONDS = 15
"""How often an open page looks whether a workbook that could not be had can be had again."""
NAMES = {"ko": "한국어", "en": "English"}
"""The languages as those call them who speak them."""
SIGNED_IN = (Party.LEADER, Party.MEMBER, Party.STRANGER, Party.UNVERIFIED)
"""Who may want to sign out."""
SIGNED_OUT = (Party.ANONYMOUS, Party.EXPIRED)
"""Who may want to sign in."""
OF_ONE_SIGN_IN = ("iss", "sub", "iat", "nonce")
"""What together no other sign-in has."""
MOST_SIGN_OUTS = 10_000
"""Of the last ones it is known which sign-ins they ended."""
MOST_STUDIES = 1024
"""Of those, the workbooks are kept that were read last; a season of a year takes some 100 KB."""
READ_AT_ONCE = 8
"""How many workbooks are read side by side for the list of studies."""
ASK_AGAIN_SECONDS = {False: 300.0, True: 60.0}
"""How long the list of questions is kept, without and with a token: without one, GitHub answers a network 60 times an
hour."""
ASK_AGAIN_AFTER_FAILURE = 120.0
"""Seconds from a list that could not be had to the next try; a try that fails at once is one request."""
PATIENCE_WITH_GITHUB = 5.0
"""Seconds that a visitor waits for the questions where there is no list yet; then the page looks again by itself."""
OUT_OF_REACH = sentence(
    "The board cannot be read at the moment. It is tried again; nothing has to be done. Who runs the server finds the "
    "reason in its log."
)
"""Why there is no newer board, for those who may not know where the workbook lies."""
LINK_COLOURS = {"light": ("#1F5C99", "#FFFFFF"), "dark": ("#8FC1F0", "#0B0F14")}
"""Of links, and of what is written on their colour."""


log.mask()  # before anything is logged of a season


@dataclass(frozen=True)
class Visit:
    """One run of one page for one visitor: the season, the reader's language, and the moment that is shown."""

    listing: studies.Listing
    reader: Reader
    rights: Rights
    reading: Reading
    """As much of it as the visitor may know."""
    language: Language
    theme: str
    now: datetime
    """The moment that is shown, in UTC, so that what is left until another one is real time."""
    as_of: datetime | None
    """The moment asked for, ``None`` for the present."""
    event: int
    """Since when (ms since 1970 UTC) the board has stood as it does at ``now``."""

    @property
    def store(self) -> Store:
        """Where the workbook lies."""
        return self.reader.store

    @property
    def season(self) -> Season:
        """The season as it was last read."""
        return self.reading.season

    @property
    def study(self) -> Study:
        """The season's study."""
        return self.season.study

    @property
    def awaiting(self) -> bool:
        """Whether answers that came in time may still be on their way into the workbook."""
        ended = weeks.ended_within(weeks.DELIVERY, self.study.weeks, self.study.tiers, self.now)
        return self.store.remote and self.as_of is None and ended

    @property
    def palette(self) -> Palette:
        """The colours of the theme that the visitor sees."""
        return charts.PALETTES[self.theme]


@dataclass(frozen=True)
class Drawing:
    """The board as a figure, in one line for those who do not see it, and the statuses that are on it."""

    figure: charts.Figure
    described: str
    statuses: tuple[Status, ...]


class Cell(NamedTuple):
    """One row of the board with its reason in words; the columns as ``board.COLUMNS`` has them."""

    member: str
    week: int
    status: str
    link: str
    fine: int
    tier: int
    reason: str


@dataclass(frozen=True)
class Outcome:
    """What came of the leader's last click: what was saved, or else why nothing was.

    ``place`` is the part of the page that asked for it, where it is told.
    """

    place: str
    change: Change | None = None
    why: Sentence | None = None
    problems: tuple[Problem, ...] = ()
    """What would have become unreadable."""


def enter(what: Need = Need.BOARD, *, people: bool = False, money: bool = False) -> Visit:
    """Open the season for a page that shows that, and draw what stands above every page.

    ``people``: the page shows members by weeks, so it ends with one line where there are none. ``money``: it shows
    fines, so it says how much could not be read. Ends the run with the reason for a visitor to whom the page is closed,
    and with one clear line where the workbook cannot be had.
    """
    try:
        visit = _seen()
    except Unlisted:
        _choose(Language(_asked_language() or CODES[0]))
    except WorkbookError as error:
        _stop(Language(_asked_language() or CODES[0]), error.why)
    st.html(_style(visit.theme))
    need(visit, what)
    if visit.reading.failure:
        _failure_strip(visit)
    if visit.study.sample:
        strip(
            visit,
            sentence("This is a sample season of an invented group. Import your own workbook to begin."),
            quiet=True,
        )
    if visit.as_of:
        _as_of_strip(visit)
    elif asked := st.query_params.get("as_of"):
        strip(visit, sentence("“{cell}” is no moment to show. Write it as 2022-05-11T00:30.", cell=asked))
    if people:
        _need_people(visit)
    if money and visit.season.problems:
        _unread_strip(visit)
    return visit


def need(visit: Visit, what: Need) -> None:
    """End the page with the reason where the visitor may not go on to that."""
    if why := access.refusal(visit.rights, what):
        _refuse(visit, why)


def title() -> tuple[str, Language]:
    """The study's name and the visitor's language, for the frame; neutral ones where the workbook cannot be had."""
    try:
        visit = st.session_state[LOOK] = look()
    except WorkbookError as error:
        st.session_state[LOOK] = error
        return "", Language(_asked_language() or CODES[0])
    return visit.study.name, visit.language


def _seen() -> Visit:
    """What was seen before in the same run, else a look of its own: a run waits once for what does not come.

    Raises ``WorkbookError`` as ``look`` does.
    """
    seen = st.session_state.pop(LOOK, None) or look()
    if isinstance(seen, WorkbookError):
        raise seen
    return seen


def look() -> Visit:
    """The season as it stands now for this visitor; draws nothing. Raises ``WorkbookError`` where it cannot be had."""
    listing = studies.chosen(kept("study"))
    opened = reader(listing)
    reading = opened.read(anew=st.session_state.pop(ANEW, False))
    rights = access.rights(reading.season.study, _caller(), _door(), clock.now())
    season = veiled(reading.season, access.veil(rights))
    failure = reading.failure if rights.may(Need.INSIDE) else reading.failure and OUT_OF_REACH
    as_of = _asked_moment(season.study)
    now = as_of.astimezone(UTC) if as_of else clock.now()
    return Visit(
        listing=listing,
        reader=opened,
        rights=rights,
        reading=replace(reading, season=season, failure=failure),
        language=Language(_asked_language() or season.study.language),
        theme=st.context.theme.type or "light",
        now=now,
        as_of=as_of,
        event=boards.last_event(season.events, now),
    )


def changed(drawn: Visit, visit: Visit) -> bool:
    """Whether a page that was drawn no longer shows what is known at the later visit."""
    then, now = (
        (each.season, each.rights, each.event, each.theme, each.reading.failure is None)
        for each in (drawn, visit)
    )
    return then != now


def present(visit: Visit) -> Visit:
    """The same visit, of the present, whatever moment was asked for: what is handed in is handed in now."""
    now = clock.now()
    return replace(visit, now=now, as_of=None, event=boards.last_event(visit.season.events, now))


def allowed(need: Need) -> Visit:
    """The visit of who clicks, at the moment of the click: a page may have been drawn long ago, and for somebody else.

    Raises a WorkbookError where that is closed to them, or where there is no workbook.
    """
    visit = look()
    if why := access.refusal(visit.rights, need):
        raise WorkbookError(why)
    return visit


def hand_in(answer: Answer) -> Answer:
    """Write an answer; as it was written. Who has signed in hands in as themselves, whatever name the page sent.

    Raises a WorkbookError where nothing was written.
    """
    visit = allowed(Need.INSIDE)
    answer = replace(answer, member=visit.rights.member or answer.member)
    whole = visit.reader.read().season
    entry = answers.entry(whole.cells, whole.study, answer, beside_form=visit.store.remote)
    visit.store.append(entry.title, entry.header, entry.rows)
    return answer


def save(place: str, decide: Callable[[Season], Change]) -> Outcome:
    """Write a change for the leader, as ``source.save`` does: who leads by the roster that it is written beside."""
    caller, reached = _caller(), _door()

    def decided(season: Season) -> Change:
        rights = access.rights(season.study, caller, reached, clock.now())
        if why := access.refusal(rights, Need.LEAD):
            raise WorkbookError(why)
        return decide(season)

    try:
        visit = allowed(Need.LEAD)
        return Outcome(place, change=source.save(visit.store, decided, clock.now()))
    except Refused as refused:
        return Outcome(place, problems=refused.problems)
    except WorkbookError as error:
        return Outcome(place, why=error.why)


def _caller() -> Caller:
    """Who the visitor is, by the cookie that the provider's word was signed into when they came back from it."""
    if not _sign_in() or _one_sign_in() in _ENDED:
        return Caller()
    verified = st.user.get("email_verified")
    return Caller(
        signed_in=st.user.get("is_logged_in") is True,
        address=str(st.user.get("email") or "") or None,
        verified=verified is True or verified == "true",
        since=_since(st.user.get("iat")),
    )


def _since(seconds: object) -> datetime | None:
    """The moment that the provider gives; the beginning of time where it is none."""
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(float(str(seconds)), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.min.replace(tzinfo=UTC)


def _sign_in_at(provider: str | None) -> None:
    """Send the visitor to a provider; where [auth] does not tell Streamlit all that it needs, they are told so."""
    try:
        st.login(provider)
    except StreamlitAPIException as error:
        LOG.warning("The sign-in is not set up: %s", error)
        st.session_state[UNABLE] = True


_ENDED: dict[tuple[object, ...], None] = {}
"""The sign-ins that were ended on this server: a tab that is still open, or a copy of the cookie, brings none back."""


def _one_sign_in() -> tuple[object, ...] | None:
    said = tuple(str(st.user.get(name) or "") for name in OF_ONE_SIGN_IN)
    return said if any(said) else None


def _sign_out() -> None:
    """End the sign-in, also for the visitor's other tabs, to which Streamlit shows the cookie but once."""
    if ended := _one_sign_in():
        _ENDED[ended] = None
        while len(_ENDED) > MOST_SIGN_OUTS:
            _ENDED.pop(next(iter(_ENDED)), None)
    st.logout()


def _door() -> Door:
    return door(st.context.headers, st.context.ip_address)


def door(headers: Mapping[str, str], came_from: str | None = None) -> Door:
    """How the server was reached by a request with these headers from that address (``None``: this machine's).

    Raises a WorkbookError where the secrets file cannot be read, for then nobody knows whether there is a sign-in.
    """
    local = access.is_local(st.get_option("server.address"), headers, came_from)
    return Door(sign_in=bool(_sign_in()), local=local)


def _of_the_account(said: str, *, leads: bool) -> str:
    """A reason that may name the account with which a sheet is to be shared: that is for who can share it."""
    return said if leads else masked(said)


def _sign_in() -> Mapping[str, object]:
    """How one signs in; nothing where one cannot."""
    return secret.table("auth")


def reader(listing: studies.Listing) -> Reader:
    """The one reader that all visitors share of a study's workbook. Raises ``WorkbookError`` where there is none."""
    return _reader(listing.workbook)


@st.cache_resource(max_entries=MOST_STUDIES, show_spinner=False)
def _reader(address: str) -> Reader:
    return Reader(source.store(address))


def asks_as_the_group(visit: Visit, place: Repository) -> bool:
    """Whether GitHub is asked with the group's token, and may so tell what not everybody can read there."""
    try:
        return questions.access(place, visit.listing).token is not None
    except WorkbookError:
        return True


def asked(visit: Visit, place: Repository) -> Copy[Listing] | None:
    """The questions as GitHub last gave them, not yet placed; ``None`` while the first answer is waited for.

    One asks for all visitors. Raises ``WorkbookError`` where they cannot be had and never could.
    """
    try:
        way = questions.access(place, visit.listing)
    except WorkbookError:
        way = None  # who asks finds out, and says it
    pace = Pace(
        keep=ASK_AGAIN_SECONDS[way is not None and way.token is not None],
        try_again=ASK_AGAIN_AFTER_FAILURE,
        first=PATIENCE_WITH_GITHUB,
        changed=PATIENCE_WITH_GITHUB,
        newer=source.PATIENCE,
    )
    return _asker(place, visit.study.timezone.key, visit.listing.id).read(way, pace)


@st.cache_resource(max_entries=MOST_STUDIES, show_spinner=False)
def _asker(place: Repository, zone: str, study: str | None) -> Keeper[Listing]:
    def ask(_: object) -> Listing:
        way = questions.access(place, studies.chosen(study))
        return questions.fetch(place, way, clock.now().astimezone(ZoneInfo(zone)))

    return Keeper(ask)


def _read_again() -> None:
    """Have the run that comes after a click read the workbook, however fresh it is."""
    st.session_state[ANEW] = True


def judged(visit: Visit) -> pd.DataFrame:
    """The board at the moment that the visit shows; shared between visitors, not to be changed."""
    return _judged(visit.season, visit.event)


def cell(visit: Visit, member: str, week: int) -> Cell | None:
    """The row of the board, with its reason, of a member and week; ``None`` where the member does not answer."""
    return _cells(visit.season, visit.event, visit.language).get((member, week))


def standing(visit: Visit) -> Standing:
    """How the group stands at the moment that the visit shows."""
    month = f"{visit.now.astimezone(visit.study.timezone):%Y-%m}"
    return _standing(visit.season, visit.event, month)


def drawing(visit: Visit) -> Drawing:
    """The board as a figure; shared between visitors, not to be changed."""
    today = visit.now.astimezone(visit.study.timezone).date()
    mark = visit.language.say("Then") if visit.as_of else visit.language.say("Today")
    return _drawing(visit.season, visit.event, today, visit.language, visit.theme, mark)


def settled(visit: Visit) -> tuple[Settlement, ...]:
    """The months of the season, rising, at the moment that the visit shows."""
    at = weeks.milliseconds(visit.now)
    closings = (weeks.milliseconds(row.closed_at) for row in visit.study.settlements if row.closed_at)
    closed = max((closing for closing in closings if closing <= at), default=0)
    return _settled(visit.season, visit.event, max(visit.event, closed))


def outstanding(visit: Visit) -> tuple[Outstanding, ...]:
    """What each member still owes of each month at the moment that the visit shows."""
    return payments.outstanding(visit.study, settled(visit), visit.now)


def supposed(visit: Visit, rules: Rules) -> Visit:
    """The same visit of the season as it would be under other rules; nothing of it is kept anywhere."""
    season = _supposed(visit.season, rules)
    reading = replace(visit.reading, season=season)
    return replace(visit, reading=reading, event=boards.last_event(season.events, visit.now))


def subscribe_address(visit: Visit) -> str | None:
    """The address of the calendar: with its token for the group, without one where anybody sees the board.

    ``None`` for others. Raises ``WorkbookError`` where the token is set up wrongly.
    """
    token = subscription.token(visit.listing)
    if visit.rights.may(Need.INSIDE):
        if token is None and visit.rights.standing is not Party.HERE and not _is_public(visit):
            return None
        return subscription.address(st.context.url or "", token, visit.listing.id)
    return subscription.address(st.context.url or "", None, visit.listing.id) if _is_public(visit) else None


def _is_public(visit: Visit) -> bool:
    return visit.study.audience is Audience.PUBLIC


def shown(season: Season, headers: Mapping[str, str], came_from: str | None) -> Season | None:
    """The season as somebody may know it who has not signed in, and has nothing but a link; ``None`` if not at all."""
    reached, nobody = door(headers, came_from), Caller()
    if not access.lists(season.study, nobody, reached, clock.now()):
        return None
    return veiled(season, access.veil(access.rights(season.study, nobody, reached, clock.now())))


def calendar_of(season: Season, language: Language) -> bytes:
    """The season as a calendar that is stamped now."""
    return calendar.calendar(season.study, language, clock.now())


@kept_with_season
def calendar_mark(season: Season, code: str) -> str:
    """What marks the season's calendar in that language: the same as long as nothing in it but the stamps differs."""
    plain = calendar.calendar(season.study, Language(code), weeks.EPOCH)
    return hashlib.sha256(plain).hexdigest()[:32]


@lru_cache(maxsize=16)
def spreadsheet(tab: Tab) -> bytes:
    """The tab as an .xlsx file. Raises ``WorkbookError`` where a cell of it does not fit into one."""
    from studylib.stores import xlsx

    return xlsx.packed(Workbook((tab,)))


@kept_with_season
def _settled(season: Season, event: int, at: int) -> tuple[Settlement, ...]:
    return settlement.settle(season.study, _judged(season, event), weeks.moment(at))


@kept_with_season
def veiled(season: Season, veil: Veil) -> Season:
    """The season as somebody under that veil may know it: the cells are the leader's, and what is wrong with them is
    the group's."""
    cells = Workbook(()) if veil.cells else season.cells
    return Season(cells, access.veiled(season.study, veil), () if veil.reasons else season.problems)


@kept_with_season
def _supposed(season: Season, rules: Rules) -> Season:
    return replace(season, study=settlement.what_if(season.study, tiers=rules.tiers, pot=rules.pot))


@kept_with_season
def _judged(season: Season, event: int) -> pd.DataFrame:
    return boards.judge(season.study, weeks.moment(event))


@kept_with_season
def _explained(season: Season, event: int, language: Language) -> pd.DataFrame:
    rows = _judged(season, event)
    return rows.assign(reason=fines.reasons(season.study, rows, language))


@kept_with_season
def _cells(season: Season, event: int, language: Language) -> dict[tuple[str, int], Cell]:
    rows = _explained(season, event, language)
    columns = (rows[name] for name in Cell._fields)
    return {(row.member, row.week): row for row in map(Cell, *columns)}


@kept_with_season
def _standing(season: Season, event: int, month: str) -> Standing:
    return standings.stand(season.study, _judged(season, event), weeks.moment(event), month)


@kept_with_season
def _drawing(season: Season, event: int, today: date, language: Language, theme: str, mark: str) -> Drawing:
    rows = _explained(season, event, language)
    figure = charts.heatmap(season.study, rows, language, today, charts.PALETTES[theme], mark)
    there = set(rows["status"].unique())
    return Drawing(figure, charts.described(rows, language), tuple(each for each in Status if each in there))


# ---- what the address of the page asks for ----


def kept(name: str) -> str | None:
    """A parameter of the page's address. It is kept while the visitor moves between pages, and written back to the
    address, so that what is seen can be sent on as a link."""
    asked = st.query_params.get(name)
    if asked is not None:
        st.session_state[name] = asked
    elif kept := st.session_state.get(name):
        st.query_params[name] = kept
        return str(kept)
    return asked


def _asked_language() -> str | None:
    asked = kept("lang")
    return asked if asked in CODES else None


def _asked_moment(study: Study) -> datetime | None:
    """The moment of ``?as_of=``; an unreadable one is as none."""
    asked = kept("as_of")
    if not asked:
        return None
    try:
        return values.moment(asked, study.timezone)
    except values.Unreadable:
        return None


def show_as_of(moment: datetime | None) -> None:
    """Show the pages as of that local moment from the next run on; ``None`` for the present."""
    st.session_state.pop("as_of", None)
    st.query_params.pop("as_of", None)
    if moment:
        st.session_state["as_of"] = moment.strftime("%Y-%m-%dT%H:%M:%S")


# ---- what stands above and below every page ----


@cache
def _style(theme: str) -> str:
    link, ground = LINK_COLOURS[theme]
    return f"<style>:root {{ --sb-link: {link}; --sb-ground: {ground}; }} {STYLE.read_text()}</style>"


@cache
def _script(code: str, party: Party = Party.HERE) -> str:
    """What the page does in the browser; and its language, for screen readers: Streamlit leaves it English.

    Who is sent to sign in comes back to the front page, so the browser has to know who came from elsewhere. The script
    is the file letter by letter, for browsers are told to run no other.
    """
    signed = "in" if party in SIGNED_IN else "out" if party in SIGNED_OUT else ""
    script = headers.SCRIPT.read_text(encoding="utf-8")
    return f'<script data-language="{code}" data-signed="{signed}">{script}</script>'


def sorry() -> None:
    """Draw what a visitor is told where a page has failed."""
    language = Language(_asked_language() or CODES[0])
    said = sentence("Something went wrong here. Load the page again; if it stays so, tell the leader.")
    st.html(_style(st.context.theme.type or "light"))
    st.html(
        Markup('<div class="sb"><p class="strip alert" role="alert">{}</p></div>').format(language.say(said))
    )


def strip(visit: Visit, text: Sentence | Markup, *, quiet: bool = False, alert: bool = False) -> None:
    """One line above the page; an ``alert`` is read out at once to those who do not see it."""
    said = visit.language.say(text) if isinstance(text, Sentence) else text
    st.html(
        Markup('<div class="sb"><p class="strip{}" role="{}">{}</p></div>').format(
            " quiet" if quiet else " alert" if alert else "", "alert" if alert else "note", said
        )
    )


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _failure_strip(drawn: Visit) -> None:
    """How old the copy is that is shown and why it is no newer; gone as soon as a fresh read succeeds."""
    visit = _still(drawn)
    if visit is None:
        st.rerun()
    failure, read_at = visit.reading.failure, visit.reading.read_at
    assert failure is not None
    language, local = visit.language, read_at.astimezone(visit.study.timezone)
    text = language.say(
        "This is the copy of {moment}, {span} old, for the workbook cannot be read now.",
        moment=language.moment(local),
        span=language.span((clock.now() - read_at).total_seconds(), most=2),
    )
    said = _of_the_account(language.say(failure), leads=visit.rights.may(Need.LEAD))
    strip(visit, Markup("<b>{}</b> {}").format(text, said), alert=True)


def _still(drawn: Visit) -> Visit | None:
    """The visit as it is now, while what was drawn still holds: the same season, and no fresh read of it."""
    try:
        visit = look()
    except WorkbookError:
        return None
    same = visit.season is drawn.season and visit.reading.failure is not None
    return visit if same else None


def _as_of_strip(visit: Visit) -> None:
    moment = visit.language.moment(visit.now.astimezone(visit.study.timezone))
    with st.container(horizontal=True, vertical_alignment="center"):
        strip(visit, sentence("You see the board as it stood at {moment}.", moment=moment))
        st.button(visit.language.say("Back to now"), on_click=show_as_of, args=(None,), key="back_to_now")


def _unread_strip(visit: Visit) -> None:
    text = visit.language.say(
        "Could not be read: {count}. The figures may change once it is mended.",
        count=len(visit.season.problems),
    )
    where = Markup("{} {}").format(text, _to_the_checks(visit))
    strip(visit, where)


def kept_query(**changes: str) -> str:
    """The query of a link to another page, with what is kept between pages."""
    kept = {name: st.session_state.get(name) for name in KEPT} | changes
    return urlencode({name: value for name, value in kept.items() if value})


def _languages(language: Language) -> Markup:
    """The languages, with a link to the same page in the other one."""
    return Markup(" · ").join(
        Markup("<b>{}</b>").format(name)
        if code == language.code
        else Markup('<a href="?{}" target="_self" lang="{}">{}</a>').format(
            kept_query(**st.query_params.to_dict() | {"lang": code}), code, name
        )
        for code, name in NAMES.items()
    )


def foot(visit: Visit, *, signing: bool = True) -> None:
    """The last line of a page: when the workbook was read, the other language, and a fresh read where that makes a
    difference, for those inside: others could keep the sheet busy."""
    read_at = visit.language.moment(visit.reading.read_at.astimezone(visit.study.timezone))
    parts = [_languages(visit.language)]
    if visit.rights.may(Need.BOARD):
        parts.insert(0, Markup.escape(visit.language.say("Workbook read {moment}", moment=read_at)))
    if visit.listing.id:
        others = Markup('<a href="./?{}" target="_self">{}</a>')
        parts.append(others.format(kept_query(study=""), visit.language.say("Other studies")))
    with st.container(horizontal=True, vertical_alignment="center", key="foot"):
        st.html(_foot_line(parts), width="content")
        if signing:
            _sign_in_or_out(visit.language, visit.rights.standing, kind="tertiary")
        if visit.store.remote and visit.rights.may(Need.INSIDE):
            again = visit.language.say("Read again now")
            icon = ":material/refresh:"
            st.button(again, on_click=_read_again, key="read_again", icon=icon, type="tertiary")
    st.html(_script(visit.language.code, visit.rights.standing), unsafe_allow_javascript=True)


def _foot_line(parts: Iterable[Markup]) -> Markup:
    line = Markup("").join(Markup("<span>{}</span>").format(part) for part in parts)
    return Markup('<div class="sb"><div class="foot">{}</div></div>').format(line)


def _need_people(visit: Visit) -> None:
    """End the page with one line where there is nobody or no week to show, and lead to the reason if one is known."""
    if not visit.study.members:
        why = sentence("There are no members yet. Add them to the members tab.")
    elif not visit.study.weeks:
        why = sentence("There are no weeks yet. Add them to the weeks tab, and the start to the settings.")
    else:
        return
    _end(
        visit, why, Markup("<p>{}</p>").format(_to_the_checks(visit)) if visit.season.problems else Markup("")
    )


def _end(visit: Visit, why: Sentence, more: Markup | str = "") -> NoReturn:
    """End the page with one line in the place of all that it would show."""
    head = Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p>{}</div>')
    st.html(head.format(visit.study.name or NAME, visit.language.say(why), more))
    foot(visit)
    st.stop()


def _refuse(visit: Visit, why: Sentence) -> NoReturn:
    """End the page for a visitor to whom it is closed: why, and the way to sign in, or out."""
    name = visit.study.name or NAME
    st.html(
        Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p></div>').format(
            name, visit.language.say(why)
        )
    )
    inside = visit.rights.may(Need.INSIDE)  # a member need not sign out for having come to the desk
    if not inside:
        _sign_in_or_out(visit.language, visit.rights.standing, kind="primary")
    foot(visit, signing=inside)
    st.stop()


def _sign_in_or_out(language: Language, party: Party, kind: Literal["primary", "tertiary"]) -> None:
    """The buttons to sign in, one a provider, or the one to sign out; those at the foot are the quiet ones."""
    say = language.say
    if party in SIGNED_OUT:
        for provider, name in _providers().items():
            said = say("Sign in with {provider}", provider=name) if name else say("Sign in")
            key = f"sign_in_{provider}_{kind}"
            st.button(
                said, on_click=_sign_in_at, args=(provider,), key=key, type=kind, icon=":material/login:"
            )
        if st.session_state.pop(UNABLE, False):
            why = say("Nobody can sign in at the moment. Who runs the server finds the reason in its log.")
            st.html(Markup('<div class="sb"><p class="strip alert" role="alert">{}</p></div>').format(why))
    elif party in SIGNED_IN:
        said = say("Sign out")
        st.button(said, on_click=_sign_out, key=f"sign_out_{kind}", type=kind, icon=":material/logout:")


def _providers() -> Mapping[str | None, str]:
    """The providers that are set up, by the names that people know them by; ``None``: the only one, without a name."""
    tables = {name: each for name, each in _sign_in().items() if isinstance(each, Mapping)}
    named: dict[str | None, str] = {
        name: name.capitalize() for name, each in tables.items() if "client_id" in each
    }
    return named or {None: ""}


def to_member(visit: Visit, name: str, said: object = None) -> Markup:
    """A link to the record of a member, shown by the name or by what is said instead; no link where it is closed."""
    if not visit.rights.may(Need.MONEY):
        return Markup("{}").format(said or name)
    return Markup('<a href="member?{}" target="_self">{}</a>').format(kept_query(name=name), said or name)


def to_month(visit: Visit, month: str) -> Markup:
    """A link to the settlement of a month (``YYYY-MM``)."""
    return Markup('<a href="settlement?{}" target="_self">{}</a>').format(
        kept_query(month=month), visit.language.month(month)
    )


def _to_the_checks(visit: Visit) -> Markup:
    said = visit.language.say("See the checks")
    return Markup('<a href="checks?{}" target="_self">{}</a>').format(kept_query(), said)


def _choose(language: Language) -> NoReturn:
    """End the page with the studies of this deployment that the visitor may see, to choose one of."""
    say, caller, reached = language.say, _caller(), _door()
    found = _open_to(caller, reached)
    lead = say("Choose a study.") if found else say("Open the link that your study group gave you.")
    links = Markup("").join(
        Markup('<li><a href="?{}" target="_self">{}</a></li>').format(kept_query(study=id), name)
        for id, name in found
    )
    st.html(_style(st.context.theme.type or "light"))
    body = Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p>{}</div>')
    listed = Markup('<ul class="lines studies">{}</ul>').format(links) if found else ""
    st.html(body.format(NAME, lead, listed))
    party = access.party(caller, reached)
    _sign_in_or_out(language, party, kind="primary")
    with st.container(horizontal=True, key="foot"):
        st.html(_foot_line([_languages(language)]), width="content")
    st.html(_script(language.code, party), unsafe_allow_javascript=True)
    st.stop()


def _open_to(caller: Caller, reached: Door) -> list[tuple[str, str]]:
    """Id and name of each study that the visitor may see, in the order of their list; one that cannot be read is left
    out, and so is one whose board is open to all for want of a sign-in alone."""
    listings = studies.listed()
    readers = [_opened(each.workbook) for each in listings]
    with ThreadPoolExecutor(READ_AT_ONCE) as pool:
        read = pool.map(_study, readers)
    return [
        (listing.id, study.name or listing.id)
        for listing, study in zip(listings, read, strict=True)
        if listing.id and study and access.lists(study, caller, reached, clock.now())
    ]


def _opened(workbook: str) -> Reader | None:
    try:
        return _reader(workbook)
    except WorkbookError:
        return None


def _study(reader: Reader | None) -> Study | None:
    try:
        return reader.read().season.study if reader else None
    except WorkbookError:
        return None


def _stop(language: Language, why: Sentence) -> NoReturn:
    """End the page where there is no workbook to show, with the reason; the page goes on as soon as there is one."""
    st.html(_style(st.context.theme.type or "light"))
    said = language.say(told(why))
    st.html(Markup('<div class="sb"><h1>{}</h1><p class="lead">{}</p></div>').format(NAME, said))
    st.button(language.say("Try again"), on_click=_read_again, key="try_again", icon=":material/refresh:")
    st.session_state[LOOK] = WorkbookError(why)
    _until_there_is_one(why)
    st.stop()


def told(why: Sentence) -> Sentence:
    """The reason, as somebody may know it of whom nobody can tell yet who they are: it says where the workbook lies."""
    if _is_here():
        return why
    LOG.warning("%s", why)
    return OUT_OF_REACH


def _is_here() -> bool:
    """Whether the visitor sits at this machine, without a sign-in; also where the file that would say so cannot be
    read, which then is the reason."""
    try:
        return not _sign_in() and _door().local
    except WorkbookError:
        return access.is_local(st.get_option("server.address"), st.context.headers, st.context.ip_address)


@st.fragment(run_every=LOOK_AGAIN_SECONDS)
def _until_there_is_one(why: Sentence) -> None:
    """Run the page again once the workbook can be had, or once something else is wrong with it."""
    try:
        _seen()
    except WorkbookError as error:
        if error.why == why:
            return
    st.rerun()


def week_and_topic(visit: Visit, number: int) -> str:
    """A week by its number and what it is about."""
    return " · ".join(filter(None, [visit.language.week(number), visit.study.week_of[number].topic.title]))
