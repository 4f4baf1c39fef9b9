"""A stand-in for Google's Sheets API: it keeps spreadsheets in memory and answers on 127.0.0.1 as Google does.

    with Google(workbook) as google:
        google.fault("503", times=2, on="values")
        store = ...(google.address, api=google.url, key=google.key())
        assert google.count("values") == 3
        assert google.spreadsheet.tab("설정").rows[0] == ["키", "값"]

``a1`` and ``mask`` read Google's notations, ``value`` and ``spreadsheet`` are what it keeps, ``tabs`` and ``values``
its methods, ``refusal`` its errors; ``account``, ``quota`` and ``fault`` stand before them in ``server``.
``discovery`` is what Google says of itself, to hold answers against. By hand: `python -m tests.stand_ins.googlesheets`.
README.md says which answers Google was seen to give, and which are assumed.
"""

from tests.stand_ins.googlesheets.log import Request
from tests.stand_ins.googlesheets.server import Google
from tests.stand_ins.googlesheets.spreadsheet import Spreadsheet, Tab

__all__ = ["Google", "Request", "Spreadsheet", "Tab"]
