"""Opens the board as a visitor does, and prints what came as JSON: ``python -m tests.deploy.visit URL``.

A test that is outside of a container's network runs it inside.
"""

import asyncio
import json
import sys
import urllib.request

from tests.servers.websocket import Run, Session


async def visit(url: str) -> Run:
    async with Session(url) as session:
        return await session.run()


def main(url: str) -> None:
    with urllib.request.urlopen(url, timeout=60) as answer:
        status = answer.status
    run = asyncio.run(visit(url))
    seen = {"status": status, "pages": run.pages, "texts": run.texts, "exceptions": run.exceptions}
    print(json.dumps(seen))


if __name__ == "__main__":
    main(sys.argv[1])
