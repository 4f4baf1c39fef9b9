"""Run pages, and read what they draw."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from studylib.config import studies
from studylib.stores.opening import open_store
from studylib.stores.store import Store
from studylib.text.chat import TOGETHER
from tests.pages.workbooks import SEOUL

ROOT = Path(__file__).parents[2]


PAGES = ROOT / "pages"


NAMES = (
    "board",
    "hand_in",
    "check_in",
    "fines",
    "settlement",
    "curriculum",
    "questions",
    "season",
    "member",
    "checks",
    "desk",
)


OF_PEOPLE = ("board", "hand_in", "check_in", "fines", "settlement", "curriculum", "season", "member")


OF_MONEY = ("board", "fines", "settlement", "season", "member")


LANGUAGES = ("ko", "en")


NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
"""Half an hour after week 3 of ``group`` was due."""


OURS = {
    "a",
    "b",
    "bdi",
    "br",
    "button",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "li",
    "ol",
    "p",
    "section",
    "small",
    "span",
    "summary",
    "ul",
}


OURS |= {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""The tags that the pages draw with."""


MARKDOWN = {"markdown", "heading", "alert", "toast", "metric", "expander", "exception", "text"}
"""Elements that would read a name as Markdown, or that no page means to show."""


GRID = '<div class="board'
"""How the markup of the board's grid begins."""


ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.\w")


Open = Callable[..., AppTest]


def store() -> Store:
    """Open the store that the pages last opened."""
    return open_store(studies.resolve_address(None))


def elements(block: Block) -> Iterator[Element]:
    for each in block.children.values():
        if isinstance(each, Block):
            yield from elements(each)
        else:
            yield each


def bodies(app: AppTest) -> list[str]:
    """List the markup of a page, piece by piece."""
    return [each.proto.body for each in elements(app.main) if each.type == "html"]


class Markup(HTMLParser):
    """What a browser would make of a page's markup."""

    def __init__(self, app: AppTest) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.links: list[str] = []
        self.texts: list[str] = []
        for body in bodies(app):
            self.feed(body)
            self.close()
            self.texts.append("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)


def text(app: AppTest) -> str:
    """Read the text of a page without tags."""
    assert not app.exception, [each.stack_trace for each in app.exception]
    return Markup(app).text


def for_scripts(app: AppTest, name: str) -> AppTest:
    """Ask for the files with the names for scripts, of the whole season."""
    app.checkbox(key=f"{name}_for_scripts").check()
    if any(each.key == "settlement_span" for each in app.button_group):
        app.button_group(key="settlement_span").set_value("all")
    return app.run()


def strips(app: AppTest) -> list[str]:
    """List the strips of a page as text."""
    return [
        re.sub("<[^>]*>", "", body)
        for body in bodies(app)
        if body.startswith('<div class="sb"><p class="strip')
    ]


def kinds(app: AppTest) -> set[str]:
    """List the kinds of a page's elements. ``grid`` is the markup of the board."""
    found = {each.type for each in elements(app.main)}
    return found | {"grid"} if any(body.startswith(GRID) for body in bodies(app)) else found


def grid(app: AppTest) -> str:
    """Read the markup of the board's grid."""
    (body,) = [each for each in bodies(app) if each.startswith(GRID)]
    return body


def only_line(app: AppTest) -> str:
    """Read the one line of a page that has nothing to show.

    Below it there is only the foot or, without a workbook, one button.
    """
    assert not app.exception, [each.stack_trace for each in app.exception]
    assert kinds(app) <= {"html", "button"}
    assert [each.key for each in app.button] in ([], ["try_again"])
    lines = [body for body in bodies(app) if 'class="lead"' in body]
    assert len(lines) == 1
    below = bodies(app)[bodies(app).index(lines[0]) + 1 :]
    assert all(body.startswith('<div class="sb end"><div class="foot">') for body in below)
    found: list[str] = re.findall('<p class="lead">(.*?)</p>', lines[0])
    (line,) = found
    return line


def card(app: AppTest) -> str:
    """Read the last card of a page: the details of a cell, or the receipt of an answer."""
    cards = [body for body in bodies(app) if 'class="sb card"' in body]
    return re.sub("<[^>]*>", "|", cards[-1])


def facts(app: AppTest) -> dict[str, tuple[str, str]]:
    """Read the figures at the head of the board: value and note by label."""
    found = re.findall(
        r'<div class="label">(.*?)</div><div class="value">(.*?)</div><div class="note">(.*?)</div>',
        "".join(bodies(app)),
    )
    return {label: (value, note) for label, value, note in found}


def lead(app: AppTest) -> str:
    return next(found[1] for body in bodies(app) if (found := re.search('<p class="lead">(.*?)</p>', body)))


def choose(app: AppTest, member: str, link: str = "", week: int | None = None, note: str = "") -> AppTest:
    """Fill in the form as a member does: the name first."""
    app.selectbox(key="hand_in_member").set_value(member).run()
    if week:
        app.selectbox(key="hand_in_week").set_value(week).run()
    app.text_area(key="hand_in_link").set_value(link)
    app.text_input(key="hand_in_note").set_value(note)
    return app.run()


def press(app: AppTest) -> AppTest:
    """Hand in."""
    next(each for each in app.button if each.label in ("제출", "Hand in")).click().run()
    assert not app.exception, [each.stack_trace for each in app.exception]
    return app


JUNE = {"as_of": "2022-06-01T12:00"}
"""All weeks of ``group`` have closed: 4,000 of April go from 두리 to 하나, 35,000 of May to 두리."""


def tables(app: AppTest) -> list[tuple[str, list[list[str]]]]:
    """Read the label and the rows of each table, the head first.

    A smaller second line follows its figure after a slash.
    """
    assert not app.exception, [each.stack_trace for each in app.exception]

    def said(cell: str) -> str:
        return html.unescape(re.sub("<[^>]*>", "", cell.replace("<small", " / <small"))).replace(TOGETHER, "")

    return [
        (
            label,
            [
                list(map(said, re.findall("<t[hd].*?>(.*?)</t[hd]>", row)))
                for row in re.findall("<tr>(.*?)</tr>", table)
            ],
        )
        for body in bodies(app)
        for label, table in re.findall('<table aria-label="(.*?)">(.*?)</table>', body)
    ]


def table(app: AppTest, label: str) -> list[list[str]]:
    return next(rows for name, rows in tables(app) if name == label)
