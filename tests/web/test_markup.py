"""The builders of page markup: what they write, and that they escape what goes into them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markupsafe import Markup

from studylib.season.kinds import Status
from studylib.text.language import Language
from studylib.web import anchors, markup

WEB = Path(markup.__file__).parent
HOSTILE = "<b>&\"'"
ESCAPED = "&lt;b&gt;&amp;&#34;&#39;"
BUILDERS: list[Callable[[str], Markup]] = [
    lambda text: markup.draw_element("i", text),
    lambda text: markup.draw_element("i", kind=text),
    lambda text: markup.draw_element("i", aria_label=text),
    markup.draw_block,
    markup.draw_heading,
    markup.draw_paragraph,
    markup.draw_title,
    lambda text: markup.draw_title("a", text),
    markup.draw_alert,
    markup.draw_row,
    lambda text: markup.draw_list([text]),
    lambda text: markup.draw_fold(text, "a"),
    lambda text: markup.draw_fold("a", text),
    lambda text: markup.draw_fold("a", "b", name=text),
    lambda text: markup.draw_terms([(text, "a")]),
    lambda text: markup.draw_terms([("a", text)]),
    lambda text: markup.draw_table(text, ["a"], [["a", "b"]]),
    lambda text: markup.draw_table("a", [text], [["a", "b"]]),
    lambda text: markup.draw_table("a", ["a"], [[text, "b"]]),
    lambda text: markup.draw_table("a", ["a"], [["a", text]]),
    lambda text: markup.draw_table("a", ["a"], [["a", "b"]], ["a", text]),
    lambda text: markup.draw_facts([(text, "a", "b")]),
    lambda text: markup.draw_facts([("a", text, "b")]),
    lambda text: markup.draw_facts([("a", "b", text)]),
    markup.draw_span,
    markup.draw_strong,
    markup.draw_small,
    lambda text: markup.draw_badge(text, "state"),
    lambda text: markup.draw_status_badge(Status.LATE, text),
    lambda text: markup.draw_swatch(Status.LATE, text),
    lambda text: anchors.draw_page_link("member?name=a", text),
    lambda text: anchors.draw_link("https://a.example", text),
    anchors.draw_link,
    lambda text: markup.join_parts(["a", text]),
    lambda text: markup.join_parts(["a", "b"], text),
    lambda text: markup.join_lines([text]),
]


@pytest.mark.parametrize("build", BUILDERS)
def test_a_builder_escapes_every_text_once(build: Callable[[str], Markup]) -> None:
    built = build(HOSTILE)
    assert isinstance(built, Markup)
    assert ESCAPED in built
    assert HOSTILE not in built
    assert "&amp;lt;" not in built


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        (markup.draw_element("p", "a", 1, Markup("<b>c</b>"), kind="x y"), '<p class="x y">a1<b>c</b></p>'),
        (markup.draw_element("p", role="", aria_label="l"), '<p aria-label="l"></p>'),
        (markup.draw_block("a"), '<div class="sb">a</div>'),
        (markup.draw_block("a", kind="card", role="status"), '<div class="sb card" role="status">a</div>'),
        (markup.draw_title("a"), '<div class="sb"><h1>a</h1></div>'),
        (markup.draw_title("a", "b"), '<div class="sb"><h1>a</h1><p class="lead">b</p></div>'),
        (markup.draw_alert("a"), '<div class="sb"><p class="strip alert" role="alert">a</p></div>'),
        (markup.draw_heading("a", level=3), "<h3>a</h3>"),
        (markup.draw_row("a", "b"), '<div class="row">ab</div>'),
        (markup.draw_list(["a", "b"]), '<ul class="lines"><li>a</li><li>b</li></ul>'),
        (markup.draw_list([], "studies"), '<ul class="lines studies"></ul>'),
        (markup.draw_terms([("a", "b"), ("c", "")]), "<dl><dt>a</dt><dd>b</dd></dl>"),
        (
            markup.draw_table("l", ["h", "i"], [["a", 1]], ["s", 2]),
            '<div class="table"><table aria-label="l">'
            '<thead><tr><th scope="col">h</th><th scope="col">i</th></tr></thead>'
            '<tbody><tr><th scope="row">a</th><td>1</td></tr></tbody>'
            '<tfoot><tr><th scope="row">s</th><td>2</td></tr></tfoot></table></div>',
        ),
        (
            markup.draw_facts([("a", "b", "")]),
            '<div class="facts"><div class="fact"><div class="label">a</div><div class="value">b</div>'
            '<div class="note"></div></div></div>',
        ),
        (markup.draw_badge("a", "present"), '<span class="badge present">a</span>'),
        (
            markup.draw_status_badge(Status.ON_TIME, "a"),
            '<span class="badge status-on-time">✓ a</span>',
        ),
        (
            markup.draw_swatch(Status.UPCOMING, "a"),
            '<span><span class="swatch status-upcoming">&nbsp;</span>a</span>',
        ),
        (anchors.draw_page_link("?a=1&b=2", "a"), '<a href="?a=1&amp;b=2" target="_self">a</a>'),
        (anchors.draw_page_link("?", "a", lang="ko"), '<a href="?" target="_self" lang="ko">a</a>'),
        (
            anchors.draw_link("https://www.a.example/b/"),
            '<a href="https://www.a.example/b/" target="_blank" rel="noopener noreferrer">a.example/b</a>',
        ),
        (anchors.draw_link("https://google.com@x.kr"), "<span>https://google.com@x.kr</span>"),
        (anchors.draw_link("javascript:alert(1)"), "<span>javascript:alert(1)</span>"),
        (markup.join_parts(["a", "", None, Markup("<b>c</b>")]), "a · <b>c</b>"),
        (markup.join_lines(["a", "b"]), "a<br>b"),
    ],
)
def test_a_builder_writes_this_markup(built: Markup, expected: str) -> None:
    assert str(built) == expected


def test_no_other_module_of_the_web_writes_markup_by_hand() -> None:
    codes = {path.name: path.read_text(encoding="utf-8") for path in WEB.glob("*.py")}
    by_hand = {name for name, code in codes.items() if 'Markup("<' in code or " style=" in code}
    # A title takes no elements, and a meta has no end. Only the sample of fonts has styles of its own.
    assert by_hand == {"fonts.py", "head.py", "markup.py"}


@pytest.mark.parametrize("mark", ["\u202e", "\u2067", "\u200f"])
def test_a_name_does_not_turn_the_amount_beside_it(mark: str) -> None:
    drawn = markup.draw_paragraph(f"가{mark}람", " 3,000원")
    assert drawn == Markup("<p>가람 3,000원</p>")
    assert markup.join_parts([f"{mark}가람", "나래"]) == Markup("가람 · 나래")
    assert markup.join_lines([f"{mark}가람", Markup("<b>나래</b>")]) == Markup("가람<br><b>나래</b>")


@pytest.mark.parametrize("name", ["שלום", "سلام", "가람 אב", "\u2067שלום\u2069"])
def test_a_right_to_left_name_keeps_to_its_own_element(name: str) -> None:
    bare = name.strip("\u2067\u2069")
    kept = f"<bdi>{bare}</bdi>"
    assert markup.draw_paragraph(name, " 3,000원") == Markup(f"<p>{kept} 3,000원</p>")
    assert markup.join_parts([name, "나래", 3]) == Markup(f"{kept} · 나래 · 3")
    said = Language("en").say("{member} paid {amount}", member=name, amount="3,000")
    assert kept in markup.draw_strong(said)
    assert "<bdi></bdi>" not in markup.draw_table("l", [name], [[name, 1]])


@pytest.mark.parametrize("name", ["</bdi>א", "\u2069א\u2069</p>", "\u2068א", "\u2068\u2068א\u2069"])
def test_no_name_closes_the_element_around_it(name: str) -> None:
    drawn = str(markup.draw_paragraph(name, "!"))
    assert drawn.startswith("<p><bdi>")
    assert drawn.endswith("</bdi>!</p>")
    assert drawn.count("<bdi>") == drawn.count("</bdi>")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2022-05-10에 신청했지만, 2022-05-08 21:00:00 전에", ["2022-05-10", "2022-05-08"]),
        ("Write it as 2022-05-11T00:30.", ["2022-05-11T00:30"]),
        ("2022-04-06이나 2022-04-06 23:59:59처럼", ["2022-04-06", "2022-04-06"]),
        ("https://x.example/2022-05-10", []),
        ("x.example/a-2022-05-10-b", []),
        ("backup-2022-05-10.gz 12022-05-100 2022-5-1", []),
    ],
)
def test_a_date_stays_on_one_line_and_an_address_stays_as_it_is(text: str, dates: list[str]) -> None:
    built = markup.draw_paragraph(text)
    assert re.findall('<span class="date">(.*?)</span>', built) == dates
    assert built.striptags() == text
