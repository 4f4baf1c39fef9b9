"""Draw the share image of the board or of a month, once somebody asks for it."""

from datetime import datetime

import streamlit as st

from studylib.access.rights import Need
from studylib.exports import picture, picture_plan
from studylib.exports.file_names import name_file
from studylib.season import weeks
from studylib.source.season import Season, keep_with_season
from studylib.text.language import Language
from studylib.web import derived, share
from studylib.web.downloads import Download, draw_downloads
from studylib.web.visit import Visit

NOW = "now"
"""The choice of the board itself, beside the months."""
PNG_TYPE = "image/png"


def open_image(visit: Visit) -> None:
    """Open the window of the image. Nothing is drawn before."""
    st.dialog(visit.language.say("Share as an image"))(draw_image)(visit)


def draw_image(visit: Visit) -> None:
    """Draw the choices, the buttons and the image. A choice draws the image again, and not the page."""
    language, say = Language(visit.study.language), visit.language.say
    months = [str(each) for each in derived.judge_board(visit)["month"].cat.categories]
    names = {NOW: say("The board now")} | {each: visit.language.month(each) for each in reversed(months)}
    chosen = visit.fields.choose("image_of", say("What to show"), list(names), format_func=names.__getitem__)
    month = None if chosen in (None, NOW) else chosen
    money = visit.rights.may(Need.MONEY) and visit.fields.tick("image_money", say("With the fines"))
    shown_at = visit.now.replace(second=0, microsecond=0)
    png = draw_kept(derived.find_season(visit), visit.event, shown_at, language, month, money)
    when = month or f"{visit.now.astimezone(visit.study.timezone):%Y-%m-%d}"
    name = name_file(visit.study.name, language.say("Board"), when, "png")
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_downloads(visit.language, Download(say("Download (PNG)"), png, name, PNG_TYPE))
        st.html(share.draw_image_buttons(visit.language, name), width="content")
    described = say("The image to share: {name}", name=name)
    st.image(png, width="stretch", output_format="PNG", alt=described)


@keep_with_season
def draw_kept(
    season: Season, event: int, now: datetime, language: Language, month: str | None, money: bool
) -> bytes:
    """Draw an image once for all who ask for the same one within a minute."""
    board = derived.judge_season(season, event)
    shown = max(now, weeks.from_milliseconds(event), key=weeks.to_milliseconds)
    return picture.draw_picture(
        picture_plan.plan_picture(season.study, board, shown, language, month, money=money)
    )
