"""The command `readme import`, with the history in git."""

import os
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from studylib.readme.plan import ImportPlan, plan_import
from studylib.source import reader
from studylib.source.season import load_season
from studylib.workbook.cells import Workbook
from tests.cli.readmes import answers, database, put, run
from tests.readme.examples import of_the_first_user
from tests.season import seasons

pytestmark = pytest.mark.usefixtures("in_april")
TABLE = "|주차|과제|팀블로그|\n|-|-|-|\n|1주차|[가람](https://g.kr/1) [나래]()|나래|\n|2주차|[가람]() [나래]()|가람|\n"


def rows(address: str, title: str) -> list[tuple[object, ...]]:
    return [
        row
        for tab in load_season(reader.open_store(address)).cells.tabs
        if tab.title == title
        for row in tab.rows
    ]


def test_the_first_users_table_becomes_a_workbook() -> None:
    result = run(
        "readme",
        "import",
        put(of_the_first_user()),
        "--to",
        "new.xlsx",
        "--starts-on",
        "2022-04-06",
        "--assume-in-time",
    )
    assert result.exit_code == 0, result.output
    assert "12 weeks, 5 members, 2 links, 0 marks, 12 turns" in result.stdout
    season = load_season(reader.open_store("new.xlsx"))
    assert season.findings == ()
    assert season.study.name == "모임"
    assert {each.name: each.turn for each in season.study.members} == {
        "장서진": 4,
        "구미진": 5,
        "이은빈": 1,
        "한현경": 3,
        "문수인": 2,
    }
    assert [week.topic.writer for week in season.study.weeks] == [None] * 12
    assert {
        (str(m), str(at))
        for m, at in season.study.submissions[["member", "submitted_at"]].itertuples(index=False)
    } == {
        ("장서진", "2022-04-12 23:59:59+09:00"),
        ("이은빈", "2022-04-12 23:59:59+09:00"),
    }


def test_answers_are_written_once_and_a_second_time_there_is_nothing_to_write() -> None:
    address = database()
    arguments = ("--workbook", address, "readme", "import", put(TABLE), "--assume-in-time")
    assert run(*arguments).exit_code == 0
    assert answers(address) == [("가람", 1, "https://g.kr/1")]
    before = reader.open_store(address).version()
    again = run(*arguments)
    assert (again.exit_code, reader.open_store(address).version()) == (0, before)
    assert "Nothing was written" in again.stdout


def test_an_answer_without_a_time_waits_for_one_and_is_not_written_again() -> None:
    address = database()
    arguments = ("--workbook", address, "readme", "import", put(TABLE))
    first = run(*arguments)
    assert (first.exit_code, answers(address)) == (0, [])
    assert "no time yet" in first.stderr
    [_, row] = rows(address, "설문지 응답 시트1")
    assert row[:4] == (None, "가람", 1, "https://g.kr/1")
    run(*arguments)
    assert len(rows(address, "설문지 응답 시트1")) == 2


def test_answers_and_swaps_are_one_change_that_can_be_undone() -> None:
    members = seasons.tab("members", "name | turn", "가람 | 1", "나래 | 2")
    address = database(seasons.book(members=members, answers=None))
    assert run("--workbook", address, "readme", "import", put(TABLE), "--assume-in-time").exit_code == 0
    study = load_season(reader.open_store(address)).study
    assert [week.topic.writer for week in study.weeks] == ["나래", None, None]
    assert [row[2:5] for row in rows(address, "변경 기록")[1:]] == [
        ("README.md에서 가져옴", "설문지 응답 시트1", 2),
        ("README.md에서 가져옴", "weeks", 2),
    ]


def test_an_import_writes_nothing_if_the_workbook_changed_since_it_was_planned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = database()

    def plan_and_write(*arguments: Any) -> ImportPlan:
        made = plan_import(*arguments)
        reader.open_store(address).append("새 탭", ("a",), (("b",),))
        return made

    monkeypatch.setattr("studylib.cli.readme_import.plan_import", plan_and_write)
    result = run("--workbook", address, "readme", "import", put(TABLE), "--assume-in-time")
    assert (result.exit_code, answers(address)) == (2, [])
    assert "was changed meanwhile" in result.stderr


def test_a_group_without_a_roster_takes_that_of_the_table() -> None:
    settings = seasons.tab("settings", "key | value", "starts_on | 2022-04-06", "language | en")
    address = database(Workbook((settings,)))
    result = run("--workbook", address, "readme", "import", put(TABLE), "--assume-in-time")
    season = load_season(reader.open_store(address))
    assert (result.exit_code, [each.name for each in season.study.members]) == (0, ["가람", "나래"])
    assert [each.number for each in season.study.weeks] == [1, 2]


def test_rows_to_paste_are_printed_if_nothing_can_be_written() -> None:
    address = database()
    run("--workbook", address, "export", "season.xlsx")
    result = run("--workbook", "season.xlsx", "readme", "import", put(TABLE), "--assume-in-time")
    assert "2022-04-12 23:59:59\t가람\t1\thttps://g.kr/1" in result.stdout
    assert "read-only" in result.stderr


def test_a_sign_needs_a_link() -> None:
    address = database()
    grid = put("|이름|1주차|\n|-|-|\n|가람|O|\n|나래|X|\n")
    without = run("--workbook", address, "readme", "import", grid)
    assert (without.exit_code, answers(address)) == (1, [])
    assert "--link" in without.stderr
    run("--workbook", address, "readme", "import", grid, "--assume-in-time", "--link", "https://g.kr/readme")
    assert answers(address) == [("가람", 1, "https://g.kr/readme")]


@pytest.mark.parametrize(("content", "status"), [(b"# x\n", 1), (b"\xff\xfe|", 2), (None, 2)])
def test_a_file_without_a_table_is_1_and_one_that_cannot_be_read_is_2(
    content: bytes | None, status: int
) -> None:
    if content is not None:
        Path("README.md").write_bytes(content)
    for command in ("import", "import --git"):
        result = run("--workbook", database(), "readme", *command.split(), "README.md")
        assert (result.exit_code, result.stdout) == (status, "")
        assert result.stderr.count("\n") == 1


def git(*arguments: str, at: str = "2022-04-08T12:00:00+09:00") -> None:
    who = {f"GIT_{role}_{what}": "x@x.kr" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(
        ["git", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": at,
            "GIT_COMMITTER_DATE": "2022-06-01T00:00:00+09:00",
            **who,
        },
        check=True,
        capture_output=True,
    )


def commit(text: str, at: str, name: str = "README.md") -> None:
    put(text, name)
    git("add", "--all")
    git("commit", "--allow-empty", "--message", "x", at=at)


def test_each_link_has_the_time_at_which_it_was_first_there_under_whichever_name() -> None:
    git("init", "--quiet")
    start = TABLE.replace("https://g.kr/1", "")
    commit(start, "2022-04-07T00:00:00+09:00", "notes.md")
    commit(start.replace("[가람]()", "[가람](https://g.kr/0)", 1), "2022-04-08T10:00:00+09:00", "notes.md")
    git("mv", "notes.md", "README.md")
    git("commit", "--message", "x", at="2022-04-09T00:00:00+09:00")
    commit("", "2022-04-10T00:00:00+09:00")
    commit(TABLE, "2022-04-13T00:00:01+09:00")
    commit(TABLE + "\n끝\n", "2022-05-01T00:00:00+09:00")
    address = database()
    result = run("--workbook", address, "readme", "import", "README.md", "--git")
    assert result.exit_code == 0, result.output
    assert [row[:4] for row in rows(address, "설문지 응답 시트1")[1:]] == [
        (datetime(2022, 4, 8, 10), "가람", 1, "https://g.kr/0"),
        (datetime(2022, 4, 13, 0, 0, 1), "가람", 1, "https://g.kr/1"),
    ]
    assert "git" in str(rows(address, "설문지 응답 시트1")[1][4])


def test_a_link_brought_in_by_a_merge_has_its_own_time() -> None:
    git("init", "--quiet", "--initial-branch=main")
    commit(TABLE.replace("https://g.kr/1", ""), "2022-04-07T00:00:00+09:00")
    git("checkout", "--quiet", "-b", "mine")
    commit(TABLE, "2022-04-08T00:00:00+09:00")
    git("checkout", "--quiet", "main")
    commit("x", "2022-04-09T00:00:00+09:00", "other")
    git("merge", "--no-edit", "mine", at="2022-05-01T00:00:00+09:00")
    address = database()
    assert run("--workbook", address, "readme", "import", "README.md", "--git").exit_code == 0
    assert rows(address, "설문지 응답 시트1")[1][0] == datetime(2022, 4, 8)


def test_a_link_that_was_taken_out_again_is_reported_and_not_taken() -> None:
    git("init", "--quiet")
    commit(TABLE.replace("|2주차|[가람]()", "|2주차|[가람](https://g.kr/2)"), "2022-04-07T00:00:00+09:00")
    commit(TABLE, "2022-04-08T00:00:00+09:00")
    address = database()
    result = run("--workbook", address, "readme", "import", "README.md", "--git")
    assert (result.exit_code, answers(address)) == (0, [("가람", 1, "https://g.kr/1")])
    assert "Not taken: 1 links" in result.stderr


def test_a_link_that_is_not_committed_has_no_time() -> None:
    git("init", "--quiet")
    commit(TABLE.replace("https://g.kr/1", ""), "2022-04-07T00:00:00+09:00")
    put(TABLE)
    address = database()
    result = run("--workbook", address, "readme", "import", "README.md", "--git")
    assert (result.exit_code, answers(address)) == (0, [])
    assert "not committed yet" in result.stderr


def test_settings_of_a_hostile_repository_run_nothing() -> None:
    git("init", "--quiet")
    commit(TABLE, "2022-04-08T00:00:00+09:00", "-x $(touch b).md")
    put("*.md diff=evil\n", ".gitattributes")
    for key in (
        "core.fsmonitor",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "core.pager",
        "gpg.program",
    ):
        git("config", key, "touch ran; cat")
    git("config", "log.showSignature", "true")
    assert run("--workbook", database(), "readme", "import", "--git", "./-x $(touch b).md").exit_code == 0
    assert sorted(each for each in os.listdir() if each in ("ran", "b")) == []


def test_a_shallow_clone_says_that_times_may_be_too_late() -> None:
    Path("old").mkdir()
    os.chdir("old")
    git("init", "--quiet")
    commit(TABLE, "2022-04-08T00:00:00+09:00")
    commit(TABLE + "\n끝\n", "2022-04-09T00:00:00+09:00")
    os.chdir("..")
    git("clone", "--quiet", "--depth=1", f"file://{Path('old').absolute()}", "new")
    result = run("--workbook", database(), "readme", "import", "--git", "new/README.md")
    assert (result.exit_code, "shallow" in result.stderr) == (0, True)


def test_outside_a_repository_and_without_a_commit_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    outside = run("--workbook", database(), "readme", "import", "--git", put(TABLE))
    assert (outside.exit_code, "not in a git repository" in outside.stderr) == (2, True)
    git("init", "--quiet")
    empty = run("--workbook", database(), "readme", "import", "--git", "README.md")
    assert (empty.exit_code, "no commits yet" in empty.stderr) == (2, True)


# ---- what the table leaves open ----


@pytest.mark.parametrize(
    "text", [TABLE, "|주차|다른|사람|\n|-|-|-|\n|1주차|O|X|\n", "## 1주차\n- [x] 누구\n- [ ] 아무개\n"]
)
def test_a_table_of_others_than_the_members_is_named_and_the_way_to_start_is_told(text: str) -> None:
    address = database(seasons.book(members=seasons.tab("members", "name", "장서진", "구미진"), answers=None))
    result = run("--workbook", address, "readme", "import", put(text))
    assert (result.exit_code, answers(address)) == (1, [])
    assert "the members are 장서진, 구미진" in result.stderr
    assert "--to FILE.xlsx" in result.stderr
    assert "no table" not in result.stderr


def test_of_many_names_the_first_six_are_told() -> None:
    names = [f"멤버{letter}" for letter in "가나다라마바사"]
    text = f"|주차|{'|'.join(names)}|\n|-{'|-' * 7}|\n|1주차{'|O' * 7}|\n"
    result = run("--workbook", database(), "readme", "import", put(text))
    assert f"names {', '.join(names[:6])}, …, and" in result.stderr


DAYS = "|날짜|가람|나래|\n|-|-|-|\n|4/7|[글](https://g.kr/1)|X|\n|4/21|X|[글](https://g.kr/2)|\n"


@pytest.mark.parametrize(("weeks_are", "weeks"), [("dates", [1, 3]), ("numbers", [1, 2])])
def test_days_are_asked_about_and_read_as_the_option_says(weeks_are: str, weeks: list[int]) -> None:
    address = database()
    arguments = ("--workbook", address, "readme", "import", put(DAYS), "--assume-in-time")
    asked = run(*arguments)
    assert (asked.exit_code, answers(address), asked.stdout) == (1, [], "")
    assert "--weeks-are dates" in asked.stderr
    assert run(*arguments, "--weeks-are", weeks_are).exit_code == 0
    assert [week for _, week, _ in answers(address)] == weeks


def test_a_day_outside_the_season_is_a_problem() -> None:
    address = database()
    text = put(DAYS.replace("4/21", "7/21"))
    result = run("--workbook", address, "readme", "import", text, "--weeks-are", "dates", "--assume-in-time")
    assert (result.exit_code, [week for _, week, _ in answers(address)]) == (1, [1])
    assert "“7/21” is in no week of the season" in result.stderr


@pytest.mark.parametrize(
    "option", [("--weeks-are", "days"), ("--members", "가람,라온"), ("--repository", "x"), ("--link", "x")]
)
def test_an_option_that_cannot_be_read_is_wrong_usage(option: tuple[str, str]) -> None:
    result = run("--workbook", database(), "readme", "import", put(TABLE), *option)
    assert (result.exit_code, option[0] in result.stderr) == (2, True)


COLLECTED = "|주차|모음집|\n|-|-|\n|1주차|[가람](https://g.kr/1) [나래](https://g.kr/2)|\n|2주차|[가람](https://g.kr/3) [나래](https://g.kr/4)|\n"


def test_members_are_asked_for_and_taken_from_the_option() -> None:
    arguments = ("readme", "import", put(COLLECTED), "--to", "new.xlsx", "--starts-on", "2022-04-06")
    asked = run(*arguments)
    assert (asked.exit_code, Path("new.xlsx").exists()) == (1, False)
    assert "--members" in asked.stderr
    assert run(*arguments, "--members", "가람, 나래").exit_code == 0
    assert [each.name for each in load_season(reader.open_store("new.xlsx")).study.members] == [
        "가람",
        "나래",
    ]


RELATIVE = "|주차|과제|\n|-|-|\n|1주차|[가람](./week1/g.md) [나래](/n.md)|\n"


def test_relative_links_lead_into_the_repository_of_the_option_or_the_settings() -> None:
    Path("docs").mkdir()
    Path(".git").mkdir()
    file = put(RELATIVE, "docs/README.md")
    bare = run("--workbook", database(), "readme", "import", file)
    assert (bare.exit_code, "./week1/g.md leads into the repository" in bare.stderr) == (1, True)
    address = "https://github.com/group/study"
    settings = seasons.tab("settings", "key | value", "starts_on | 2022-04-06", f"repository | {address}")
    links = []
    for book, option in (
        (seasons.book(answers=None), ("--repository", address)),
        (seasons.book(settings=settings, answers=None), ()),
    ):
        target = database(book)
        assert run("--workbook", target, "readme", "import", file, "--assume-in-time", *option).exit_code == 0
        links.append([link for *_, link in answers(target)])
    assert links == [[f"{address}/blob/HEAD/docs/week1/g.md", f"{address}/blob/HEAD/n.md"]] * 2


# ---- what is never a fine, and never in time, in silence ----

EXCUSED = "|주차|가람|나래|\n|-|-|-|\n|1주차|[글](https://g.kr/1)|면제|\n|2주차|휴강|휴강|\n"


@pytest.mark.parametrize("target", ["new.xlsx", "sqlite:///new.db"])
def test_excuses_of_the_table_become_excuses_of_a_new_workbook(target: str) -> None:
    result = run(
        "readme", "import", put(EXCUSED), "--to", target, "--starts-on", "2022-04-06", "--assume-in-time"
    )
    assert result.exit_code == 0, result.output
    study = load_season(reader.open_store(target)).study
    assert {(each.member, each.week) for each in study.excuses} == {("나래", 1), ("가람", 2), ("나래", 2)}
    assert len(study.submissions) == 1


def test_excuses_are_written_once_into_a_workbook_that_is_there() -> None:
    address = database()
    arguments = ("--workbook", address, "readme", "import", put(EXCUSED), "--assume-in-time")
    assert run(*arguments).exit_code == 0
    assert len(load_season(reader.open_store(address)).study.excuses) == 3
    assert "Nothing was written" in run(*arguments).stdout


def test_a_database_that_holds_a_season_is_not_replaced() -> None:
    address = database()
    result = run("readme", "import", put(TABLE), "--to", address)
    assert (result.exit_code, "already holds a season" in result.stderr) == (2, True)


def test_a_week_that_the_table_leaves_out_is_no_week_that_everybody_missed() -> None:
    text = TABLE.replace("2주차", "3주차")
    result = run(
        "readme", "import", put(text), "--to", "new.xlsx", "--starts-on", "2022-04-06", "--assume-in-time"
    )
    study = load_season(reader.open_store("new.xlsx")).study
    assert (result.exit_code, [week.number for week in study.weeks]) == (0, [1, 3])
    assert "between 1 and 3" in result.stderr


def test_a_mark_for_late_that_git_contradicts_is_said_and_gets_no_time() -> None:
    git("init", "--quiet")
    commit(
        TABLE.replace("[나래]()|나래", "[나래]()|나래").replace(
            "[가람](https://g.kr/1)", "△ [가람](https://g.kr/1)"
        ),
        "2022-04-08T00:00:00+09:00",
    )
    address = database()
    result = run("--workbook", address, "readme", "import", "README.md", "--git")
    assert (result.exit_code, answers(address)) == (1, [])
    assert "가람 is marked late in week 1, and git has the link before the deadline" in result.stderr
    [_, row] = rows(address, "설문지 응답 시트1")
    assert "지각으로 표시" in str(row[4])


# ---- several tasks a week ----

TASKS = seasons.tab("tasks", "task", "풀이", "논문")


def test_a_table_of_a_week_with_two_tasks_is_refused_until_the_task_is_said() -> None:
    address = database(seasons.book(answers=None, tasks=TASKS))
    refused = run("--workbook", address, "readme", "import", put(TABLE), "--assume-in-time")
    assert refused.exit_code == 2
    assert "풀이, 논문" in refused.stderr
    assert "--task" in refused.stderr
    assert answers(address) == []
    taken = run("--workbook", address, "readme", "import", put(TABLE), "--assume-in-time", "--task", "논문")
    assert taken.exit_code == 0, taken.output
    study = load_season(reader.open_store(address)).study
    assert list(study.submissions[["member", "week", "task"]].itertuples(index=False, name=None)) == [
        ("가람", 1, "논문")
    ]
    again = run("--workbook", address, "readme", "import", put(TABLE), "--task", "풀이")
    assert "All of it is there already" in again.stdout or "이미 모두 있습니다" in again.stdout


def test_an_unknown_task_is_refused_with_the_one_that_was_meant() -> None:
    address = database(seasons.book(answers=None, tasks=TASKS))
    result = run("--workbook", address, "readme", "import", put(TABLE), "--task", "논믄")
    assert (result.exit_code, answers(address)) == (2, [])
    assert "논문" in result.stderr
