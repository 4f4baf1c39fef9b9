"""Seasons to write files of."""

from studylib.season.board import judge
from studylib.source.season import read_season
from tests.pages.drawn import NOW
from tests.pages.workbooks import group

STUDY = read_season(group()).study
BOARD = judge(STUDY, NOW)
