"""The door of machines: no person, no session, no tenant; the answer names nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def machine(view: Callable[P, R]) -> Callable[P, R]:
    """A page for machines that needs no signature because it tells nothing worth having."""

    @wraps(view)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        return view(*args, **kwargs)

    wrapper.gate = "machine"  # type: ignore[attr-defined]  # read by the architecture test
    return wrapper
