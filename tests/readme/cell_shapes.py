"""Random tables in the shapes in which groups write, as texts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from hypothesis import strategies as st

NAMES = ("가람", "나래", "다온", "Kim Na")
WEEKS = 3
Cells = Mapping[tuple[str, int], str]
"""What each member has for each week, as it is written."""


@dataclass(frozen=True)
class Shape:
    """A way to write a table.

    ``build`` gets the members and the cells, each of which is drawn from ``contents``. ``has_cells``: each member has
    a place for each week, even if nothing stands there.
    """

    build: Callable[[Sequence[str], Cells], str]
    contents: tuple[str, ...]
    has_cells: bool = True


LINKED = ("", "", "[글](https://g.kr/{})", "[글](https://g.kr/{}) [둘째](https://h.kr/{})")
TITLED = ("", "", "[제목 {}](https://g.kr/{})", '[정리 {}](https://g.kr/{} "제목")', "https://g.kr/{}")
NOTED = (
    *LINKED,
    "[글](https://g.kr/{}) (지각)",
    "~~[글](https://g.kr/{})~~",
    "[[글](https://g.kr/{})]",
    "[![배지](https://i.kr/a.png)](https://g.kr/{})",
    "O",
    "O (지각)",
    "X",
    "-",
    "면제",
    "휴강",
    "[글][1]",
    "나래와 교대 **중**",
    "`[글](https://g.kr/{})`",
    "[글](./week1/{}.md)",
    "&nbsp;",
)
SIGNS = ("", "", "O", "O", "X", "△", "면제", "O (지각)", "?!", "💯", "1/3")
ANCHORS = (
    "",
    "",
    '<a href="https://g.kr/{}">글</a>',
    "<a href='https://g.kr/{}'>글</a><br><i>메모</i>",
    "휴강",
)
BOXES = (
    "",
    "[ ] {name}",
    "[x] [{name}](https://g.kr/{})",
    "[ ] [{name}]()",
    "[X] [{name}](https://g.kr/{}), [둘](https://h.kr/{})",
)
ITEMS = (
    "",
    "{name}",
    "[{name}](https://g.kr/{})",
    "[{name}]()",
    "[{name}](https://g.kr/{}), [둘](https://h.kr/{})",
)


def write_pipes(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ["| " + " | ".join(row) + " |\n" for row in rows]
    return "".join([head, "|" + "---|" * len(rows[0]) + "\n", *body])


def write_columns(names: Sequence[str], cells: Cells) -> str:
    return write_pipes(
        [("주차", *names), *((f"{week}주차", *(cells[name, week] for name in names)) for week in weeks())]
    )


def write_rows(names: Sequence[str], cells: Cells) -> str:
    head = ("이름", *(f"{week}주차" for week in weeks()))
    return write_pipes([head, *((name, *(cells[name, week] for week in weeks())) for name in names)])


def write_digits(names: Sequence[str], cells: Cells) -> str:
    return write_rows(names, cells).replace("이름", "Name", 1).replace("주차", "")


def write_dates(names: Sequence[str], cells: Cells) -> str:
    days = {1: "4/6", 2: "4/13", 3: "4/20"}
    return write_pipes(
        [("날짜", *names), *((days[week], *(cells[name, week] for name in names)) for week in weeks())]
    )


def write_html(names: Sequence[str], cells: Cells) -> str:
    head = "".join(f"<th>{escape(each)}</th>" for each in ("주차", *names))
    rows = [
        f"<tr><td>{week}주차</td>{''.join(f'<td>{cells[name, week]}</td>' for name in names)}</tr>\n"
        for week in weeks()
    ]
    return f"<table>\n<tr>{head}</tr>\n{''.join(rows)}</table>\n"


def write_shared(names: Sequence[str], cells: Cells) -> str:
    rows = [
        (f"{week}주차", " &nbsp; ".join(filter(None, (cells[name, week] for name in names))), "비고 *")
        for week in weeks()
    ]
    return write_pipes([("주차", "과제", "비고"), *rows])


def write_names(names: Sequence[str], cells: Cells) -> str:
    rows = [(f"{week}주차", ", ".join(name for name in names if cells[name, week])) for week in weeks()]
    return write_pipes([("주차", "제출자"), *rows])


def write_authors(names: Sequence[str], cells: Cells) -> str:
    rows = [
        (f"{week}주차", name, cells[name, week]) for week in weeks() for name in names if cells[name, week]
    ]
    return write_pipes([("주차", "작성자", "글"), *rows])


def write_headed_authors(names: Sequence[str], cells: Cells) -> str:
    tables = [
        f"## {week}주차\n\n"
        + write_pipes(
            [("글", "작성자"), *((cells[n, week], n) for n in names if cells[n, week] or n == names[0])]
        )
        for week in weeks()
    ]
    return "\n".join(tables)


def write_list(names: Sequence[str], week: int, cells: Cells, indent: str = "") -> str:
    return "".join(f"{indent}- {cells[name, week]}\n" for name in names if cells[name, week])


def write_headed_lists(names: Sequence[str], cells: Cells) -> str:
    return "\n".join(f"## {week}주차\n\n{write_list(names, week, cells)}" for week in weeks())


def write_summaries(names: Sequence[str], cells: Cells) -> str:
    return "\n".join(
        f"<details>\n<summary>{week}회차</summary>\n\n{write_list(names, week, cells)}\n</details>\n"
        for week in weeks()
    )


def write_nested(names: Sequence[str], cells: Cells) -> str:
    return "".join(f"- {week}주차\n{write_list(names, week, cells, '  ')}" for week in weeks())


def weeks() -> range:
    return range(1, WEEKS + 1)


SHAPES = {
    "columns": Shape(write_columns, LINKED),
    "titles": Shape(write_columns, TITLED),
    "notes": Shape(write_columns, NOTED),
    "signs": Shape(write_columns, SIGNS),
    "rows": Shape(write_rows, NOTED),
    "rows of signs": Shape(write_rows, SIGNS),
    "digits": Shape(write_digits, SIGNS),
    "dates": Shape(write_dates, LINKED),
    "html": Shape(write_html, ANCHORS),
    "shared": Shape(
        write_shared, ("", "[{name}]()", "[{name}](https://g.kr/{})", "~~[{name}](https://g.kr/{})~~")
    ),
    "names": Shape(write_names, ("", "O")),
    "authors": Shape(write_authors, LINKED, has_cells=False),
    "headed authors": Shape(write_headed_authors, LINKED, has_cells=False),
    "headed lists": Shape(write_headed_lists, BOXES, has_cells=False),
    "summaries": Shape(write_summaries, BOXES, has_cells=False),
    "nested": Shape(write_nested, ITEMS, has_cells=False),
}


@dataclass(frozen=True)
class Drawn:
    """A table with its members and cells."""

    text: str
    names: tuple[str, ...]
    cells: Cells


@st.composite
def tables(draw: st.DrawFn, name: str) -> Drawn:
    """Draw a table of the shape between other texts."""
    shape = SHAPES[name]
    names = tuple(draw(st.permutations(NAMES))[: draw(st.integers(1, len(NAMES)))])
    cells = {
        (member, week): draw(st.sampled_from(shape.contents))
        .replace("{name}", member)
        .replace("{}", f"{at}{week}")
        for at, member in enumerate(names)
        for week in weeks()
    }
    before = draw(st.sampled_from(["", "# 모임\n\n", "소개 *글*\n\n[1]: https://ref.kr\n\n"]))
    after = draw(st.sampled_from(["", "\n끝", "\n---\n\n* 규칙\n* 벌금\n"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return Drawn((before + shape.build(names, cells) + after).replace("\n", end), names, cells)
