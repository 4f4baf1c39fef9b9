"""The rows of presets, written into a workbook."""

import pytest

from studylib.changes.draft import Draft
from studylib.changes.preset_rows import apply_preset, list_filled
from studylib.text.errors import ChangeError
from studylib.workbook import reader
from studylib.workbook.cells import Workbook
from studylib.workbook.layouts import TIERS
from studylib.workbook.presets.preset import Preset, list_presets
from tests.changes.builders import drafted, of_study, rows, saved, study_of, undone
from tests.changes.rules_season import SETTINGS, TIER_TAB, make_cells
from tests.season.seasons import tab

PRESETS = {each.id: each for each in list_presets("ko")}


def write(cells: Workbook, preset: Preset, *, replacing: bool = False) -> Workbook:
    return saved(cells, apply_preset(cells, study_of(cells), preset, replacing=replacing))


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_each_preset_is_written_readable_and_taken_back(preset: Preset) -> None:
    cells = make_cells()
    after = write(cells, preset)
    _, problems = reader.read(after)
    assert [str(each.message) for each in problems if not each.is_notice] == []
    kept = {title: found for title, found in of_study(undone(after, 1)).items() if len(found) > 1}
    assert kept == {title: found for title, found in of_study(cells).items() if len(found) > 1}


def test_rules_that_are_there_are_replaced_only_if_that_is_confirmed() -> None:
    cells = make_cells(TIER_TAB)
    with pytest.raises(ChangeError, match="There are rules already"):
        apply_preset(cells, study_of(cells), PRESETS["evening"], replacing=False)
    after = write(cells, PRESETS["evening"], replacing=True)
    assert [(tier.label, tier.amount) for tier in study_of(after).tiers] == [("absent", 5000)]
    assert rows(after, "settings")[3] == ("마감", "일 22:00")
    assert list_filled(after) == ["tiers", "settings"]


def test_a_second_preset_leaves_nothing_of_the_first_that_judges() -> None:
    first = write(make_cells(), PRESETS["evening"])
    after = write(first, PRESETS["five_problems"], replacing=True)
    study = study_of(after)
    assert (study.due, [task.count for task in study.tasks]) == (None, [5])
    assert study_of(write(after, PRESETS["evening"], replacing=True)).tasks == ()


def test_settings_of_money_stay_unless_the_preset_has_them() -> None:
    keep = tab("settings", *SETTINGS.rows, ("pot", "keep"), ("passes", 3))
    cells = Workbook((keep, *make_cells().tabs[1:]))
    assert list_filled(cells) == ["settings"]
    study = study_of(write(cells, PRESETS["post"], replacing=True))
    assert (study.pot, study.pass_count) == ("keep", 0)


def test_the_same_rows_twice_are_no_change_of_the_settings() -> None:
    once = write(make_cells(), PRESETS["evening"])
    change = apply_preset(once, study_of(once), PRESETS["evening"], replacing=True)
    assert {edit.title for edit in change.edits} == {"벌금"}
    assert str(change.what).startswith("Rules written: 과제는 일요일")


def test_rows_with_answers_for_other_tasks_are_refused_by_the_reader() -> None:
    cells = write(make_cells(), PRESETS["post_and_review"])
    answered = drafted(cells, Draft(TIERS, added=({"status": "결석", "amount": 1},)))
    assert answered.edits
