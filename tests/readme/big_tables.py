"""Tables of many members, for tests of how the work grows."""

from studylib.season.study import Study
from tests.readme.writing_seasons import season

SHAPES = ("links", "columns", "signs", "names", "long", "html")


def make_big(shape: str, members: int, weeks: int = 5) -> tuple[str, Study]:
    """Make a table that lacks the links of the last week, and its season."""
    names = [f"멤버{at}" for at in range(members)]
    links = {
        (name, week): [f"https://h.kr/{at}/{week}"]
        for at, name in enumerate(names)
        for week in range(1, weeks + 1)
    }
    study = season(links, names, weeks=weeks)
    written = {place: each if place[1] < weeks else "" for place, (each,) in links.items()}
    if shape == "names":
        rows = [
            [f"{week}주차", " ".join(f"[{name}]({written[name, week]})" for name in names)]
            for week in range(1, weeks + 1)
        ]
        return write_pipes(["주차", "과제"], rows), study
    done = {"signs": "O", "html": '<a href="{}">글</a>'}.get(shape, "[글]({})")
    cells = {place: done.format(link) if link else "" for place, link in written.items()}
    if shape == "long":
        rows = [[f"{week}주차", name, cell] for (name, week), cell in cells.items()]
        return write_pipes(["주차", "이름", "글"], rows), study
    if shape == "columns":
        rows = [[f"{week}주차", *(cells[name, week] for name in names)] for week in range(1, weeks + 1)]
        return write_pipes(["주차", *names], rows), study
    head = ["이름", *(f"{week}주차" for week in range(1, weeks + 1))]
    rows = [[name, *(cells[name, week] for week in range(1, weeks + 1))] for name in names]
    return (write_html if shape == "html" else write_pipes)(head, rows), study


def write_pipes(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["-"] * len(head), *rows]
    return "".join(f"|{'|'.join(line)}|\n" for line in lines)


def write_html(head: list[str], rows: list[list[str]]) -> str:
    lines = ["".join(f"<td>{cell}</td>" for cell in line) for line in (head, *rows)]
    return "<table>\n" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>\n"
