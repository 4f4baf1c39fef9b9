"""A season that names one member in every tab."""

from studylib.workbook.cells import Workbook
from tests.season.seasons import book, tab


def everywhere(who: str = "가람") -> Workbook:
    return book(
        members=tab(
            "members", "name | email | turn", f"{who} | garam@x.kr | 1", "나래 | narae@x.kr | 2", "다온"
        ),
        weeks=tab("weeks", "week | title | writer", f"1 | CNNs | {who}", "2 | RNNs | 나래", "3 | MLOps"),
        breaks=tab("breaks", "starts_on | ends_on | member", f"2022-04-20 | 2022-04-21 | {who}"),
        excuses=tab("excuses", "week | member | reason", f"2 | {who} | {who} 입원", "1 | 나래"),
        payments=tab(
            "payments",
            "paid_on | month | member | amount | note",
            f"2022-05-02 | 2022-04 | {who} | 3000 | {who}",
        ),
        settlements=tab(
            "settlements",
            "month | member | fine | share | carried_out",
            f"2022-04 | {who} | 3000 | 0 | 0",
            "2022-04 | 나래 | 0 | 3000 | 0",
        ),
        answers=tab(
            "Form Responses 1",
            "Timestamp | Email Address | name | week | link",
            f"2022-04-13 01:00:00 | garam@x.kr | {who} | 1 | https://n.kr/1",
            "2022-04-12 01:00:00 | narae@x.kr | 나래 | 1 | https://n.kr/2",
            f"2022-04-12 01:00:00 | | {who} | 2 | soon",
        ),
    )
