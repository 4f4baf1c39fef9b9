"""The Sheets API as the way to a sheet."""

import pytest

from studylib.stores.google.api import Api
from tests.stand_ins.googlesheets.server import Google

ID = "1AbC_dEf-GhIjKl0123456789"


@pytest.mark.parametrize("place", ["d/", "u/1/d/"])
@pytest.mark.parametrize("end", ["", "/", "/edit", "/edit?usp=sharing#gid=0"])
def test_the_id_is_taken_out_of_the_address_and_only_its_beginning_is_shown(place: str, end: str) -> None:
    opened = Api(f"https://docs.google.com/spreadsheets/{place}{ID}{end}")
    assert (opened.id, opened.name) == (ID, "Google Sheets 1AbC…")


def test_a_refusal_is_an_error_with_its_status(google_: Google) -> None:
    send = Api("https://docs.google.com/spreadsheets/d/no-such-sheet").open("scope")
    with pytest.raises(Exception, match="404 NOT_FOUND"):
        send("get", "https://sheets.googleapis.com/v4/spreadsheets/no-such-sheet", None, None)
