"""Seasons that a group wrote in its own way. Each has its outcome, or the place to mend.

Week 1 is due on 2022-04-13 at 00:00. 가람 hands in the evening before, 나래 nine hours after. So 나래 owes 3,000 won.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from studylib.workbook.cells import Cell, Row, Tab, Workbook

LATE = {"가람": 0, "나래": 3_000}
"""The fines of the base season."""
EVENING, MORNING = datetime(2022, 4, 12, 21), datetime(2022, 4, 13, 9)
BLOG = "https://blog.example/"
FIRST: Row = (EVENING, "가람", 1, f"{BLOG}1")
SECOND: Row = (MORNING, "나래", 1, f"{BLOG}2")
"""The two answers of the base season."""


@dataclass(frozen=True)
class Gate:
    """A season, and what must come of it.

    ``fines`` are those of April if it is read. ``None``: it must not be read. ``place`` is where it is reported: the
    tab, its row, and a word of what is said. ``None``: it must be read.
    """

    line: str
    name: str
    workbook: Workbook
    fines: dict[str, int] | None = None
    place: tuple[str, int | None, str] | None = None

    def __str__(self) -> str:
        return f"{self.line} {self.name}"


def make_season(
    *more: Tab,
    settings: Sequence[Row] = (),
    members: Sequence[Row] = (("가람",), ("나래",)),
    due_at: Cell = None,
    answers: Tab | None = None,
    korean: bool = True,
    but: str = "",
) -> Workbook:
    """Make the base season in a language, with other tabs in the place of its own ones of that title."""
    heads = KOREAN if korean else ENGLISH
    tiers = (
        (("지각", 12, 3_000), ("결석", None, 4_000))
        if korean
        else (("late", 12, 3_000), ("absent", None, 4_000))
    )
    own = (
        Tab(
            heads["settings"][0],
            (heads["settings"][1:], (heads["starts_on"][0], date(2022, 4, 6)), *settings),
        ),
        Tab(heads["members"][0], (heads["members"][1:], *members)),
        Tab(heads["weeks"][0], (heads["weeks"][1:], (1, "RNN", due_at))),
        Tab(heads["tiers"][0], (heads["tiers"][1:], *tiers)),
        answers or make_answers(korean=korean),
    )
    replaced = {tab.title for tab in more} | {but}
    return Workbook((*(tab for tab in own if tab.title not in replaced), *more))


KOREAN: dict[str, tuple[str, ...]] = {
    "settings": ("설정", "키", "값"),
    "starts_on": ("시작일",),
    "members": ("멤버", "이름"),
    "weeks": ("주차", "주차", "제목", "마감"),
    "tiers": ("벌금", "구분", "마감 후 시간", "금액"),
    "answers": ("설문지 응답 시트1", "타임스탬프", "이름", "주차", "링크"),
}
ENGLISH: dict[str, tuple[str, ...]] = {
    "settings": ("settings", "key", "value"),
    "starts_on": ("starts_on",),
    "members": ("members", "name"),
    "weeks": ("weeks", "week", "title", "due_at"),
    "tiers": ("tiers", "status", "hours", "amount"),
    "answers": ("Form Responses 1", "Timestamp", "Name", "Week", "Link"),
}
BOTH = (KOREAN, True), (ENGLISH, False)
"""Both languages: the titles and headers of the tabs, and whether they are Korean."""


def make_answers(
    *rows: Row, title: str = "", header: Row = (), above: Sequence[Row] = (), korean: bool = True
) -> Tab:
    """Make the answers of the base season, under another title or header or with other rows."""
    own = (KOREAN if korean else ENGLISH)["answers"]
    given = rows or (FIRST, SECOND)
    return Tab(title or own[0], (*above, header or own[1:], *given))


def list_gates() -> Iterator[Gate]:
    """List the seasons of all lines."""
    yield from _list_names()
    yield from _list_numbers()
    yield from _list_questions()
    yield from _list_times()
    yield from _list_amounts()
    yield from _list_errors()


# ---- A1: tabs and columns under other names ----


def _list_names() -> Iterator[Gate]:
    for title, header in READ_HEADERS:
        yield Gate(
            "A1", f"{title}: {header}", make_season(answers=make_answers(title=title, header=header)), LATE
        )
    for title, header, word in DOUBTFUL_HEADERS:
        season = make_season(answers=make_answers(title=title, header=header))
        yield Gate("A1", f"{title}: {header}", season, LATE, (title, None, word))
    for korean in (True, False):
        heads = KOREAN if korean else ENGLISH
        bare = make_season(but=heads["answers"][0], korean=korean)
        yield Gate("A1", f"no answers, {korean=}", bare, None, ("", None, ""))
        titled = make_answers(above=(("2022 봄 스터디",), ()), korean=korean)
        yield Gate(
            "A1", f"a title above the headers, {korean=}", make_season(answers=titled, korean=korean), LATE
        )
        hidden = make_answers(header=("\ufeff" + heads["answers"][1], *heads["answers"][2:]), korean=korean)
        yield Gate(
            "A1", f"a mark before the header, {korean=}", make_season(answers=hidden, korean=korean), LATE
        )
    cheap = ("구분", "마감 후 시간", "금액"), ("지각", 12, 1_000), ("결석", None, 2_000)
    for title in ("벌금표", "벌금 규정", "Fines table", "tier"):
        for heads, korean in BOTH:
            season = make_season(Tab(title, cheap), but=heads["tiers"][0], korean=korean)
            yield Gate(
                "A1", f"tiers: {title}, {korean=}", season, {"가람": 0, "나래": 1_000}, (title, None, "")
            )
    for title, header in (
        ("면제 목록", ("주차", "이름")),
        ("Excuse", ("week", "member")),
        ("면제자", ("주차", "멤버")),
    ):
        season = make_season(Tab(title, (header, (1, "나래"))))
        yield Gate("A1", f"excuses: {title}", season, {"가람": 0, "나래": 0}, (title, None, ""))
    for key, asked in (("열", "어디에 올렸나요"), ("columns", "Where is it?"), ("열", "글 주소 아무거나")):
        answers = make_answers(header=("타임스탬프", "이름", "주차", asked))
        season = make_season(settings=((key, f"링크 = {asked}"),), answers=answers)
        yield Gate("A1", f"a given column: {asked}", season, LATE)


READ_HEADERS: tuple[tuple[str, Row], ...] = (
    ("제출", ("제출시간", "이름", "주차", "링크")),
    ("설문지 응답 시트1", ("제출 시각", "이름", "주차", "링크 주소")),
    ("제출", ("작성일시", "이름", "주차", "URL")),
    ("응답", ("일시", "이름", "주차", "블로그 주소")),
    ("설문지 응답 시트1", ("타임스탬프", "이름", "주차", "과제 링크")),
    ("Réponses au formulaire 1", ("Horodateur", "name", "week", "link")),
    ("フォームの回答 1", ("タイムスタンプ", "name", "week", "link")),
    ("Formularantworten 1", ("Zeitstempel", "name", "week", "link")),
    ("Respuestas de formulario 1", ("Marca temporal", "name", "week", "link")),
)
DOUBTFUL_HEADERS: tuple[tuple[str, Row, str], ...] = (
    ("answers", ("submitted_at", "respondent", "week", "link"), ""),
    ("제출", ("타임스템프", "이름", "주차", "링크"), ""),
    ("Form Responses 1", ("Timestmap", "Name", "Week", "Link"), ""),
    ("설문지 응답 시트1", ("타임스탬프", "이름", "주차", "어디에 올렸나요"), ""),
    ("Form Responses 1", ("Timestamp", "Name", "Week", "Where is it?"), ""),
)


# ---- A2: days and times in columns of numbers ----


def _list_numbers() -> Iterator[Gate]:
    for korean in (True, False):
        heads = KOREAN if korean else ENGLISH
        late, absent = ("지각", "결석") if korean else ("late", "absent")
        for name, hours, amount in (
            ("a time as hours", time(12), 3_000),
            ("a day as hours", date(2022, 4, 12), 3_000),
            ("a day as an amount", 12, date(2022, 5, 3)),
            ("a moment as an amount", 12, datetime(2022, 5, 3, 12)),
        ):
            tiers = Tab(heads["tiers"][0], (heads["tiers"][1:], (late, hours, amount), (absent, None, 4_000)))
            season = make_season(tiers, korean=korean)
            yield Gate("A2", f"{name}, {korean=}", season, None, (heads["tiers"][0], 2, ""))
        header = ("납부일", "월", "이름", "금액") if korean else ("paid_on", "month", "member", "amount")
        paid = Tab(
            "납부" if korean else "payments",
            (header, (date(2022, 5, 3), "2022-04", "나래", date(2022, 5, 3))),
        )
        yield Gate(
            "A2",
            f"a day as a payment, {korean=}",
            make_season(paid, korean=korean),
            None,
            (paid.title, 2, "나래"),
        )
    for written in ("12시간", "720분", "0.5일", "12 h"):
        tiers = Tab("벌금", (KOREAN["tiers"][1:], ("지각", written, 3_000), ("결석", None, 4_000)))
        yield Gate("A2", f"hours as {written}", make_season(tiers), LATE)


# ---- A3 and A4: questions that were renamed or asked twice ----


def _list_questions() -> Iterator[Gate]:
    for heads, korean in BOTH:
        title, *own = heads["answers"]
        for at, asked in ((1, "누구세요?"), (2, "몇 번째인가요"), (3, "어디에 올렸나요?")):
            answers = make_answers(header=(*own[:at], asked, *own[at + 1 :]), korean=korean)
            season = make_season(answers=answers, korean=korean)
            yield Gate("A3", f"{asked}, {korean=}", season, LATE, (title, None, ""))
        links, names = (*own, own[3]), (*own[:2], own[1], *own[2:])
        for name, header, row, fines in (
            ("either column", links, (MORNING, "나래", 1, None, f"{BLOG}2"), LATE),
            ("both columns alike", links, (MORNING, "나래", 1, f"{BLOG}2", f"{BLOG}2"), LATE),
            ("both columns", links, (MORNING, "나래", 1, f"{BLOG}2", f"{BLOG}3"), None),
            ("either name", names, (MORNING, None, "나래", 1, f"{BLOG}2"), LATE),
            ("both names", names, (MORNING, "나래", "가람", 1, f"{BLOG}2"), None),
        ):
            first = (
                (EVENING, "가람", 1, f"{BLOG}1")
                if header is links
                else (EVENING, "가람", None, 1, f"{BLOG}1")
            )
            season = make_season(
                answers=make_answers(first, row, header=header, korean=korean), korean=korean
            )
            place = None if fines else (title, 3, "나래")
            yield Gate("A4", f"{name}, {korean=}", season, fines, place)


# ---- A5: moments as people type them ----


def _list_times() -> Iterator[Gate]:
    for name, evening in (
        ("a text", "2022-04-12 21:00"),
        ("microseconds", "2022-04-12 23:59:59.999999"),
        ("Korean words", "2022년 4월 12일 23:59"),
        ("Korean dots", "2022. 4. 12 (화) 오후 9:00:00"),
        ("Apps Script", "Tue Apr 12 2022 21:00:00 GMT+0900 (Korean Standard Time)"),
    ):
        for korean in (True, False):
            answers = make_answers((evening, "가람", 1, f"{BLOG}1"), SECOND, korean=korean)
            yield Gate("A5", f"{name}, {korean=}", make_season(answers=answers, korean=korean), LATE)
    for name, written, fines in (
        ("month first", ("4/12/2022 23:59:59", "4/13/2022 9:00:00"), LATE),
        ("day first", ("12/04/2022 23:59:59", "13/04/2022 9:00:00"), LATE),
        ("nothing settles the order", ("4/12/2022 23:59:59", "4/12/2022 9:00:00"), None),
    ):
        answers = make_answers((written[0], "가람", 1, f"{BLOG}1"), (written[1], "나래", 1, f"{BLOG}2"))
        season = make_season(answers=answers)
        place = None if fines else (KOREAN["answers"][0], 2, "가람")
        yield Gate("A5", name, season, fines, place)
    for name, due_at, at, fine in (
        ("before the last minute ends", "2022-04-12 23:59", "2022-04-12 23:59:59.999", 0),
        ("as the last minute has ended", "2022-04-12 23:59", "2022-04-13 00:00:00", 3_000),
        ("after the last minute", "2022-04-12 23:59", "2022-04-13 00:00:00.001", 3_000),
        ("before the last second ends", "2022-04-12 23:59:59", "2022-04-12 23:59:59.999", 0),
        ("as another minute begins", "2022-04-12 22:00", "2022-04-12 22:00:00", 3_000),
    ):
        answers = make_answers(FIRST, (at, "나래", 1, f"{BLOG}2"))
        season = make_season(answers=answers, due_at=due_at)
        yield Gate("A5", f"{name}: {due_at}, {at}", season, {"가람": 0, "나래": fine})
    yield Gate("A5", "due before it opens", make_season(due_at="2022-04-01"), None, ("주차", 2, "1"))


# ---- A6: amounts ----


def _list_amounts() -> Iterator[Gate]:
    for written, won in (
        ("3천원", 3_000),
        ("1만원", 10_000),
        ("₩3,000", 3_000),
        ("3,000원", 3_000),
        ("1만 5천원", 15_000),
    ):
        for heads, korean in BOTH:
            late, absent = ("지각", "결석") if korean else ("late", "absent")
            tiers = Tab(heads["tiers"][0], (heads["tiers"][1:], (late, 12, written), (absent, None, 40_000)))
            season = make_season(tiers, korean=korean)
            may = (heads["tiers"][0], 2, "") if written == "1만 5천원" else None
            yield Gate("A6", f"{written}, {korean=}", season, {"가람": 0, "나래": won}, may)
    for written in ("3.000", "3.000원", "3,00", "삼천원?", "3000~4000", "3.5천"):
        for heads, korean in BOTH:
            late, absent = ("지각", "결석") if korean else ("late", "absent")
            tiers = Tab(heads["tiers"][0], (heads["tiers"][1:], (late, 12, written), (absent, None, 4_000)))
            fines = {"가람": 0, "나래": 3_500} if written == "3.5천" else None
            place = (heads["tiers"][0], 2, written)
            yield Gate("A6", f"{written}, {korean=}", make_season(tiers, korean=korean), fines, place)


# ---- A7: errors, invisible characters, names that are not quite a member's ----


def _list_errors() -> Iterator[Gate]:
    for error in ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!"):
        for heads, korean in BOTH:
            season = make_season(members=(("가람",), ("나래",), (error,)), korean=korean)
            yield Gate("A7", f"{error} as a member, {korean=}", season, None, (heads["members"][0], 4, error))
            for at in range(4):
                row: list[Cell] = [MORNING, "나래", 1, f"{BLOG}2"]
                row[at] = error
                season = make_season(answers=make_answers(FIRST, tuple(row), korean=korean), korean=korean)
                place = (heads["answers"][0], 3, error)
                yield Gate("A7", f"{error} in answers {at}, {korean=}", season, None, place)
    for mark in ("\u200b", "\ufeff", "\u00ad", "\u200e", "\u2060"):
        for name, member, who in (
            ("in an answer", "나래", f"나{mark}래"),
            ("in the roster", f"나래{mark}", "나래"),
            ("in both", f"{mark}나래", f"나래{mark}"),
        ):
            answers = make_answers(FIRST, (MORNING, who, 1, f"{BLOG}2"))
            season = make_season(members=(("가람",), (member,)), answers=answers)
            yield Gate("A7", f"{mark!a} {name}", season, LATE)
    for who in ("나래님", "나 래", "나레", "나래2"):
        for heads, korean in BOTH:
            answers = make_answers(FIRST, (MORNING, who, 1, f"{BLOG}2"), korean=korean)
            season = make_season(answers=answers, korean=korean)
            yield Gate("A7", f"{who}, {korean=}", season, None, (heads["answers"][0], 3, who))
