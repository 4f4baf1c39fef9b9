"""Builders: plans, random ones too, and the season that a plan makes."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from studylib.season.kinds import Period, Pot
from studylib.season.study import Member, Topic
from studylib.setup.fields import TypedPlan, read_plan
from studylib.setup.plan import Plan, PlanFault
from studylib.workbook import sample
from studylib.workbook.cells import Row, Tab, Workbook
from studylib.workbook.presets.preset import list_presets

SEOUL = ZoneInfo("Asia/Seoul")
TODAY = date(2022, 5, 11)
NOW = datetime(2022, 5, 11, 0, 30, tzinfo=SEOUL)
LONG_AFTER = datetime(2022, 9, 1, tzinfo=SEOUL)

PRESETS = tuple(each.id for each in list_presets("ko"))
MEMBERS = (Member("가람", "garam@x.kr", leader=True), Member("나래"))


def make_plan(
    name: str = "MLOps 1기",
    members: tuple[Member, ...] = MEMBERS,
    weeks: int = 3,
    preset: str | None = None,
    due: str = "",
    language: str = "ko",
) -> Plan:
    return Plan(date(2022, 5, 16), name, members, weeks=weeks, preset=preset, due=due, language=language)


def tell(faults: Sequence[PlanFault], *, notices: bool = False) -> list[tuple[str, int | None]]:
    """Tell the fields and lines of the faults, or of the notices."""
    return [(each.field, each.line) for each in faults if each.is_notice is notices]


def read(**typed: str | int | date | None) -> tuple[Plan, tuple[PlanFault, ...]]:
    """Read what was typed, with a name and two members unless others are given."""
    given = {"name": "MLOps 1기", "members": "가람\n나래", **typed}
    return read_plan(TypedPlan(**given), TODAY)  # type: ignore[arg-type]


def make_sample(*settings: Row, more: Sequence[Tab] = ()) -> Workbook:
    """Make the sample of ``NOW`` with further settings and tabs."""
    tabs = sample.make_sample(NOW).tabs
    changed = (Tab(each.title, each.rows + settings) if each.title == "설정" else each for each in tabs)
    return Workbook((*changed, *more))


_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))
NAMES = st.text(_LETTERS, min_size=1, max_size=12)
LINKS = st.builds("https://n.kr/{}".format, st.integers(0, 99))
TOPICS = st.builds(
    Topic,
    st.sampled_from(["", "RNN", "CNN 기초", "3장"]),
    st.lists(LINKS, max_size=3, unique=True).map(tuple),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw plans without faults of their own: any names, days, rules and topics."""
    written = draw(st.lists(NAMES, min_size=1, max_size=5))
    members = "\n".join(f"{name}\tm{at}@x.kr" for at, name in enumerate(written))
    weeks = draw(st.integers(1, 15))
    topics = draw(st.lists(TOPICS, max_size=weeks))
    plan, _ = read(
        name=draw(NAMES),
        members=members,
        weeks=weeks,
        starts_on=draw(st.dates(date(2000, 1, 1), date(2099, 6, 1))),
        due=draw(
            st.sampled_from(["", "22:00", "26:00", "23:59:59", "일 22:00", "Sun 10 PM", "밤 10시", "24:00"])
        ),
        preset=draw(st.sampled_from([None, *PRESETS])),
        settle=draw(st.sampled_from(["", *Period])),
        pot=draw(st.sampled_from(["", *Pot])),
        language=draw(st.sampled_from(["ko", "en"])),
        timezone=draw(st.sampled_from(["Asia/Seoul", "America/New_York", "UTC"])),
    )
    return Plan(**{**{field: getattr(plan, field) for field in plan.__slots__}, "curriculum": tuple(topics)})
