"""How a group usually writes, learned from its tables."""

from collections import Counter

import pytest

from studylib.readme.habits import Habits, add_habits
from studylib.readme.marks import Mark

NONE = Habits(Counter(), Counter(), {}, Counter(), 0, 0)


def test_without_anything_written_nothing_is_usual() -> None:
    assert (NONE.separator, NONE.caption, NONE.find_sign(Mark.DONE)) == ("", ("", 0), "")
    assert (NONE.is_unknown, NONE.signs_only, NONE.writes_bare) == (True, False, False)


@pytest.mark.parametrize(("bare", "named", "writes_bare"), [(1, 2, False), (2, 2, False), (3, 2, True)])
def test_a_group_writes_bare_addresses_if_most_are(bare: int, named: int, writes_bare: bool) -> None:
    captions = Counter({"": bare, "글": named})
    habits = Habits(Counter(), captions, {}, Counter(), bare + named, 0)
    assert (habits.writes_bare, habits.caption) == (writes_bare, ("글", named))


@pytest.mark.parametrize(("linked", "marked", "only"), [(0, 1, True), (1, 1, False), (1, 0, False)])
def test_a_table_has_signs_only_if_it_has_no_link(linked: int, marked: int, only: bool) -> None:
    assert Habits(Counter(), Counter(), {}, Counter(), linked, marked).signs_only is only


def test_the_habits_of_several_tables_are_added_up() -> None:
    one = Habits(Counter(["<br>"]), Counter(["글"]), {Mark.DONE: Counter(["O"])}, Counter("x"), 1, 2)
    other = Habits(
        Counter([" ", " "]), Counter(["글"]), {Mark.DONE: Counter(["✅", "✅"])}, Counter("XX"), 3, 4
    )
    both = add_habits([one, other])
    assert (both.separator, both.caption, both.find_sign(Mark.DONE)) == (" ", ("글", 2), "✅")
    assert (both.tick, both.linked, both.marked) == ("X", 4, 6)
    assert one.find_sign(Mark.DONE) == "O"
    assert add_habits([]) == NONE
