"""A total time limit for a blocking call.

Socket time-outs limit one read; a partner that drips one byte a second can hold a worker for hours.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class DeadlinePassed(Exception):
    """The call took longer than it may; it may still be running and is left behind."""


def within(seconds: float, call: Callable[[], T]) -> T:
    """The result (or the error) of ``call``, or DeadlinePassed after ``seconds``.

    The call runs in a thread of its own, which dies with the process; give it socket time-outs too, so
    that it ends by itself soon after.
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True, name="outgoing")
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise DeadlinePassed
    return results[0]
