"""Give the wheel the dependencies of requirements.in, so that they are written down once."""

from __future__ import annotations

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class CustomMetadataHook(MetadataHookInterface):  # type: ignore[misc]  # hatchling ships no types
    """Called by hatchling while building."""

    def update(self, metadata: dict[str, object]) -> None:
        lines = (Path(self.root) / "requirements.in").read_text("utf-8").splitlines()
        metadata["dependencies"] = [
            line.partition("#")[0].strip() for line in lines if line.strip() and not line.startswith("#")
        ]
