"""All pages: the guard, the languages, the theme, a workbook that changes."""

import ast
import re
from datetime import date

import pytest

from studylib.figures.palette import DARK, LIGHT
from studylib.season import kinds
from studylib.web import style
from studylib.workbook import sample
from studylib.workbook.cells import Workbook
from tests.pages.drawn import (
    LANGUAGES,
    NAMES,
    NOW,
    PAGES,
    ROOT,
    Open,
    bodies,
    elements,
    store,
    strips,
    text,
)
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_defines_no_function_that_could_read_its_names(name: str) -> None:
    tree = ast.parse((PAGES / f"{name}.py").read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]


def test_no_view_keeps_a_visit_or_a_language_in_its_module() -> None:
    views = sorted((ROOT / "studylib" / "views").rglob("*.py"))
    assert len(views) > len(NAMES)
    for path in views:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            node.id
            for each in tree.body
            if isinstance(each, ast.Assign)
            for node in each.targets
            if isinstance(node, ast.Name)
        }
        assert all(name.isupper() or name == "Decide" for name in names), path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_shows_the_sample_and_says_that_it_is_one(visit: Open, name: str, language: str) -> None:
    app = visit(name, sample.make_sample(NOW), lang=language)
    said = {
        "ko": "예시 시즌입니다. 가상의 모임으로 만들었습니다.",
        "en": "This is a sample season. The group is invented.",
    }
    assert said[language] in strips(app)[0]
    assert {"ko": "데이터를 읽었습니다", "en": "Workbook read"}[language] in text(app)
    assert "lead" not in bodies(app)[-1]


TITLES = {
    "hand_in": {"ko": "제출", "en": "Hand in"},
    "fines": {"ko": "벌금", "en": "Fines"},
    "settlement": {"ko": "정산", "en": "Settlement"},
    "check_in": {"ko": "출석", "en": "Check in"},
    "curriculum": {"ko": "커리큘럼", "en": "Curriculum"},
    "questions": {"ko": "질문", "en": "Questions"},
    "season": {"ko": "시즌", "en": "Season"},
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
OF_THE_WORKBOOK = ("checks", "desk")
"""The pages that name tabs and columns as the workbook does."""


def find_words(*texts: object) -> set[str]:
    return {word for each in texts for word in HANGUL.findall(str(each))}


def list_cells(season: Workbook, title: str) -> list[str]:
    """List the first cells of a tab, without its header."""
    return [str(row[0]) for tab in season.tabs if tab.title == title for row in tab.rows[1:]]


def find_written(season: Workbook, *, titles: bool) -> set[str]:
    """Find the Korean words of people: cells below the headers, without our own keys and tiers.

    ``titles``: with the titles of tabs and columns.
    """
    ours = {"설정": 1, "벌금": 3}
    cells = (cell for tab in season.tabs for row in tab.rows[1:] for cell in row[ours.get(tab.title, 0) :])
    heads = (text for tab in season.tabs for text in (tab.title, *tab.rows[0]))
    return find_words(*cells) | (find_words(*heads) if titles else set())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_what_people_wrote_is_korean_on_an_english_page(visit: Open, name: str) -> None:
    season = sample.make_sample(NOW)
    app = visit(name, season, lang="en")
    shown = text(app)
    for tier in list_cells(season, "벌금"):  # a tier of the group's own, as two of its words are ours alone
        shown = shown if tier in ("지각", "결석") else shown.replace(tier, "")
    assert find_words(shown) <= find_written(season, titles=name in OF_THE_WORKBOOK) | {"한국어"}
    names = find_words(*list_cells(season, "멤버"))
    labels = [(each.type, getattr(each.proto, "label", "")) for each in elements(app.main)]
    ticks = [label for kind, label in labels if kind == "checkbox" and "→" in label]
    assert find_words(*ticks) <= names, "a tick names who sends to whom"
    assert bool(find_words(*ticks)) is (name == "settlement")
    assert not find_words(*(label for _, label in labels if label not in ticks))


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
    app = visit("board", group(), member="하나", week="4")
    app.context = {"theme": theme}
    app.run()
    palette = {"light": LIGHT, "dark": DARK}[theme]
    ground, ink = palette.cells[kinds.Status.OPEN]
    assert f":is(.sb, .board) .status-open {{ background: {ground}; color: {ink}; }}" in style.write_style(
        theme
    )
    assert any('<span class="badge status-open">… 진행 중' in body for body in bodies(app))
