"""The stages of writing a table: cells that are written, combined and refused."""

import pytest

from studylib.readme.grid import GridCell, Part
from studylib.readme.stages import Stage, TextEdit, apply_edits, combine_stages, write_cell


def test_a_cell_is_written_in_its_place() -> None:
    cell = GridCell((Part("a"),), 3, (1, 0), start=4, end=7)
    assert write_cell(cell, "b") == Stage(edits=(TextEdit(4, 7, "b", 3),))


@pytest.mark.parametrize(("start", "end"), [(None, None), (4, None), (None, 7)])
def test_a_cell_without_a_place_is_refused_by_its_line(start: int | None, end: int | None) -> None:
    stage = write_cell(GridCell((), 3, (1, 0), start, end), "b")
    assert stage.edits == ()
    assert [str(why) for why in stage.refused] == [
        "The cell in line 3 cannot be written. Give it a place of its own."
    ]


def test_steps_are_combined_in_their_order() -> None:
    one = Stage((TextEdit(0, 1, "x", 1),), frozenset({("가람", 1)}))
    other = Stage((TextEdit(2, 3, "y", 1),), frozenset({("나래", 1)}))
    assert combine_stages([one, other]) == Stage(
        (*one.edits, *other.edits), frozenset({("가람", 1), ("나래", 1)})
    )


def test_one_place_takes_the_same_text_twice_and_refuses_another() -> None:
    stage = Stage((TextEdit(0, 1, "x", 2),))
    assert combine_stages([stage, stage]) == stage
    combined = combine_stages([stage, Stage((TextEdit(0, 1, "y", 2),))])
    assert combined.edits == stage.edits
    assert len(combined.refused) == 1


def test_edits_are_put_into_the_text_whatever_their_lengths() -> None:
    edits = [TextEdit(0, 1, "", 1), TextEdit(1, 1, "12", 1), TextEdit(2, 3, "long", 1)]
    assert apply_edits("abc", edits) == "12blong"


def test_several_texts_for_one_place_stand_behind_each_other_group_by_group() -> None:
    groups = [TextEdit(1, 1, "x", 1)], [TextEdit(1, 1, "y", 1), TextEdit(1, 1, "z", 1)]
    assert apply_edits("abc", *groups) == "axyzbc"
    stage = combine_stages(Stage(tuple(edits)) for edits in groups)
    assert (apply_edits("abc", stage.edits), stage.refused) == ("axyzbc", ())


@pytest.mark.parametrize("at", [0, 1, 3])
def test_edits_are_sorted_by_place_and_an_addition_behind_a_cell_stays_behind_it(at: int) -> None:
    cell, addition = TextEdit(1, 3, "CELL", 1), TextEdit(at, at, "+", 1)
    assert apply_edits("abcd", [addition], [cell]) == {0: "+aCELLd", 1: "a+CELLd", 3: "aCELL+d"}[at]
