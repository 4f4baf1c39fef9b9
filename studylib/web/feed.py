"""The calendar as an address to subscribe to: a route beside the pages."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from studylib import clock
from studylib.access.origin import Origin, Visitor
from studylib.calendar import subscription
from studylib.config.studies import StudyConfig, UnlistedError
from studylib.source import catalogue
from studylib.source.season import Season
from studylib.source.slow_failure import TRY_AGAIN_AFTER
from studylib.text.errors import StudyboardError
from studylib.text.language import CODES, Language
from studylib.text.message import Sentence
from studylib.web import calendar, look, readers
from studylib.web.parameters import cut_parameter
from studylib.web.senders import find_sender
from studylib.web.sign_in import read_origin

FRESH_SECONDS = 300
"""How long a program may keep a calendar without asking again."""
NO_STORE = {"Cache-Control": "no-store"}


def serve_deadlines(request: Request) -> Response:
    """Serve the calendar of the study ``?study=``, in its language or that of ``?lang=``.

    ``?token=`` gives the whole of it. Without a token, visitors who may see the board get as much as they may know.
    Others get 404, and all get 503 while there is no workbook. Starlette runs this plain function in a thread, so that
    the pages go on.
    """
    asked = request.query_params.get("lang")
    code = asked if asked in CODES else None
    came_from, knows_token = find_sender(request), False
    try:
        listing = catalogue.choose_study(cut_parameter("study", request.query_params.get("study")))
        token = subscription.find_token(listing)
        knows_token = subscription.is_token(token, request.query_params.get("token"))
        whole = _read_season(listing, None if knows_token else read_origin(request.headers, came_from))
        season = whole if knows_token else look.show_publicly(whole, request.headers, came_from)
    except UnlistedError:
        return _refuse(404, subscription.NOTHING, code)
    except StudyboardError as error:
        why = error.why if knows_token else look.choose_reason(error.why, request.headers, came_from)
        return _refuse(503, why, code, {"Retry-After": str(round(TRY_AGAIN_AFTER))})
    if season is None:
        # A closed study of several answers as one that does not exist.
        why = subscription.NOTHING if listing.id else subscription.explain_closed_calendar(token)
        return _refuse(404, why, code)
    return _answer(request, season, Language(code or season.study.language))


def _read_season(listing: StudyConfig, reached: Origin | None) -> Season:
    """Read the season. A sheet that is closed to a visitor is known for a while, ``None``: who knows the token."""
    reader = readers.find_reader(listing)
    closed = look.recall_closed(listing, reader, Visitor(), reached, clock.now()) if reached else None
    return (closed or readers.read_study(listing, reader)).season


def _answer(request: Request, season: Season, language: Language) -> Response:
    # The stamps differ from one minute to the next, so two calendars with one mark are equal in meaning, not in bytes.
    mark = f'W/"{calendar.mark_calendar(season, language.code)}"'
    headers = {
        "ETag": mark,
        "Cache-Control": f"private, max-age={FRESH_SECONDS}",
        "X-Content-Type-Options": "nosniff",
    }
    if _has_mark(request.headers.get("If-None-Match"), mark):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return Response(
        calendar.write_calendar(season, language.code),
        media_type="text/calendar; charset=utf-8",
        headers=headers,
    )


def _has_mark(known: str | None, mark: str) -> bool:
    """Tell whether an If-None-Match header names the mark, or any mark (``*``)."""
    marks = {each.strip().removeprefix("W/") for each in (known or "").split(",")}
    return "*" in marks or mark.removeprefix("W/") in marks


def _refuse(status: int, why: Sentence, code: str | None, headers: dict[str, str] | None = None) -> Response:
    text = Language(code or CODES[0]).say(why)
    return PlainTextResponse(f"{text}\n", status, NO_STORE | (headers or {}))


ROUTES = (Route(subscription.PATH, serve_deadlines, methods=["GET"]),)
"""The routes for ``st.App``. Starlette adds HEAD to GET, and answers 405 to all other methods."""
