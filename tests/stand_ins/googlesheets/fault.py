"""What can go wrong between the program and Google, on demand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock

from tests.stand_ins.googlesheets import refusal
from tests.stand_ins.googlesheets.refusal import RefusalError

ANSWERS: dict[str, Callable[[], RefusalError]] = {
    "401": refusal.bad_token,
    "403": refusal.not_shared,
    "404": refusal.not_found,
    "429": refusal.over_quota,
    "500": refusal.internal_error,
    "502": refusal.bad_gateway,
    "503": refusal.unavailable,
    "xlsx": refusal.office_file,
    "login": refusal.sign_in_page,
    "invalid_grant": lambda: refusal.invalid_grant("Invalid JWT Signature."),
}
"""Faults that are an answer; ``xlsx``: the file in Drive is one; ``login``: a page to sign in, with status 200;
``invalid_grant``: the token endpoint refuses the key."""

BREAKS = ("hang", "reset", "cut", "reset-after", "503-after", "hang-after")
"""Faults of the connection: no answer until it is fixed, an end without one, an end in the middle of it.

A hanging request is carried out once it is fixed. ``…-after``: what was asked is done before the fault."""

KINDS = ("metadata", "values", "write", "token")


@dataclass(eq=False)
class Fault:
    name: str
    times: int | None = None
    """The number of requests. ``None``: until it is fixed."""
    on: str | None = None
    """The kind of the requests. ``None``: all."""
    fixed: Event = field(default_factory=Event, repr=False)


class Faults:
    """The present faults. A request meets the first of its kind."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._met: list[Fault] = []
        self._lock = Lock()

    def add(self, fault: Fault) -> None:
        if fault.name not in (*ANSWERS, *BREAKS):
            raise ValueError(f"no fault {fault.name!r}; there are {', '.join((*ANSWERS, *BREAKS))}")
        if fault.on not in (None, *KINDS):
            raise ValueError(f"no requests {fault.on!r}; there are {', '.join(KINDS)}")
        with self._lock:
            self._faults.append(fault)

    def meet(self, kind: str) -> Fault | None:
        with self._lock:
            fault = next((each for each in self._faults if each.on in (None, kind)), None)
            if fault and fault.times is not None:
                fault.times -= 1
                if not fault.times:
                    self._faults.remove(fault)
            if fault:
                self._met.append(fault)
            return fault

    def fix(self) -> None:
        """Remove all faults. Hanging requests go on at once."""
        with self._lock:
            for fault in [*self._faults, *self._met]:
                fault.fixed.set()
            self._faults.clear()
            self._met.clear()
