"""A season in which 가람 does tasks by name, comes to meetings and has a pass. 가람 leaves after two weeks."""

from studylib.workbook.cells import Workbook
from tests.changes.rules_season import SETTINGS, TIER_TAB
from tests.season.seasons import tab


def with_tasks(who: str = "가람") -> Workbook:
    return Workbook(
        (
            SETTINGS,
            TIER_TAB,
            tab("members", "name | left_on", f"{who} | 2026-03-16", "나래", "가람이"),
            tab("weeks", "week", *((week,) for week in range(1, 4))),
            tab(
                "tasks",
                "task | kind | due | count | who",
                f"{who} | link | | 3 | {who}, 나래",
                "모임 | attendance | 토 19:00 | | ",
                f"발표 | link | | | 나래;{who}",
                "혼자 | link | | | 가람이",
            ),
            tab("excuses", "week | member | task | reason", f"2 | {who} | 발표 | 입원"),
            tab(
                "attendance",
                "week | member | status | arrived_at | note",
                f"1 | {who} | | 2026-03-07 19:30:00 | 눈길",
                f"2 | {who} | 결석",
                "1 | 나래 | 출석",
            ),
            tab(
                "passes",
                "asked_at | week | member | task | reason",
                f"2026-03-02 09:00:00 | 1 | {who} | 발표 | 휴가",
            ),
            tab(
                "Form Responses 1",
                "Timestamp | name | week | task | link",
                f"2026-03-03 01:00:00 | {who} | 1 | {who} | https://garam.kr/1, https://garam.kr/2",
                f"2026-03-10 01:00:00 | {who} | 1 | {who} | http://garam.kr/1/",
                f"2026-03-12 01:00:00 | {who} | 2 | {who} | https://garam.kr/3",
                f"2026-03-18 01:00:00 | {who} | 2 | {who} | https://garam.kr/4",
            ),
        )
    )
