"""Google's own description of its Sheets API, to hold answers against. It comes with google-api-python-client."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

RANGES = {"int32": (-(2**31), 2**31 - 1), "uint32": (0, 2**32 - 1)}
TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


@cache
def document() -> Any:
    text = files("googleapiclient").joinpath("discovery_cache/documents/sheets.v4.json")
    return json.loads(text.read_text(encoding="utf-8"))


def complaints(verb: str, path: str, body: object) -> list[str]:
    """List what is wrong with a body as the answer of 200 to such a request."""
    method = _method(verb, path)
    return list(_against(body, method["response"], "$")) if method else [f"{verb} {path}: no such method"]


def unknown_query(verb: str, path: str, names: set[str]) -> set[str]:
    """The query parameters that Google does not know for such a request."""
    method = _method(verb, path) or {"parameters": {}}
    return names - set(method["parameters"]) - set(document()["parameters"])


def unknown_fields(name: str, mask: Mapping[str, Any], prefix: str = "") -> list[str]:
    """List the fields of a mask that Google does not know in that schema, with dots."""
    known = schema(name)["properties"]
    unknown = []
    for field, below in mask.items():
        want = known.get(field)
        if want is None:
            unknown.append(prefix + field)
        elif below:
            below_name = want.get("items", want)["$ref"]
            unknown += unknown_fields(below_name, below, f"{prefix}{field}.")
    return unknown


def schema(name: str) -> Any:
    return document()["schemas"][name]


def _method(verb: str, path: str) -> Any:
    """The most literal of the methods whose address fits: ``values:batchGet`` before ``values/{range}``."""
    fitting = [
        method
        for method in _methods(document())
        if method["httpMethod"] == verb and re.fullmatch(_pattern(method["path"]), path.lstrip("/"))
    ]
    return max(fitting, key=lambda method: len(re.sub(r"{\w+}", "", method["path"])), default=None)


def _methods(resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from resource.get("methods", {}).values()
    for below in resource.get("resources", {}).values():
        yield from _methods(below)


def _pattern(path: str) -> str:
    return re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))


def _against(value: object, want: Mapping[str, Any], at: str) -> Iterator[str]:
    if "$ref" in want:
        yield from _against(value, {"type": "object", **schema(want["$ref"])}, at)
        return
    kind = want.get("type", "any")
    if kind == "any":
        return
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{at}: {value!r} is no {kind}"
    elif "enum" in want and value not in want["enum"]:
        yield f"{at}: {value!r} is none of {', '.join(want['enum'])}"
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _against(item, want["items"], f"{at}[{index}]")
    elif isinstance(value, dict):
        yield from _object(value, want, at)
    elif isinstance(value, int | float) and want.get("format") in RANGES:
        least, most = RANGES[want["format"]]
        if not least <= value <= most:
            yield f"{at}: {value} is no {want['format']}"


def _object(value: Mapping[str, object], want: Mapping[str, Any], at: str) -> Iterator[str]:
    known, others = want.get("properties", {}), want.get("additionalProperties")
    for name, part in value.items():
        if name in known or others:
            yield from _against(part, known.get(name, others), f"{at}.{name}")
        else:
            yield f"{at}.{name}: no such field"
