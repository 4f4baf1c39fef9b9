"""One Node process that runs a script again and again, as Google does: one world, new globals for each run."""

import json
import shutil
import subprocess
from pathlib import Path
from threading import Lock
from typing import Any, Self

from tests.stand_ins.appsscript.world import World

PROGRAM = Path(__file__).parents[2] / "form/apps_script/serve.js"
NO_NODE = "Node.js is missing. Install it (on Debian: apt-get install nodejs npm) and start again."


class Runtime:
    """The process, from ``with`` on. One run at a time."""

    def __init__(self) -> None:
        node = shutil.which("node")
        assert node, NO_NODE
        self._lock = Lock()
        self._process = subprocess.Popen(
            [node, str(PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def load(self, script: str, world: World) -> None:
        self._ask({"script": script, "world": world})

    def change(self, **parts: object) -> None:
        """Put other parts in the place of those of the world."""
        self._ask({"change": parts})

    @property
    def world(self) -> World:
        world: World = self._ask({})["world"]
        return world

    def call(self, function: str, *given: object) -> dict[str, Any]:
        """Run a function. Returns its ``output``, the ``error`` that broke it off, its ``log`` and its ``calls``."""
        return self._ask({"call": function, "with": given})

    def post(self, request: object) -> dict[str, Any]:
        """Send a request to ``doPost``, and return the JSON of its answer."""
        contents = request if isinstance(request, str) else json.dumps(request)
        run = self.call("doPost", {"postData": {"contents": contents}})
        assert run["error"] is None, run["error"]
        assert run["output"]["type"] == "application/json"
        answer: dict[str, Any] = json.loads(run["output"]["text"])
        return answer

    def _ask(self, asked: object) -> dict[str, Any]:
        with self._lock:
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            answer: dict[str, Any] = json.loads(self._process.stdout.readline())
            return answer
