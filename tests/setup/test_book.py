"""The workbook that a plan makes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from studylib.season.kinds import Period, Pot
from studylib.season.study import DEFAULT_TIERS, Member
from studylib.setup.book import make_workbook
from studylib.setup.checks import check_plan
from studylib.setup.plan import Plan
from studylib.source.season import read_season
from studylib.workbook import dues, layouts, reader
from studylib.workbook.presets.preset import list_presets
from tests.examples import many
from tests.setup.plans import LONG_AFTER, MEMBERS, NOW, PRESETS, make_plan, plans


@given(plans())
@settings(max_examples=many(60))
def test_a_plan_without_faults_reads_back_without_a_problem_and_says_the_same(plan: Plan) -> None:
    if any(not each.is_notice for each in check_plan(plan)):
        return
    season = read_season(make_workbook(plan))
    study = season.study
    assert season.list_problems(NOW) == ()
    assert (study.name, study.starts_on, study.timezone.key) == (plan.name, plan.starts_on, plan.timezone)
    assert [replace(each, turn=None) for each in study.members] == list(plan.members)
    assert [each.number for each in study.weeks] == [*range(1, plan.weeks + 1)]
    topics = [each.topic for each in study.weeks]
    assert topics[: len(plan.curriculum)] == list(plan.curriculum)
    assert plan.settle in (None, study.settle)
    assert plan.pot in (None, study.pot)
    assert not plan.due or study.due == dues.parse_due(plan.due)
    assert study.identity
    assert not study.sample


def test_a_plan_that_says_nothing_of_rules_gets_the_default_tiers_as_rows() -> None:
    cells = make_workbook(make_plan())
    study, _ = reader.read(cells)
    assert study.tiers == DEFAULT_TIERS
    assert len(next(tab for tab in cells.tabs if tab.title == "벌금").rows) == 3


@pytest.mark.parametrize("preset", ["evening", "meeting", "passes", "growing"])
def test_only_the_tabs_that_the_plan_needs_are_there(preset: str) -> None:
    titles = {tab.title for tab in make_workbook(make_plan(preset=preset, language="en")).tabs}
    newer = titles & {
        each.titles[0] for each in (layouts.TASKS, layouts.ATTENDANCE, layouts.PASSES, layouts.STEPS)
    }
    needed: dict[str, set[str]] = {
        "evening": set(),
        "meeting": {"tasks", "attendance"},
        "passes": {"passes"},
        "growing": {"steps"},
    }
    assert newer == needed[preset]
    assert {"settings", "members", "weeks", "breaks", "tiers", "excuses", "payments", "settlements"} <= titles


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_preset_gives_a_problem_even_long_after(language: str) -> None:
    for preset in PRESETS:
        plan = make_plan(preset=preset, language=language)
        season = read_season(make_workbook(plan))
        assert season.list_problems(LONG_AFTER) == (), preset
        given = next(each for each in list_presets(language) if each.id == preset)
        assert len(season.study.tasks) == len(given.list_rows(layouts.TASKS))


@pytest.mark.parametrize(("preset", "turns"), [("presenter", [1, 2]), ("evening", [None, None])])
def test_members_take_turns_in_their_order_only_if_a_task_asks_for_turns(
    preset: str, turns: list[int | None]
) -> None:
    study, _ = reader.read(make_workbook(make_plan(preset=preset)))
    assert [each.turn for each in study.members] == turns


def test_what_the_plan_says_itself_goes_before_the_preset() -> None:
    plan = replace(make_plan(preset="deposit", due="21:00"), settle=Period.MONTH, pot=Pot.EQUAL, cycle=14)
    study, _ = reader.read(make_workbook(plan))
    assert (study.settle, study.pot, study.cycle) == (Period.MONTH, Pot.EQUAL, 14)
    assert study.due == dues.parse_due("21:00")


def test_days_of_joining_and_accounts_are_kept() -> None:
    member = Member("다온", joined_on=date(2022, 5, 23), left_on=date(2022, 6, 6), github="daon", turn=3)
    study, _ = reader.read(make_workbook(make_plan(members=(*MEMBERS, member))))
    assert study.members == (*MEMBERS, member)


def test_the_identity_is_new_each_time_unless_it_is_given() -> None:
    first, second = (reader.read(make_workbook(make_plan()))[0].identity for _ in range(2))
    assert first != second
    assert reader.read(make_workbook(make_plan(), "s-1"))[0].identity == "s-1"
