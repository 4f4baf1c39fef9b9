"""Any workbook, for tests by hypothesis, and how to compare two of them exactly."""

from hypothesis import strategies as st

from studylib.workbook.cells import Cell, Tab, Workbook

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.integers(-(2**200), 2**200),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes().map(
        lambda moment: moment.replace(fold=0)
    ),  # a sheet's clock has no second 02:30 in autumn
    st.times().map(lambda moment: moment.replace(fold=0)),
    st.timedeltas(),
)


TITLES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)


WORKBOOKS = st.lists(
    st.builds(Tab, TITLES, st.lists(st.lists(CELLS, max_size=5).map(tuple), max_size=5).map(tuple)),
    max_size=4,
    unique_by=lambda tab: tab.title,
).map(lambda tabs: Workbook(tuple(tabs)))


def exact(workbook: Workbook) -> list[tuple[str, list[list[tuple[type, str]]]]]:
    """The workbook so that ``==`` tells 1 from True and 1.0, and finds nan the same as nan."""
    return [
        (tab.title, [[(type(cell), repr(cell)) for cell in row] for row in tab.rows]) for tab in workbook.tabs
    ]
