"""Load in threads: so many visitors at once, each on its own connection."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Load:
    """What a burst of work took."""

    seconds: float = 0.0
    done: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Pieces of work per second."""
        return self.done / self.seconds if self.seconds else 0.0


def at_once(work: Sequence[T], act: Callable[[T], object], *, visitors: int, pace: float = 0.0) -> Load:
    """Do ``act`` for every item with ``visitors`` at once; ``pace`` starts at most so many per second."""
    load, lock, items, began = Load(), threading.Lock(), iter(enumerate(work)), time.perf_counter()

    def visit() -> None:
        while (numbered := _next(items, lock)) is not None:
            number, item = numbered
            if pace:
                time.sleep(max(0.0, began + number / pace - time.perf_counter()))
            error = _tried(act, item)
            with lock:
                load.done += not error
                load.errors += [error] if error else []

    threads = [threading.Thread(target=visit) for _ in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds = time.perf_counter() - began
    return load


def _next(items: Iterator[tuple[int, T]], lock: threading.Lock) -> tuple[int, T] | None:
    with lock:
        return next(items, None)


def _tried(act: Callable[[T], object], item: T) -> str:
    """What went wrong, in one line; empty when nothing did."""
    try:
        act(item)
    except Exception as error:  # any failure is a figure of the measurement, not its end
        return f"{type(error).__name__}: {str(error)[:300]}"
    return ""
