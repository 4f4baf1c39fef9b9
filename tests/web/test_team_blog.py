"""The writer and the post of a turn."""

from dataclasses import replace
from datetime import timedelta

import pytest

from studylib.season.rota import Turn, assign_turns
from studylib.season.study import Topic
from studylib.text.language import Language
from studylib.web.team_blog import draw_post, keep_turns, name_writer
from tests.season.reference import Season
from tests.season.seasons import MS, study
from tests.web.visits import make_visit

ENGLISH = Language("en")
(WEEK,) = study(Season(week_count=1)).weeks


@pytest.mark.parametrize(
    ("turn", "named"),
    [
        (Turn(WEEK, "가람"), "가람"),
        (Turn(WEEK, "가람", swap=True), "가람 (swap)"),
        (Turn(WEEK, "가람", swap=True, instead_of="나래"), "가람 (for 나래)"),
    ],
)
def test_a_writer_is_named_with_the_member_whose_turn_it_was(turn: Turn, named: str) -> None:
    assert name_writer(ENGLISH, turn) == named


@pytest.mark.parametrize(("after", "said"), [(-MS, ""), (timedelta(0), "No post yet"), (MS, "No post yet")])
def test_a_missing_post_is_said_once_the_week_has_opened(after: timedelta, said: str) -> None:
    assert str(draw_post(ENGLISH, Turn(WEEK, "가람"), WEEK.opens_at + after)) == said


def test_a_post_is_its_links_at_any_time() -> None:
    week = replace(WEEK, topic=Topic(post=("https://a.example", "soon")))
    drawn = draw_post(ENGLISH, Turn(week, "가람"), week.opens_at - timedelta(days=1))
    assert 'href="https://a.example"' in drawn
    assert "<span>soon</span>" in drawn


@pytest.mark.usefixtures("nowhere")
def test_the_turns_of_a_season_are_assigned_once_for_all() -> None:
    season = make_visit().season
    assert keep_turns(season) == assign_turns(season.study)
    assert keep_turns(season) is keep_turns(season)
