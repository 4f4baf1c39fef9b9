"""Pages of a workbook full of problems, and of names and links that attack."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1.element_tree import Dataframe

from studylib.text.language import Language
from studylib.text.message import quote
from studylib.views import findings
from studylib.workbook import reader
from tests.pages.drawn import (
    ADDRESS,
    LANGUAGES,
    MARKDOWN,
    NAMES,
    OF_MONEY,
    OURS,
    Markup,
    Open,
    bodies,
    elements,
    kinds,
    press,
    store,
    strips,
    text,
)
from tests.pages.workbooks import HOSTILE, full_of_problems, group

pytestmark = pytest.mark.usefixtures("configured")

OWN = (
    "#weekly_",
    "./?",
    "?lang=",
    "?member=",
    "?name=",
    "?tool=",
    "?week=",
    "?who=",
    "checks?",
    "desk?",
    "hand_in?",
    "member?",
    "settlement?",
    "setup?",
)
"""How the addresses of our own pages begin."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_full_of_problems_breaks_no_page_and_gives_no_address_away(
    visit: Open, name: str, language: str
) -> None:
    app = visit(name, full_of_problems(), lang=language, name=HOSTILE[0])
    found = Markup(app)
    assert text(app)
    assert set(found.tags) <= OURS
    assert [each for each in found.attributes if each.startswith("on")] == []
    assert [each for each in found.links if not each.startswith(("https://", *OWN))] == []
    assert kinds(app) & MARKDOWN == set()
    shown = list(elements(app.main))
    sent = [each.proto.SerializeToString().decode(errors="replace") for each in shown]
    sent += [each.value.to_csv() for each in shown if isinstance(each, Dataframe)]
    assert not ADDRESS.search("\n".join(sent))


EVIL_LINKS = (
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript\u200b:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://x.example/",
    "//host.example/x",
    "/\\host.example/x",
    "\\\\host.example\\x",
    "https:host.example",
    "https:///host.example",
    "https://",
    "http://x.example:0/",
    "https://a@b",
    "https://google.com@evil.example/",
    "https://google.com:443@evil.example/",
    'https://x.example/"onmouseover=alert(1)',
    "https://x.example/\x00",
)
"""What is no link, or leads elsewhere than it shows."""


class Anchors(HTMLParser):
    """The links of some HTML with all their attributes."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs))


@pytest.mark.parametrize("name", NAMES)
def test_a_link_leads_to_the_web_alone_and_tells_it_nothing(visit: Open, name: str) -> None:
    """Each hostile one in each cell that may hold a link, beside good ones."""
    at = iter(range(len(EVIL_LINKS)))
    good = "https://good.example/x"
    season = group(
        settings=[
            ("starts_on", date(2022, 4, 6)),
            ("curriculum_url", EVIL_LINKS[0]),
            ("repository", EVIL_LINKS[5]),
        ],
        weeks=[(1, "x", good, "\n".join(EVIL_LINKS[:12])), (2, "x", "\n".join(EVIL_LINKS[12:]))]
        + [(3 + number, each, each, each) for number, each in enumerate(EVIL_LINKS)],
        answers=[(datetime(2022, 4, 8, 1, next(at)), "하나", 1, each) for each in EVIL_LINKS]
        + [(datetime(2022, 4, 8, 2), "두리", 1, good)],
    )
    app = visit(name, season, name="하나")
    anchors = Anchors("".join(bodies(app))).found
    outside = [each for each in anchors if not (each["href"] or "").startswith(OWN)]
    for each in outside:
        where = urlsplit(each["href"] or "")
        assert where.scheme in ("http", "https")
        assert where.hostname in ("good.example", "x.example")
        assert where.username is None
        assert "noopener" in (each["rel"] or "").split()
        assert each["target"] == "_blank"
    assert all(each.get("target") in (None, "_self") for each in anchors if each not in outside)
    if name == "curriculum":
        assert good in {each["href"] for each in outside}


@pytest.mark.parametrize("member", HOSTILE)
def test_a_name_is_shown_letter_by_letter_on_every_page(visit: Open, member: str) -> None:
    season = group(members=[(member,)], answers=[(datetime(2022, 4, 12), member, 1, "https://x.example/1")])
    for name in NAMES:
        app = visit(name, season, name=member)
        if name == "hand_in":
            app.selectbox(key="hand_in_member").set_value(member)
            app.text_area(key="hand_in_link").set_value("https://x.example/4")
            press(app)
        if name not in ("questions", "checks", "desk", "check_in"):
            assert member in text(app)
        assert set(Markup(app).tags) <= OURS
        labels = [getattr(each.proto, "label", "") for each in elements(app.main)]
        assert not any(member in label for label in labels), "a label would be read as Markdown"


def test_a_figure_holds_no_name_that_plotly_would_read_as_markup(visit: Open) -> None:
    figure = json.loads(visit("fines", full_of_problems()).get("plotly_chart")[0].proto.spec)

    def texts(part: object) -> Iterator[str]:
        if isinstance(part, dict):
            for key, value in part.items():
                if key != "customdata":
                    yield from texts(value)
        elif isinstance(part, list):
            for value in part:
                yield from texts(value)
        elif isinstance(part, str):
            yield part

    shown = "\n".join(texts(figure))
    assert set(re.findall(r"</?(\w+)", shown)) <= {"b", "br", "extra"}
    assert "<b>x</b>" not in shown
    assert "&lt;b&gt;x&lt;/b&gt;" in shown


def test_the_checks_show_every_problem_with_its_place_and_remedy(visit: Open) -> None:
    app = visit("checks", full_of_problems())
    _, problems = reader.read(store().fetch())
    assert len(problems) >= 25
    cards = re.findall(r"<li>(.*?)</li>", "".join(bodies(app)))
    assert len(cards) == len(problems)
    found = Markup(app).text
    korean = Language("ko")
    for each in problems:
        message = korean.say(each.message)
        place = findings.draw_place(korean, each, message).striptags()
        assert place.startswith(str(quote(each.tab)))
        assert place.endswith(each.column or "")
        assert f"{place}{message}" in found
    assert f"읽지 못한 항목이 {len(problems)}건 있습니다." in found


@pytest.mark.parametrize("name", OF_MONEY)
def test_a_page_that_shows_money_says_how_much_could_not_be_read(visit: Open, name: str) -> None:
    app = visit(name, full_of_problems(), lang="en", as_of="2022-05-11T00:00")
    count = len(reader.read(store().fetch())[1])
    assert strips(app)[1].startswith(f"Could not be read: {count}. The figures may change once it is fixed.")
    assert "checks?lang=en&as_of=2022-05-11T00%3A00" in Markup(app).links


@pytest.mark.parametrize("name", OF_MONEY)
def test_a_page_that_shows_money_says_nothing_if_all_was_read(visit: Open, name: str) -> None:
    assert strips(visit(name, group())) == []


def test_many_problems_are_shown_in_a_table_that_scrolls(visit: Open) -> None:
    app = visit("checks", group(answers=[(None, "하나", 1, "https://x.example")] * 201))
    assert "<li>" not in "".join(bodies(app))
    table = app.dataframe[0].value
    assert len(table) == 201
    assert list(table.columns) == ["고치기", "탭", "행", "대상", "열", "이유와 고치는 방법"]
    assert list(table.iloc[-1]) == [
        "desk?fix=Form+Responses+1&row=202",
        "Form Responses 1",
        202,
        "하나 · 1주차",
        "Timestamp",
        "칸이 비어 있습니다. 채우거나 행을 지워 주세요.",
    ]
