"""The script that makes the form, and what comes back from its form. Node runs it in a stand-in of Apps Script."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from studylib.config import studies
from studylib.form.script import LINKS, STEPS, write_script
from studylib.season.kinds import TaskKind
from studylib.season.study import DEFAULT_TIERS, Member, Study, Tier, Week
from studylib.season.tasks import Task
from studylib.stores.opening import open_store
from studylib.text.errors import FormError
from studylib.text.language import CODES, Language
from studylib.workbook import layouts, links, reader, values
from studylib.workbook.cells import Cell
from studylib.workbook.keys import KEYS
from tests.examples import many
from tests.season.duties import make_study
from tests.season.reference import SEOUL, Season
from tests.season.seasons import WELL, book, study, tab
from tests.stand_ins.appsscript.runtime import NO_NODE

ROOT = Path(__file__).parents[2]
APPS_SCRIPT = ROOT / "tests/form/apps_script"

ID = "1sheet"

HOSTILE = (
    "\"'`\\",
    "</script><!--",
    "*/ // /*",
    "${STUDY}",
    "가\u2028나\u2029다",
    "\u202e라온",
    "%s & + = #?",
    "1\n2\t3",
    "__proto__",
    "entry.5=",
    "👩‍💻",
)
"""Names that some reader of the script, of the log or of an address would take for more than a name."""

GROUP = Season(
    starts_on=date(2022, 4, 6),
    zone=SEOUL,
    week_count=3,
    members=(Member("가람"), Member("나래"), Member("다온", left_on=date(2022, 4, 10))),
    tiers=DEFAULT_TIERS,
)


# ---- the study, the world, the run ----


def of(language: str = "ko", **facts: Any) -> Study:
    """A study that is due on Tuesdays, of which 다온 left before any was."""
    return replace(study(GROUP), language=language, **facts)


def sheet(**facts: object) -> dict[str, object]:
    return {"zone": "America/Los_Angeles", "locale": "en_US", "tabs": [], "form": None} | facts


def world(active: str | None = None, *, publishing: bool = True, **facts: object) -> dict[str, object]:
    """One spreadsheet and no form; ``active``: the spreadsheet that the script belongs to."""
    return {"publishing": publishing, "active": active, "spreadsheets": {ID: sheet(**facts)}, "forms": {}}


@dataclass(frozen=True)
class Run:
    log: list[str]
    calls: list[list[Any]]
    error: str | None
    world: dict[str, Any]

    @property
    def sheet(self) -> dict[str, Any]:
        sheet: dict[str, Any] = self.world["spreadsheets"][ID]
        return sheet

    @property
    def form(self) -> dict[str, Any]:
        """The one form that there is."""
        form: dict[str, Any]
        (form,) = self.world["forms"].values()
        return form

    @property
    def methods(self) -> list[str]:
        return [f"{on}.{name}" for on, name, _ in self.calls]

    @property
    def settings(self) -> list[list[str]]:
        """The rows for the settings tab."""
        return [line.split("\t") for line in self.log[-1].splitlines()[1:]]

    def address(self, wanted: str) -> str:
        address: str
        (address,) = re.findall(r"https://\S+" + wanted, "\n".join(self.log[:-1]))
        return address


def node(*arguments: str, told: str) -> str:
    found = shutil.which("node")
    assert found, NO_NODE
    run = subprocess.run([found, *arguments], input=told, encoding="utf-8", capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def runs(script: str, on: dict[str, object], times: int) -> list[Run]:
    told = json.dumps({"script": script, "world": on, "times": times})
    return [Run(**each) for each in json.loads(node(str(APPS_SCRIPT / "run.js"), told=told))]


def run(made_of: Study, on: dict[str, object] | None = None, *, addresses: bool = False) -> Run:
    (found,) = runs(write_script(made_of, ID, addresses=addresses), on or world(), 1)
    return found


def made(made_of: Study, on: dict[str, object] | None = None, *, addresses: bool = False) -> Run:
    """A run that came to its end."""
    found = run(made_of, on, addresses=addresses)
    assert found.error is None
    return found


def place(language: str) -> int:
    """Where ``tables`` and ``settings`` name things in that language."""
    return 0 if language == "en" else -1


# ---- the form ----


@pytest.mark.parametrize("language", CODES)
def test_the_form_asks_for_name_week_link_and_note_in_the_words_of_the_reader(language: str) -> None:
    items = made(of(language)).form["items"]
    titles = [
        layouts.ANSWERS.columns[column][place(language)].capitalize()
        for column in ("name", "week", "link", "note")
    ]
    assert [each["title"] for each in items] == titles
    assert [each["type"] for each in items] == ["LIST", "LIST", "PARAGRAPH_TEXT", "PARAGRAPH_TEXT"]
    assert [each["required"] for each in items] == [True, True, True, False]
    assert all(each["help"] for each in items)


@pytest.mark.parametrize("language", CODES)
def test_the_form_offers_every_week_and_the_members_judged_for_any(language: str) -> None:
    name, week, *_ = made(of(language)).form["items"]
    assert name["choices"] == ["가람", "나래"]
    assert week["choices"] == [Language(language).week(number) for number in (1, 2, 3)]


def test_the_leader_learns_which_members_are_not_offered() -> None:
    assert [line for line in made(of()).log if "다온" in line]
    still_there = tuple(replace(each, left_on=None) for each in GROUP.members)
    found = made(of(members=still_there))
    assert found.form["items"][0]["choices"] == ["가람", "나래", "다온"]
    assert not [line for line in found.log if "다온" in line]


def test_a_member_who_leaves_later_can_still_hand_in() -> None:
    leaving = (Member("가람"), Member("다온", left_on=date(2022, 4, 20)))
    assert made(of(members=leaving)).form["items"][0]["choices"] == ["가람", "다온"]


def test_two_members_of_one_name_are_offered_once() -> None:
    found = made(of(members=(Member("가람"), Member("나래"), Member("가람"))))
    assert found.form["items"][0]["choices"] == ["가람", "나래"]


def test_the_topics_stand_beside_the_weeks_and_not_in_the_choices() -> None:
    weeks = tuple(
        replace(each, topic=replace(each.topic, title=title))
        for each, title in zip(of().weeks, ("CNNs", "", "Troubleshooting\n& more"), strict=True)
    )
    week = made(of(weeks=weeks)).form["items"][1]
    assert week["help"].splitlines()[1:] == ["1주차 · CNNs", "3주차 · Troubleshooting & more"]
    assert week["choices"] == ["1주차", "2주차", "3주차"]


def test_the_form_has_the_name_of_the_study_or_else_of_its_purpose() -> None:
    assert made(of(name="밤샘 스터디")).form["title"] == "밤샘 스터디"
    assert made(of("en", name="")).form["title"] == "Hand in"


def test_the_description_says_the_deadline_and_what_being_late_costs() -> None:
    assert made(of("en")).form["description"].splitlines() == [
        "Due every Tuesday by 23:59:59",
        "Late: until 12 hr after due, ₩3,000",
        "Absent: from there on, ₩4,000",
    ]


def test_the_description_says_every_tier_in_the_words_of_the_group() -> None:
    tiers = (Tier("하루 지각", 24, 1_000), Tier("이틀 지각", 48, 2_000), Tier("absent", None, 5_000))
    assert made(of(tiers=tiers)).form["description"].splitlines()[1:] == [
        "하루 지각: 마감 후 1일까지 1,000원",
        "이틀 지각: 마감 후 2일까지 2,000원",
        "결석: 그 뒤로 5,000원",
    ]


@pytest.mark.parametrize(
    ("first", "weekday"), [(4, "Sunday"), (5, "Monday"), (6, "Tuesday"), (10, "Saturday")]
)
def test_weeks_are_due_on_the_day_before_that_of_the_start(first: int, weekday: str) -> None:
    season = replace(GROUP, starts_on=date(2022, 4, first))
    said = made(replace(study(season), language="en")).form["description"]
    assert said.splitlines()[0] == f"Due every {weekday} by 23:59:59"


def test_an_extension_is_no_rule() -> None:
    def extended(week: Week) -> Week:
        return replace(week, due_at=week.opens_at.replace(hour=18), extended=True)

    first, *others = of().weeks
    rule = "Due every Tuesday by 23:59:59"
    assert rule in made(of("en", weeks=(extended(first), *others))).form["description"]
    assert "Due every" not in made(of("en", weeks=tuple(map(extended, of().weeks)))).form["description"]


def test_answers_stay_as_they_were_given_and_a_member_may_answer_again() -> None:
    found = made(of()).form
    assert (found["editable"], found["once"], found["again"], found["shuffled"]) == (
        False,
        False,
        True,
        False,
    )
    assert found["confirmation"]


@pytest.mark.parametrize("addresses", [False, True])
def test_addresses_are_collected_only_on_request(addresses: bool) -> None:
    found = made(of("en"), addresses=addresses)
    assert found.form["addresses"] is addresses
    assert bool([line for line in found.log if "Verified" in line]) is addresses


# ---- links ----

TAKEN = (
    "https://n.kr/1",
    " http://n.kr ",
    "HTTPS://N.KR/A?b=c#d",
    "Https://velog.io/@garam/1주차-정리",
    "https://n.kr:8080/x",
    "https://한글.kr/노트(1)",
    "https://n.kr/1\nhttps://n.kr/2",
    "\n\nhttps://n.kr/1  \r\n\r\n  https://n.kr/2\n",
)
REFUSED = (
    "노션에 올렸어요",
    "ftp://n.kr/1",
    "javascript:alert(1)",
    "https://",
    "https:///1",
    "https://n.kr/my note.md",
)
READ_ANYWAY = (
    "https://github.com@evil.example/1",
    "https://github.com%40evil.example/1",
    "https://n.kr/1\nhttps://a:b@evil.example",
    "n.kr/1",
    "https://n.kr/a b",
    "https://n.kr/1 https://n.kr/2",
    "https://n.kr/1, https://n.kr/2",
    "https://n.kr/1\n그리고 이것",
)
"""What the form asks to write better, and the reader reads if it was typed into the sheet."""


def reads(text: str) -> bool:
    try:
        return bool(links.parse_links(text))
    except values.CellError:
        return False


def test_the_reader_takes_for_links_all_that_the_form_takes_and_more() -> None:
    found = made(of()).form["items"][2]["validation"]
    assert found["help"]
    told = json.dumps([found["pattern"], [*TAKEN, *REFUSED, *READ_ANYWAY]])
    ask = (
        "const [p, all] = JSON.parse(fs.readFileSync(0)); "
        "console.log(JSON.stringify(all.map(t => RegExp(p).test(t))))"
    )
    refused = [False] * len((*REFUSED, *READ_ANYWAY))
    assert json.loads(node("-e", ask, told=told)) == [True] * len(TAKEN) + refused
    assert [each for each in (*TAKEN, *REFUSED, *READ_ANYWAY) if reads(each)] == [*TAKEN, *READ_ANYWAY]


def test_the_pattern_has_nothing_that_google_does_not_know() -> None:
    assert not re.search(r"\(\?|\\[1-9]", LINKS)


HOSTS = st.sampled_from(["n.kr", "velog.io", "한글.kr", "127.0.0.1", "n.kr:443", "xn--bj0bj06e.kr"])
PATHS = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters='<>"\\'), max_size=20)
LINES = st.builds("{}://{}/{}".format, st.sampled_from(["http", "https", "Https"]), HOSTS, PATHS)


@given(st.lists(LINES, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n", " \n\n "]))
def test_every_link_of_a_page_somewhere_is_taken(links: list[str], between: str) -> None:
    text = between.join(links)
    assert re.fullmatch(LINKS, text)
    assert reads(text)


# ---- the sheet, the publishing ----


@pytest.mark.parametrize(("language", "locale"), [("ko", "ko_KR"), ("en", "en_US")])
def test_the_sheet_gets_zone_and_locale_of_the_study_before_the_form_is_linked(
    language: str, locale: str
) -> None:
    found = made(of(language), world(locale="de_DE"))
    assert (found.sheet["zone"], found.sheet["locale"]) == ("Asia/Seoul", locale)
    linking = found.methods.index("Form.setDestination")
    assert found.methods.index("Spreadsheet.setSpreadsheetTimeZone") < linking
    assert found.methods.index("Spreadsheet.setSpreadsheetLocale") < linking
    assert found.sheet["form"] == found.form["id"]


def test_zone_and_locale_that_fit_are_left_alone() -> None:
    found = made(of("en"), world(zone="Asia/Seoul", locale="en_GB"))
    assert (found.sheet["zone"], found.sheet["locale"]) == ("Asia/Seoul", "en_GB")
    assert not [each for each in found.methods if each.startswith("Spreadsheet.set")]


@pytest.mark.parametrize(
    ("rows", "zone"),
    [
        ([["타임스탬프", "이름"]], "America/Los_Angeles"),
        ([["", ""], [" TIMESTAMP ", "name"]], "America/Los_Angeles"),
        ([["이름", "타임스탬프"], ["가람", "2022. 4. 10 오후 4:39:19"]], "America/Los_Angeles"),
        ([["이름", "이메일"], ["타임스탬프", "a@x.kr"]], "Asia/Seoul"),
        ([[""]], "Asia/Seoul"),
        ([], "Asia/Seoul"),
    ],
)
def test_the_zone_stays_if_a_tab_holds_times_of_a_form(rows: list[list[str]], zone: str) -> None:
    tabs = [
        {"title": "차트", "type": "OBJECT", "rows": None},
        {"title": "멤버", "type": "GRID", "rows": [["이름"]]},
        {"title": "제출", "type": "GRID", "rows": rows},
    ]
    found = made(of(), world(tabs=tabs))
    assert found.sheet["zone"] == zone
    assert bool([line for line in found.log if "America/Los_Angeles" in line]) is (zone != "Asia/Seoul")
    assert found.sheet["tabs"][1:] == tabs


@pytest.mark.parametrize("publishing", [True, False])
def test_the_form_takes_answers_whether_or_not_google_knows_of_publishing(publishing: bool) -> None:
    found = made(of(), world(publishing=publishing))
    assert (found.form["published"], found.form["accepting"]) == (True, True)
    assert ("Form.setPublished" in found.methods) is publishing


def test_a_sheet_with_a_form_linked_to_it_has_a_whole_one() -> None:
    """So that a script that breaks off half-way, by whatever, can be run again."""
    methods = made(of()).methods
    changing = [
        each for each in methods if re.match(r"(?!Console|Item|FormR|.*\.(get|is|create|as|open))", each)
    ]
    assert changing[-1] == "Form.setDestination"


def test_without_an_id_it_is_the_sheet_that_the_script_belongs_to() -> None:
    script = write_script(of(), None, addresses=False)
    (bound,) = runs(script, world(active=ID), 1)
    assert bound.sheet["form"] == bound.form["id"]
    (alone,) = runs(script, world(), 1)
    assert alone.error
    assert "Apps Script" in alone.error
    assert alone.world == world()


def test_a_sheet_that_cannot_be_opened_is_reported_in_words() -> None:
    (found,) = runs(write_script(of("en"), "another", addresses=False), world(active=ID), 1)
    assert found.error
    assert found.error.startswith("The sheet cannot be opened.")
    assert found.world == world(active=ID)


# ---- what is logged ----


@pytest.mark.parametrize("language", CODES)
def test_the_log_has_the_addresses_and_the_rows_for_the_settings(language: str) -> None:
    found = made(of(language))
    name, week, *_ = found.form["items"]
    keys = [KEYS[key][place(language)] for key in ("form_url", "form_name_entry", "form_week_entry")]
    given = [found.form["url"], f"entry.{name['entry']}", f"entry.{week['entry']}"]
    assert found.settings == [list(row) for row in zip(keys, given, strict=True)]
    assert found.address("/edit") == f"https://docs.google.com/forms/d/{found.form['id']}/edit"
    filled_in = dict(parse_qsl(urlsplit(found.address(r"/viewform\?\S+")).query))
    assert filled_in == {"usp": "pp_url", given[1]: "가람", given[2]: Language(language).week(1)}


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("addresses", [False, True])
def test_what_comes_back_from_the_form_is_read_and_counts(language: str, addresses: bool) -> None:
    found = made(of(language), addresses=addresses)
    (answers,) = found.sheet["tabs"]
    (header,) = answers["rows"]
    name, week = (each["choices"][0] for each in found.form["items"][:2])
    collected = ("garam@x.kr",) if addresses else ()
    answer: Iterable[Cell] = ("2022-04-10 12:00:00", *collected, name, week, "https://n.kr/1", "메모")
    season = book(
        settings=tab(
            "settings",
            *WELL["settings"].rows,
            ("language", language),
            *(tuple(row) for row in found.settings),
        ),
        answers=tab(answers["title"], tuple(header), answer),
    )
    back, problems = reader.read(season)
    assert problems == []
    assert back.submissions[["member", "week", "link", "note"]].to_numpy().tolist() == [
        ["가람", 1, "https://n.kr/1", "메모"]
    ]
    assert back.form
    entries = [f"entry.{entry}" for entry in (back.form.name_entry, back.form.week_entry)]
    assert [back.form.url, *entries] == [value for _, value in found.settings]


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("language", CODES)
def test_the_page_fills_in_what_the_form_offers(
    language: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = made(of(language))
    season = book(
        settings=tab("settings", *WELL["settings"].rows, ("language", language), *map(tuple, found.settings))
    )
    address = f"sqlite:///{tmp_path / 'season.db'}"
    open_store(address, create=True).replace(season)
    monkeypatch.setenv(studies.VARIABLE, address)
    app = AppTest.from_file(str(ROOT / "pages/hand_in.py"), default_timeout=60).run()
    app.selectbox(key="hand_in_member").set_value("가람").run()  # which proposes a week
    app.selectbox(key="hand_in_week").set_value(1).run()
    link = urlsplit(app.get("link_button")[0].proto.url)
    wanted = urlsplit(found.address(r"/viewform\?\S+"))
    assert link[:3] == wanted[:3]
    assert parse_qsl(link.query) == parse_qsl(wanted.query)


# ---- run again ----


@pytest.mark.parametrize("publishing", [True, False])
@pytest.mark.parametrize("language", CODES)
def test_run_again_it_changes_nothing_and_logs_the_same_addresses(language: str, publishing: bool) -> None:
    script = write_script(of(language), ID, addresses=True)
    first, second, third = runs(script, world(publishing=publishing), 3)
    assert (first.error, second.error, third.error) == (None, None, None)
    assert first.world == second.world == third.world
    assert not [each for each in second.methods if ".set" in each or ".add" in each]
    addresses = [line for line in first.log if "https://" in line]
    assert len(addresses) == 4
    assert [line for line in second.log if "https://" in line] == addresses
    assert second.log == third.log
    assert len(second.log) == 1 + len(addresses)


def linked(**facts: object) -> dict[str, object]:
    """A sheet with a form that somebody made by hand."""
    by_hand = {
        "id": "byhand",
        "url": "https://docs.google.com/forms/d/e/public-byhand/viewform",
        "title": "제출",
        "published": True,
        "accepting": True,
        "items": [
            {"type": "PARAGRAPH_TEXT", "title": "이름", "entry": 5},
            {"type": "LIST", "title": "이름", "entry": 6, "choices": []},
            {"type": "LIST", "title": " WEEK ", "entry": 7, "choices": ["1주차 CNNs"]},
        ],
    }
    return world(form="byhand") | {"forms": {"byhand": by_hand | facts}}


def test_a_form_made_by_hand_gets_the_choices_that_its_lists_lack() -> None:
    found = made(of(), linked())
    text, name, week = found.form["items"]
    assert name["choices"] == ["가람", "나래"]
    assert week["choices"] == ["1주차 CNNs", "2주차", "3주차"]
    assert "choices" not in text
    assert found.settings == [
        ["설문지", found.form["url"]],
        ["설문지 이름 항목", "entry.6"],
        ["설문지 주차 항목", "entry.7"],
    ]
    assert found.log[1].endswith(": 가람, 나래, 2주차, 3주차")


def test_of_a_form_made_by_hand_the_lists_that_are_missing_are_named() -> None:
    items = [{"type": "LIST", "title": " WEEK ", "entry": 7, "choices": ["1주차", "2주차", "3주차"]}]
    found = made(of(), linked(items=items))
    assert found.form["items"] == items
    assert found.settings == [["설문지", found.form["url"]], ["설문지 주차 항목", "entry.7"]]
    assert [line for line in found.log if line.endswith(": 설문지 이름 항목")]


def test_of_a_form_without_lists_the_address_is_logged() -> None:
    found = made(of(), linked(items=[]))
    assert found.settings == [["설문지", found.form["url"]]]
    assert not [line for line in found.log if "pp_url" in line]


@pytest.mark.parametrize("closed", [{"published": False, "accepting": False}, {"accepting": False}])
def test_a_form_that_takes_no_answers_takes_them_again(closed: dict[str, object]) -> None:
    found = made(of("en"), linked(**closed))
    assert (found.form["published"], found.form["accepting"]) == (True, True)
    assert "The form took no answers. It takes them now." in found.log
    assert [line for line in found.log if line.endswith(f": {found.form['url']}")]


def test_a_form_that_cannot_be_published_is_reported() -> None:
    found = made(of("en"), linked(published=False, accepting=False, barred=True))
    assert found.log[-1].startswith("The form is not published")
    assert not [line for line in found.log if "takes them now" in line]
    assert found.address("/edit")


MORE = of(members=(*GROUP.members, Member("라온")), weeks=study(replace(GROUP, week_count=4)).weeks)
"""The same study with one more member and one more week."""


def then(first: Study, second: Study, between: dict[str, object] | None = None) -> Run:
    """Run the script of one study and change the form as a person does. Then run the script of another study."""
    before = made(first)
    on = before.world
    on["forms"]["form1"] |= between or {}
    return made(second, on)


def test_run_again_it_brings_new_members_and_weeks_into_the_same_form() -> None:
    found = then(of(), MORE)
    name, week, *others = found.form["items"]
    assert name["choices"] == ["가람", "나래", "라온"]
    assert week["choices"] == ["1주차", "2주차", "3주차", "4주차"]
    assert others == made(of()).form["items"][2:]
    assert [name["entry"], week["entry"]] == [each["entry"] for each in made(of()).form["items"][:2]]
    assert len(found.sheet["tabs"]) == 1
    assert "Form.setDestination" not in found.methods
    assert found.log[:2] == [
        "시트에 이미 설문지가 있습니다. 최신 상태로 바꿨습니다.",
        "설문지에 더한 항목: 라온, 4주차",
    ]


def test_a_new_member_stands_where_the_roster_has_them() -> None:
    members = (Member("라온"), *GROUP.members)
    assert then(of(), of(members=members)).form["items"][0]["choices"] == ["라온", "가람", "나래"]


def test_a_choice_that_the_workbook_no_longer_has_stays_and_is_named() -> None:
    found = then(of(), of(members=(Member("가람"), Member("라온"))))
    assert found.form["items"][0]["choices"] == ["가람", "라온", "나래"]
    assert [line for line in found.log if line.endswith(": 나래")]


def test_two_choices_of_one_week_both_stay() -> None:
    both = {"type": "LIST", "title": "주차", "entry": 7, "choices": ["1주차 월", "1주차 수", "기타"]}
    found = made(of(), linked(items=[both]))
    assert found.form["items"][0]["choices"] == ["1주차 수", "2주차", "3주차", "1주차 월", "기타"]


@pytest.mark.parametrize("language", CODES)
def test_editing_of_answers_is_switched_off_and_said_once(language: str) -> None:
    found = then(of(language), of(language), {"editable": True})
    assert found.form["editable"] is False
    said = "Editing is off now." if language == "en" else "응답을 고칠 수 없게"
    assert [line for line in found.log if said in line]
    again = made(of(language), found.world)
    assert not [line for line in again.log if said in line]
    assert "Form.setAllowResponseEdits" not in again.methods


def test_a_form_that_was_unlinked_is_linked_again_and_no_second_one_is_made() -> None:
    before = made(of())
    before.world["spreadsheets"][ID]["form"] = None
    found = made(of(), before.world)
    assert found.sheet["form"] == found.form["id"] == before.form["id"]
    assert found.methods.count("Form.setDestination") == 1
    assert found.log[1].startswith("설문지와 시트의 연결이 끊겨 있어")


def test_a_form_that_was_deleted_is_made_anew() -> None:
    before = made(of())
    before.world["spreadsheets"][ID]["form"] = None
    before.world["forms"] = {}
    found = made(of(), before.world)
    assert found.sheet["form"] == found.form["id"]
    assert "FormApp.create" in found.methods


def test_the_form_of_another_sheet_is_left_alone() -> None:
    before = made(of())
    before.world["spreadsheets"]["2sheet"] = sheet()
    (found,) = runs(write_script(of(), "2sheet", addresses=False), before.world, 1)
    assert len(found.world["forms"]) == 2
    assert found.world["forms"]["form1"] == before.form


# ---- what people write ----


def test_hostile_names_stay_as_they_are() -> None:
    found = made(of(name="".join(HOSTILE), members=tuple(map(Member, HOSTILE))))
    assert found.form["title"] == "".join(HOSTILE)
    assert found.form["items"][0]["choices"] == list(HOSTILE)
    for name in HOSTILE:
        alone = made(of(members=(Member(name),)))
        entries = dict(parse_qsl(urlsplit(alone.address(r"/viewform\?\S+")).query))
        assert entries[f"entry.{alone.form['items'][0]['entry']}"] == name


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@settings(max_examples=many(25))
@given(
    st.lists(NAMES, min_size=1, max_size=30, unique=True), st.text(st.characters(exclude_categories=["Cs"]))
)
def test_any_names_stay_as_they_are(names: list[str], title: str) -> None:
    found = made(of(name=title, members=tuple(map(Member, names))))
    assert found.form["title"] == (title or "제출")
    assert found.form["items"][0]["choices"] == names


@settings(max_examples=many(25))
@given(st.text(st.characters(), max_size=200))
def test_the_script_is_one_that_can_be_read_and_pasted_whatever_is_in_it(name: str) -> None:
    script = write_script(of(name=name, members=(Member("가람"), Member(name or "나래"))), ID, addresses=True)
    facts = script.partition("const STUDY = ")[2].partition(";\n\n// ")[0]
    assert all(char == "\n" or char.isprintable() for char in facts)
    assert "<" not in facts
    assert json.loads(facts)["title"] == (name or "제출")
    assert script.encode()
    node("--check", "-", told=script)


def test_the_names_of_the_group_are_written_in_letters() -> None:
    assert '"가람"' in write_script(of(), ID, addresses=False)


def test_the_file_of_the_script_is_whole_without_the_facts() -> None:
    node("--check", "-", told=STEPS.read_text(encoding="utf-8"))


# ---- what no form can be made of ----


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"members": ()}, "There are no members yet."),
        ({"members": (Member("다온", left_on=date(2022, 4, 10)),)}, "No member is in for any week"),
        ({"weeks": ()}, "There are no weeks yet."),
    ],
)
def test_there_is_no_form_without_members_or_weeks(facts: dict[str, Any], why: str) -> None:
    with pytest.raises(FormError, match=why):
        write_script(of(**facts), ID, addresses=False)


def test_the_zone_is_that_of_the_study() -> None:
    found = made(of(timezone=ZoneInfo("Europe/Paris")))
    assert found.sheet["zone"] == "Europe/Paris"


# ---- what Google declares ----

UNDECLARED = {"Form.setPublished", "Form.isPublished"}
"""Google's own guide has them (workspace/forms/api/guides/publish-form), the types of version 2.0.13 do not."""


def test_all_that_the_script_calls_is_declared(declared: dict[str, str]) -> None:
    called = {
        (on, method)
        for each in (
            made(of(), addresses=True),
            made(of(), world(publishing=False)),
            made(of(), linked(editable=True, accepting=False)),
            runs(write_script(of(), None, addresses=False), world(active=ID), 1)[0],
        )
        for on, method, _ in each.calls
    }
    assert len(called) > 40
    unknown = {
        f"{on}.{method}"
        for on, method in called
        if not re.search(rf"^\s*{method}\(", declared.get(on, ""), re.MULTILINE)
    }
    assert unknown == UNDECLARED


def test_the_constants_that_the_script_names_are_declared(declared: dict[str, str]) -> None:
    named = re.findall(r"(FormApp|SpreadsheetApp)\.([A-Z]\w+)\.([A-Z]+)", STEPS.read_text(encoding="utf-8"))
    assert len(named) == 3
    for on, kind, constant in named:
        assert re.search(rf"^\s*{kind}: typeof {kind};", declared[on], re.MULTILINE)
        assert re.search(rf"^\s*{constant},", declared[kind], re.MULTILINE)


# ---- tasks ----

TWO_TASKS = (Task("글"), Task("문제", from_week=2), Task("모임", kind=TaskKind.ATTENDANCE))


def with_tasks(*tasks: Task, language: str = "ko") -> Study:
    made_of = make_study(tasks, members=(Member("가람"), Member("나래")), week_count=3)
    return replace(made_of, language=language)


@pytest.mark.parametrize("language", CODES)
def test_the_form_asks_for_the_task_behind_the_week_if_a_week_takes_links_for_two(language: str) -> None:
    items = made(with_tasks(*TWO_TASKS, language=language)).form["items"]
    title = layouts.ANSWERS.columns["task"][place(language)].capitalize()
    assert [each["title"] for each in items].index(title) == 2
    assert (items[2]["choices"], items[2]["required"]) == (["글", "문제"], True)
    assert items[2]["help"]


@pytest.mark.parametrize(
    "tasks",
    [
        (),
        (Task("글"),),
        (Task("글"), Task("모임", kind=TaskKind.ATTENDANCE)),
        (Task("글", to_week=1), Task("문제", from_week=2)),
    ],
)
def test_the_form_asks_for_no_task_if_no_week_takes_links_for_two(tasks: tuple[Task, ...]) -> None:
    assert len(made(with_tasks(*tasks)).form["items"]) == 4


def test_the_settings_get_the_entry_of_the_task() -> None:
    found = made(with_tasks(*TWO_TASKS))
    assert [row[0] for row in found.settings] == [
        "설문지",
        "설문지 이름 항목",
        "설문지 주차 항목",
        "설문지 과제 항목",
    ]
    entry = found.form["items"][2]["entry"]
    assert found.settings[-1][1] == f"entry.{entry}"


def test_a_form_made_before_there_were_tasks_gets_the_question_behind_the_week() -> None:
    before = made(with_tasks())
    found = made(with_tasks(*TWO_TASKS), before.world)
    assert [each["title"] for each in found.form["items"]] == ["이름", "주차", "과제", "링크", "메모"]
    assert any("과제" in line for line in found.log)
    again = made(with_tasks(*TWO_TASKS), found.world)
    assert len(again.form["items"]) == 5


def test_a_new_task_comes_into_the_same_list() -> None:
    before = made(with_tasks(*TWO_TASKS))
    found = made(with_tasks(*TWO_TASKS, Task("발표")), before.world)
    assert found.form["items"][2]["choices"] == ["글", "문제", "발표"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_task_stays_as_it_is(name: str) -> None:
    assert made(with_tasks(Task("글"), Task(name))).form["items"][2]["choices"] == ["글", name]


def test_what_comes_back_with_a_task_is_read_and_counts() -> None:
    items = made(with_tasks(*TWO_TASKS)).form["items"]
    header = ["타임스탬프", *(each["title"] for each in items)]
    row: list[Cell] = [datetime(2022, 4, 14), "가람", items[1]["choices"][1], "문제", "https://n.kr/1", ""]
    tasks = tab("과제", "과제 | 종류", "글 | 제출", "문제 | 제출")
    found, problems = reader.read(
        book(tasks=tasks, answers=tab("설문지 응답 시트1", tuple(header), tuple(row)))
    )
    assert problems == []
    assert list(found.submissions["task"]) == ["문제"]
