"""Presets: rows in, judged season out."""

import re

import pytest

from studylib.money import settlement
from studylib.season import board
from studylib.season.kinds import SEASON, Account, PayThrough, Pot
from studylib.season.study import Study
from studylib.workbook import reader
from studylib.workbook.presets.preset import TABS, list_presets
from tests.workbook.presets import rule_book
from tests.workbook.presets.seasons import LONG_AFTER, SEASONS, Played, make_workbook

PRESETS = {language: {each.id: each for each in list_presets(language)} for language in ("ko", "en")}
IDS = list(PRESETS["ko"])


def play(id: str, language: str = "ko", played: Played | None = None) -> Study:
    study, problems = reader.read(make_workbook(PRESETS[language][id], played or SEASONS[id], language))
    assert [
        (each.tab, each.row, each.column, str(each.message)) for each in problems if not each.is_notice
    ] == []
    return study


def test_there_are_at_least_24_presets_and_each_has_a_season() -> None:
    assert len(IDS) >= 24
    assert len(set(IDS)) == len(list_presets("ko"))
    assert set(IDS) == set(SEASONS)


@pytest.mark.parametrize("id", IDS)
def test_the_rows_of_a_preset_give_the_fines_that_its_line_says(id: str) -> None:
    judged = board.judge(play(id), LONG_AFTER)
    tasks = judged["task"].astype(object).where(judged["task"].notna(), None)
    rows = zip(judged["member"], judged["week"], tasks, judged["fine"], strict=True)
    assert {(member, week, task): fine for member, week, task, fine in rows if fine} == SEASONS[id].fines


@pytest.mark.parametrize("id", IDS)
def test_a_preset_in_english_says_the_same_without_a_korean_word(id: str) -> None:
    korean, english = PRESETS["ko"][id], PRESETS["en"][id]
    cells = [
        str(cell)
        for rows in (english.list_settings("en"), *map(english.list_rows, TABS))
        for row in rows
        for cell in row.values()
    ]
    assert not [cell for cell in cells if re.search("[가-힣]", cell)]
    played = Played({}, SEASONS[id].weeks)
    one, other = play(id, "ko", played), play(id, "en", played)
    assert [
        (tier.hours, tier.amount, tier.limit, tier.per, tier.itemised, tier.from_week) for tier in one.tiers
    ] == [
        (tier.hours, tier.amount, tier.limit, tier.per, tier.itemised, tier.from_week) for tier in other.tiers
    ]
    assert [(task.kind, task.due, task.count, task.per_day, task.of_turn) for task in one.tasks] == [
        (task.kind, task.due, task.count, task.per_day, task.of_turn) for task in other.tasks
    ]
    assert [(step.amounts, step.repeats, step.within) for step in one.steps] == [
        (step.amounts, step.repeats, step.within) for step in other.steps
    ]
    assert (one.cycle, one.due, one.settle, one.pot) == (other.cycle, other.due, other.settle, other.pot)
    assert (one.fines_from, one.pay_through, one.pass_count, one.pass_hours) == (
        other.fines_from,
        other.pay_through,
        other.pass_count,
        other.pass_hours,
    )
    assert all(0 < len(line) <= 120 for line in korean.lines.values())


def test_a_season_with_deposits_is_settled_once_out_of_them() -> None:
    study = play("deposit")
    assert (study.fines_from, study.pay_through, study.pot) == (Account.DEPOSIT, PayThrough.KITTY, Pot.KEEP)
    [whole] = settlement.settle(study, board.judge(study, LONG_AFTER), LONG_AFTER)
    assert (whole.month, whole.carried_out) == (SEASON, 5000)


def test_those_without_a_fine_share_the_pot_at_the_end_of_the_season() -> None:
    study = play("season_end")
    [whole] = settlement.settle(study, board.judge(study, LONG_AFTER), LONG_AFTER)
    assert whole.month == SEASON
    assert [(each.member, each.share) for each in whole.participants] == [("가람", 3000), ("나래", 0)]


def test_the_kitty_keeps_all_for_a_dinner() -> None:
    study = play("dinner")
    [march] = settlement.settle(study, board.judge(study, LONG_AFTER), LONG_AFTER)
    assert (march.carried_out, study.pay_through) == (4000, PayThrough.KITTY)


@pytest.mark.parametrize("language", rule_book.PAGES)
def test_the_rule_book_shows_the_rows_of_each_preset(language: str) -> None:
    page = rule_book.PAGES[language].read_text(encoding="utf-8")
    assert rule_book.write_page(page, language) == page
    assert all(preset.lines[language] in page for preset in list_presets(language))
