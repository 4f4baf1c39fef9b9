"""How many random examples a test tries if it needs more, or fewer, than the others."""

import os

IN_CI = bool(os.environ.get("CI"))
FEWEST = 10


def many(examples: int) -> int:
    """Give that many, in CI a third: it tries the same ones in each run, so more of them find nothing new there.

    On a developer's machine each run tries others.
    """
    return max(examples // 3, FEWEST) if IN_CI else examples
