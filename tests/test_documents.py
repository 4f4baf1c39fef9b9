"""The documents: what they link to and name exists, and each begins and is written as all of them are."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer

from studylib import __version__, cli

ROOT = Path(__file__).parents[1]
ENGLISH, KOREAN = ROOT / "README.md", ROOT / "README.ko.md"
DOCUMENTS = sorted(
    each for folder in (".", ".github", "deploy", "docs") for each in (ROOT / folder).glob("*.md")
)
TOP = {each.name for each in ROOT.iterdir() if each.is_dir()} - {".git", ".venv", "data"}
YOURS = {".streamlit/secrets.toml"}
"""Files that a group writes itself."""
ELSEWHERE = ["../" + "shared", "house" + ".md", "house" + "-moves", "DES" + "IGN"]
"""What lies outside the repository."""
HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
FENCED = re.compile(r"^ *```.*?^ *```\n?", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
readmes = pytest.mark.parametrize(("path", "other"), [(ENGLISH, KOREAN), (KOREAN, ENGLISH)])


def unfenced(path: Path) -> str:
    """The document without its blocks of code."""
    return FENCED.sub("", path.read_text(encoding="utf-8"))


def prose(path: Path) -> str:
    """The document without code and comments."""
    return COMMENT.sub("", CODE.sub("", unfenced(path)))


def headings(path: Path) -> list[tuple[int, str]]:
    """The headings of the document, each with its level."""
    return [(len(marks), title) for marks, title in re.findall(r"(?m)^(#+) (.+)$", unfenced(path))]


def anchors(path: Path) -> set[str]:
    """The anchors that GitHub makes of the headings."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in headings(path)}


def links(path: Path) -> list[str]:
    """The targets of the links that stay within the repository."""
    found: list[str] = re.findall(r"\]\(([^)\s]+)\)", prose(path))
    return [each for each in found if not re.match(r"[a-z]+:", each)]


def paths(path: Path) -> list[str]:
    """The words in code that look like a path in the repository."""
    words = (word for code in CODE.findall(unfenced(path)) for word in code.split())
    return [word for word in words if re.fullmatch(r"[\w.@*/-]+", word) and word.split("/")[0] in TOP]


def is_there(path: str) -> bool:
    return path in YOURS or any(ROOT.glob(path.rstrip("/")))


# ---- what they name ----


@every_document
def test_a_link_leads_to_a_file_and_to_a_heading_in_it(path: Path) -> None:
    for link in links(path):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@every_document
def test_a_path_in_backticks_exists(path: Path) -> None:
    assert [each for each in paths(path) if "/" in each and not is_there(each)] == []


def commands(path: Path) -> list[list[str]]:
    """The words of each call of the command in the document, without what a shell does with it."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    calls = re.findall(r"-m studylib ([^`\n]*)", text)
    return [re.split(r" *(?:[|>#&;]|$)", call)[0].split() for call in calls]


def options_of_commands() -> dict[str, set[str]]:
    """The options of each command, by its words. A group of commands and the program itself have some, too."""
    found = dict[str, set[str]]()

    def add(words: str, command: Any) -> None:
        found[words] = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
        for name, below in getattr(command, "commands", {}).items():
            add(f"{words} {name}".strip(), below)

    add("", typer.main.get_command(cli.app))
    return found


def find_wrong_word(words: list[str], known: dict[str, set[str]]) -> str | None:
    """The first command or option that there is not. ``None`` if all are there."""
    command = ""
    for word in words:
        longer = f"{command} {word}".strip()
        has_commands = any(name.startswith(f"{command} ".lstrip()) for name in known if name != command)
        if word.startswith("--"):
            if word.partition("=")[0] not in known[command] | {"--help"}:
                return word
        elif has_commands and re.fullmatch(r"[a-z][a-z-]*", word):
            if longer not in known:
                return word
            command = longer
    return None


@every_document
def test_a_command_that_a_document_names_is_there_with_its_options(path: Path) -> None:
    known = options_of_commands()
    assert [words for words in commands(path) if find_wrong_word(words, known)] == []


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ("--workbook x.xlsx board --format csv", None),
        ("sheet init https://x --language en", None),
        ("bored", "bored"),
        ("sheet int", "int"),
        ("board --formt csv", "--formt"),
        ("sheet form-script --to x", "--to"),
    ],
)
def test_a_wrong_command_or_option_is_known_when_it_is_seen(call: str, wrong: str | None) -> None:
    assert find_wrong_word(call.split(), options_of_commands()) == wrong


def test_a_path_is_known_when_it_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "`docs/nowhere.md`, `make -C docs/x run`, `sqlite:///docs/x.db`, docs/y\n```\n`docs/z`\n```\n"
    )
    assert paths(page) == ["docs/nowhere.md", "docs/x"]
    assert not is_there("docs/nowhere.md")
    assert is_there("docs/")


def test_nothing_refers_to_what_is_not_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("this is not a clone")
    names = [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]
    texts = {name: (ROOT / name).read_text(encoding="utf-8", errors="replace") for name in names}
    assert [(name, each) for name, text in texts.items() for each in ELSEWHERE if each in text] == []


def test_the_layers_of_the_design_are_those_that_are_held() -> None:
    rows = re.findall(r"(?m)^\| (\d) \| (.+?) \|", unfenced(ROOT / "docs/design.md"))
    told = {(int(level), name) for level, cell in rows for name in re.findall(r"studylib/(\w+)", cell)}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    held = next(each["layers"] for each in contracts["contracts"] if each.get("containers") == ["studylib"])
    layers = enumerate(reversed(held), 1)
    assert told == {(level, name) for level, layer in layers for name in layer.split(" | ")}


# ---- how they begin ----


@readmes
def test_a_readme_begins_with_what_it_is_the_picture_and_two_commands(path: Path, other: Path) -> None:
    head = path.read_text(encoding="utf-8").split("\n## ")[0]
    title, link, what, picture, commands, *_ = head.split("\n\n")
    assert title == "# Studyboard"
    assert f"]({other.name})" in link
    assert what.startswith("Studyboard")
    assert re.fullmatch(r"!\[.+\]\(docs/board\.png\)", picture)
    assert [re.split(r"\W+", line)[0] for line in commands.splitlines()[1:-1]] == ["git", "make"]


@every_document
def test_a_document_begins_with_a_title_and_a_sentence(path: Path) -> None:
    if path.parent.name == ".github":
        return
    title, first, *_ = path.read_text(encoding="utf-8").split("\n\n")
    assert re.fullmatch(r"# .+", title)
    assert re.match(r"[\w`*\[]", first)
    assert [level for level, _ in headings(path)].count(1) == 1


def test_the_changelog_has_a_date_for_each_version_and_the_newest_is_the_projects() -> None:
    titles = [title for level, title in headings(ROOT / "CHANGELOG.md") if level == 2]
    versions = [re.fullmatch(r"(\d+\.\d+\.\d+) – \d{4}-\d\d-\d\d", title) for title in titles]
    assert all(versions)
    assert versions[0] is not None
    assert versions[0][1] == __version__
    kinds = {title for level, title in headings(ROOT / "CHANGELOG.md") if level == 3}
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


ROAD = re.compile(r"(?m)^\| .*?\[[^\]]+\]\(([^)\s]+)\)")
"""A row of the roads' table, by its first link."""

STEP = re.compile(r"(?m)^\d+\. (.+)$")
GUIDES = [
    ROOT / name
    for each in ("README", "docs/google", "docs/sign-in")
    for name in (f"{each}.md", f"{each}.ko.md")
]


def sections(path: Path) -> dict[str, str]:
    """The text below each heading, by the anchor of the heading."""
    parts = re.split(r"(?m)^#+ (.+)$", unfenced(path))
    found = zip(parts[1::2], parts[2::2], strict=True)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-"): text for title, text in found}


@readmes
def test_a_readme_leads_with_the_roads_and_each_has_numbered_steps(path: Path, other: Path) -> None:
    text = list(sections(path).values())[1]
    head, _, *rows = (line for line in text.splitlines() if line.startswith("|"))
    assert head.count("|") == 5
    roads = [found[1] for row in rows if (found := ROAD.match(row))]
    assert len(roads) == len(rows) == 4
    for road in roads:
        name, _, anchor = road.partition("#")
        steps = "".join(sections(ROOT / name).values()) if name else sections(path)[anchor]
        assert len(STEP.findall(steps)) >= 3, road


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_numbered_step_is_one_sentence(path: Path) -> None:
    text = CODE.sub("code", re.sub(r"\n +(?=\S)", " ", unfenced(path)))
    steps = STEP.findall(text)
    assert steps
    assert [step for step in steps if re.search(r"[.!?] +\S", step) or step[-1] not in ".:"] == []


# ---- in which language ----


def test_the_english_readme_has_korean_only_in_code() -> None:
    assert HANGUL.findall(prose(ENGLISH).replace("[한국어](README.ko.md)", "")) == []


def test_the_readmes_have_the_same_sections_and_lead_to_the_same_documents() -> None:
    english, korean = ([level for level, _ in headings(path)] for path in (ENGLISH, KOREAN))
    assert english == korean
    leads = [
        {link.split("#")[0] for link in links(path)} - {"", ENGLISH.name, KOREAN.name}
        for path in (ENGLISH, KOREAN)
    ]
    assert leads[0] == leads[1]


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.ko.md")), ids=lambda path: path.name)
def test_a_korean_document_leads_to_the_english_one_and_has_its_sections_if_it_begins_so(path: Path) -> None:
    english = path.with_name(path.name.replace(".ko.", "."))
    assert english.name in links(path)
    if f"\n\n[English]({english.name})\n" in path.read_text(encoding="utf-8"):
        assert path.name in links(english)
        assert [level for level, _ in headings(path)] == [level for level, _ in headings(english)]


@every_document
def test_a_document_has_full_stops_and_one_particle_at_a_time(path: Path) -> None:
    assert ";" not in prose(path)
    assert not re.search(r"은\(는\)|이\(가\)|을\(를\)|와\(과\)|과\(와\)", prose(path))
