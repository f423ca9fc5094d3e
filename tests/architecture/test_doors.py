"""Every URL stands behind the gate of its face (security rule 5)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

#: Where a view may live, and what its `gate` attribute may say there.
GATES = {
    "loket.faces.portal": {"public", "resident", "verified", "tryout"},
    "loket.faces.workbench": {"public", "officer", "password_given"},
    "loket.faces.console": {"administrator"},
    "loket.faces.operator": {"public", "operator", "password_given"},
    "loket.faces.hooks": {"machine"},
    "loket.demo": {"demo"},
}


def _views(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _views(entry.url_patterns, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry.callback


def test_every_view_declares_its_gate() -> None:
    wrong = []
    patterns = [*get_resolver().url_patterns, *get_resolver("loket.faces.operator.urls").url_patterns]
    for route, view in _views(patterns):
        module = getattr(view, "__module__", "")
        face = next((face for face in GATES if module.startswith(face)), None)
        if face is None or getattr(view, "gate", None) not in GATES[face]:
            wrong.append(
                f"{route} ({module}.{getattr(view, '__name__', '?')}: {getattr(view, 'gate', None)})"
            )
    assert not wrong, f"put a gate on these views (docs/decisions/0002): {wrong}"
