"""Pack the files of Streamlit's pages, each once, and keep them in memory.

Quality 9 of Brotli takes 1 s for all that a page with a chart loads. Quality 11 takes 11 s and saves a tenth.
"""

import gzip
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

import brotli

CODINGS = ("br", "gzip")
"""The codings that we offer, the smallest first. Browsers ask for Brotli over https or on this machine."""
KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
"""The kinds of files that get smaller, with their types. Fonts and pictures are packed already."""
SMALLEST = 400
"""Bytes of the smallest file that is worth it."""
QUALITY = 9
WORKERS = 2


@dataclass(frozen=True)
class Packed:
    """A packed file. ``tag`` is its ETag, another one for each coding."""

    body: bytes
    tag: str


def choose_coding(accepted: str) -> str | None:
    """Choose a coding that a request's ``Accept-Encoding`` takes (RFC 9110). ``None``: leave the file as it is."""
    weights = dict(map(_weigh, accepted.lower().split(",")))
    wanted = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in CODINGS}
    best = max(CODINGS, key=lambda coding: wanted[coding])
    return best if wanted[best] > 0 and wanted[best] >= weights.get("identity", 0.0) else None


def _weigh(part: str) -> tuple[str, float]:
    """Read a coding and its weight. One that cannot be read weighs nothing."""
    name, _, rest = part.partition(";")
    weight = rest.strip().removeprefix("q=") or "1"
    return name.strip(), float(weight) if re.fullmatch(r"[01](\.\d{0,3})?", weight) else 0.0


class PackedFolder:
    """The packed files of a folder. Each is packed when it is first asked for, once for all visitors."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = _list_files(folder)
        self._packed: dict[tuple[str, str], Future[Packed]] = {}
        self._lock = Lock()
        self._workers = ThreadPoolExecutor(WORKERS, "packing")

    def __contains__(self, name: str) -> bool:
        """Tell whether a file is worth packing, by its path within the folder."""
        return name in self._files

    def pack(self, name: str, coding: str) -> Future[Packed]:
        """Pack a file of the folder. Its future raises an OSError if the file is gone."""
        with self._lock:
            key = name, coding
            if key not in self._packed:
                self._packed[key] = self._workers.submit(_pack, self._files[name], coding)
            return self._packed[key]

    def pack_ahead(self, names: Iterable[str]) -> None:
        """Begin to pack what every visitor needs, before anyone asks."""
        for name in names:
            if name in self:
                self.pack(name, CODINGS[0])


def _list_files(folder: Path) -> Mapping[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.suffix in KINDS and path.stat().st_size >= SMALLEST
    }


def _pack(path: Path, coding: str) -> Packed:
    whole = path.read_bytes()
    # Both free the interpreter for other threads meanwhile.
    body = brotli.compress(whole, quality=QUALITY) if coding == "br" else gzip.compress(whole, 6, mtime=0)
    return Packed(body, f'"{sha256(body).hexdigest()[:20]}"')
