"""The curriculum."""

import re
from datetime import datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from studylib.text.language import Language
from studylib.views.curriculum import notes
from studylib.workbook import sample
from tests.pages.drawn import NOW, Markup, Open, bodies, text
from tests.pages.workbooks import group

pytestmark = pytest.mark.usefixtures("configured")


def sections(app: AppTest) -> list[str]:
    """Each week of the curriculum as it is read, by its number."""
    body = next(body for body in bodies(app) if 'class="weeks"' in body)
    return [re.sub("<[^>]*>", "|", part) for part in re.split('<(?=[a-z]+ [^>]*id="week-)', body)[1:]]


def opened(app: AppTest) -> list[str]:
    """The folds that are open at first, each by its summary or name."""
    return re.findall('<details[^>]*id="(week-[0-9]+)"[^>]*open', "".join(bodies(app)))


def test_the_curriculum_begins_with_the_present_week_the_past_folded_before_it(visit: Open) -> None:
    app = visit("curriculum", group())
    shown = sections(app)
    assert len(shown) == 5
    assert "1주차 · 주제 1" in shown[0]
    assert "4/6 (수) – 4/12 (화) 23:59:59" in shown[0]
    assert [number for number, each in enumerate(shown, 1) if "이번 주" in each] == [4]
    body = next(body for body in bodies(app) if 'class="weeks"' in body)
    assert re.findall('<(section|details)[^>]*id="week-([0-9])"', body) == [
        *(("details", str(number)) for number in (1, 2, 3)),
        ("section", "4"),
        ("details", "5"),
    ]
    assert opened(app) == []


def test_many_past_weeks_are_in_one_fold_that_the_address_opens(visit: Open) -> None:
    season = sample.make_sample(NOW)
    app = visit("curriculum", season, lang="en")
    assert "Past weeks: 1 to 5" in text(app)
    assert 'class="fold past" open' not in "".join(bodies(app))
    asked = visit("curriculum", season, week="3")
    assert opened(asked) == ["week-3"]
    assert '<details class="fold past" open' in "".join(bodies(asked))


@pytest.mark.parametrize("week", ["0", "99", "9" * 30, "-1", "<b>"])
def test_an_unknown_week_in_the_address_opens_none(visit: Open, week: str) -> None:
    assert opened(visit("curriculum", group(), week=week)) == []


@pytest.mark.parametrize(
    ("as_of", "badge", "cards"),
    [("2022-04-05T12:00", "Begins soon", 1), ("2022-04-06T00:00", "This week", 1), ("2023-01-01", "", 0)],
)
def test_before_the_season_its_first_week_is_open_and_after_it_none_is(
    visit: Open, as_of: str, badge: str, cards: int
) -> None:
    app = visit("curriculum", group(), lang="en", as_of=as_of)
    assert "".join(bodies(app)).count('class="card present"') == cards
    assert not badge or badge in text(app)
    assert len(sections(app)) == 5


def test_links_have_titles_or_short_names_that_differ_over_the_weeks(visit: Open) -> None:
    watch = "https://www.youtube.com/watch?v="
    weeks = [
        (n, f"주제 {n}", f"{watch}{n}", f"[실습 {n}]({watch}lab{n})\n읽기: https://x.kr/p-{n}")
        for n in (1, 2, 3)
    ]
    app = visit("curriculum", group(weeks=weeks))
    shown = text(app)
    assert all(f"YouTube 동영상 {n}" in shown and f"실습 {n}" in shown for n in (1, 2, 3))
    assert "youtube.com/watch" not in shown
    assert "](" not in shown
    assert {f"{watch}lab2", "https://x.kr/p-3"} <= set(Markup(app).links)


@pytest.mark.parametrize(
    "title", ["google.com", "https://google.com", "www.google.com/a", "ｇｏｏｇｌｅ．com"]
)
def test_a_title_that_looks_like_an_address_is_no_link_to_another_one(visit: Open, title: str) -> None:
    app = visit("curriculum", group(weeks=[(1, "x", f"[{title}](https://evil.example/a)")]))
    (link,) = re.findall('<a href="https://evil.example/a"[^>]*>(.*?)</a>', "".join(bodies(app)))
    assert link.startswith("evil.example")


def test_who_is_known_finds_their_own_notes_first_and_how_each_week_went(visit: Open) -> None:
    shown = sections(visit("curriculum", group(), lang="en", name="두리"))
    assert "▲ Late" in shown[1]
    assert re.search(r"Me\|+ ?\|*두리", shown[1])
    assert "Me" not in re.sub("Members?", "", shown[0])
    nobody = sections(visit("curriculum", group(), lang="en"))
    assert "Late" not in "".join(nobody)


def test_many_notes_of_a_week_are_folded_and_those_far_off_are_behind_a_link(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"멤버 {number:02}" for number in range(20)]
    answers = [
        (datetime(2022, 4, 7 + 7 * (week - 1) * (week < 2)), name, week, f"https://n.kr/{week}/{name[-2:]}")
        for week in (1, 2, 4)
        for name in names
    ]
    season = group(members=[(name,) for name in names], answers=answers)
    app = visit("curriculum", season, lang="en", name="멤버 19")
    assert "8 more" in text(app)
    assert text(app).index("멤버 19") < text(app).index("멤버 00")
    monkeypatch.setattr(notes, "MOST_BYTES", 1)
    few = visit("curriculum", season, lang="en")
    assert "https://n.kr/4/07" in Markup(few).links
    assert "https://n.kr/1/07" not in Markup(few).links
    assert "?lang=en&week=1#week-1" in Markup(few).links
    assert "https://n.kr/1/07" in Markup(visit("curriculum", season, lang="en", week="1")).links


def test_the_curriculum_shows_lectures_writers_posts_and_notes(visit: Open) -> None:
    weeks = [
        (1, "<b>Title</b>", "https://a.example/1\nchapter 1", "읽기 <i>", None, None),
        (2, None, None, None, "세찬", datetime(2022, 5, 5, 12)),
    ]
    app = visit("curriculum", group(weeks=weeks))
    first, second = sections(app)
    assert "1주차 · &lt;b&gt;Title&lt;/b&gt;" in first
    assert "a.example" in first
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
def test_the_curriculum_names_the_writer_and_misses_no_post_of_a_coming_week(
    visit: Open, language: str, swap: str, not_yet: str
) -> None:
    shown = sections(visit("curriculum", sample.make_sample(NOW), lang=language))
    told = [re.search(r"(?:팀블로그|Team blog)\|+([^|]*)\|*([^|]*)", each) for each in shown[:8]]
    assert [found and found.groups() for found in told] == [
        ("가람 · ", "blog.example · backpropagation"),
        ("나래 · ", "blog.example · cnn"),
        (f"{swap} · ", "blog.example · rnn"),
        ("다온 · ", "blog.example · transformer"),
        (f"마루 · {not_yet}", "노트" if language == "ko" else "Notes"),
        (f"가람 · {not_yet}", "노트" if language == "ko" else "Notes"),
        ("나래", ""),
        ("라온", ""),
    ]


def test_a_link_that_a_phone_began_with_a_capital_is_a_link(visit: Open) -> None:
    season = group(answers=[(datetime(2022, 4, 12), "하나", 1, "Https://Hana.example/1")])
    assert "Https://Hana.example/1" in Markup(visit("curriculum", season)).links


@pytest.mark.parametrize(
    ("links", "named"),
    [
        (["", "", ""], []),
        (["", None, "https://c.example/1"], ["다"]),
        (["https://a.example/1", "", "https://c.example/1\nhttps://c.example/2"], ["가", "다", "2"]),
    ],
)
def test_a_link_kept_from_the_visitor_is_no_note(links: list[str | None], named: list[str]) -> None:
    rows = pd.DataFrame({"member": ["가", "나", "다"], "link": pd.Series(links, dtype="str")})
    drawn = notes.draw_notes(Language("ko"), rows, None)
    assert re.findall("<a [^>]*>([^<]*)</a>", drawn) == named
    assert "나" not in drawn
    assert len(notes.select_notes(rows)) == sum(map(bool, links))
