"""The head of every page: the study's name, the navigation, the language and the theme.

It is drawn before the page, so it stays while one page follows another. early.js turns the pages.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from studylib.text.bounds import cut_text
from studylib.text.language import CODES, Language
from studylib.text.message import Sentence, sentence
from studylib.web import style
from studylib.web.address import read_language, read_parameters, write_query
from studylib.web.markup import Verbatim, draw_element, draw_span
from studylib.web.navigation import Entries
from studylib.web.page_titles import NAME
from studylib.web.spoken import choose_spoken

LONGEST_NAME = 60
"""Characters of a study's name. The window cuts it further."""
NAMES = {"ko": "한국어", "en": "English"}
"""Each language in its own words."""
Entry = tuple[str, str, str]
"""An entry of the navigation: the address of its page, its text, and its icon."""
THEMES: dict[str, Sentence] = {
    "": sentence("Like the system"),
    "light": sentence("Light"),
    "dark": sentence("Dark"),
}
"""The themes, as early.js knows them. The empty one follows the visitor's system."""


def draw_masthead(name: str, language: Language, entries: Entries, page: str) -> None:
    """Draw the head with the style of all pages. ``page``: the address of the one that runs. ``name``: the study's."""
    head = write_masthead(name, language, entries, page)
    st.html(Verbatim(head + Markup(write_page_style())))


def write_page_style() -> Verbatim:
    """Write the style of the visitor's theme."""
    return style.write_style(st.context.theme.type or "light")


def write_masthead(name: str, language: Language, entries: Entries, page: str) -> Markup:
    query, offered = write_query(), _choose_offered(language)
    main, rest = _name_all(entries.main), _name_all(entries.rest)
    return _write_masthead(name, language, main, rest, page, query, _list_languages(language), offered)


@lru_cache(maxsize=256)
def _write_masthead(
    name: str,
    language: Language,
    main: tuple[Entry, ...],
    rest: tuple[Entry, ...],
    page: str,
    query: str,
    languages: tuple[tuple[str, str], ...],
    offered: str | None,
) -> Markup:
    """Write the head. It is the same for many runs."""
    say = language.say
    home = draw_element(
        "a",
        cut_text(name or NAME, LONGEST_NAME),
        kind="home",
        href=_write_address("", query),
        target="_self",
    )
    controls = draw_element(
        "div", _draw_languages(languages, offered), _draw_themes(language), kind="controls"
    )
    skip = draw_element("a", say("Skip to the content"), kind="skip", href="#sb-page", target="_self")
    return draw_element(
        "div",
        skip,
        home,
        _draw_navigation(language, main, rest, page, query),
        controls,
        draw_element("div", id="sb-page", tabindex="-1"),
        kind="masthead",
        data_language=language.code,
    )


def _write_address(page: str, query: str) -> str:
    """Write the address of a page, with the parameters that go along."""
    return f"./{page}?{query}" if query else f"./{page}"


# ---- the navigation ----


def _name_all(pages: Iterable[StreamlitPage]) -> tuple[Entry, ...]:
    return tuple((each.url_path, each.title, _name_icon(each.icon)) for each in pages)


def _draw_navigation(
    language: Language, main: Iterable[Entry], rest: Iterable[Entry], page: str, query: str
) -> Markup:
    """Draw the navigation. Without a main page there is none."""
    if not main:
        return Markup("")
    more = _draw_more(language, rest, page, query) if rest else ""
    links = _draw_entries(main, page, query)
    return draw_element("nav", *links, more, aria_label=language.say("Pages"), kind="pages")


def _draw_entries(entries: Iterable[Entry], page: str, query: str) -> Iterable[Markup]:
    for address, title, icon in entries:
        yield draw_element(
            "a",
            draw_span(title),
            href=_write_address(address, query),
            target="_self",
            data_icon=icon,
            aria_current="page" if address == page else "",
        )


def _name_icon(icon: str) -> str:
    """Name the glyph of a ``:material/name:``."""
    return icon.removeprefix(":material/").removesuffix(":")


def _draw_more(language: Language, entries: Iterable[Entry], page: str, query: str) -> Markup:
    rest = draw_element("div", *_draw_entries(entries, page, query), kind="menu", id="sb-more")
    return draw_element("div", _draw_opener(language.say("More"), "more_horiz", "sb-more"), rest, kind="more")


def _draw_opener(text: str, icon: str, opens: str) -> Markup:
    """Draw the button that opens a menu. ``opens``: the id of the menu."""
    return draw_element(
        "button",
        draw_span(text),
        type="button",
        data_icon=icon,
        aria_expanded="false",
        aria_controls=opens,
        data_opens=opens,
    )


# ---- the language and the theme ----


def _list_languages(language: Language) -> tuple[tuple[str, str], ...]:
    """List each other language with the query of this page in it."""
    query = read_parameters()
    others = (code for code in CODES if code != language.code)
    return tuple((code, write_query(**query | {"lang": code})) for code in others)


def _draw_languages(languages: Iterable[tuple[str, str]], offered: str | None) -> Markup:
    """Draw a link to the page in each other language. The one that the browser prefers is offered."""
    links = []
    for code, query in languages:
        text = NAMES[code]
        if code == offered:
            text = Language(code).say("Read in {language}", language=NAMES[code])
        links.append(
            draw_element(
                "a",
                text,
                href=f"?{query}",
                target="_self",
                lang=code,
                hreflang=code,
                kind="offered" if code == offered else "language",
            )
        )
    return Markup("").join(links)


def _choose_offered(language: Language) -> str | None:
    """Choose the language to offer. ``None``: the visitor has chosen, or the page is in the browser's."""
    if read_language():
        return None
    spoken = choose_spoken(st.context.headers.get("Accept-Language") or "")
    return spoken if spoken != language.code else None


@cache
def _draw_themes(language: Language) -> Markup:
    """Draw the choice of the theme. early.js marks the chosen one, which only the browser knows."""
    buttons = (
        draw_element("button", language.say(text), type="button", data_theme=theme or "system")
        for theme, text in THEMES.items()
    )
    menu = draw_element(
        "div", *buttons, kind="menu", id="sb-theme", role="group", aria_label=language.say("Theme")
    )
    return draw_element(
        "div", _draw_opener(language.say("Theme"), "contrast", "sb-theme"), menu, kind="theme"
    )
