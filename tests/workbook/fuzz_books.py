"""Random workbooks, each cell with what it means. Every known fault of a group's sheet is among them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from studylib.workbook.cells import Cell, Row, Tab, Workbook
from tests.workbook import fuzz_cells
from tests.workbook.fuzz_cells import BLANK, HOSTILE, NOTHING, POOL, Dice, Meant

Cells = Mapping[str, Meant]

TITLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "settings": (("settings", "설정", "Settings "), ("세팅", "설정값", "\ufeff설정")),
    "members": (("members", "멤버", "MEMBERS"), ("멤버 목록", "member", "멤버\u200b")),
    "weeks": (("weeks", "주차", " Weeks"), ("주차 목록", "week", "주차표")),
    "tiers": (("tiers", "벌금"), ("벌금표", "벌금 규칙", "tier")),
    "breaks": (("breaks", "휴식"), ("휴식기간", "break", "휴\u00ad식")),
    "excuses": (("excuses", "면제"), ("면제 목록", "excuse")),
    "payments": (("payments", "납부"), ("납부 내역", "payment")),
    "answers": (
        ("Form Responses 1", "설문지 응답 시트1", "Form responses 2"),
        ("제출", "응답", "제출 목록", "1반"),
    ),
}
"""Titles of each kind of tab: those that are surely its own, then those that look like it."""

HEADERS: dict[str, dict[str, tuple[str, ...]]] = {
    "settings": {"key": ("key", "키"), "value": ("value", "값")},
    "members": {
        "name": ("name", "이름"),
        "email": ("email", "이메일"),
        "turn": ("turn", "당번 순서"),
        "role": ("role", "역할"),
        "joined_on": ("joined_on", "참여일"),
        "left_on": ("left_on", "탈퇴일"),
    },
    "weeks": {
        "week": ("week", "주차"),
        "title": ("title", "제목"),
        "writer": ("writer", "팀블로그"),
        "due_at": ("due_at", "마감"),
    },
    "tiers": {"status": ("status", "구분"), "hours": ("hours", "마감 후 시간"), "amount": ("amount", "금액")},
    "breaks": {
        "starts_on": ("starts_on", "시작"),
        "ends_on": ("ends_on", "끝"),
        "reason": ("reason", "사유"),
        "member": ("member", "이름"),
    },
    "excuses": {"week": ("week", "주차"), "member": ("member", "이름"), "reason": ("reason", "사유")},
    "payments": {
        "paid_on": ("paid_on", "납부일"),
        "month": ("month", "월"),
        "member": ("member", "이름"),
        "amount": ("amount", "금액"),
        "note": ("note", "메모"),
    },
    "answers": {
        "submitted_at": ("Timestamp", "타임스탬프", "제출시간", "일시"),
        "email": ("Email Address", "이메일 주소"),
        "name": ("name", "이름"),
        "week": ("week", "주차"),
        "link": ("link", "링크", "URL", "링크 주소"),
        "note": ("note", "메모"),
    },
}
"""Headers of each column: the two that are surely its own first."""

ALIEN_HEADERS: tuple[Cell, ...] = ("점수", "스터디룸", "Mood", 7, "<b>x</b>", None, "", " ", *HOSTILE[:8])


@dataclass(frozen=True)
class FuzzColumn:
    """One column of a random tab. ``key`` is ``""`` for one that nobody reads."""

    key: str
    header: Cell
    sure: bool = False
    """Whether the header is one of the column's own two, at most in other case."""


@dataclass(frozen=True)
class FuzzRow:
    """One row of a random tab. ``cells`` has a cell for each column of the tab, or fewer."""

    cells: tuple[Meant, ...]


@dataclass(frozen=True)
class FuzzTab:
    """A random tab. Its kind is ``alien`` if nobody reads it."""

    kind: str
    title: str
    columns: tuple[FuzzColumn, ...]
    rows: tuple[FuzzRow, ...]
    above: tuple[Row, ...] = ()
    """Rows above the header."""
    sure: bool = True
    """Whether the title is surely that of its kind."""

    @property
    def header_row(self) -> int:
        """The number of the header's row."""
        return len(self.above) + 1

    def number(self, at: int) -> int:
        """Return the number in the sheet of the row at that place, from 0."""
        return self.header_row + 1 + at

    def mean(self, row: FuzzRow, key: str, *, sure: bool = False) -> Meant:
        """Return what a row means in a column. If columns share it, the leftmost filled cell counts.

        Columns with other headers come last. With ``sure`` they do not count.
        """
        found = [
            (not column.sure, at, cell)
            for at, (column, cell) in enumerate(zip(self.columns, row.cells, strict=False))
            if column.key == key and is_filled(cell.cell) and (column.sure or not sure)
        ]
        return min(found, key=lambda each: each[:2])[2] if found else BLANK

    def has(self, key: str, *, sure: bool = False) -> bool:
        """Check if the tab has that column, or has it with a header that is surely its own."""
        return any(each.key == key and (each.sure or not sure) for each in self.columns)

    def make(self) -> Tab:
        """Make the tab of raw cells."""
        header = tuple(column.header for column in self.columns)
        rows = (tuple(each.cell for each in row.cells) for row in self.rows)
        return Tab(self.title, (*self.above, header, *rows))


@dataclass(frozen=True)
class FuzzBook:
    """A random workbook."""

    seed: int
    tabs: tuple[FuzzTab, ...] = field(default=())

    def make(self) -> Workbook:
        """Make the workbook of raw cells."""
        return Workbook(tuple(tab.make() for tab in self.tabs))


def is_filled(cell: Cell) -> bool:
    """Check if people can see anything in a cell."""
    if not isinstance(cell, str):
        return cell is not None
    return any(not char.isspace() and char not in (*fuzz_cells.INVISIBLE, "\u202e") for char in cell)


# ---- the whole ----


def make_book(seed: int) -> FuzzBook:
    """Make the workbook of that seed: the same in every run."""
    random = Dice(seed)
    random.wild = random.choice((0.0, 0.02, 0.1, 0.35))
    names = random.sample(POOL, random.randint(1, len(POOL)))
    weeks = random.randint(1, 12)
    start = date(2022, 4, 6) + timedelta(days=random.randrange(60))
    tabs = [
        *_make_tabs(random, "settings", list_settings(random, start)),
        *_make_tabs(random, "members", list_members(random, names)),
        *_make_tabs(random, "weeks", list_weeks(random, weeks, names, start)),
        *_make_tabs(random, "tiers", list_tiers(random)),
        *_make_tabs(random, "breaks", list_breaks(random, names, start)),
        *_make_tabs(random, "excuses", list_excuses(random, weeks, names)),
        *_make_tabs(random, "payments", list_payments(random, names)),
        *_make_tabs(random, "answers", list_answers(random, weeks, names, start, "a")),
    ]
    if random.random() < 0.25:
        tabs += _make_tabs(random, "answers", list_answers(random, weeks, names, start, "b"))
    if random.random() < 0.25:
        tabs.append(_make_alien(random))
    if random.random() < 0.3:
        random.shuffle(tabs)
    return FuzzBook(seed, _make_titles_unique(tabs))


def _make_titles_unique(tabs: Sequence[FuzzTab]) -> tuple[FuzzTab, ...]:
    """Keep the first tab of each title, as a sheet would."""
    return tuple({tab.title: tab for tab in reversed(tabs)}.values())[::-1]


def _make_tabs(random: Dice, kind: str, rows: Sequence[Cells]) -> list[FuzzTab]:
    """Make the tab of a kind, or seldom none or two."""
    chance = random.random()
    if chance < random.wild / 3:
        return []
    if chance < random.wild / 2:
        half = len(rows) // 2
        return [_make_tab(random, kind, rows[:half]), _make_tab(random, kind, rows[half:])]
    return [_make_tab(random, kind, rows)]


def _make_tab(random: Dice, kind: str, rows: Sequence[Cells]) -> FuzzTab:
    own, like = TITLES[kind]
    sure = random.random() >= random.wild / 2
    columns = _make_columns(random, kind)
    made = tuple(_make_row(random, columns, cells) for cells in rows)
    above: tuple[Row, ...] = ()
    if random.random() < random.wild / 2:
        above = random.choice((((),), (("2022 봄 스터디",),), (("우리 스터디", None, 2022), ())))
    return FuzzTab(kind, random.choice(own if sure else like), columns, made, above, sure)


def _make_columns(random: Dice, kind: str) -> tuple[FuzzColumn, ...]:
    """Make the columns of a tab: in any order, some missing, doubled or misspelt, some that nobody reads."""
    columns: list[FuzzColumn] = []
    for key, headers in HEADERS[kind].items():
        optional = key in (
            "email",
            "note",
            "turn",
            "role",
            "joined_on",
            "left_on",
            "writer",
            "due_at",
            "reason",
        )
        if random.random() < (0.3 if optional else random.wild / 5):
            continue
        columns.append(_make_column(random, key, headers))
        if random.random() < random.wild / 6:
            columns.append(_make_column(random, key, headers))
    while random.random() < 0.25:
        columns.append(FuzzColumn("", random.choice(ALIEN_HEADERS)))
    if random.random() < 0.3:
        random.shuffle(columns)
    return tuple(columns)


def _make_column(random: Dice, key: str, headers: tuple[str, ...]) -> FuzzColumn:
    header = random.choice(headers[:2])
    if random.random() >= random.wild / 2:
        return FuzzColumn(key, random.choice((header, header.upper(), f" {header} ")), sure=True)
    other = (*headers, fuzz_cells.hide(random, header), f"{header}?", header[1:] + "x", header[:-1], None, "")
    return FuzzColumn(key, random.choice(other))


def _make_row(random: Dice, columns: Sequence[FuzzColumn], cells: Cells) -> FuzzRow:
    """Make a row under these columns. Of doubled columns one is filled, or seldom each."""
    made: list[Meant] = []
    keys = [column.key for column in columns]
    for at, key in enumerate(keys):
        if not key:
            made.append(Meant(fuzz_cells.make_noise(random)))
        elif keys.index(key) < at and random.random() < 0.7:
            made.append(BLANK)
        else:
            made.append(cells[key])
    if random.random() < random.wild / 3:
        made = made[: random.randrange(len(made) + 1)]
    if random.random() < random.wild / 6:
        made = [BLANK] * len(made)
    return FuzzRow(tuple(made))


def _make_alien(random: Dice) -> FuzzTab:
    """Make a tab that nobody reads."""
    columns = tuple(FuzzColumn("", random.choice(ALIEN_HEADERS)) for _ in range(random.randint(0, 6)))
    rows = tuple(
        FuzzRow(tuple(Meant(fuzz_cells.make_noise(random)) for _ in columns))
        for _ in range(random.randint(0, 20))
    )
    return FuzzTab("alien", random.choice(("메모장", "Sheet9", "회비 영수증", "<b>x</b>")), columns, rows)


# ---- the rows of each kind ----


def list_settings(random: Dice, start: date) -> list[Cells]:
    zone = random.choice(("Asia/Seoul", "Asia/Seoul", "UTC", "America/New_York", "Mars/Base"))
    pairs: list[tuple[str, Meant]] = [("starts_on", fuzz_cells.make_day(random, start))]
    pairs += [("timezone", Meant(zone, zone))] if random.random() < 0.5 else []
    pairs += [("name", fuzz_cells.make_text(random, "study"))] if random.random() < 0.5 else []
    uses = ("equal", "keep", "faultless", "equal_except_last", "무벌금 1/n", "모름")
    pairs += [("pot", Meant(random.choice(uses)))] if random.random() < 0.5 else []
    pairs += [("우리끼리", Meant(random.choice(HOSTILE)))] if random.random() < 0.2 else []
    random.shuffle(pairs)
    return [{"key": Meant(key, key), "value": value} for key, value in pairs]


def list_members(random: Dice, names: Sequence[str]) -> list[Cells]:
    rows = [make_member(random, at, name) for at, name in enumerate(names)]
    if random.random() < random.wild:
        rows.append(make_member(random, len(names), random.choice(names)))
    return rows


def make_member(random: Dice, at: int, name: str) -> Cells:
    day = date(2022, 4, 1) + timedelta(days=random.randrange(120))
    email = f"m{random.choice((at, at, at, 0))}@school.kr" if random.random() < 0.5 else None
    return {
        "name": Meant(random.choice((name, f" {name} ", fuzz_cells.hide(random, name))), name)
        if random.random() >= random.wild
        else Meant(random.choice((None, "\u200b", *fuzz_cells.ERRORS))),
        "email": Meant(email, email),
        "turn": sometimes(random, 0.3, lambda: _make_number(random, at + 1)),
        "role": Meant(random.choice((None, None, "leader", "스터디장", "x"))),
        "joined_on": sometimes(random, 0.2, lambda: fuzz_cells.make_day(random, day)),
        "left_on": sometimes(random, 0.1, lambda: fuzz_cells.make_day(random, day + timedelta(days=40))),
    }


def _make_number(random: Dice, number: int) -> Meant:
    if random.random() < random.wild:
        return Meant(random.choice((*HOSTILE, "셋", number + 0.5, f"{number}번째")))
    return Meant(random.choice((number, float(number), str(number))), number)


def sometimes(random: Dice, share: float, make: Callable[[], Meant]) -> Meant:
    """Make a cell in that share of all cases, else a blank one."""
    return make() if random.random() < share else BLANK


def list_weeks(random: Dice, count: int, names: Sequence[str], start: date) -> list[Cells]:
    numbers = [number for number in range(1, count + 1) if random.random() >= random.wild / 8]
    if random.random() < random.wild / 2:
        numbers.append(random.randint(1, count))
    return [
        {
            "week": fuzz_cells.make_week(random, number),
            "title": fuzz_cells.make_text(random, f"w{at}z"),
            "writer": sometimes(random, 0.2, lambda: fuzz_cells.make_name(random, random.choice(names))),
            "due_at": sometimes(
                random,
                0.1,
                lambda number=number: fuzz_cells.make_moment(  # type: ignore[misc]
                    random, datetime(start.year, start.month, start.day, 21) + timedelta(days=7 * number)
                ),
            ),
        }
        for at, number in enumerate(numbers)
    ]


def list_tiers(random: Dice) -> list[Cells]:
    if random.random() < 0.4:
        return []
    hours = sorted(random.sample((1, 2, 6, 12, 24, 48.5), random.randint(0, 3)))
    rows = [make_tier(random, f"t{at}z", hour, 1_000 + 500 * at) for at, hour in enumerate(hours)]
    if random.random() >= random.wild / 2:
        rows.append(make_tier(random, "t9z", None, 4_000))
    return rows


def make_tier(random: Dice, label: str, hours: float | None, amount: int) -> Cells:
    written = (hours, f"{hours}시간", f"{hours}", f"{hours} h") if hours else (None,)
    return {
        "status": Meant(label, label),
        "hours": Meant(random.choice(written), hours)
        if random.random() >= random.wild
        else Meant(random.choice((*HOSTILE, "열두 시간", "점심때"))),
        "amount": fuzz_cells.make_amount(random, amount),
    }


def list_breaks(random: Dice, names: Sequence[str], start: date) -> list[Cells]:
    rows: list[Cells] = []
    for at in range(random.choice((0, 0, 1, 3))):
        first = start + timedelta(days=random.randrange(60))
        last = first + timedelta(days=random.randrange(-1, 12))
        rows.append(
            {
                "starts_on": fuzz_cells.make_day(random, first),
                "ends_on": fuzz_cells.make_day(random, last),
                "reason": fuzz_cells.make_text(random, f"b{at}z"),
                "member": sometimes(random, 0.5, lambda: fuzz_cells.make_name(random, random.choice(names))),
            }
        )
    return rows


def list_excuses(random: Dice, weeks: int, names: Sequence[str]) -> list[Cells]:
    return [
        {
            "week": fuzz_cells.make_week(random, random.randint(1, weeks)),
            "member": fuzz_cells.make_name(random, random.choice(names)),
            "reason": fuzz_cells.make_text(random, f"e{at}z"),
        }
        for at in range(random.choice((0, 0, 2, 8)))
    ]


def list_payments(random: Dice, names: Sequence[str]) -> list[Cells]:
    return [
        {
            "paid_on": fuzz_cells.make_day(random, date(2022, 5, 1) + timedelta(days=at)),
            "month": fuzz_cells.make_month(random, random.choice(("2022-04", "2022-05", "2022-06"))),
            "member": fuzz_cells.make_name(random, random.choice(names)),
            "amount": fuzz_cells.make_amount(random, 10_001 + at),
            "note": sometimes(random, 0.3, lambda: fuzz_cells.make_text(random, "note")),
        }
        for at in range(random.choice((0, 0, 2, 9)))
    ]


def list_answers(random: Dice, weeks: int, names: Sequence[str], start: date, of: str) -> list[Cells]:
    """List answers with tokens of their own in their links. A few rows come twice."""
    rows = [
        make_answer(random, f"{of}{at}z", random.randint(1, weeks), names, start)
        for at in range(random.choice((0, 1, 5, 20, 60)))
    ]
    if rows and random.random() < 0.2:
        rows.append(random.choice(rows))
    return rows


def make_answer(random: Dice, token: str, week: int, names: Sequence[str], start: date) -> Cells:
    name = random.choice(names)
    day = start + timedelta(days=7 * week + random.randrange(-7, 3))
    hour = random.choice((0, 8, 12, 21, 23))
    at = datetime(day.year, day.month, day.day, hour, random.randrange(60), random.randrange(60))
    addresses = (f"m{names.index(name)}@school.kr", f"M{names.index(name)}@SCHOOL.KR ", "x@else.kr", None)
    email = random.choice(addresses)
    return {
        "submitted_at": fuzz_cells.make_moment(random, at),
        "email": Meant(email, email.strip().casefold() if email else NOTHING),
        "name": fuzz_cells.make_name(random, name),
        "week": fuzz_cells.make_week(random, week),
        "link": fuzz_cells.make_link(random, token),
        "note": sometimes(random, 0.2, lambda: fuzz_cells.make_text(random, "note")),
    }


# ---- smaller books ----


def list_smaller(book: FuzzBook) -> list[FuzzBook]:
    """List the books with one tab less, or with a part of one tab's rows."""
    smaller = [_replace_tab(book, at) for at in range(len(book.tabs))]
    for at, tab in enumerate(book.tabs):
        size = len(tab.rows) // 2 or 1
        for start in range(0, len(tab.rows), size):
            rows = tab.rows[:start] + tab.rows[start + size :]
            smaller.append(_replace_tab(book, at, replace(tab, rows=rows)))
    return smaller


def _replace_tab(book: FuzzBook, at: int, *tabs: FuzzTab) -> FuzzBook:
    return replace(book, tabs=(*book.tabs[:at], *tabs, *book.tabs[at + 1 :]))
