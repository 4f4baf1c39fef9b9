"""Dockerfile and .dockerignore as Docker reads them."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tests.servers.websocket import ROOT


@dataclass(frozen=True)
class Step:
    """One instruction of a Dockerfile, such as ``COPY``, and the folder that it works in."""

    name: str
    text: str
    folder: PurePosixPath

    @property
    def options(self) -> list[str]:
        return [word for word in self.text.split() if word.startswith("--")]

    @property
    def words(self) -> list[str]:
        """The arguments without options. Those of the form ``["a", "b"]`` lose their marks."""
        brackets = re.search(r"\[.*\]$", self.text)
        if brackets:
            return [str(word) for word in json.loads(brackets[0])]
        return [word for word in self.text.split() if not word.startswith("--")]

    @property
    def copies(self) -> list[tuple[str, PurePosixPath]]:
        """What a ``COPY`` copies, each with the folder that it gets to."""
        *sources, target = self.words
        return [(source, self.folder / target) for source in sources]


def read_stages(text: str) -> list[list[Step]]:
    """Read the stages of a Dockerfile. Each begins with ``FROM``. What is before the first one is left out."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    stages: list[list[Step]] = []
    folder = PurePosixPath("/")
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, _, rest = line.strip().partition(" ")
        if name == "FROM":
            stages.append([])
            folder = PurePosixPath("/")
        if name == "WORKDIR":
            folder /= rest.strip()
        if name and stages:
            stages[-1].append(Step(name, rest.strip(), folder))
    return stages


BUILT, IMAGE = read_stages((ROOT / "Dockerfile").read_text(encoding="utf-8"))


def find_steps(name: str, stage: Sequence[Step] = IMAGE) -> list[Step]:
    return [step for step in stage if step.name == name]


def read_environment() -> dict[str, str]:
    """Read the image's environment."""
    words = [word for step in find_steps("ENV") for word in step.words]
    return dict(word.split("=", 1) for word in words)


def list_sources() -> list[str]:
    """List what the build copies from the repository."""
    steps = find_steps("COPY", (*BUILT, *IMAGE))
    return [source for step in steps if not step.options for source, _ in step.copies]


def is_sent(path: str, patterns: str) -> bool:
    """Tell whether a build gets that path, by the rules of .dockerignore: the last pattern that matches wins."""
    sent = True
    for line in patterns.splitlines():
        pattern = line.strip()
        if pattern and not pattern.startswith("#") and _matches(pattern.lstrip("!"), path):
            sent = pattern.startswith("!")
    return sent


def _matches(pattern: str, path: str) -> bool:
    """Tell whether a pattern matches the path or a folder above it."""
    expression = re.escape(pattern).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
    parts = path.split("/")
    return any(re.fullmatch(expression, "/".join(parts[:end])) for end in range(1, len(parts) + 1))
