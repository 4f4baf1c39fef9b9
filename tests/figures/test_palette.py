"""The colours: their contrast, and whether every kind of colour vision can tell them apart."""

import math
from itertools import combinations

import numpy as np
import pytest

from studylib.figures import palette
from studylib.figures.palette import GLYPHS, Palette, escape_label
from studylib.season.kinds import Status
from tests.figures.group import PALETTES


def rgb(colour: str) -> np.ndarray:
    """Red, green and blue from 0 to 1."""
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    channels = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in rgb(colour)]
    return math.fsum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_the_standard_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("palette", PALETTES)
def test_a_glyph_and_a_badge_can_be_read_on_their_colour(palette: Palette) -> None:
    low = {
        status: round(contrast(*pair), 2) for status, pair in palette.cells.items() if contrast(*pair) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("palette", PALETTES)
def test_text_can_be_read_on_the_page_on_a_break_and_under_the_pointer(palette: Palette) -> None:
    assert contrast(palette.text, palette.ground) >= 7
    assert contrast(palette.text, palette.quiet) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
def test_what_comes_in_and_what_goes_out_stand_out_from_the_page(palette: Palette) -> None:
    assert min(contrast(each, palette.ground) for each in IN_AND_OUT) >= 3


def test_every_status_has_a_sign_of_its_own() -> None:
    assert len(set(GLYPHS.values())) == len(Status) == len(GLYPHS)


IN_AND_OUT = (palette.FINES_COLOUR, palette.SHARES_COLOUR)
SIGHTS = ["normal", "protanomaly", "deuteranomaly", "tritanomaly"]
APART = 8.0
"""Distance in CAM02-UCS. About 1 is just noticeable side by side. Cells of a board are apart, and have a glyph."""


def seen(colour: str, sight: str) -> np.ndarray:
    """The colour as such eyes see it, in a space where distances are differences (Machado 2009, complete)."""
    colorspacious = pytest.importorskip("colorspacious")
    light = rgb(colour)
    if sight != "normal":
        space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
        light = np.clip(colorspacious.cspace_convert(light, space, "sRGB1"), 0, 1)
    return np.asarray(colorspacious.cspace_convert(light, "sRGB1", "CAM02-UCS"))


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("palette", PALETTES)
def test_statuses_can_be_told_apart_by_their_colours(palette: Palette, sight: str) -> None:
    colours = {status: seen(ground, sight) for status, (ground, _) in palette.cells.items()}
    distances = {
        (str(one), str(other)): round(float(np.linalg.norm(colours[one] - colours[other])), 1)
        for one, other in combinations(Status, 2)
    }
    assert {pair: each for pair, each in distances.items() if each < APART} == {}


@pytest.mark.parametrize("sight", SIGHTS)
def test_members_can_be_told_apart_by_the_colours_of_their_bars(sight: str) -> None:
    colours = [seen(each, sight) for each in (*palette.MEMBER_COLOURS, palette.OTHERS_COLOUR)]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(colours, 2)) >= 7


@pytest.mark.parametrize("sight", SIGHTS)
def test_what_comes_in_and_what_goes_out_can_be_told_apart(sight: str) -> None:
    came, went = (seen(colour, sight) for colour in IN_AND_OUT)
    assert np.linalg.norm(came - went) >= APART


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("שלום", "\u2068שלום\u2069"),
        ("\u202e가람", "가람"),
        ("سلام <b>", "\u2068سلام &lt;b&gt;\u2069"),
        ("א" * 9, f"\u2068{'א' * 7}…\u2069"),
    ],
)
def test_a_label_turns_nothing_beside_it_in_a_chart(text: str, label: str) -> None:
    assert escape_label(text, 8) == label
