"""What a browser says of itself: whether it belongs to an app, or only reads what a shared link shows.

Google refuses to sign anybody in within an app's own browser (403, ``disallowed_useragent``). Most apps also block
downloads there. Slack and Discord open links in the phone's own browser, so they are not listed.
"""

from enum import Enum

LONGEST_AGENT = 1024
"""Characters of an agent's text to look at. Those of apps take up to 500, and name the app last."""

SCRAPERS = (
    "kakaotalk-scrap",
    "facebookexternalhit",  # also KakaoTalk, LINE and Apple
    "slackbot",
    "discordbot",
    "telegrambot",
    "twitterbot",
    "linkedinbot",
    "whatsapp/",
)
"""Programs that read a page's head once, to show it under a link in a chat."""

KAKAOTALK, LINE = "kakaotalk", " line/"

APPS = (
    KAKAOTALK,
    LINE,
    "kakaostory",
    "naver(inapp",
    "daumapps",
    " band/",
    "everytimeapp",
    "instagram",
    "barcelona ",  # Threads
    "fban/",
    "fbav/",
    "fb_iab/",
    "twitter for iphone",
    "linkedinapp",
    "snapchat",
    "musical_ly",
    "bytedancewebview",
    "micromessenger",
    "telegram-android/",
    "; wv)",  # any other app on Android: https://developer.chrome.com/docs/webview/user-agent
)
"""What tells a browser within an app, in small letters. An iPhone's home screen says no app, and is none."""


class WayOut(Enum):
    """How a page leaves the browser of an app."""

    KAKAOTALK = "KakaoTalk’s own address"
    LINE = "LINE’s own parameter"
    INTENT = "an intent of Android"
    BY_HAND = "the menu of the app"


def is_scraper(agent: str | None) -> bool:
    """Tell whether the agent reads a page's head for a chat."""
    said = _bound(agent)
    return any(each in said for each in SCRAPERS)


def find_way_out(agent: str | None) -> WayOut | None:
    """Find how a page leaves the app that shows it. ``None`` in a browser of its own."""
    said = _bound(agent)
    if is_scraper(said) or not any(each in said for each in APPS):
        return None
    if KAKAOTALK in said:
        return WayOut.KAKAOTALK
    if LINE in said:
        return WayOut.LINE
    return WayOut.INTENT if "android" in said else WayOut.BY_HAND


def _bound(agent: str | None) -> str:
    return (agent or "")[:LONGEST_AGENT].lower()
