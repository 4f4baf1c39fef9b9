"""Find the member whose name an unknown name looks like."""

from collections.abc import Iterable, Iterator, Mapping

from studylib.workbook import likeness, readings, values

LONGEST = 40
"""Letters of a name that are compared with other names."""

_TITLES = (
    "스터디장님 선생님 회원님 팀장님 조장님 멘토님 스터디장 팀장 조장 멘토 리더 회원 학생 님 씨 쌤 군 양"
)

TITLES = tuple(_TITLES.split())
"""What people write after a name."""


def index_names(names: Iterable[str]) -> Mapping[str, set[str]]:
    """Index names by themselves, and by what is left of them without one letter."""
    index: dict[str, set[str]] = {}
    for name in (each for each in names if "@" not in each):  # an address is masked, so it looks like many
        bare = _cut_title(name)
        for key in (bare, *_drop_each(bare)):
            index.setdefault(key, set()).add(name)
    return index


def find_alike(written: str, index: Mapping[str, set[str]]) -> str | None:
    """Find the one name that an unknown name looks like. ``None`` if there is none, or several.

    ``index`` is from ``index_names``.
    """
    bare = _cut_title(written)
    alike = {name for name in index.get(bare, ()) if bare and _cut_title(name) == bare}
    if not alike and len(bare) > 1:
        near = {name for key in (bare, *_drop_each(bare)) for name in index.get(key, ())}
        alike = {name for name in near if _is_near(bare, _cut_title(name))}
    return alike.pop() if len(alike) == 1 else None


def _cut_title(name: str) -> str:
    """Cut blanks, brackets and titles off a name: ``가람님 (스터디장)`` is ``가람``."""
    bare = readings.squeeze(readings.cut_hints(values.fold(name)[:LONGEST])) or readings.squeeze(
        name[:LONGEST]
    )
    return next(
        (bare.removesuffix(title) for title in TITLES if bare.endswith(title) and len(bare) > len(title) + 1),
        bare,
    )


def _drop_each(name: str) -> Iterator[str]:
    return (name[:at] + name[at + 1 :] for at in range(len(name)))


def _is_near(one: str, other: str) -> bool:
    """Check if two names of at least two letters differ by one."""
    return min(len(one), len(other)) > 1 and likeness.differ_once(one, other)
