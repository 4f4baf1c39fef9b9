"""Lines of backups."""

import gzip
import json

from studylib.stores import backup


def lines(*texts: str) -> bytes:
    return gzip.compress("".join(f"{text}\n" for text in texts).encode())


def first(tabs: int | str = 1, **other: object) -> str:
    return json.dumps({"kind": backup.KIND, "format": 1, "tabs": tabs} | other)
