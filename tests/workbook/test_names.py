"""Other names of columns and tabs."""

from itertools import combinations

import pytest

from studylib.workbook import readings, title_names, values
from studylib.workbook.layouts import ANSWERS, TITLED, Layout, list_names

ALL = (*TITLED, ANSWERS)


def list_squeezed(layout: Layout, column: str) -> set[str]:
    """List all names of a column as they are compared."""
    written = [name for name, of in list_names(layout) if of == column]
    for further in (layout.others, layout.vague, layout.doubtful):
        written += [values.fold(name) for name in further.get(column, ())]
    return {readings.squeeze(name) for name in written}


@pytest.mark.parametrize("layout", ALL, ids=lambda each: (*each.titles, "answers")[0])
def test_no_name_of_one_column_is_a_name_of_another(layout: Layout) -> None:
    for one, other in combinations(layout.columns, 2):
        assert not list_squeezed(layout, one) & list_squeezed(layout, other), (one, other)


@pytest.mark.parametrize("layout", ALL, ids=lambda each: (*each.titles, "answers")[0])
def test_other_names_are_of_columns_and_none_is_empty(layout: Layout) -> None:
    for further in (layout.others, layout.vague, layout.doubtful):
        assert set(further) <= set(layout.columns)
        assert all(readings.squeeze(values.fold(name)) for written in further.values() for name in written)


def test_no_other_title_is_of_two_kinds() -> None:
    titles = [
        title for layout in TITLED for title in (*map(readings.squeeze, layout.titles), *layout.other_titles)
    ]
    titles += title_names.TITLES["answers"]
    assert sorted(title for title in set(titles) if titles.count(title) > 1) == []
    assert all(title == readings.squeeze(title) for title in titles)
