"""Examples of READMEs and what reading makes of them."""

from studylib.readme import parsing, reading
from studylib.readme.marks import Mark
from studylib.readme.reading import Contents
from studylib.season.study import Member
from studylib.workbook.members import Roster

FIVE = ("장서진", "구미진", "이은빈", "한현경", "문수인")
WRITERS = ("이은빈", "문수인", "한현경", "장서진", "구미진")
LINKS = {
    ("장서진", 1): "https://sulky-waltz-11f.notion.site/Fundamentals-c8b16a51a73346ae8e844aab9bdfb160",
    ("이은빈", 1): "https://github.com/binable43/Study-MLOps/blob/main/Week1/Week%201%20:%20Fundamentals.md",
}


def of_the_first_user() -> str:
    """Return the README of the first user's group: https://github.com/binable43/Study-MLOps"""
    cells = {
        n: " &nbsp; ".join(f"[{name}]({LINKS.get((name, n), '')})" for name in FIVE) for n in range(1, 13)
    }
    rows = [f"|{n}주차|{cell}|{WRITERS[(n - 1) % 5]}|" for n, cell in cells.items()]
    return "\n".join(["# 모임", "", "## 과제", "|주차|과제|팀블로그|", "|:---:|---|:---:|", *rows, "", "끝"])


def read(text: str, *names: str, html: bool = False) -> tuple[Contents, list[tuple[int | None, str]]]:
    """Read a README with these members, or with those of its tables, and list its problems by line."""
    people = Roster([Member(name) for name in names]) if names else None
    contents, problems = reading.read_page(parsing.parse_page(text, html=html), people, "README.md")
    assert contents is not None
    return contents, [(each.row, str(each.message)) for each in problems]


def said(text: str, *names: str, html: bool = False) -> dict[tuple[str, int], str | Mark | None]:
    """Return the links, and the signs of cells without one. There may be no problems."""
    found, problems = read(text, *names, html=html)
    assert problems == []
    return {(e.member, e.week): e.address or e.mark for e in found.entries if e.address or e.mark}
