"""Read a pasted curriculum: one week a line, a title and its links."""

from collections.abc import Iterator, Mapping, Sequence

from studylib.season.kinds import HIGHEST_WEEK
from studylib.season.study import Topic
from studylib.setup.lines import (
    MOST_CELLS,
    PastedLine,
    explain_line,
    explain_paste,
    list_headless,
    split_paste,
)
from studylib.setup.plan import PlanFault
from studylib.setup.topics import ReadTopic, read_cells, read_references, read_topic
from studylib.text.message import Sentence, sentence
from studylib.workbook import headers, sample, values
from studylib.workbook.layouts import WEEKS

FIELD = "curriculum"

COURSE = "fsdl"
"""Typed alone, it stands for the course Full Stack Deep Learning."""


def read_curriculum(text: str) -> tuple[tuple[Topic, ...], tuple[PlanFault, ...]]:
    """Read the topics of a text, a line a week, and tell each fault with its line. Blank lines are skipped.

    ``COURSE`` alone gives that course. A faulty line keeps its place, without a topic.
    """
    if text.strip().casefold() == COURSE:
        return list_course(), ()
    if why := explain_paste(text):
        return (), (PlanFault(FIELD, why),)
    lines = list(split_paste(text))
    places = _find_header(lines)
    topics, faults = list[Topic](), list[PlanFault]()
    for line in lines[1 if places else 0 :]:
        read = _read_line(line, places)
        topics.append(read.topic if isinstance(read, ReadTopic) else Topic())
        why = read if isinstance(read, Sentence) else _explain_place(read, len(topics))
        faults += [PlanFault(FIELD, why, line.number)] if why else []
    faults += _tell_unread(lines, places)
    if len(topics) > HIGHEST_WEEK:
        why = sentence(
            "The curriculum has {count} lines, and a season has at most {most} weeks. Paste less.",
            count=len(topics),
            most=HIGHEST_WEEK,
        )
        faults.append(PlanFault(FIELD, why))
    return tuple(topics[:HIGHEST_WEEK]), tuple(faults)


def _find_header(lines: Sequence[PastedLine]) -> Mapping[str, Sequence[int]]:
    """Find the columns if the first line is a header. It needs a title and another column."""
    if not lines or len(lines[0].cells) < 2:
        return {}
    places = headers.find_columns(WEEKS, lines[0].cells[:MOST_CELLS])
    return places if "title" in places and len(places) > 1 else {}


def _read_line(line: PastedLine, places: Mapping[str, Sequence[int]]) -> ReadTopic | Sentence:
    """Read the topic of a line, or why it is unreadable."""
    if why := explain_line(line.cells):
        return why
    try:
        if places:
            return read_cells(line.cells, places)
        first, *rest = line.cells
        if rest and first.isdigit():  # a column of weeks
            return read_topic(" ".join([f"{first}주차", *rest]))
        return read_topic(" ".join(line.cells))
    except values.CellError as unreadable:
        return unreadable.why


def _explain_place(read: ReadTopic, place: int) -> Sentence | None:
    """Explain that a line names another week than its place. ``None``: it does not."""
    if read.week in (None, place):
        return None
    return sentence(
        "This line says week {week}, but it is the one for week {place}. Write each week in a line of its own.",
        week=read.week,
        place=place,
    )


def _tell_unread(lines: Sequence[PastedLine], places: Mapping[str, Sequence[int]]) -> Iterator[PlanFault]:
    """Tell which columns are not read, and which cells stand below no header."""
    read = {at for column in ("week", "title", "lecture", "lab", "reading") for at in places.get(column, ())}
    for place, line in enumerate(lines if places else ()):
        unread = (
            list_headless(line.cells, lines[0].cells)
            if place
            else [each for at, each in enumerate(line.cells) if each and at not in read]
        )
        if unread:
            why = sentence("“{text}” is not read. Only titles and links are.", text=", ".join(unread))
            yield PlanFault(FIELD, why, line.number, is_notice=True)


def list_course() -> tuple[Topic, ...]:
    """List the weeks of Full Stack Deep Learning, Spring 2021."""
    return tuple(
        Topic(
            row["title"],
            lecture=read_references(row["lecture"]),
            lab=read_references(row["lab"]),
            reading=read_references(row["reading"]),
        )
        for _, row in sorted(sample.read_course().items())
    )
