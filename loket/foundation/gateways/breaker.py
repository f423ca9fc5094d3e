"""A breaker: a partner that fails again and again is left alone for a while (rule 18 of the threat model)."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from loket.foundation.gateways.outgoing import TransportError

#: failures of the partner as a whole, as against those of one message
OUTAGES = frozenset({"unreachable", "deadline", "cut"})


@dataclass
class Breaker:
    """Counts outages in a row; open for ``rest`` seconds after ``limit`` of them.

    After the rest calls go through again; one more failure opens it at once, one success closes it. "Not
    now" said about one message (greylisting, a limit) is no outage.
    """

    limit: int = 5
    rest: float = 20.0
    failures: int = 0
    open_until: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @contextmanager
    def guarding(self) -> Iterator[None]:
        """Run one call; raises TransportError("resting") without trying while the breaker is open."""
        with self.lock:
            if time.monotonic() < self.open_until:
                raise TransportError("resting")
        try:
            yield
        except TransportError as error:
            if error.code in OUTAGES or error.code.startswith("http_5"):
                self._failed()
            raise
        else:
            with self.lock:
                self.failures = 0

    def _failed(self) -> None:
        with self.lock:
            self.failures += 1
            if self.failures >= self.limit:
                self.open_until = time.monotonic() + self.rest
