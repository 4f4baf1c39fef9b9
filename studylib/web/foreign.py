"""Streamlit's own words, which it writes in English, in the other languages of the pages.

A style marks them as Streamlit draws them. early.js hears of the mark and puts ours in their place.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache

from studylib.text.language import CODES, Language
from studylib.text.message import Sentence, sentence

THEIRS = "en"
"""The language that Streamlit writes."""

LABELS: Mapping[str, Sentence] = {
    "Open": sentence("Open the list"),
    "Dismiss": sentence("Close the list"),
    "Close": sentence("Close the window"),
    "Clear all": sentence("Clear all"),
    "Clear value": sentence("Clear the field"),
    "Remove {text}": sentence("Remove {text}"),
    "Choose an option": sentence("Choose from the list"),
    "Choose options": sentence("Choose from the list"),
    "No options to select": sentence("There is nothing to choose from"),
    "Decrement": sentence("One step down"),
    "Increment": sentence("One step up"),
    "Help": sentence("Help"),
    "Help for {text}": sentence("Help for {text}"),
    "year, {text}": sentence("{text}, year"),
    "month, {text}": sentence("{text}, month"),
    "day, {text}": sentence("{text}, day"),
    "hour, {text}": sentence("{text}, hour"),
    "minute, {text}": sentence("{text}, minute"),
    "Choose date": sentence("Open the calendar"),
    "Choose date, {text}": sentence("Calendar, {text}"),
    "Previous month": sentence("The month before"),
    "Next month": sentence("The month after"),
    "Show/hide columns": sentence("Choose the columns"),
    "Show/hide columns: {text}": sentence("Choose the columns: {text}"),
    "Download as CSV": sentence("Download as CSV"),
    "Download as CSV: {text}": sentence("Download as CSV: {text}"),
    "Search": sentence("Search in the table"),
    "Search: {text}": sentence("Search in the table: {text}"),
    "Fullscreen": sentence("Fill the screen"),
    "Fullscreen: {text}": sentence("Fill the screen: {text}"),
    "Close fullscreen": sentence("Leave the full screen"),
    "Close fullscreen: {text}": sentence("Leave the full screen: {text}"),
    "Add row": sentence("Add a row"),
    "Add row: {text}": sentence("Add a row: {text}"),
    "Delete row(s)": sentence("Delete the chosen rows"),
    "Delete row(s): {text}": sentence("Delete the chosen rows: {text}"),
    "Copy to clipboard": sentence("Copy the text"),
    "Copied": sentence("Copied"),
    "Running...": sentence("The page is being drawn"),
    "Show suggestions": sentence("Open the list"),
    "Suggestions": sentence("Choose from the list"),
    "Dataframe column menu": sentence("What to do with the column"),
    "Copy column name": sentence("Copy the column’s name"),
    "Previous Result": sentence("The place before"),
    "Next Result": sentence("The place after"),
    "Close Search": sentence("End the search"),
}
"""Our words for those in labels and place-holders. ``{text}`` stands for what is between."""

TEXTS: Mapping[str, Sentence] = {
    "Press Enter to apply": sentence("Enter takes it over"),
    "Press Ctrl+Enter to apply": sentence("Ctrl+Enter takes it over"),
    "Press ⌘+Enter to apply": sentence("⌘+Enter takes it over"),
    "Press Enter to submit form": sentence("Enter sends the form"),
    "Press Ctrl+Enter to submit form": sentence("Ctrl+Enter sends the form"),
    "Press ⌘+Enter to submit form": sentence("⌘+Enter sends the form"),
    "Select all": sentence("Choose all"),
    "No results": sentence("Nothing fits"),
    "{text} options available.": sentence("{text} to choose from."),
    "{text} option available.": sentence("{text} to choose from."),
    "{text}, selected": sentence("{text}, chosen"),
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": sentence(
        "The arrow keys lead from day to day. Enter chooses one."
    ),
    "Selected Date: {text}": sentence("Chosen day: {text}"),
    "Page not found": sentence("There is no such page"),
    "The page that you have requested does not seem to exist. Running the app's main page.": sentence(
        "This is the board."
    ),
    "Connection error": sentence("The connection is lost"),
    "Connecting": sentence("Connecting"),
    "Connecting to Streamlit server": sentence("Connecting"),
    "Unable to connect to Streamlit server": sentence("The server does not answer."),
    "Streamlit server is not responding. Are you connected to the internet?": sentence(
        "The server does not answer. Check your connection to the internet."
    ),
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
        sentence("The server has stopped. Start it again in a terminal:")
    ),
    "Statistics": sentence("Statistics"),
    "Automatic": sentence("As it comes"),
    "Localized": sentence("As in the language"),
    "Plain": sentence("Plain"),
    "Compact": sentence("Short"),
    "Dollar": sentence("Dollars"),
    "Euro": sentence("Euros"),
    "Yen": sentence("Yen"),
    "Percent": sentence("Percent"),
    "Scientific": sentence("Powers of ten"),
    "Accounting": sentence("As in accounts"),
    "Error": sentence("No connection"),
    "Please wait...": sentence("One moment"),
    "Sort ascending": sentence("Sort from the first to the last"),
    "Sort descending": sentence("Sort from the last to the first"),
    "Format": sentence("Format"),
    "Autosize": sentence("Fit the width"),
    "Pin column": sentence("Keep the column in sight"),
    "Unpin column": sentence("Let the column scroll"),
    "Hide column": sentence("Hide the column"),
    "Type to search": sentence("Search in the table"),
}
"""Our words for those in texts."""

LOOKED_IN = (
    '[data-testid="InputInstructions"] *',
    '[data-testid="stDialog"] :is(h2, [data-testid="stMarkdownContainer"] *, section > div > div)',
    '[data-testid="stStatusWidget"] *',
    '[data-testid="stConnectionStatus"] *',
    '[data-testid="stDataFrameColumnMenu"] *',
    '[data-testid="stTooltipContent"] *',
    '[data-testid="stSelectboxVirtualDropdown"] *',
    '[role="listbox"] [role="option"] *',
    "[data-live-announcer] *",
    ".gdg-search-status label",
)
"""Where Streamlit draws its texts."""
WATCHED = (
    '[data-testid="stDateInputCalendar"]',
    '[data-testid="InputInstructions"]',
    "[data-live-announcer]",
)
"""Small parts whose texts Streamlit changes in place."""


@cache
def write_words() -> str:
    """Write the words of all other languages as JSON that a script element may hold."""
    ours = {code: _translate(Language(code)) for code in CODES if code != THEIRS}
    return json.dumps(ours, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _translate(language: Language) -> Mapping[str, str]:
    return {theirs: language.say(ours) for theirs, ours in {**LABELS, **TEXTS}.items()}


@cache
def write_marks() -> str:
    """Write the style whose animations tell early.js of Streamlit's words."""
    labels = ", ".join((*_list_marked(LABELS), *LOOKED_IN))
    return (
        "@keyframes english-drawn { from { outline-color: transparent; } }\n"
        "@keyframes english-watched { from { outline-color: transparent; } }\n"
        f":root:not(:lang({THEIRS})) :is({labels}) {{ animation: english-drawn 1ms; }}\n"
        f":root:not(:lang({THEIRS})) :is({', '.join(WATCHED)}) {{ animation: english-watched 1ms; }}\n"
        f':root:not(:lang({THEIRS})) [aria-valuetext*=" – "] {{ animation: english-drawn 1ms; }}'
    )


def _list_marked(labels: Iterable[str]) -> Iterable[str]:
    """List the selectors of what holds a label. One that begins or ends with a name is known by the rest."""
    for label in labels:
        before, mark, after = label.partition("{text}")
        if not mark:
            yield f'[aria-label="{label}"]'
            yield f'[placeholder="{label}"]'
        else:
            yield f'[aria-label^="{before}"][aria-label$="{after}"]' if after else f'[aria-label^="{before}"]'
