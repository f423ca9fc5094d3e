"""Loaded before anything else (``-p tests.environment``): Django reads its settings in test mode."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_DATA = Path(tempfile.mkdtemp(prefix="loket-test-"))
(_DATA / "static").mkdir()
os.environ["LOKET_MODE"] = "test"
os.environ["LOKET_DATA"] = str(_DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "loket.config.settings"
