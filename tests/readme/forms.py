"""How one table of a text is written, for the tests of each part of it."""

from studylib.readme import entries, listing, parsing
from studylib.readme.form import Form
from studylib.readme.season_links import gather_links
from tests.readme.writing_seasons import NOW, season


def read_form(text: str, html: bool = False) -> Form:
    (grid,) = parsing.parse_page(text, html=html).grids
    found = listing.find_listing(grid, None)
    assert found is not None
    written, _ = entries.read_entries(found, None)
    return Form(text, found, written, gather_links(season({}), NOW, False))
