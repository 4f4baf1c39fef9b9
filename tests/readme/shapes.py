"""Random READMEs in the shapes in which groups write, for property tests."""

from collections.abc import Sequence

from hypothesis import strategies as st

NAMES = ("가람", "나래", "다온", "Kim Na")
SHAPES = (
    "columns",
    "turned",
    "shared",
    "long",
    "authors",
    "headings",
    "list",
    "nested",
    "summaries",
    "days",
    "months",
    "html",
)

Cells = Sequence[Sequence[str]]
"""A cell a week and member."""

MARKS = st.sampled_from(["", "O", "X", "△", "🟩", "1/3", "면제", "O (지각)", "[.]", "-", "✅ 9/12", "?!"])
PIECES = st.sampled_from(
    [
        "[글]({})",
        "[그래프 정리]({})",
        "{}",
        "~~[글]({})~~",
        "[[글]({})]",
        "[📕]({})",
        "[![v](i.png)]({})",
        "O [글]({})",
    ]
)


@st.composite
def links(draw: st.DrawFn) -> str:
    """Draw a cell with one link or two. ``#`` stands for the number of the link."""
    pieces = draw(st.lists(PIECES, min_size=1, max_size=2))
    return ", ".join(piece.format("https://e.org/#") for piece in pieces)


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, tuple[str, ...], str]:
    """Draw the text of a README, its members, and its shape. Each link has its own address."""
    shape = draw(st.sampled_from(SHAPES))
    names = draw(st.permutations(NAMES))[: draw(st.integers(2, 4))]
    count = draw(st.integers(1, 4))
    cell = st.one_of(links(), links(), MARKS)
    cells = [[draw(cell) for _ in names] for _ in range(count)]
    return number_links(write_page(shape, names, cells)), tuple(names), shape


def number_links(text: str) -> str:
    pieces = text.split("https://e.org/#")
    return "".join(piece if not at else f"https://e.org/{at}{piece}" for at, piece in enumerate(pieces))


def write_page(shape: str, names: Sequence[str], cells: Cells) -> str:
    """Write the cells as a README of the shape."""
    weeks = [f"{number}주차" for number in range(1, len(cells) + 1)]
    days = [f"9/{1 + 7 * at}" for at in range(len(cells))]
    months = [f"{3 + at // 2}월 {1 + at % 2}주차" for at in range(len(cells))]
    if shape in ("list", "nested", "summaries"):
        return _write_lists(shape, weeks, names, cells)
    if shape == "headings":
        return "".join(
            f"## {week}\n\n{_table(list(names), [row])}\n" for week, row in zip(weeks, cells, strict=True)
        )
    shared = [", ".join(f"{name}: {each}" for name, each in zip(names, row, strict=True)) for row in cells]
    long = [
        [week, name, cell]
        for week, row in zip(weeks, cells, strict=True)
        for name, cell in zip(names, row, strict=True)
    ]
    head, rows = {
        "turned": (["이름", *weeks], [[name, *(row[at] for row in cells)] for at, name in enumerate(names)]),
        "days": (["날짜", *names], _put_before(days, cells)),
        "months": (["주차", *names], _put_before(months, cells)),
        "shared": (["주차", "과제"], _put_before(weeks, [[each] for each in shared])),
        "long": (["주차", "이름", "링크"], long),
        "authors": (["주차", "작성자", "글"], long),
    }.get(shape, (["주차", *names], _put_before(weeks, cells)))
    return _html(head, rows) if shape == "html" else _table(head, rows)


def _put_before(first: Sequence[str], cells: Cells) -> list[list[str]]:
    return [[each, *row] for each, row in zip(first, cells, strict=True)]


def _html(head: Sequence[str], rows: Cells) -> str:
    lines = ["".join(f"<td>\n\n{cell}\n\n</td>" for cell in row) for row in (head, *rows)]
    return "<table>\n" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>\n"


def _write_lists(shape: str, weeks: Sequence[str], names: Sequence[str], cells: Cells) -> str:
    parts = []
    for week, row in zip(weeks, cells, strict=True):
        items = [f"- {name}: {cell}" for name, cell in zip(names, row, strict=True)]
        if shape == "nested":
            parts.append("\n".join([f"- {week}", *(f"  {item}" for item in items)]))
        elif shape == "list":
            parts.append("\n".join([f"### {week}", *items, ""]))
        else:
            parts.append(
                "\n".join(["<details>", f"<summary>{week}</summary>", "", *items, "", "</details>", ""])
            )
    return "\n".join(parts) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
