"""What was copied from elsewhere is the copy that ``vendor.toml`` names, with its licence beside it."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_every_copy_has_its_licence_and_fingerprint() -> None:
    for copy in tomllib.loads((ROOT / "vendor.toml").read_text("utf-8"))["copied"]:
        content = b"".join(path.read_bytes() for path in sorted(ROOT.glob(copy["files"])))
        found = base64.b64encode(hashlib.sha384(content).digest()).decode()
        assert copy["fingerprint"] == f"sha384-{found}", f"{copy['name']}: file and vendor.toml differ"
        assert (ROOT / copy["licence_file"]).exists(), copy["name"]
