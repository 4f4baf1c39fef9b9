"""Repositories of git, for the tests of a README's history."""

import os
import subprocess
from pathlib import Path


def run_git(folder: Path, *arguments: str, at: str = "2022-04-08T12:00:00+09:00") -> None:
    """Run git without the settings of this machine. Commits are of the moment ``at``."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    moments = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": "2022-05-01T00:00:00+09:00"}
    author = ("-c", "user.name=g", "-c", "user.email=g@example.com")
    subprocess.run(
        ["git", *author, *arguments],
        cwd=folder,
        env=os.environ | own | moments,
        check=True,
        capture_output=True,
    )


def commit(file: Path, text: str, at: str) -> None:
    file.write_text(text, encoding="utf-8")
    run_git(file.parent, "add", file.name)
    run_git(file.parent, "commit", "-m", "c", at=at)
