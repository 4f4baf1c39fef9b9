"""Programs that write to one Google Sheet, to run as processes of their own, and to be killed."""

import sys
from concurrent.futures import ThreadPoolExecutor

from studylib.source import save
from studylib.stores.google import sheet
from studylib.stores.google.sheet import Sheet
from studylib.text.errors import StudyboardError
from tests.source.acts import ACTS, NOW

HEADER = ("타임스탬프", "이름", "링크")


def append_many(address: str, writer: str, count: int) -> list[str]:
    """Append rows from threads at once. Return those that were written."""
    opened = Sheet(address)
    sheet.TURN_SECONDS = 120.0
    sheet.APPENDS = 1000

    def append(number: int) -> str | None:
        name = f"{writer}-{number}"
        try:
            opened.append("제출", HEADER, [(name, "가람", "https://n.kr")])
        except StudyboardError:
            return None
        return name

    with ThreadPoolExecutor(count) as pool:
        return [name for name in pool.map(append, range(count)) if name]


if __name__ == "__main__":
    verb, address, *rest = sys.argv[1:]
    if verb == "append":
        print("\n".join(append_many(address, rest[0], int(rest[1]))))
    else:
        save.save_change(Sheet(address), ACTS[rest[0]], NOW)
