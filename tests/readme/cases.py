"""The READMEs of the folder ``cases``, each in a way in which groups write, and what each one says.

The names and addresses in them are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from studylib.readme.marks import Mark
from studylib.readme.reading import Contents

FOLDER = Path(__file__).with_name("cases")
DONE, LATE = Mark.DONE, Mark.LATE
Key = tuple[str, int]
"""A member and a week."""


@dataclass(frozen=True)
class Case:
    """What one README says.

    ``handed_in`` has the links of a member and week, or the mark of a cell without one. ``said`` are the problems and
    ``noticed`` the notices: a line and a part of the sentence. No ``members``: there is no table of submissions.
    ``repository`` is the group's own address, for links within it.
    """

    members: tuple[str, ...] = ()
    weeks: tuple[int, ...] = ()
    handed_in: Mapping[Key, tuple[str, ...] | Mark] = field(default_factory=dict)
    turns: Mapping[int, str] = field(default_factory=dict)
    excuses: frozenset[Key] = frozenset()
    said: tuple[tuple[int, str], ...] = ()
    noticed: tuple[tuple[int, str], ...] = ()
    repository: str | None = None


def read_case(name: str) -> str:
    """Read the text of the case's README."""
    return (FOLDER / f"{name}.md").read_bytes().decode("utf-8")


def gather_handed_in(contents: Contents) -> dict[Key, tuple[str, ...] | Mark]:
    """Gather what the README hands in, as a case has it."""
    gathered: dict[Key, tuple[str, ...] | Mark] = {}
    for entry in contents.handed_in:
        before = gathered.get((entry.member, entry.week), ())
        if entry.address:
            links = before if isinstance(before, tuple) else ()
            gathered[entry.member, entry.week] = (*links, entry.address)
        elif entry.mark and not before:
            gathered[entry.member, entry.week] = entry.mark
    return gathered


def _links(*numbers: int) -> tuple[str, ...]:
    return tuple(f"https://example.org/{number}" for number in numbers)


TWO = ("가람", "나래")
THREE = (*TWO, "다온")
TITLED = {
    ("가람", 1): _links(1),
    ("나래", 1): _links(2),
    ("가람", 2): _links(3),
    ("나래", 2): _links(4),
}
"""Links 1 to 4 of two members in two weeks, week after week."""

FIRST_WEEK = {key: links for key, links in TITLED.items() if key[1] == 1}
REPOSITORY = "https://github.com/group/study"

CASES: Mapping[str, Case] = {
    "k01_two_rows_a_week_marks": Case(
        THREE,
        (1, 2),
        {("가람", 1): DONE, ("가람", 2): DONE, ("다온", 2): DONE},
        said=((4, "나래"), (4, "다온")),
    ),
    "k02_week_of_month_beside_number": Case(
        TWO,
        (1, 2, 3),
        {("가람", 1): DONE, ("나래", 1): DONE, ("가람", 2): DONE, ("나래", 2): LATE, ("가람", 3): LATE},
    ),
    "k03_columns_of_titled_links": Case(TWO, (1, 2), TITLED),
    "k03b_titled_links_with_same_word": Case(TWO, (1, 2), TITLED),
    "k03d_turned_titled": Case(TWO, (1, 2), TITLED),
    "k03e_0": Case(TWO, (1, 2), TITLED),
    "k03f_half_blank": Case(TWO, (1, 2), FIRST_WEEK),
    "k03g_one_week_later": Case(TWO, (1, 2, 3), TITLED),
    "k04_blank_member_column": Case(THREE, (1, 2), {("가람", 1): DONE}),
    "k05_unknown_marks_dropped": Case(
        THREE,
        (1, 2),
        {("가람", 1): DONE, ("나래", 1): DONE, ("나래", 2): DONE},
        said=((3, "🟩"), (4, "🟦")),
        noticed=((3, "범례: 🟩 완료"),),
    ),
    "k05b_other_marks": Case(
        TWO, (1, 2), {("가람", 1): DONE, ("가람", 2): DONE}, said=((3, "🌓"),), noticed=((3, "범례"),)
    ),
    "k05d_partial_counts": Case(
        TWO, (1, 2), {("가람", 1): DONE, ("가람", 2): DONE}, said=((3, "1/3"),), noticed=((3, "범례"),)
    ),
    "k06_author_column_per_week_heading": Case(
        TWO, (1, 2), {key: links for key, links in TITLED.items() if key != ("나래", 2)}
    ),
    "k06d_same_with_name_and_link_header": Case(TWO, (1,), FIRST_WEEK),
    "k07b_blog_person": Case(TWO, (1, 2), turns={1: "가람", 2: "나래"}),
    "k07c_turns_beside_table": Case(TWO, (1, 2), TITLED, turns={1: "가람", 2: "나래"}),
    "k08_progress_table": Case(),
    "k08b_check_before_week": Case(),
    "k09_dates_rows": Case(
        TWO,
        (1, 2),
        {("가람", 1): DONE, ("나래", 1): DONE, ("가람", 2): DONE, ("나래", 2): LATE},
        noticed=((3, "9/13"),),
    ),
    "k10_digits_header": Case(TWO, (1, 2, 3), {("가람", 1): DONE, ("가람", 2): DONE, ("나래", 1): DONE}),
    "k11_details_summary": Case(
        TWO,
        (1, 2),
        {("가람", 1): _links(1), ("가람", 2): _links(2), ("나래", 2): _links(3, 4)},
        noticed=((14, "보충"),),
    ),
    "k11e_nested_list": Case(
        TWO, (1, 2), {key: links for key, links in TITLED.items() if key != ("나래", 2)}
    ),
    "k12b_week_br_date": Case(
        TWO,
        (1, 2, 3, 4, 5, 6, 7),
        {(name, week): DONE for name in TWO for week in range(1, 8) if (name, week) != ("나래", 2)},
    ),
    "k13_emoji_in_header": Case(TWO, (1, 2), {("가람", 1): DONE, ("가람", 2): DONE, ("나래", 1): DONE}),
    "k13d_handle": Case(
        ("garam", "narae"), (1, 2), {("garam", 1): DONE, ("garam", 2): DONE, ("narae", 1): DONE}
    ),
    "k14_course_materials": Case(TWO, (1, 2), {("가람", 1): DONE, ("나래", 1): DONE, ("가람", 2): DONE}),
    "k16_gap": Case(
        TWO,
        (1, 3),
        {
            ("가람", 1): _links(1),
            ("나래", 1): _links(2),
            ("가람", 3): _links(3),
            ("나래", 3): _links(4),
        },
        noticed=((1, "between 1 and 3"),),
    ),
    "k17_two_subjects": Case(
        TWO,
        (1,),
        {("가람", 1): _links(1), ("나래", 1): _links(2)},
        said=((4, "나래"), (8, "가람")),
    ),
    "k19_relative_link": Case(
        TWO,
        (1, 2),
        {
            ("가람", 1): (f"{REPOSITORY}/blob/HEAD/week1/garam.md",),
            ("나래", 1): (f"{REPOSITORY}/blob/HEAD/week1/narae.md",),
            ("가람", 2): (f"{REPOSITORY}/blob/HEAD/week2/garam.md",),
            ("나래", 2): _links(4),
        },
        repository=REPOSITORY,
    ),
    "k21_english_week_of_month": Case(
        ("Garam", "Narae"),
        (1, 2, 3),
        {("Garam", 1): DONE, ("Narae", 1): DONE, ("Garam", 2): DONE, ("Narae", 3): DONE},
    ),
    "k27_single_row_table": Case(
        TWO, (2,), {("가람", 2): _links(1), ("나래", 2): _links(2)}, noticed=((2, "between 0 and 2"),)
    ),
    "k32_ot_row_member_columns": Case(
        TWO,
        (1, 2),
        {("가람", 1): DONE, ("나래", 1): DONE, ("가람", 2): DONE},
        noticed=((3, "OT"),),
    ),
    "k34_nested_brackets": Case(TWO, (1, 2), {("가람", 1): _links(1), ("가람", 2): _links(2, 3)}),
    "k35_badge_links": Case(TWO, (1, 2), {key: links for key, links in TITLED.items() if key != ("나래", 2)}),
    "k37_names_only": Case(TWO, (1, 2), {("가람", 1): DONE, ("나래", 1): DONE, ("가람", 2): DONE}),
    "k38_strike": Case(
        TWO, (1, 2), {("가람", 1): _links(1), ("가람", 2): _links(3)}, said=((3, "https://example.org/2"),)
    ),
    "k39_mark_and_note": Case(
        THREE,
        (1, 2),
        {("가람", 1): LATE, ("나래", 1): DONE, ("다온", 1): DONE, ("가람", 2): LATE},
        excuses=frozenset({("다온", 2)}),
    ),
    "k40_member_rows_with_total": Case(
        TWO, (1, 2), {("가람", 1): DONE, ("나래", 1): DONE, ("나래", 2): DONE}
    ),
    "k41_sum_row": Case(TWO, (1, 2), {("가람", 1): DONE, ("가람", 2): DONE, ("나래", 2): DONE}),
    "k44_late_assumed": Case(TWO, (1,), {("가람", 1): DONE, ("나래", 1): LATE}),
    "k46_member_left_named_after": Case(
        TWO,
        (1, 2),
        {("가람", 1): DONE, ("나래", 1): DONE, ("가람", 2): DONE},
        noticed=((1, "중단"),),
    ),
    "k49_new_link_in_titled_column": Case(
        TWO, (1, 2), {key: links for key, links in TITLED.items() if key != ("나래", 2)}
    ),
    "k49d_table_per_week_long": Case(
        TWO, (1, 2), {("가람", 2): _links(3), ("가람", 1): _links(1), ("나래", 1): _links(2)}
    ),
}
"""The cases by the names of their files."""
