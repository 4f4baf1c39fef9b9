"""Every page alone, as AppTest runs it: on the sample, on next to nothing, on a workbook full of problems."""

import ast
import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import streamlit as st
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Dataframe, Element
from typer.testing import CliRunner

from studylib import cli, clock, stores
from studylib.config import studies
from studylib.figures.palette import DARK, LIGHT
from studylib.money import settlement
from studylib.season import study
from studylib.season.study import Pot
from studylib.stores.database.database import Database
from studylib.stores.store import Store
from studylib.stores.xlsx import write
from studylib.stores.xlsx.store import Xlsx
from studylib.text.errors import WorkbookError
from studylib.text.language import TOGETHER, Language
from studylib.text.message import sentence
from studylib.web import foot, guard, style
from studylib.workbook import reader, sample
from studylib.workbook.cells import Cell, Tab, Workbook

pytestmark = pytest.mark.usefixtures("configured")

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "pages"
NAMES = ("board", "hand_in", "fines", "settlement", "curriculum", "questions", "member", "checks", "desk")
OF_PEOPLE = ("board", "hand_in", "fines", "settlement", "curriculum", "member")
OF_MONEY = ("board", "fines", "settlement", "member")
LANGUAGES = ("ko", "en")

SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
"""Half an hour after week 3 of ``group`` was due."""

HOSTILE = (
    "<b>x</b>",
    "**굵게**",
    "[a](javascript:alert(1))",
    ":red[x]",
    "<img src=x onerror=alert(1)>",
    "</p></div><script>alert(1)</script>",
    "%{x} {member} $a$ &lt;i&gt;",
)
"""Names that some renderer would read as more than a name."""
LONG = "가" * 10_000

OURS = {
    "a",
    "b",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "li",
    "p",
    "section",
    "small",
    "span",
    "ul",
}
OURS |= {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""The tags that the pages draw with."""
MARKDOWN = {"markdown", "heading", "alert", "toast", "metric", "expander", "exception", "text"}
"""Elements that would read a name as Markdown, or that no page means to show."""
ADDRESS = re.compile(r"[\w.+-]@[\w-]+\.\w")


# ---- workbooks ----

FIVE_WEEKS: tuple[tuple[Cell, ...], ...] = tuple((number, f"주제 {number}") for number in range(1, 6))


def group(
    *,
    settings: Iterable[tuple[Cell, ...]] = (("name", "밤샘 스터디"), ("starts_on", date(2022, 4, 6))),
    members: Iterable[tuple[Cell, ...]] = (
        ("하나", "hana@school.kr"),
        ("두리", "duri@school.kr"),
        ("세찬", None, date(2022, 5, 4)),
    ),
    weeks: Iterable[tuple[Cell, ...]] = FIVE_WEEKS,
    answers: Iterable[tuple[Cell, ...]] = (
        (datetime(2022, 4, 12, 21), "하나", 1, "https://hana.example/1"),
        (datetime(2022, 5, 4, 1, 7, 50), "두리", 2, "https://duri.example/2"),
        (datetime(2022, 5, 10, 23, 57, 13), "하나", 3, "https://hana.example/3"),
        (datetime(2022, 5, 11, 0, 10), "하나", 3, "https://hana.example/3?v=2"),
    ),
    more: Iterable[Tab] = (),
) -> Workbook:
    """Three members, five weeks due on 4/13, 5/4, 5/11, 5/18 and 5/25, two weeks off in April. In May 두리 is away
    in week 4."""
    return Workbook(
        (
            Tab("settings", (("key", "value"), *settings)),
            Tab("members", (("name", "email", "joined_on", "left_on"), *members)),
            Tab("weeks", (("week", "title", "lecture", "reading", "writer", "due_at"), *weeks)),
            Tab(
                "breaks",
                (
                    ("starts_on", "ends_on", "reason", "member"),
                    (date(2022, 4, 13), date(2022, 4, 26), "중간고사"),
                    (date(2022, 5, 12), date(2022, 5, 13), "가족 여행", "두리"),
                ),
            ),
            *more,
            Tab("Form Responses 1", (("Timestamp", "Name", "Week", "Link", "Note"), *answers)),
        )
    )


def full_of_problems() -> Workbook:
    """A season with all that can be wrong in it, and with names that want to be more than names."""
    return Workbook(
        (
            Tab(
                "settings",
                (
                    ("key", "value"),
                    ("name", "<script>alert(1)</script> [s](javascript:alert(1))"),
                    ("starts_on", date(2022, 4, 6)),
                    ("starts_on", date(1900, 1, 1)),
                    ("language", "Klingon"),
                    ("pot", "<i>pot</i>"),
                    ("form_url", "javascript:alert(1)"),
                    ("curriculum_url", "data:text/html,<script>alert(1)</script>"),
                    ("timezone", "Asia/Seoul"),
                ),
            ),
            Tab(
                "members",
                (
                    ("name", "email", "turn", "joined_on", "left_on"),
                    *((name, f"m{at}@school.kr", at) for at, name in enumerate(HOSTILE)),
                    (HOSTILE[0], "twin@school.kr"),
                    (LONG, None, float("nan")),
                    ("떠난 이", None, None, date(2022, 5, 1), date(2022, 4, 1)),
                    ("합계", None, "x"),
                ),
            ),
            Tab(
                "weeks",
                (
                    ("week", "title", "lecture", "reading", "writer", "post", "due_at"),
                    (1, "<h1>title</h1>", "javascript:alert(1)", "<a href='x'>plain</a>", HOSTILE[1]),
                    (2, LONG, "https://ok.example/\njavascript:alert(1)", "data:text/html,x", "nobody"),
                    (2, "twice"),
                    (
                        3,
                        ":red[x]",
                        f"https://long.example/{'a' * 10_000}",
                        LONG,
                        HOSTILE[2],
                        None,
                        "yesterday",
                    ),
                    (4, "early", None, None, None, None, datetime(2022, 4, 1)),
                    (-1, "negative"),
                ),
            ),
            Tab(
                "breaks",
                (
                    ("starts_on", "ends_on", "reason", "member"),
                    (date(2022, 4, 26), date(2022, 4, 13), "ends before it starts"),
                    (date(2022, 4, 13), date(2022, 4, 14), HOSTILE[5]),
                    (date(2022, 4, 28), date(2022, 4, 28), HOSTILE[4], HOSTILE[3]),
                    (0, "soon", "unreadable"),
                ),
            ),
            Tab(
                "tiers",
                (
                    ("status", "hours", "amount"),
                    ("<u>late</u>", 12, 3000),
                    ("second", 24, -1),
                    ("third", "NaN", 10),
                    ("absent", None, "4,000원"),
                ),
            ),
            Tab("excuses", (("week", "member", "reason"), (9, "nobody", "x"), (1, HOSTILE[1], HOSTILE[4]))),
            Tab(
                "payments",
                (("paid_on", "month", "member", "amount"), (float("nan"), "May", HOSTILE[0], float("inf"))),
            ),
            Tab(
                "Form Responses 1",
                (
                    ("Timestamp", "Email Address", "Name", "Week", "Link", "Note"),
                    (datetime(2022, 5, 2), "m0@school.kr", HOSTILE[1], 2, "https://ok.example/a b", ""),
                    (datetime(2022, 5, 2), "m0@school.kr", HOSTILE[0], 2, "https://ok.example/?q=<b>"),
                    (datetime(2022, 5, 2), "m0@school.kr", HOSTILE[1], 2, "https://ok.example/1", HOSTILE[5]),
                    (datetime(2022, 5, 4, 1), "m2@school.kr", None, "2주차", "https://ok.example/&lt;/'2'"),
                    (datetime(2022, 5, 2), "stranger@else.kr", HOSTILE[3], 2, "https://ok.example/3"),
                    (datetime(2022, 5, 2), None, HOSTILE[4], 2, "javascript:alert(1)"),
                    (datetime(2022, 5, 2), None, HOSTILE[4], 2, "data:text/html,<script>alert(1)</script>"),
                    (datetime(2022, 5, 2), None, HOSTILE[4], 2, f"https://ok.example/{LONG}", LONG),
                    (date(1900, 1, 1), None, HOSTILE[4], 2, "https://ok.example/5"),
                    (float("nan"), None, HOSTILE[4], 2, "https://ok.example/6"),
                    (44_000, None, "아무개", "three", LONG),
                    (None, None, LONG, 3, "https://ok.example/7"),
                    (True, "", "", "", ""),
                ),
            ),
            Tab(
                "Form Responses 2",
                (
                    ("Timestamp", "Email Address", "Week", "Link"),
                    (datetime(2022, 5, 2), "unknown@else.kr", 2, "https://ok.example/8"),
                ),
            ),
            Tab("설문지 응답 시트2", (("타임스탬프", "메모"), (datetime(2022, 5, 2), "no columns"))),
        )
    )


# ---- pages ----


@pytest.fixture(autouse=True)
def outset(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is kept from the test before, the clock stands, and no file of this machine says what to open."""
    st.cache_resource.clear()
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.chdir(tmp_path)


Open = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Open:
    """``visit("board", workbook, lang="en")`` runs a page on a database that holds the workbook; of two visits to
    one address the second finds what the first has written. An address in the place of the workbook is opened."""

    def visit(name: str, on: Workbook | str, /, **query: str) -> AppTest:
        address = on if isinstance(on, str) else f"sqlite:///{tmp_path / 'studyboard.db'}"
        if isinstance(on, Workbook):
            stores.open_store(address, create=True).replace(on)
        monkeypatch.setenv(studies.VARIABLE, address)
        app = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60)
        app.query_params.update(query)
        return app.run()

    return visit


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """``at(moment)`` puts the clock to that moment."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def store() -> Store:
    """The store that the pages last opened."""
    return stores.open_store(studies.resolve_address(None))


def elements(block: Block) -> Iterator[Element]:
    for each in block.children.values():
        if isinstance(each, Block):
            yield from elements(each)
        else:
            yield each


def bodies(app: AppTest) -> list[str]:
    """The markup of a page, piece by piece, but for the one script, which is the project's own to the letter."""
    own = {foot.write_script(code) for code in LANGUAGES}
    found = [each.proto.body for each in elements(app.main) if each.type == "html"]
    return [body for body in found if body not in own]


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
    """What a page says in its markup, tags left out."""
    assert not app.exception, [each.stack_trace for each in app.exception]
    return Markup(app).text


def strips(app: AppTest) -> list[str]:
    """The lines above the page."""
    return [
        re.sub("<[^>]*>", "", body)
        for body in bodies(app)
        if body.startswith('<div class="sb"><p class="strip')
    ]


def kinds(app: AppTest) -> set[str]:
    return {each.type for each in elements(app.main)}


def only_line(app: AppTest) -> str:
    """The one line of a page that has nothing to show: nothing is drawn below it but the foot or, where there is no
    workbook, the one button."""
    assert not app.exception, [each.stack_trace for each in app.exception]
    assert kinds(app) <= {"html", "button"}
    assert [each.key for each in app.button] in ([], ["try_again"])
    lines = [body for body in bodies(app) if 'class="lead"' in body]
    assert len(lines) == 1
    below = bodies(app)[bodies(app).index(lines[0]) + 1 :]
    assert all(body.startswith('<div class="sb"><div class="foot">') for body in below)
    found: list[str] = re.findall('<p class="lead">(.*?)</p>', lines[0])
    (line,) = found
    return line


def card(app: AppTest) -> str:
    """The last card of the page: the details of a cell, or how an answer was judged."""
    cards = [body for body in bodies(app) if 'class="sb card"' in body]
    return re.sub("<[^>]*>", "|", cards[-1])


# ---- every page ----


@pytest.mark.parametrize("name", NAMES)
def test_the_first_thing_a_page_does_is_to_enter_by_the_guard(name: str) -> None:
    tree = ast.parse((PAGES / f"{name}.py").read_text(encoding="utf-8"))
    said = (ast.Import, ast.ImportFrom, ast.FunctionDef)
    doing = [
        each
        for each in tree.body
        if not isinstance(each, said) and any(isinstance(part, ast.Call) for part in ast.walk(each))
    ]
    guard = doing[0]
    assert isinstance(guard, ast.Assign)
    assert [ast.unparse(target) for target in guard.targets] == ["visit"]
    assert isinstance(guard.value, ast.Call)
    assert ast.unparse(guard.value.func) == "guard.enter"
    drawing = [
        each for each in tree.body if isinstance(each, ast.With | ast.For | ast.If | ast.While | ast.Try)
    ]
    assert all(each.lineno > guard.lineno for each in drawing)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_draws_nothing_where_the_guard_ends_the_run(
    visit: Open, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(guard, "enter", lambda *_, **__: st.stop())
    app = visit(name, sample.make_sample(NOW))
    assert not app.exception
    assert list(elements(app.main)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_the_sample_and_says_that_it_is_one(visit: Open, name: str, language: str) -> None:
    app = visit(name, sample.make_sample(NOW), lang=language)
    said = {"ko": "가상의 모임으로 만든 예시입니다", "en": "This is a sample season of an invented group."}
    assert said[language] in strips(app)[0]
    assert {"ko": "시트를 읽었습니다", "en": "Workbook read"}[language] in text(app)
    assert "lead" not in bodies(app)[-1]


TITLES = {
    "hand_in": {"ko": "제출", "en": "Hand in"},
    "fines": {"ko": "벌금", "en": "Fines"},
    "settlement": {"ko": "정산", "en": "Settlement"},
    "curriculum": {"ko": "커리큘럼", "en": "Curriculum"},
    "questions": {"ko": "질문", "en": "Questions"},
    "member": {"ko": "나의 기록", "en": "My record"},
    "checks": {"ko": "점검", "en": "Checks"},
    "desk": {"ko": "관리", "en": "Leader’s desk"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TITLES)
def test_a_page_is_headed_in_the_language_asked_for(visit: Open, name: str, language: str) -> None:
    app = visit(name, sample.make_sample(NOW), lang=language)
    assert any(f"<h1>{TITLES[name][language]}</h1>" in body for body in bodies(app))


HANGUL = re.compile("[가-힣]+")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_what_people_wrote_is_korean_on_an_english_page(visit: Open, name: str) -> None:
    season = sample.make_sample(NOW)
    written = {
        word for tab in season.tabs for row in tab.rows for cell in row for word in HANGUL.findall(str(cell))
    }
    written |= {word for tab in season.tabs for word in HANGUL.findall(tab.title)} | {"한국어"}
    app = visit(name, season, lang="en")
    assert set(HANGUL.findall(text(app))) <= written
    labels = [getattr(each.proto, "label", "") for each in elements(app.main)]
    assert not HANGUL.search("".join(labels))


@pytest.mark.parametrize(
    ("settings", "query", "heading"),
    [
        ((), {}, "점검"),
        ((("language", "en"),), {}, "Checks"),
        ((("language", "en"),), {"lang": "ko"}, "점검"),
        ((("language", "en"),), {"lang": "xx"}, "Checks"),
        ((), {"lang": "en"}, "Checks"),
    ],
)
def test_a_page_speaks_the_language_asked_for_and_else_the_workbooks(
    visit: Open, settings: tuple[tuple[str, str], ...], query: dict[str, str], heading: str
) -> None:
    season = group(settings=[("starts_on", date(2022, 4, 6)), *settings])
    assert f"{heading}\n" in text(visit("checks", season, **query))


def test_the_language_is_kept_when_a_visitor_goes_on(visit: Open) -> None:
    app = visit("checks", group(), lang="en")
    app.query_params.clear()
    assert "Checks\n" in text(app.run())
    assert app.query_params["lang"] == "en"


def test_the_foot_leads_to_the_other_language_and_keeps_the_moment(visit: Open) -> None:
    app = visit("board", group(), as_of="2022-05-10T23:00")
    assert "?lang=en&as_of=2022-05-10T23%3A00" in Markup(app).links


@pytest.mark.parametrize("name", NAMES)
def test_a_page_follows_a_workbook_that_changes_while_it_is_open(visit: Open, name: str) -> None:
    app = visit(name, group())
    for each in app.selectbox:
        if "세찬" in each.options:
            each.set_value("세찬")
        elif (each.key or "").endswith("week"):
            each.set_value(5)
    app.run()
    store().replace(group(members=[("하나",), ("두리",)], weeks=[(1, "하나뿐")]))
    assert "세찬" not in text(app.run())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_badge_has_the_colours_of_the_visitors_theme(visit: Open, theme: str) -> None:
    app = visit("board", group())
    app.context = {"theme": theme}
    app.run()
    palette = {"light": LIGHT, "dark": DARK}[theme]
    ground, ink = palette.cells[study.Status.OPEN]
    assert f".sb .status-open {{ background: {ground}; color: {ink}; }}" in style.write_style(theme)
    assert '<span class="badge status-open">… 진행 중' in bodies(app)[-2]


# ---- where nothing is there yet ----

NOTHING = {
    "no tabs": (Workbook(()), "no members"),
    "headers only": (
        Workbook(tuple(Tab(each.title, each.rows[:1]) for each in group().tabs)),
        "no members",
    ),
    "no members": (group(members=()), "no members"),
    "no weeks": (group(weeks=()), "no weeks"),
    "no start": (group(settings=()), "no weeks"),
    "an unknown time zone": (
        group(settings=[("starts_on", date(2022, 4, 6)), ("timezone", "Mars/Olympus")]),
        "no weeks",
    ),
}
LINES = {
    ("no members", "ko"): "아직 멤버가 없습니다. 멤버 탭에 추가해 주세요.",
    ("no members", "en"): "There are no members yet. Add them to the members tab.",
    ("no weeks", "ko"): "아직 주차가 없습니다. 주차 탭에 주차를, 설정 탭에 시작일을 적어 주세요.",
    ("no weeks", "en"): "There are no weeks yet. Add them to the weeks tab, and the start to the settings.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", NOTHING)
@pytest.mark.parametrize("name", OF_PEOPLE)
def test_a_page_of_people_says_in_one_line_that_there_are_none_yet(
    visit: Open, name: str, case: str, language: str
) -> None:
    season, what = NOTHING[case]
    assert only_line(visit(name, season, lang=language)) == LINES[what, language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", NOTHING)
def test_the_checks_say_what_is_missing_of_a_workbook_with_next_to_nothing(
    visit: Open, case: str, language: str
) -> None:
    season, _ = NOTHING[case]
    app = visit("checks", season, lang=language)
    for problem in reader.read(season)[1]:
        assert Language(language).say(problem.message) in text(app)


def test_a_season_without_answers_and_before_any_deadline_has_a_board_and_no_fines(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    at(datetime(2022, 4, 6, 9, tzinfo=SEOUL))
    app = visit("board", group(answers=()))
    assert strips(app) == ["아직 제출이 없습니다. 노트를 내면 현황이 채워집니다."]
    assert "plotly_chart" in kinds(app)
    app = visit("fines", group(answers=()))
    assert strips(app) == ["아직 벌금이 없습니다."]
    assert kinds(app) == {"html"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_stands_when_no_member_answers_for_any_week(visit: Open, name: str, language: str) -> None:
    season = group(members=[("나중에", None, date(2030, 1, 1))], answers=())
    assert text(visit(name, season, lang=language))


# ---- a workbook full of problems ----


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
    assert [
        each
        for each in found.links
        if not each.startswith(("https://", "?lang=", "checks?", "member?", "settlement?"))
    ] == []
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
    own = ("?lang=", "checks?", "member?", "settlement?")
    outside = [each for each in anchors if not (each["href"] or "").startswith(own)]
    for each in outside:
        where = urlsplit(each["href"] or "")
        assert where.scheme in ("http", "https")
        assert where.hostname in ("good.example", "x.example")
        assert where.username is None
        assert "noopener" in (each["rel"] or "").split()
        assert each["target"] == "_blank"
    assert all(each["target"] == "_self" for each in anchors if each not in outside)
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
        if name not in ("questions", "checks", "desk"):
            assert member in text(app)
        assert set(Markup(app).tags) <= OURS
        labels = [getattr(each.proto, "label", "") for each in elements(app.main)]
        assert not any(member in label for label in labels), "a label would be read as Markdown"


@pytest.mark.parametrize("name", ["board", "fines"])
def test_a_figure_holds_no_name_that_plotly_would_read_as_markup(visit: Open, name: str) -> None:
    figure = json.loads(visit(name, full_of_problems()).get("plotly_chart")[0].proto.spec)

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


def test_the_checks_show_every_problem_with_its_place_and_how_to_mend_it(visit: Open) -> None:
    app = visit("checks", full_of_problems())
    _, problems = reader.read(store().fetch())
    assert len(problems) >= 25
    cards = re.findall(r"<li>(.*?)</li>", "".join(bodies(app)))
    assert len(cards) == len(problems)
    found = Markup(app).text
    for each in problems:
        place = [each.tab, f"{each.row}행" if each.row else "", each.column or ""]
        assert " · ".join(filter(None, place)) + Language("ko").say(each.message) in found
    assert f"읽지 못한 항목이 {len(problems)}건 있습니다." in found


@pytest.mark.parametrize("name", OF_MONEY)
def test_a_page_that_shows_money_says_how_much_could_not_be_read(visit: Open, name: str) -> None:
    app = visit(name, full_of_problems(), lang="en", as_of="2022-05-11T00:00")
    count = len(reader.read(store().fetch())[1])
    assert strips(app)[1].startswith(f"Could not be read: {count}. The figures may change once it is fixed.")
    assert "checks?lang=en&as_of=2022-05-11T00%3A00" in Markup(app).links


@pytest.mark.parametrize("name", OF_MONEY)
def test_a_page_that_shows_money_says_nothing_where_all_was_read(visit: Open, name: str) -> None:
    assert strips(visit(name, group())) == []


def test_many_problems_are_shown_in_a_table_that_scrolls(visit: Open) -> None:
    app = visit("checks", group(answers=[(None, "하나", 1, "https://x.example")] * 201))
    assert "<li>" not in "".join(bodies(app))
    table = app.dataframe[0].value
    assert len(table) == 201
    assert list(table.columns) == ["탭", "행", "열", "무엇을 어떻게 고칠까요"]
    assert list(table.iloc[-1]) == [
        "Form Responses 1",
        202,
        "Timestamp",
        "칸이 비어 있습니다. 채우거나 행을 지워 주세요.",
    ]


# ---- a workbook that cannot be had ----

NOT_TO_BE_HAD = {
    "missing.xlsx": "There is no file missing.xlsx. Check the address.",
    "sqlite:///missing.db": "There is no workbook at sqlite:///missing.db. Check the address.",
    "text.xlsx": "text.xlsx is no Excel workbook",
    "sqlite:///text.xlsx": "sqlite:///text.xlsx is not a SQLite database",
    "empty.xlsx": "empty.xlsx is empty",
    "notes.txt": "notes.txt is not the address of a workbook.",
    "postgresql+psycopg://me:secret@[bad/x": "postgresql+psycopg://me:***@[bad/x ",
    "https://docs.google.com/spreadsheets/d/abc": "This is not the address of a Google Sheet.",
}


@pytest.mark.parametrize("address", NOT_TO_BE_HAD)
def test_a_workbook_that_cannot_be_had_is_one_clear_line(visit: Open, tmp_path: Path, address: str) -> None:
    (tmp_path / "text.xlsx").write_text("Dear diary, " * 1000)
    (tmp_path / "empty.xlsx").touch()
    line = only_line(visit("board", address, lang="en"))
    assert NOT_TO_BE_HAD[address] in line
    assert "secret" not in line


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_so_when_there_is_no_workbook(visit: Open, name: str, language: str) -> None:
    line = {
        "ko": "missing.xlsx 파일이 없습니다. 주소를 확인해 주세요.",
        "en": "There is no file missing.xlsx. Check the address.",
    }
    assert only_line(visit(name, "missing.xlsx", lang=language)) == line[language]


def test_a_workbook_that_goes_away_while_a_page_is_open_is_one_clear_line(
    visit: Open, tmp_path: Path
) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = visit("board", "season.xlsx")
    (tmp_path / "season.xlsx").unlink()
    assert only_line(app.run()) == "season.xlsx 파일이 없습니다. 주소를 확인해 주세요."


def test_a_page_without_any_address_opens_the_sample(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit("checks", "")
    assert "sqlite:///data/studyboard.db" in text(app)
    assert "예시입니다" in strips(app)[0]


# ---- the board ----


def facts(app: AppTest) -> dict[str, tuple[str, str]]:
    """The figures at the head of the board: value and note by label."""
    found = re.findall(
        r'<div class="label">(.*?)</div><div class="value">(.*?)</div><div class="note">(.*?)</div>',
        "".join(bodies(app)),
    )
    return {label: (value, note) for label, value, note in found}


def lead(app: AppTest) -> str:
    return next(found[1] for body in bodies(app) if (found := re.search('<p class="lead">(.*?)</p>', body)))


def test_the_board_says_which_week_it_is_and_how_it_stands(visit: Open) -> None:
    app = visit("board", group())
    assert "밤샘 스터디 · 4주차주제 4" in text(app)
    assert lead(app) == "마감 5/17 (화) 23:59:59"
    assert facts(app) == {
        "남은 시간": ("6일 23시간", ""),
        "제출": ("0 / 2", ""),
        "미제출": ("2", "하나, 세찬"),
        "이번 달 벌금": ("7,000원", "2022년 5월"),
    }


def test_the_board_names_those_who_can_still_hand_in_late(visit: Open) -> None:
    assert strips(visit("board", group())) == []
    assert "3주차 5/11 (수) 12:00:00부터 결석 · 지각 제출까지 11시간 30분 남음 · 두리, 세찬" in text(
        visit("board", group())
    )


def blog(app: AppTest) -> str | None:
    """The line of the board about the team blog."""
    found = re.search('<p class="turns">(.*?)</p>', "".join(bodies(app)))
    return re.sub("(<[^>]*>)+", "|", found[1]) if found else None


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ko", "|팀블로그|6주차 |가람| · 아직 글이 없습니다|다음 당번: 7주차 |나래|, 8주차 |라온|"),
        ("en", "|Team blog|Week 6 |가람| · No post yet|Next: Week 7 |나래|, Week 8 |라온|"),
    ],
)
def test_the_board_says_whose_turn_the_team_blog_is_and_who_comes_next(
    visit: Open, language: str, line: str
) -> None:
    app = visit("board", sample.make_sample(NOW), lang=language)
    assert blog(app) == line
    assert any("member?" in link and "name=%EA%B0%80%EB%9E%8C" in link for link in Markup(app).links)


def test_the_board_links_to_the_post_of_the_week_and_says_in_whose_place_it_was_written(visit: Open) -> None:
    third_week = f"{NOW - timedelta(days=25):%Y-%m-%dT%H:%M}"
    app = visit("board", sample.make_sample(NOW), as_of=third_week)
    assert (
        blog(app)
        == "|팀블로그|3주차 |라온 (다온 대신)| · |blog.example/raon/rnn|다음 당번: 4주차 |다온|, 5주차 |마루|"
    )
    assert "https://blog.example/raon/rnn" in Markup(app).links


def test_the_board_is_silent_about_the_team_blog_where_nobody_has_a_turn(visit: Open) -> None:
    assert blog(visit("board", group())) is None


@pytest.mark.parametrize(
    ("moment", "line", "next_fact"),
    [
        ("2022-04-05T23:59:59", "스터디는 2022년 4월 6일 (수)에 시작합니다.", "1초"),
        ("2022-04-06T00:00", "마감 4/12 (화) 23:59:59", "7일"),
        ("2022-04-12T23:59:59", "마감 4/12 (화) 23:59:59", "1초"),
        ("2022-04-13T00:00", "휴식 기간입니다. 다음 주차는 2022년 4월 27일 (수)에 시작합니다.", "14일"),
        ("2022-05-25T00:00", "스터디가 끝났습니다.", None),
    ],
)
def test_the_board_knows_where_in_the_season_it_is(
    visit: Open, moment: str, line: str, next_fact: str | None
) -> None:
    app = visit("board", group(), as_of=moment)
    assert lead(app) == line
    first = next(iter(facts(app).items()))
    if next_fact is None:
        assert first[0] == "제출"
    else:
        assert first[1][0] == next_fact


def test_choosing_a_member_and_a_week_shows_the_details(visit: Open) -> None:
    app = visit("board", group())
    assert "|하나 · 4주차|" in card(app)
    app.selectbox(key="member").set_value("두리")
    app.selectbox(key="week").set_value(2).run()
    shown = card(app)
    assert "|두리 · 2주차|" in shown
    assert "|▲ 지각|" in shown
    reason = "2주차 · 마감 5/3 (화) 23:59:59 · 제출 5/4 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원"
    assert f"|{reason}|" in shown
    assert "|3,000원|" in shown
    assert "https://duri.example/2" in Markup(app).links


def test_the_details_show_the_first_time_and_the_newest_link(visit: Open) -> None:
    app = visit("board", group())
    app.selectbox(key="week").set_value(3).run()
    assert "|✓ 제시간|" in card(app)
    assert "2분 47초 전 제출" in card(app)
    assert "https://hana.example/3?v=2" in Markup(app).links
    assert "https://hana.example/3" not in Markup(app).links


def test_a_personal_break_excuses_and_says_why(visit: Open) -> None:
    app = visit("board", group())
    app.selectbox(key="member").set_value("두리").run()
    assert "|– 면제|" in card(app)
    assert "면제: 가족 여행|" in card(app)
    assert "|아직 없습니다|" in card(app)


def test_a_week_that_a_member_does_not_answer_for_has_no_details(visit: Open) -> None:
    app = visit("board", group())
    app.selectbox(key="member").set_value("세찬")
    app.selectbox(key="week").set_value(1).run()
    assert strips(app)[-1] == "세찬 님은 그 주차의 대상이 아닙니다."
    assert not any('class="sb card"' in body for body in bodies(app))


def test_the_legend_names_the_statuses_on_the_board_and_no_others(visit: Open) -> None:
    def legend(as_of: str) -> list[str]:
        body = next(
            each for each in bodies(visit("board", group(), as_of=as_of, lang="en")) if "legend" in each
        )
        return re.findall(r"</span>([^<>]+)</span>", body)

    assert legend("2022-05-11T00:30") == [
        "On time",
        "Late",
        "Absent",
        "Excused",
        "Overdue",
        "Open",
        "Upcoming",
    ]
    assert legend("2022-06-01") == ["On time", "Late", "Absent", "Excused"]


def test_the_heatmap_is_told_to_those_who_do_not_see_it(visit: Open) -> None:
    chart = visit("board", group(), lang="en").get("plotly_chart")[0].proto
    assert chart.alt == (
        "Members by weeks: On time 2, Late 1, Absent 2, Excused 1, Overdue 2, Open 2, Upcoming 3"
    )


# ---- as of another moment ----


def test_the_board_is_shown_as_it_stood_at_a_moment(visit: Open) -> None:
    app = visit("board", group(), as_of="2022-05-10T23:57:13")
    assert strips(app)[0] == "5/10 (화) 23:57:13 시점의 현황입니다."
    assert "밤샘 스터디 · 3주차주제 3" in text(app)
    assert facts(app)["제출"] == ("1 / 3", "")
    before = visit("board", group(), as_of="2022-05-10T23:57:12")
    assert facts(before)["제출"] == ("0 / 3", "")


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_which_moment_it_shows(visit: Open, name: str) -> None:
    app = visit(name, group(), as_of="2022-05-10T23:57:13+09:00", lang="en")
    assert strips(app)[0] == "This is the board as of Tue 5/10 23:57:13."


@pytest.mark.parametrize(
    "asked", ["yesterday", "<b>x</b>", "1999-12-31", "2022-13-01T00:00", "5/6/2022", "x" * 999]
)
def test_a_moment_that_cannot_be_read_is_told_and_the_present_is_shown(visit: Open, asked: str) -> None:
    app = visit("board", group(), as_of=asked, lang="en")
    assert "is not a moment. Write it as 2022-05-11T00:30." in strips(app)[0]
    assert facts(app)["Time left"][0] == "6 days 23 hr"
    assert set(Markup(app).tags) <= OURS


def test_an_empty_moment_is_the_present(visit: Open) -> None:
    assert strips(visit("board", group(), as_of="")) == []


def test_the_moment_is_kept_between_pages_and_given_up_by_back_to_now(visit: Open) -> None:
    app = visit("fines", group(), as_of="2022-05-04T11:00")
    assert "지금까지 합계 7,000원" in text(app)
    app.query_params.clear()
    app.run()
    assert strips(app)[0].startswith("5/4 (수) 11:00:00")
    assert app.query_params["as_of"] == "2022-05-04T11:00"
    app.button(key="back_to_now").click().run()
    assert strips(app) == []
    assert "as_of" not in app.query_params
    assert strips(app.run()) == []


def test_the_board_offers_the_moment_as_plain_controls(visit: Open) -> None:
    app = visit("board", group())
    assert app.date_input(key="as_of_day").value == date(2022, 5, 11)
    assert app.time_input(key="as_of_time").value == time(0, 30)
    app.date_input(key="as_of_day").set_value(date(2022, 5, 4))
    app.time_input(key="as_of_time").set_value(time(1, 7)).run()
    next(each for each in app.button if each.label == "이 시점의 현황 보기").click().run()
    assert strips(app)[0] == "5/4 (수) 01:07:00 시점의 현황입니다."
    assert app.query_params["as_of"] == "2022-05-04T01:07:00"


def test_the_moment_is_local_to_the_study(visit: Open) -> None:
    season = group(settings=[("starts_on", date(2022, 4, 6)), ("timezone", "America/New_York")])
    app = visit("board", season, as_of="2022-04-12T23:59:59")
    assert facts(app)["남은 시간"][0] == "1초"
    assert app.date_input(key="as_of_day").value == date(2022, 4, 12)


def test_the_time_left_is_real_time_where_the_clocks_change(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    season = group(settings=[("starts_on", date(2022, 10, 26)), ("timezone", berlin.key)], answers=())
    at(datetime(2022, 10, 30, tzinfo=berlin).astimezone(UTC))
    assert facts(visit("board", season))["남은 시간"][0] == "3일 1시간"
    assert facts(visit("board", season, as_of="2022-10-30T00:00"))["남은 시간"][0] == "3일 1시간"


# ---- handing in ----


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


def answers() -> list[tuple[Cell, ...]]:
    """The rows of the answers tab, without the header."""
    return list(store().fetch().tabs[-1].rows[1:])


DUE = datetime(2022, 5, 11, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("moment", "member", "week"),
    [
        (DUE - timedelta(milliseconds=1), "두리", 3),
        (DUE, "두리", 3),
        (DUE + timedelta(hours=12) - timedelta(milliseconds=1), "두리", 3),
        (DUE + timedelta(hours=12), "두리", 4),
        (DUE, "하나", 4),
        (datetime(2022, 4, 1, tzinfo=SEOUL), "하나", 1),
        (datetime(2022, 6, 1, tzinfo=SEOUL), "하나", 5),
    ],
)
def test_the_week_proposed_is_the_one_just_missed_while_it_is_late_and_else_the_present(
    visit: Open, at: Callable[[datetime], None], moment: datetime, member: str, week: int
) -> None:
    at(moment)
    app = visit("hand_in", group())
    app.selectbox(key="hand_in_member").set_value(member).run()
    assert app.selectbox(key="hand_in_week").value == week


def test_a_week_that_was_chosen_stays_until_another_member_is_chosen(visit: Open) -> None:
    app = choose(visit("hand_in", group()), "두리", week=1)
    assert app.run().selectbox(key="hand_in_week").value == 1
    assert choose(app, "하나").selectbox(key="hand_in_week").value == 4


def test_the_page_says_beforehand_how_late_it_is(visit: Open) -> None:
    app = choose(visit("hand_in", group()), "두리")
    assert "마감 5/10 (화) 23:59:59 · 30분 늦음" in text(app)
    app.selectbox(key="hand_in_week").set_value(4).run()
    assert "마감 5/17 (화) 23:59:59 · 6일 23시간 남음" in text(app)


def test_a_link_is_judged_at_once_and_the_board_shows_it(visit: Open) -> None:
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/3", note="늦었어요"))
    shown = card(app)
    assert "|두리 · 3주차|" in shown
    assert "|▲ 지각|" in shown
    assert "|30분 늦음 · 벌금 3,000원|" in shown
    assert "5/11 (수) 00:30:00" in shown
    assert answers()[-1] == (datetime(2022, 5, 11, 0, 30), "두리", 3, "https://duri.example/3", "늦었어요")
    assert (app.text_area(key="hand_in_link").value, app.text_input(key="hand_in_note").value) == ("", "")
    seen = visit("board", studies.resolve_address(None))
    seen.selectbox(key="member").set_value("두리")
    seen.selectbox(key="week").set_value(3).run()
    assert "|▲ 지각|" in card(seen)
    assert "https://duri.example/3" in Markup(seen).links


@pytest.mark.parametrize(
    ("moment", "badge", "distance"),
    [
        (DUE - timedelta(milliseconds=1), "✓", "1초 미만 전 제출"),
        (DUE, "▲ 지각", "1초 미만 늦음 · 벌금 3,000원"),
        (DUE + timedelta(milliseconds=1), "▲ 지각", "1초 미만 늦음 · 벌금 3,000원"),
        (
            DUE + timedelta(hours=12) - timedelta(milliseconds=1),
            "▲ 지각",
            "11시간 59분 59초 늦음 · 벌금 3,000원",
        ),
        (DUE + timedelta(hours=12), "✕ 결석", "12시간 늦음 · 벌금 4,000원"),
        (DUE + timedelta(hours=12, milliseconds=1), "✕ 결석", "12시간 늦음 · 벌금 4,000원"),
    ],
)
def test_an_answer_is_judged_to_the_millisecond(
    visit: Open, at: Callable[[datetime], None], moment: datetime, badge: str, distance: str
) -> None:
    at(moment)
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/3", week=3))
    assert f"|{badge}" in card(app)
    assert f"|{distance}|" in card(app)


def test_a_fraction_of_a_millisecond_makes_nobody_late(visit: Open, at: Callable[[datetime], None]) -> None:
    at(DUE - timedelta(microseconds=1))
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/3", week=3))
    assert "|✓" in card(app)
    assert answers()[-1][0] == datetime(2022, 5, 10, 23, 59, 59, 999_000)


def test_handing_in_again_keeps_the_first_time_and_shows_the_newest_link(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    app = press(choose(visit("hand_in", group()), "두리", "https://duri.example/first"))
    assert "제출 시각은 처음 낸" not in card(app)
    at(NOW + timedelta(hours=2))
    app = press(choose(app, "두리", "https://duri.example/second", week=3))
    assert "|30분 늦음 · 벌금 3,000원|" in card(app)
    assert "제출 시각은 처음 낸 5/11 (수) 00:30:00" in card(app)
    seen = visit("curriculum", studies.resolve_address(None))
    assert "https://duri.example/second" in Markup(seen).links
    assert "https://duri.example/first" not in Markup(seen).links


def test_several_links_are_handed_in_one_a_line(visit: Open) -> None:
    press(choose(visit("hand_in", group()), "두리", " https://a.example/1 \n\nhttps://b.example/2\n", week=3))
    assert answers()[-1][3] == "https://a.example/1\nhttps://b.example/2"
    seen = visit("curriculum", studies.resolve_address(None))
    assert "두리 · 두리 2" in text(seen)


def test_an_answer_for_a_week_that_the_member_does_not_answer_for_is_received_and_said_so(
    visit: Open,
) -> None:
    app = press(choose(visit("hand_in", group()), "세찬", "https://sechan.example/1", week=1))
    assert "세찬 님은 그 주차의 대상이 아닙니다." in card(app)
    assert answers()[-1][1] == "세찬"


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("", "There is no link. Write one that begins with https://."),
        ("  \n ", "There is no link. Write one that begins with https://."),
        ("notes", "“notes” is not a link. Write one that begins with https://, without spaces."),
        ("javascript:alert(1)", "“javascript:alert(1)” is not a link."),
        ("data:text/html,x", "“data:text/html,x” is not a link."),
        ("https://ok.example\nftp://x", "“ftp://x” is not a link."),
        ("https://a b.example", "“https://a b.example” is not a link."),
        ("https://", "“https://” is not a link."),
    ],
)
def test_a_bad_link_is_refused_and_nothing_is_written(visit: Open, link: str, why: str) -> None:
    app = choose(visit("hand_in", group(), lang="en"), "두리", link, note="kept")
    before = store().version()
    press(app)
    assert strips(app)[0].startswith(why)
    assert store().version() == before
    assert app.text_area(key="hand_in_link").value == link
    assert app.text_input(key="hand_in_note").value == "kept"
    assert strips(app.run()) == [], "it is said once"


def test_without_a_name_nothing_is_handed_in(visit: Open) -> None:
    app = visit("hand_in", group())
    before = store().version()
    app.text_area(key="hand_in_link").set_value("https://x.example").run()
    assert strips(press(app)) == ["먼저 이름을 골라 주세요."]
    assert store().version() == before


def test_what_cannot_be_written_is_told_and_stays_on_the_page(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise WorkbookError(sentence("The disk of {name} is full. Nothing was written; make room.", name="x"))

    monkeypatch.setattr(Database, "append", full)
    app = press(choose(visit("hand_in", group(), lang="en"), "두리", "https://duri.example/3"))
    assert strips(app) == ["The disk of x is full. Nothing was written; make room."]
    assert app.text_area(key="hand_in_link").value == "https://duri.example/3"


def test_an_answer_goes_to_the_present_even_where_the_board_of_another_moment_is_shown(visit: Open) -> None:
    app = press(choose(visit("hand_in", group(), as_of="2022-05-04T00:00"), "두리", "https://duri.example/3"))
    assert answers()[-1][:3] == (datetime(2022, 5, 11, 0, 30), "두리", 3)
    assert "|30분 늦음 · 벌금 3,000원|" in card(app)


def test_the_first_answer_of_all_makes_the_tab_for_it(visit: Open) -> None:
    season = Workbook(group().tabs[:-1])
    press(choose(visit("hand_in", season), "두리", "https://duri.example/3"))
    assert store().fetch().tabs[-1].title == "설문지 응답 시트1"
    assert answers() == [(datetime(2022, 5, 11, 0, 30), "두리", 3, "https://duri.example/3", None)]


def test_a_file_can_only_be_read(visit: Open, tmp_path: Path) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    app = visit("hand_in", "season.xlsx")
    assert strips(app) == ["이 파일은 읽기 전용입니다. 모임이 쓰는 시트나 설문지에 제출해 주세요."]
    assert kinds(app) == {"html"}


FORM = "https://docs.google.com/forms/d/e/abc/viewform"


@pytest.mark.parametrize("writable", [True, False])
def test_where_there_is_a_form_the_page_leads_to_it_filled_in(
    visit: Open, tmp_path: Path, writable: bool
) -> None:
    season = group(
        settings=[
            ("starts_on", date(2022, 4, 6)),
            ("form_url", FORM),
            ("form_name_entry", "entry.111"),
            ("form_week_entry", 222),
        ]
    )
    write.write_xlsx(season, tmp_path / "season.xlsx")
    app = visit("hand_in", season if writable else "season.xlsx")
    app.selectbox(key="hand_in_member").set_value("두리").run()
    assert app.get("link_button")[0].proto.url == (
        f"{FORM}?usp=pp_url&entry.111=%EB%91%90%EB%A6%AC&entry.222=3%EC%A3%BC%EC%B0%A8"
    )
    assert kinds(app) == {"html", "selectbox", "link_button"}


def test_a_form_is_filled_in_with_the_words_of_the_workbook_whatever_the_visitor_reads(visit: Open) -> None:
    settings: list[tuple[Cell, ...]] = [
        ("starts_on", date(2022, 4, 6)),
        ("form_url", FORM),
        ("form_week_entry", "222"),
    ]
    app = visit("hand_in", group(settings=settings), lang="en")
    assert app.get("link_button")[0].proto.url == f"{FORM}?usp=pp_url&entry.222=4%EC%A3%BC%EC%B0%A8"


def test_a_form_without_entry_ids_is_opened_as_it_is(visit: Open) -> None:
    season = group(settings=[("starts_on", date(2022, 4, 6)), ("form_url", FORM)])
    app = visit("hand_in", season)
    assert app.get("link_button")[0].proto.url == FORM


def test_a_form_is_filled_in_with_the_week_alone_before_a_name_is_chosen(visit: Open) -> None:
    season = group(
        settings=[
            ("starts_on", date(2022, 4, 6)),
            ("form_url", f"{FORM}?hl=ko"),
            ("form_name_entry", "111"),
            ("form_week_entry", "222"),
        ]
    )
    app = visit("hand_in", season)
    assert app.get("link_button")[0].proto.url == f"{FORM}?hl=ko&usp=pp_url&entry.222=4%EC%A3%BC%EC%B0%A8"


# ---- the fines ----


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What the pages offer for download, by file name."""
    offered: dict[str, bytes] = {}
    kept = MemoryMediaFileStorage.load_and_get_id

    def spied(
        self: MemoryMediaFileStorage,
        data: bytes,
        mimetype: str,
        kind: MediaFileKind,
        filename: str | None = None,
    ) -> str:
        if filename:
            offered[filename] = data
        return kept(self, data, mimetype, kind, filename)

    monkeypatch.setattr(MemoryMediaFileStorage, "load_and_get_id", spied)
    return offered


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("as_of", ["", "2022-05-10T00:00"])
@pytest.mark.parametrize(
    "season",
    [group(), sample.make_sample(NOW), full_of_problems()],
    ids=["a group", "the sample", "full of problems"],
)
def test_the_file_of_fines_is_what_the_command_line_prints_to_the_byte(
    visit: Open, downloads: dict[str, bytes], season: Workbook, as_of: str, language: str
) -> None:
    visit("fines", season, lang=language, as_of=as_of)
    options = ["--as-of", as_of] if as_of else []
    printed = CliRunner().invoke(cli.app, ["fines", "--format", "csv", *options])
    assert downloads == {"fines.csv": printed.stdout_bytes}
    assert len(printed.stdout_bytes.splitlines()) > 2


def test_the_table_of_fines_has_members_by_months_with_the_sums_of_both(visit: Open) -> None:
    table = visit("fines", group(), as_of="2022-06-01", lang="en").dataframe[0].value
    assert list(table.columns) == ["Member", "Total", "April 2022", "May 2022"]
    assert table.to_numpy().tolist() == [
        ["하나", 12_000, 0, 12_000],
        ["두리", 15_000, 4_000, 11_000],
        ["세찬", 12_000, 0, 12_000],
        ["Total", 39_000, 4_000, 35_000],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_member_with_the_name_of_the_sum_keeps_their_own_row(visit: Open, language: str) -> None:
    name = {"ko": "합계", "en": "Total"}[language]
    season = group(members=[(name,), ("하나",)], answers=())
    table = visit("fines", season, lang=language).dataframe[0].value
    assert table.iloc[:, :2].to_numpy().tolist() == [[name, 8_000], ["하나", 8_000], [name, 16_000]]


def reasons(app: AppTest) -> list[tuple[str, str]]:
    """Member and reason of each fine shown."""
    return re.findall(
        r'<li><div class="row"><b>(.*?)</b>.*?<p class="aside">(.*?)</p></li>', "".join(bodies(app))
    )


def test_every_fine_is_shown_with_its_reason_in_words(visit: Open) -> None:
    assert reasons(visit("fines", group())) == [
        ("두리", "1주차 · 마감 4/12 (화) 23:59:59 · 미제출 · 결석 4,000원"),
        ("하나", "2주차 · 마감 5/3 (화) 23:59:59 · 미제출 · 결석 4,000원"),
        (
            "두리",
            "2주차 · 마감 5/3 (화) 23:59:59 · 제출 5/4 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원",
        ),
    ]


def test_the_filters_leave_what_is_chosen_and_all_where_nothing_is(visit: Open) -> None:
    app = visit("fines", group(), as_of="2022-06-01", lang="en")
    assert len(reasons(app)) == 10
    app.multiselect(key="fines_month").set_value(["April 2022"]).run()
    assert [member for member, _ in reasons(app)] == ["두리"]
    app.multiselect(key="fines_month").set_value([])
    app.multiselect(key="fines_member").set_value(["두리", "하나"]).run()
    assert {member for member, _ in reasons(app)} == {"두리", "하나"}
    app.multiselect(key="fines_tier").set_value(["Late"]).run()
    assert [member for member, _ in reasons(app)] == ["두리"]
    assert "Late ₩3,000" in reasons(app)[0][1]


def test_a_filter_does_not_change_the_sums_nor_the_file(visit: Open, downloads: dict[str, bytes]) -> None:
    app = visit("fines", group())
    before = downloads["fines.csv"]
    app.multiselect(key="fines_member").set_value(["하나"]).run()
    assert "지금까지 합계 11,000원" in text(app)
    assert downloads["fines.csv"] == before


def test_a_filter_of_a_language_left_behind_shows_all(visit: Open) -> None:
    app = visit("fines", group())
    app.multiselect(key="fines_month").set_value(["2022년 4월"]).run()
    app.query_params["lang"] = "en"
    assert len(reasons(app.run())) == 3
    assert not app.exception


def test_many_fines_are_shown_in_a_table_that_scrolls(visit: Open) -> None:
    season = group(members=[(f"멤버 {number}",) for number in range(101)], answers=())
    app = visit("fines", season, lang="en")
    assert reasons(app) == []
    table = app.dataframe[1].value
    assert len(table) == 202
    assert list(table.columns) == ["Month", "Member", "Status", "Fine", "Reason"]


# ---- the settlement ----

JUNE = {"as_of": "2022-06-01T12:00"}
"""All weeks of ``group`` have closed: 4,000 of April go from 두리 to 하나, 35,000 of May to 두리."""


def settlements(*rows: tuple[Cell, ...]) -> Tab:
    return Tab("정산", (("월", "이름", "벌금", "분배", "이월", "정산일시"), *rows))


def payments(*rows: tuple[Cell, ...]) -> Tab:
    return Tab("납부", (("납부일", "월", "이름", "금액", "메모"), *rows))


CLOSED = settlements(
    ("2022-04", "하나", 1_000, 2_999, 1, datetime(2022, 5, 2, 21)), ("2022-04", "두리", 2_000, 0, 1)
)
"""April, closed with less than its answers would give now."""


def tables(app: AppTest) -> list[tuple[str, list[list[str]]]]:
    """The label and the rows of each table, the head first; what stands under a figure follows it after a slash."""
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


@pytest.mark.parametrize(
    ("query", "state"),
    [
        ({}, "잠정 5/25 (수) 12:00:00까지는 금액이 바뀔 수 있습니다."),
        ({"month": "2022-04"}, "확정 모든 주차가 끝나 금액이 확정되었습니다. 정산은 아직 마치지 않았습니다."),
        (
            {"month": "2022-04", "as_of": "2022-04-13T11:59:59"},
            "잠정 4/13 (수) 12:00:00까지는 금액이 바뀔 수 있습니다.",
        ),
        (
            {"month": "2022-04", "as_of": "2022-04-13T12:00:00"},
            "확정 모든 주차가 끝나 금액이 확정되었습니다. 정산은 아직 마치지 않았습니다.",
        ),
    ],
)
def test_the_settlement_shows_the_newest_month_or_the_one_asked_for_and_how_certain_it_is(
    visit: Open, query: dict[str, str], state: str
) -> None:
    app = visit("settlement", group(), **query)
    assert state in text(app)
    assert app.selectbox(key="settlement_month").value == query.get("month", "2022-05")


def test_the_settlement_shows_the_pot_where_it_came_from_and_where_it_goes(visit: Open) -> None:
    assert facts(visit("settlement", group(), lang="en", **JUNE)) == {
        "Pot": ("₩35,000", "Fines ₩35,000 + carried in ₩0"),
        "Share of each": ("₩35,000", "1/n without last place · shared by 1"),
        "Carried into the next month": ("₩0", "the kitty"),
        "Still to be paid in": ("₩24,000", ""),
    }


def test_the_settlement_shows_what_each_member_gives_and_gets(visit: Open) -> None:
    app = visit("settlement", group(), **JUNE)
    assert table(app, "멤버별 벌금과 분배") == [
        ["멤버", "벌금", "분배", "정산액", "남은 금액"],
        ["하나 / 꼴찌", "12,000원", "0원", "−12,000원", "낼 돈 12,000원 / 앞 달까지 낼 돈 8,000원"],
        ["두리", "11,000원", "35,000원", "+24,000원", "받을 돈 24,000원 / 앞 달까지 받을 돈 20,000원"],
        ["세찬 / 꼴찌", "12,000원", "0원", "−12,000원", "낼 돈 12,000원"],
        ["합계", "35,000원", "35,000원", "0원", ""],
    ]
    assert "하나 → 두리12,000원세찬 → 두리12,000원" in text(app)
    assert "member?as_of=2022-06-01T12%3A00&name=%ED%95%98%EB%82%98" in Markup(app).links


def test_a_provisional_month_asks_nobody_for_money(visit: Open) -> None:
    app = visit("settlement", group())
    assert {row[-1] for row in table(app, "멤버별 벌금과 분배")[1:-1]} == {"–"}
    assert facts(app)["아직 걷을 금액"] == ("–", "확정된 뒤에 보여 드립니다")
    assert "지금까지의 금액입니다. 확정된 뒤에 보내 주세요." in text(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_for_the_group_chat_can_be_copied(visit: Open, language: str) -> None:
    app = visit("settlement", group(), lang=language, **JUNE)
    (code,) = app.code
    assert {"ko": "[밤샘 스터디] 2022년 5월 정산", "en": "[밤샘 스터디] Settlement of May 2022"}[
        language
    ] in code.value
    assert code.language == "plaintext"
    assert "하나 → 두리" in code.value


def test_the_month_that_is_chosen_stands_in_the_address(visit: Open) -> None:
    app = visit("settlement", group(), **JUNE)
    app.selectbox(key="settlement_month").set_value("2022-04").run()
    assert app.query_params["month"] == "2022-04"
    assert table(app, "멤버별 벌금과 분배")[1][:2] == ["하나", "0원"]
    assert "?lang=en&as_of=2022-06-01T12%3A00&month=2022-04" in Markup(app).links


@pytest.mark.parametrize("asked", ["2021-01", "May", "<b>x</b>", "x" * 999])
def test_a_month_that_is_not_there_is_told_and_the_newest_is_shown(visit: Open, asked: str) -> None:
    app = visit("settlement", group(), month=asked, lang="en")
    assert strips(app)[0].startswith("There is no settlement of “")
    assert app.selectbox(key="settlement_month").value == "2022-05"


def test_a_closed_month_stands_and_what_it_would_be_today_is_shown_beside_it(visit: Open) -> None:
    app = visit("settlement", group(more=[CLOSED]), month="2022-04", **JUNE)
    assert "정산 완료 5/2 (월) 21:00:00에 정산했습니다." in text(app)
    assert strips(app)[1].startswith("지금의 제출과 규칙으로 다시 계산하면 이 달의 금액이 달라집니다.")
    assert table(app, "멤버별 벌금과 분배")[1:3] == [
        ["하나", "1,000원", "2,999원", "+1,999원", "받을 돈 1,999원"],
        ["두리 / 꼴찌", "2,000원", "0원", "−2,000원", "낼 돈 2,000원"],
    ]
    assert table(app, "멤버별 차이")[1:] == [
        ["하나", "1,000원 / 지금 0원", "2,999원 / 지금 4,000원", "+1,999원 / 지금 +4,000원", "+2,001원"],
        ["두리", "2,000원 / 지금 4,000원", "0원", "−2,000원 / 지금 −4,000원", "−2,000원"],
    ]
    assert "벌금 모음 3,000원 (지금 4,000원) · 다음 달로 이월 1원 (지금 0원)" in text(app)


def test_a_closed_month_that_comes_to_the_same_today_has_nothing_beside_it(visit: Open) -> None:
    same = settlements(("2022-04", "하나", 0, 4_000, 0), ("2022-04", "두리", 4_000, 0, 0))
    app = visit("settlement", group(more=[same]), month="2022-04")
    assert strips(app) == []
    assert "정산 완료 나중에 무엇이 바뀌어도 정산한 금액은 그대로입니다." in text(app)


@pytest.mark.parametrize(("as_of", "closed"), [("2022-05-02T20:59:59", False), ("2022-05-02T21:00", True)])
def test_a_month_is_closed_from_the_moment_on_at_which_it_was(visit: Open, as_of: str, closed: bool) -> None:
    season = group(more=[CLOSED])
    visit("settlement", season, month="2022-04", **JUNE)
    app = visit("settlement", studies.resolve_address(None), month="2022-04", as_of=as_of)
    assert ("정산 완료" in text(app)) is closed


def test_an_unread_closed_month_leaves_the_others_provisional_and_says_why(visit: Open) -> None:
    season = group(more=[settlements(("2022-04", "하나", "many", 0, 0))])
    app = visit("settlement", season, month="2022-04", lang="en")
    assert "Provisional Something of the settlements tab cannot be read" in text(app)


def test_payments_leave_what_is_still_open(visit: Open) -> None:
    paid = payments(
        (date(2022, 5, 3), "2022-04", "두리", 4_000, "카카오페이"),
        (date(2022, 5, 3), "2022-04", "하나", -3_000),
        (date(2022, 5, 4), "2022-04", "세찬", 500),
        (date(2022, 7, 1), "2022-04", "하나", -1_000),
    )
    app = visit("settlement", group(more=[paid]), month="2022-04", **JUNE)
    assert table(app, "멤버별 벌금과 분배")[1:] == [
        ["하나", "0원", "4,000원", "+4,000원", "받을 돈 1,000원"],
        ["두리 / 꼴찌", "4,000원", "0원", "−4,000원", "없음"],
        ["세찬", "–", "–", "–", "받을 돈 500원"],
        ["합계", "4,000원", "4,000원", "0원", ""],
    ]
    assert facts(app)["아직 걷을 금액"] == ("0원", "")


def test_the_season_is_told_month_by_month_and_as_a_figure(visit: Open) -> None:
    app = visit("settlement", group(more=[CLOSED]), **JUNE)
    assert table(app, "시즌 전체의 흐름") == [
        ["월", "앞 달에서", "벌금", "분배", "다음 달로"],
        ["2022년 5월", "1원", "35,000원", "35,001원", "0원"],
        ["2022년 4월", "0원", "3,000원", "2,999원", "1원"],
    ]
    chart = app.get("plotly_chart")[0].proto
    assert chart.alt == "월별로 들어온 벌금, 나간 분배, 이월을 그린 그래프입니다. 금액은 아래 표에 있습니다."


def test_before_the_season_there_is_nothing_to_settle(visit: Open) -> None:
    app = visit("settlement", group(), as_of="2022-04-05T23:59:59")
    assert strips(app)[1:] == ["스터디가 아직 시작하지 않아 정산할 것이 없습니다."]
    assert "tab" not in {block.type for block in app.main.children.values()}


def test_a_month_in_which_nobody_takes_part_says_so(visit: Open) -> None:
    season = group(members=[("나중에", None, date(2030, 1, 1))], answers=())
    assert strips(visit("settlement", season))[-1] == "이 달에는 정산할 멤버가 없습니다."


# ---- the files of the settlement ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "season",
    [group(more=[CLOSED]), sample.make_sample(NOW), full_of_problems()],
    ids=["a group", "the sample", "full of problems"],
)
def test_the_files_of_the_settlement_hold_the_same_lines(
    visit: Open, downloads: dict[str, bytes], tmp_path: Path, season: Workbook, language: str
) -> None:
    visit("settlement", season, lang=language, **JUNE)
    lines = list(csv.reader(io.StringIO(downloads["settlement.csv"].decode("utf-8-sig"))))
    assert lines[0] == list(settlement.LINE_COLUMNS)
    assert len(lines) > 2
    (tmp_path / "read.xlsx").write_bytes(downloads["settlement.xlsx"])
    (tab,) = Xlsx(str(tmp_path / "read.xlsx")).fetch().tabs
    assert tab.title == "settlement"
    assert [list(map(str, row)) for row in tab.rows] == [
        [cell.removeprefix("'") if at == 6 else cell for at, cell in enumerate(row)] for row in lines
    ]
    cells = openpyxl.load_workbook(tmp_path / "read.xlsx")["settlement"].iter_rows(min_row=2)
    assert {"".join(cell.data_type for cell in row) for row in cells} == {"sbbnnnsnnnb"}


def test_a_name_that_looks_like_a_formula_is_none_in_either_file(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    visit("settlement", group(members=[("=1+1",), ("@x",)], answers=()))
    assert b",'=1+1," in downloads["settlement.csv"]
    cell = openpyxl.load_workbook(io.BytesIO(downloads["settlement.xlsx"]))["settlement"]["G2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_name_that_excel_cannot_hold_is_told_and_the_other_file_is_there(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    app = visit("settlement", group(members=[("_x0041_x0042_",)], answers=()), lang="en")
    assert list(downloads) == ["settlement.csv"]
    assert "holds characters that an Excel file cannot hold" in strips(app)[-1]


def test_the_csv_of_the_settlement_is_what_the_command_line_prints_to_the_byte(
    visit: Open, downloads: dict[str, bytes]
) -> None:
    visit("settlement", group(), as_of="2022-06-01T12:00")
    address = studies.resolve_address(None)
    words = ["--workbook", address, "settlement", "--format", "csv", "--as-of", "2022-06-01T12:00"]
    assert downloads["settlement.csv"] == CliRunner().invoke(cli.app, words).stdout_bytes


# ---- what if ----

OTHER = {"what_if": "late:12:2000,absent::5000", "pot": "equal"}


def test_other_rules_stand_beside_the_real_ones_month_by_month_and_member_by_member(visit: Open) -> None:
    app = visit("settlement", group(), **OTHER, **JUNE)
    season, may, april = (rows[1:] for label, rows in tables(app) if label == "멤버별 차이")
    assert may == [
        [
            "하나",
            "12,000원 / 바꾸면 15,000원",
            "0원 / 바꾸면 14,000원",
            "−12,000원 / 바꾸면 −1,000원",
            "+11,000원",
        ],
        [
            "두리",
            "11,000원 / 바꾸면 12,000원",
            "35,000원 / 바꾸면 14,000원",
            "+24,000원 / 바꾸면 +2,000원",
            "−22,000원",
        ],
        [
            "세찬",
            "12,000원 / 바꾸면 15,000원",
            "0원 / 바꾸면 14,000원",
            "−12,000원 / 바꾸면 −1,000원",
            "+11,000원",
        ],
    ]
    assert april == [
        ["하나", "0원", "4,000원 / 바꾸면 2,500원", "+4,000원 / 바꾸면 +2,500원", "−1,500원"],
        [
            "두리",
            "4,000원 / 바꾸면 5,000원",
            "0원 / 바꾸면 2,500원",
            "−4,000원 / 바꾸면 −2,500원",
            "+1,500원",
        ],
    ]
    assert [row[-1] for row in season] == ["+9,500원", "−20,500원", "+11,000원"]
    assert "벌금 모음 35,000원 (바꾸면 42,000원)" in text(app)


def test_other_rules_leave_a_closed_month_as_it_is_on_its_own_side(visit: Open) -> None:
    app = visit("settlement", group(more=[CLOSED]), pot="keep", **JUNE)
    _, _, april = (rows[1:] for label, rows in tables(app) if label == "멤버별 차이")
    assert april[0] == [
        "하나",
        "1,000원 / 바꾸면 0원",
        "2,999원 / 바꾸면 0원",
        "+1,999원 / 바꾸면 0원",
        "−1,999원",
    ]


def test_other_rules_are_judged_by_their_own_moments(visit: Open) -> None:
    query = {"what_if": "late:1:1000,absent::9000", "as_of": "2022-05-11T01:00"}
    app = visit("settlement", group(), **query)
    _, may, _ = (rows[1:] for label, rows in tables(app) if label == "멤버별 차이")
    assert [row[:2] for row in may if row[0] == "세찬"] == [["세찬", "0원 / 바꾸면 9,000원"]]
    app = visit("settlement", studies.resolve_address(None), **query | {"as_of": "2022-05-11T00:59:59"})
    _, may, _ = (rows[1:] for label, rows in tables(app) if label == "멤버별 차이")
    assert [row[:2] for row in may if row[0] == "세찬"] != [["세찬", "0원 / 바꾸면 9,000원"]]


def test_rules_that_are_changed_stand_in_the_address_and_nothing_is_saved(visit: Open) -> None:
    app = visit("settlement", group(), **JUNE)
    before = store().version()
    assert "지금은 실제 규칙입니다." in text(app)
    app.number_input(key="what_if_amount_1").set_value(5_000).run()
    assert app.query_params["what_if"] == "late:12:3000,absent::5000"
    app.number_input(key="what_if_hours_0").set_value(36.5).run()
    app.selectbox(key="what_if_pot").set_value(Pot.FAULTLESS).run()
    assert app.query_params["what_if"] == "late:36.5:3000,absent::5000"
    assert app.query_params["pot"] == "faultless"
    again = visit("settlement", studies.resolve_address(None), **app.query_params)
    assert tables(again) == tables(app)
    app.button(key="what_if_back").click().run()
    assert not {"what_if", "pot"} & set(app.query_params)
    assert app.number_input(key="what_if_amount_1").value == 4_000
    assert store().version() == before


def test_tiers_that_contradict_each_other_are_refused_and_the_others_stay(visit: Open) -> None:
    app = visit("settlement", sample.make_sample(NOW), lang="en")
    app.number_input(key="what_if_hours_0").set_value(36.0).run()
    assert "Another tier has the same limit" in strips(app)[-1]
    assert app.number_input(key="what_if_hours_0").value == 12
    assert "what_if" not in app.query_params


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ({"what_if": "<b>x</b>"}, "“<b>x</b>” is no tier. Write one as late:12:3000"),
        ({"what_if": "late:12:-1,absent::4000"}, "The amount -1 is negative."),
        ({"what_if": "late:12:3000"}, "No tier is without a limit"),
        ({"pot": "robin_hood"}, "“robin_hood” is no use of the pot."),
    ],
)
def test_rules_that_cannot_be_read_are_told_and_the_real_ones_stand(
    visit: Open, query: dict[str, str], why: str
) -> None:
    app = visit("settlement", group(), lang="en", **query)
    assert html.unescape(strips(app)[-1]).startswith(why)
    assert "These are the real rules." in text(app)


def test_of_two_wishes_the_one_that_can_be_read_is_shown(visit: Open) -> None:
    app = visit("settlement", group(), what_if="nonsense", pot="keep", **JUNE)
    assert app.selectbox(key="what_if_pot").value == Pot.KEEP
    assert "멤버별 차이" in dict(tables(app))


# ---- my record ----


def record(visit: Open, name: str, *more: Tab, **query: str) -> AppTest:
    return visit("member", group(more=more), name=name, **query)


def test_the_record_begins_with_what_the_season_comes_to(visit: Open) -> None:
    paid = payments(
        (date(2022, 5, 30), "2022-05", "하나", 2_000, "<i>현금</i>"), (date(2022, 6, 2), "2022-05", "하나", 1)
    )
    app = record(visit, "하나", paid, **JUNE)
    assert "하나제시간 2 · 결석 3" in text(app)
    assert facts(app) == {
        "남은 금액": ("낼 돈 6,000원", "확정된 달 모두"),
        "벌금": ("12,000원", ""),
        "분배": ("4,000원", ""),
        "납부": ("2,000원 냄", ""),
    }
    assert table(app, "월별")[1:] == [
        ["2022년 5월", "12,000원", "0원", "2,000원 냄", "낼 돈 10,000원"],
        ["2022년 4월", "0원", "4,000원", "–", "받을 돈 4,000원"],
    ]
    assert "2022년 5월 30일 (월)2,000원 냄2022년 5월 몫 · <i>현금</i>" in text(app)
    assert "settlement?as_of=2022-06-01T12%3A00&month=2022-04" in Markup(app).links


def test_the_record_tells_each_week_with_its_reason_and_links(visit: Open) -> None:
    app = record(visit, "두리")
    body = next(body for body in bodies(app) if "주차별" in body)
    weeks = [re.sub("<[^>]*>", "|", each) for each in body.split("<li>")[1:]]
    assert len(weeks) == 5
    assert "2주차 · 주제 2" in weeks[1]
    assert "▲ 지각" in weeks[1]
    assert "|3,000원|" in weeks[1]
    assert "제출 5/4 (수) 01:07:50 · 1시간 7분 50초 늦음 · 지각 3,000원" in weeks[1]
    assert "https://duri.example/2" in Markup(app).links
    assert "면제: 가족 여행" in weeks[3]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            (
                "Next turn: Week 8, Wed 5/25 to Tue 5/31, in 14 days",
                [("Week 3", "(for 다온)", "blog.example/raon/rnn"), ("Week 8", "", "from Wed 5/25 on")],
            ),
        ),
        (
            "ko",
            (
                "다음 당번: 8주차, 5/25 (수) – 5/31 (화), 14일 뒤",
                [("3주차", "(다온 대신)", "blog.example/raon/rnn"), ("8주차", "", "5/25 (수)부터")],
            ),
        ),
    ],
)
def test_the_record_tells_the_turns_and_whether_the_post_is_there(
    visit: Open, language: str, lines: tuple[str, list[tuple[str, str, str]]]
) -> None:
    assert turns(visit("member", sample.make_sample(NOW), name="라온", lang=language)) == lines


def turns(app: AppTest) -> tuple[str, list[tuple[str, str, str]]]:
    """The turns of the record: the next one, and each with its week, swap and post."""
    body = next(
        body for body in bodies(app) if re.search("<h2>(Turns of the team blog|팀블로그 당번)</h2>", body)
    )
    parts = [re.sub("(<[^>]*>)+", "|", line).strip("|").split("|") for line in body.split("<li>")]
    found = [(week.split(" · ")[0], swap[0] if swap else "", post) for week, *swap, post in parts[1:]]
    return parts[0][1], found


def test_the_record_says_so_when_the_turn_is_now_and_when_none_is_left(visit: Open) -> None:
    on = sample.make_sample(NOW)
    now = turns(visit("member", on, name="가람", lang="en"))
    assert now[0] == "Your turn now: Week 6, Wed 5/11 to Tue 5/17"
    assert ("Week 6", "", "No post yet") in now[1]
    assert (
        turns(visit("member", on, name="가람", lang="en", as_of="2022-09-01T00:00"))[0] == "No turn is left."
    )


def test_the_record_is_that_of_the_name_in_the_address_and_the_choice_is_kept(visit: Open) -> None:
    app = visit("member", group())
    assert app.selectbox(key="record_member").value is None
    assert kinds(app) == {"html", "selectbox"}
    app.selectbox(key="record_member").set_value("세찬").run()
    assert app.query_params["name"] == "세찬"
    app.query_params.clear()
    assert "<h2>세찬</h2>" in "".join(bodies(app.run()))
    assert app.query_params["name"] == "세찬"


def test_a_name_that_is_not_there_is_one_line(visit: Open) -> None:
    app = record(visit, "<b>누구</b>", lang="en")
    assert strips(app) == ["There is no member of that name. Choose one from the list."]
    assert app.selectbox(key="record_member").value is None


def test_a_member_without_weeks_has_a_line_instead(visit: Open) -> None:
    season = group(members=[("나중에", None, date(2030, 1, 1))], answers=())
    app = visit("member", season, name="나중에", lang="en")
    assert strips(app)[-1] == "This member is not judged for any week."
    assert facts(app)["Outstanding"] == ("Settled", "of all final months")


def test_who_has_left_the_roster_keeps_a_record_of_what_was_settled(visit: Open) -> None:
    left = settlements(("2022-04", "하나", 0, 4_000, 0), ("2022-04", "옛 멤버", 4_000, 0, 0))
    app = record(visit, "옛 멤버", left)
    assert facts(app)["남은 금액"] == ("낼 돈 4,000원", "확정된 달 모두")
    assert table(app, "월별")[1:] == [["2022년 4월", "4,000원", "0원", "–", "낼 돈 4,000원"]]


def test_the_details_of_the_board_lead_to_the_record(visit: Open) -> None:
    assert "member?lang=en&name=%ED%95%98%EB%82%98" in Markup(visit("board", group(), lang="en")).links


# ---- the curriculum ----


def sections(app: AppTest) -> list[str]:
    """Each week of the curriculum as it is read."""
    body = next(body for body in bodies(app) if 'class="weeks"' in body)
    return [re.sub("<[^>]*>", "|", part) for part in body.split("<section")[1:]]


def test_the_curriculum_shows_each_week_with_its_dates_and_the_present_one_stands_out(visit: Open) -> None:
    shown = sections(visit("curriculum", group()))
    assert len(shown) == 5
    assert "1주차 · 주제 1" in shown[0]
    assert "4/6 (수) – 4/12 (화) 23:59:59" in shown[0]
    assert [number for number, each in enumerate(shown, 1) if "이번 주" in each] == [4]
    assert [number for number, each in enumerate(shown, 1) if each.startswith(' class="card present"')] == [4]


def test_the_curriculum_shows_lectures_writers_posts_and_notes(visit: Open) -> None:
    weeks = [
        (1, "<b>Title</b>", "https://a.example/1\nchapter 1", "읽기 <i>", None, None),
        (2, None, None, None, "세찬", datetime(2022, 5, 5, 12)),
    ]
    app = visit("curriculum", group(weeks=weeks))
    first, second = sections(app)
    assert "1주차 · &lt;b&gt;Title&lt;/b&gt;" in first
    assert "a.example/1" in first
    assert "chapter 1" in first
    assert "읽기 &lt;i&gt;" in first
    assert "|하나|" in first
    assert "세찬 (교대)" in second
    assert "5/5 (목) 11:59:59" in second
    assert "연장" in second
    assert {"https://a.example/1", "https://hana.example/1", "https://duri.example/2"} <= set(
        Markup(app).links
    )


@pytest.mark.parametrize(
    ("language", "swap", "not_yet"),
    [("ko", "라온 (다온 대신)", "아직 글이 없습니다"), ("en", "라온 (for 다온)", "No post yet")],
)
def test_the_curriculum_names_whose_turn_it_is_and_says_of_no_week_to_come_that_its_post_is_missing(
    visit: Open, language: str, swap: str, not_yet: str
) -> None:
    shown = sections(visit("curriculum", sample.make_sample(NOW), lang=language))
    told = [re.search(r"(?:팀블로그|Team blog)\|+([^|]*)\|*([^|]*)", each) for each in shown[:8]]
    assert [found and found.groups() for found in told] == [
        ("가람 · ", "blog.example/garam/backpropagation"),
        ("나래 · ", "blog.example/narae/cnn"),
        (f"{swap} · ", "blog.example/raon/rnn"),
        ("다온 · ", "blog.example/daon/transformer"),
        (f"마루 · {not_yet}", "노트" if language == "ko" else "Notes"),
        (f"가람 · {not_yet}", "노트" if language == "ko" else "Notes"),
        ("나래", ""),
        ("라온", ""),
    ]


def test_a_link_that_a_phone_began_with_a_capital_is_a_link(visit: Open) -> None:
    season = group(answers=[(datetime(2022, 4, 12), "하나", 1, "Https://Hana.example/1")])
    assert "Https://Hana.example/1" in Markup(visit("curriculum", season)).links


# ---- the checks ----


def rules(app: AppTest) -> str:
    return re.sub("<[^>]*>", "|", bodies(app)[-2])


def test_the_checks_say_that_all_could_be_read(visit: Open) -> None:
    assert strips(visit("checks", group(), lang="en")) == ["Everything in the workbook could be read."]


def test_the_checks_show_the_rules_in_force(visit: Open) -> None:
    shown = rules(visit("checks", group(), lang="en"))
    assert "Asia/Seoul" in shown
    assert "Wed, Apr 6, 2022" in shown
    assert "5 weeks, 3 members" in shown
    assert "Late: until 12 hr after due, ₩3,000|Absent: from there on, ₩4,000" in shown
    assert "Wed, Apr 13, 2022 – Tue, Apr 26, 2022 · 중간고사" in shown
    assert "Thu, May 12, 2022 – Fri, May 13, 2022 · 두리 · 가족 여행" in shown
    assert "1/n without last place" in shown


def test_the_checks_say_where_the_data_comes_from_and_how_old_it_is(
    visit: Open, at: Callable[[datetime], None]
) -> None:
    app = visit("checks", group(), lang="en")
    source = re.sub("<[^>]*>", "|", bodies(app)[-3])
    assert "studyboard.db|" in source
    assert "|members can hand in on the page|" in source
    assert "|Wed 5/11 00:30:00|" in source
    assert "|4|" in source
    at(NOW + timedelta(minutes=5, seconds=7))
    assert "Wed 5/11 00:30:00, 5 min 7 sec ago" in text(app.run())


def test_the_checks_say_of_a_file_that_it_is_only_read(visit: Open, tmp_path: Path) -> None:
    write.write_xlsx(group(), tmp_path / "season.xlsx")
    assert "season.xlsx접근읽기 전용" in text(visit("checks", "season.xlsx"))
