"""The share image itself: its size, its cells where they belong, and no text beyond its edges."""

import io
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageColor

from studylib.exports.picture import MARGIN, NAME_ROOM, WIDTH, draw_picture
from studylib.exports.picture_plan import MOST_MEMBERS, MOST_WEEKS, PicturePlan, PictureRow
from studylib.figures.palette import LIGHT
from studylib.season.kinds import Status

WHITE = (255, 255, 255)
PLAN = PicturePlan(
    title="밤샘 스터디",
    subtitle="4주차",
    facts=(("이번 주 완료", "1/3"), ("제시간", "50%")),
    weeks=("1", "2", "3", "4"),
    present=3,
    heads=("제시간",),
    rows=(
        PictureRow("하나", (Status.ON_TIME, Status.ABSENT, Status.LATE, Status.OPEN), ("1/3",)),
        PictureRow("두리", (None, Status.EXCUSED, Status.OVERDUE, Status.UPCOMING), ("–",)),
    ),
    legend=tuple((status, status.value) for status in Status),
    notes=(),
    foot="2022년 5월 11일 (수) 00:30 기준 (Asia/Seoul)",
)
LONG = "아주 긴 이름을 가진 사람 " * 20


def draw(plan: PicturePlan) -> Image.Image:
    image = Image.open(io.BytesIO(draw_picture(plan)))
    assert image.format == "PNG"
    return image.convert("RGB")


def find_statuses(image: Image.Image, weeks: int) -> list[list[Status | None]]:
    """Find the statuses of the cells by the colours above their signs."""
    known: dict[tuple[int, ...], Status] = {
        ImageColor.getrgb(ground): status for status, (ground, _) in LIGHT.cells.items()
    }
    left, step = MARGIN + NAME_ROOM, 116
    rows = []
    for top in (396, 468):
        cells = [image.getpixel((left + place * step + 50, top + 5)) for place in range(weeks)]
        rows.append([known.get(tuple(cell)) if isinstance(cell, tuple) else None for cell in cells])
    return rows


def test_the_image_is_1080_pixels_wide_with_each_cell_in_its_place() -> None:
    image = draw(PLAN)
    assert image.width == WIDTH == 1080
    assert find_statuses(image, 4) == [list(row.statuses) for row in PLAN.rows]


@pytest.mark.parametrize(
    "name", [LONG, "x" * 100_000, "שלום" * 50, "<script>alert(1)</script>", "", "가\n나", "🦊" * 99]
)
def test_no_name_leaves_its_place(name: str) -> None:
    named = replace(PLAN, title=name, rows=(replace(PLAN.rows[0], name=name), *PLAN.rows[1:]), foot=name)
    image = draw(named)
    assert image.size == draw(PLAN).size
    assert find_statuses(image, 4) == [list(row.statuses) for row in PLAN.rows]
    edges = [
        image.crop((0, 0, MARGIN - 2, image.height)),
        image.crop((WIDTH - MARGIN + 2, 0, WIDTH, image.height)),
    ]
    assert all(edge.getcolors() == [(edge.width * edge.height, WHITE)] for edge in edges)


def test_the_largest_image_is_bounded_in_size_and_bytes() -> None:
    rows = tuple(
        PictureRow(LONG, tuple([Status.LATE] * MOST_WEEKS), ("12/14", "₩1,234,567"))
        for _ in range(MOST_MEMBERS)
    )
    weeks = tuple(map(str, range(39, 39 + MOST_WEEKS)))
    whole = replace(PLAN, rows=rows, weeks=weeks, heads=("On time", "Fine"), notes=("and 440 more members",))
    data = draw_picture(whole)
    assert len(data) < 1_500_000
    assert Image.open(io.BytesIO(data)).height < 4_000


def test_an_image_without_anything_is_one_all_the_same() -> None:
    empty = PicturePlan("", "", (), (), None, ("On time",), (), (), (), "")
    assert draw(empty).width == 1080


def test_a_machine_without_any_font_draws_the_same_image(tmp_path: Path) -> None:
    code = (
        "import sys, pickle; from studylib.exports.picture import draw_picture; "
        "sys.stdout.buffer.write(draw_picture(pickle.load(sys.stdin.buffer)))"
    )
    alone = {
        **os.environ,
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_DATA_DIRS": str(tmp_path),
        "HOME": str(tmp_path),
    }
    drawn = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(PLAN), env=alone, capture_output=True, check=True
    )
    assert drawn.stdout == draw_picture(PLAN)
